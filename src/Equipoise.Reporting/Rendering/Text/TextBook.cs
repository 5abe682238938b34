using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Paper;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Rendering.Text;

/// <summary>Every output as text of fixed width, page after page, with a list of them at the beginning.</summary>
/// <remarks>
/// The number of pages stands on each, so rows are gone through three times: for the widths of columns, for the number of pages,
/// and to be written. None is held: a listing may be longer than memory.
/// </remarks>
static class TextBook
{
    const char NextPage = '\f';

    public static void Write(OutputBook book, PageSize size, TextWriter to)
    {
        TextPages[] outputs =
        [
            .. book.Outputs.Concat(book.Conventions is { } last ? [last] : Array.Empty<Output>())
                .Select(output => new TextPages(output, book, size)),
        ];
        var list = List(book, size, outputs);
        var all = list.Count + outputs.Sum(output => output.Count);
        var (before, isFirst) = (0, true);
        foreach (var output in outputs.Prepend(list))
        {
            foreach (var page in output.Pages(before, all))
            {
                if (!isFirst)
                    to.Write(NextPage);
                isFirst = false;
                foreach (var line in page)
                    to.Write($"{line}\n");
            }
            before += output.Count;
        }
    }

    /// <summary>The list of outputs: how many pages it has itself moves those that it lists.</summary>
    static TextPages List(OutputBook book, PageSize size, IReadOnlyList<TextPages> outputs)
    {
        for (var own = 1; ; own++)
        {
            var list = new TextPages(ListOf(outputs, own), book, size);
            if (list.Count <= own)
                return list;
        }
    }

    static Output ListOf(IReadOnlyList<TextPages> outputs, int own)
    {
        var rows = new List<Row>();
        var page = own + 1;
        foreach (var output in outputs)
        {
            rows.Add(
                new(
                    [
                        Cell.RowHead(BoundText.AsGiven(output.Output.Name)),
                        Cell.Words(output.Output.Title),
                        Cell.Number(BoundText.AsGiven($"{page}")),
                    ]
                )
            );
            page += output.Count;
        }
        return OutputList.Of(rows);
    }
}
