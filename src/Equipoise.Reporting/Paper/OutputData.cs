using System.Text.RegularExpressions;
using Equipoise.Datasets;
using Equipoise.Reporting.Quoting;
using Table = Equipoise.Datasets.Table;

namespace Equipoise.Reporting.Paper;

/// <summary>What an output holds, as a data set: a row for each number of a table; the rows themselves of a listing.</summary>
static partial class OutputData
{
    public static Dataset Of(Output output) => output.Kind == OutputKind.Listing ? new ListingDataset(output) : Numbers(output);

    /// <summary>The name of its file, without its ending: "t-14-2-1-pfs-table".</summary>
    public static string FileOf(Output output) =>
        $"{char.ToLowerInvariant($"{output.Kind}"[0])}-{output.Number.Replace('.', '-')}-{output.Id.ToLowerInvariant()}";

    /// <summary>Whether a file of data, by its name, is of an output: of this or of an earlier analysis.</summary>
    public static bool IsFile(string name) => NameOfFile().IsMatch(name);

    [GeneratedRegex(@"^[tfl](-\d+)+-.+\.(csv|json)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameOfFile();

    sealed record Line(string Row, int RowNumber, string Column, int ColumnNumber, string Cell, TextRun.Number Number);

    static Dataset Numbers(Output output) =>
        Table
            .Of(
                NameOf(output),
                output.Title.Text,
                Lines(output).ToArray(),
                ColumnOf<Line>.Number("ROWNUM", "Number of the row", line => line.RowNumber),
                ColumnOf<Line>.Text("ROWLAB", "Row", line => line.Row),
                ColumnOf<Line>.Number("COLNUM", "Number of the column", line => line.ColumnNumber),
                ColumnOf<Line>.Text("COLLAB", "Column", line => line.Column),
                ColumnOf<Line>.Text("CELL", "Cell as printed", line => line.Cell),
                ColumnOf<Line>.Text("PRINTED", "Number as printed", line => line.Number.Text),
                ColumnOf<Line>.Number("VALUE", "Number at full precision", line => line.Number.Raw),
                ColumnOf<Line>.Text("ADDRESS", "Address in results.json", line => line.Number.Address)
            )
            .AsDataset();

    static string NameOf(Output output) => $"{output.Kind}_{output.Number.Replace('.', '_')}".ToUpperInvariant();

    static IEnumerable<Line> Lines(Output output)
    {
        var heads = new Dictionary<int, List<string>>();
        foreach (var placed in Placed.Of(output.Head).SelectMany(row => row).Where(one => one.IsFirst))
            for (var column = placed.Column; column < placed.End; column++)
            {
                if (!heads.TryGetValue(column, out var over))
                    heads[column] = over = [];
                over.Add(Plain(placed.Cell.Text));
            }
        var (group, number) = ("", 0);
        foreach (var (row, cells) in output.Rows.Zip(Placed.Of(output.Rows)))
        {
            number++;
            var name = cells.Count == 0 ? "" : Plain(cells[0].Cell.Text);
            if (!row.IsPart)
                group = name;
            foreach (var placed in cells.Where(one => one.IsFirst))
                foreach (var quoted in placed.Cell.Text.Numbers)
                    yield return new(
                        row.IsPart && group.Length > 0 ? $"{group}: {name}" : name,
                        number,
                        string.Join(", ", heads.GetValueOrDefault(placed.Column, []).Where(head => head.Length > 0)),
                        placed.Column + 1,
                        Plain(placed.Cell.Text),
                        quoted
                    );
        }
    }

    /// <summary>On one line, with blanks that may break.</summary>
    static string Plain(BoundText text) =>
        string.Concat(text.Runs.Select(run => run is TextRun.Aside { Kind: AsideKind.Size } ? $" {run.Text}" : run.Text))
            .Replace('\u00A0', ' ')
            .Trim();

    /// <summary>The rows of a listing, asked for batch by batch.</summary>
    sealed class ListingDataset(Output output) : Dataset
    {
        public override DatasetSpec Spec { get; } =
            new(
                NameOf(output),
                output.Title.Text,
                [.. output.Head[0].Cells.Select((head, i) => ColumnSpec.OfText(Variable(head.Text.Text, i), head.Text.Text))]
            );

        /// <summary>The head as the name of a variable, where it makes one: "PREFERRED_TERM".</summary>
        static string Variable(string head, int place) =>
            head.Length > 0 && head.All(letter => char.IsAsciiLetter(letter) || letter == ' ')
                ? head.Replace(' ', '_').ToUpperInvariant()
                : $"COL{place + 1}";

        public override IEnumerable<Batch> Batches()
        {
            var batch = new Batch(Spec);
            foreach (var row in output.Rows)
            {
                if (batch.IsFull)
                {
                    yield return batch;
                    batch.Clear();
                }
                for (var column = 0; column < Spec.Columns.Count; column++)
                    batch.Texts(column).Add(row.Cells[column].Text.Text);
                batch.Count++;
            }
            if (batch.Count > 0)
                yield return batch;
        }
    }
}
