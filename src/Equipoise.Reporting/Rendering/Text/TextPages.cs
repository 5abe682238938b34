using System.Text;
using Equipoise.Reporting.Paper;

namespace Equipoise.Reporting.Rendering.Text;

/// <summary>The pages of one output, without what depends on how many there are.</summary>
/// <param name="output">The output.</param>
/// <param name="book">The file in which it stands.</param>
/// <param name="size">How much a page holds.</param>
sealed class TextPages(Output output, OutputBook book, PageSize size)
{
    // More notes than that would leave too little of the page to the rows: they stand at the end instead.
    int MostNotes => size.Lines / 3;

    readonly TableLayout layout = new(output, size);
    int? count;

    public Output Output => output;

    /// <summary>How many pages it has: its rows are gone through once more.</summary>
    public int Count => count ??= Bodies().Count();

    /// <summary>The pages, each as lines.</summary>
    /// <param name="before">The pages of the file before it.</param>
    /// <param name="all">All pages of the file.</param>
    public IEnumerable<IReadOnlyList<string>> Pages(int before, int all)
    {
        var page = 0;
        foreach (var body in Bodies())
        {
            page++;
            yield return
            [
                .. Top($"Page {page} of {Count} ({before + page} of {all})"),
                .. body.Select(line => line.TrimEnd()),
                .. Foot,
            ];
        }
    }

    string Rule => new('-', size.Columns);

    /// <summary>The trial and the page, then what the output is and of whom.</summary>
    IReadOnlyList<string> Top(string page) =>
        [
            .. Monospace.Apart(book.Trial, page, size.Columns),
            .. Monospace.Apart(book.Cutoff, book.Notice.Text, size.Columns),
            "",
            .. new[] { output.Name, CellText.Of(output.Title), CellText.Of(output.Population) }
                .Where(line => line.Length > 0)
                .SelectMany(text => Monospace.Wrap(text, size.Columns))
                .Select(line => Monospace.Centered(line, size.Columns)),
            Rule,
        ];

    IReadOnlyList<string> Notes => output.Notes.IsEmpty ? [] : Monospace.Wrap(CellText.Of(output.Notes), size.Columns);

    bool NotesAtEnd => Notes.Count > MostNotes;

    IReadOnlyList<string> Foot =>
        [
            Rule,
            .. NotesAtEnd ? Monospace.Wrap("The notes stand at the end of this output.", size.Columns) : Notes,
            .. Monospace.Wrap(
                output.Sources.Count == 0 ? book.Program : $"Source: {string.Join(", ", output.Sources)}; {book.Program}",
                size.Columns
            ),
        ];

    /// <summary>The lines between the titles and the notes, page by page.</summary>
    IEnumerable<IReadOnlyList<string>> Bodies()
    {
        var room = Math.Max(1, size.Lines - Top("").Count - Foot.Count);
        var any = false;
        foreach (var panel in layout.Panels)
        {
            var head = Head(panel);
            foreach (var body in new PageBreaks(layout, panel, Math.Max(1, room - head.Count)).Pages())
            {
                any = true;
                yield return [.. head, .. body];
            }
        }
        if (!any)
            yield return
            [
                "",
                .. Monospace.Wrap(Output.WithoutRows, size.Columns).Select(line => Monospace.Centered(line, size.Columns)),
                "",
            ];
        if (NotesAtEnd)
            foreach (var notes in Notes.Chunk(room))
                yield return notes;
    }

    /// <summary>The heads of the columns, a rule under each that has columns of its own, and one under all.</summary>
    IReadOnlyList<string> Head(PageColumns panel)
    {
        var lines = new List<string>();
        foreach (var cells in layout.Head(panel))
        {
            lines.AddRange(InLines(cells, isAtFoot: true));
            LaidCell[] over = [.. cells.Where(cell => cell.Placed.Cell.Columns > 1 && cell.Lines.Count > 0)];
            if (over.Length > 0)
                lines.AddRange(InLines([.. over.Select(cell => cell with { Lines = [new('-', cell.Width)] })], isAtFoot: true));
        }
        return lines.Count == 0 ? [] : [.. lines, Rule];
    }

    /// <summary>Cells beside one another, which end on one line or begin on one.</summary>
    public static IReadOnlyList<string> InLines(IReadOnlyList<LaidCell> cells, bool isAtFoot)
    {
        var height = cells.Select(cell => cell.Lines.Count).DefaultIfEmpty(0).Max();
        var lines = new string[height];
        for (var at = 0; at < height; at++)
        {
            var (line, used) = (new StringBuilder(), 0);
            foreach (var cell in cells)
            {
                var own = isAtFoot ? at - height + cell.Lines.Count : at;
                if (own < 0 || own >= cell.Lines.Count)
                    continue;
                line.Append(' ', Math.Max(0, cell.Offset - used)).Append(cell.Lines[own]);
                used = Math.Max(cell.Offset, used) + Monospace.Width(cell.Lines[own]);
            }
            lines[at] = $"{line}";
        }
        return lines;
    }
}
