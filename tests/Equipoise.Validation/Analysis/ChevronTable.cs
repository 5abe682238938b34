using System.Text.RegularExpressions;

namespace Equipoise.Validation.Analysis;

/// <summary>
/// A table of chevron (insightsengineering/chevron @739de49, Apache-2.0) as its tests hold it in text: rows with their
/// indentation, their name and a cell for each arm.
/// </summary>
sealed partial class ChevronTable
{
    const string PageBreak = @"\s\n";

    /// <summary>A row, as many letters to the right of the leftmost as its indent says; one without cells names the rows below it.</summary>
    internal sealed record Line(int Indent, string Name, IReadOnlyList<string> Cells);

    ChevronTable(IReadOnlyList<Line> lines) => Lines = lines;

    /// <summary>The rows, those of later pages after those of earlier ones.</summary>
    public IReadOnlyList<Line> Lines { get; }

    /// <summary>A table of a file of snapshots.</summary>
    /// <param name="file">The file, such as "aet01".</param>
    /// <param name="test">The heading of the test within it, without the number sign.</param>
    /// <param name="print">Which print of the test, from 0.</param>
    /// <param name="rules">After how many rules of a page its rows begin.</param>
    public static ChevronTable Of(string file, string test, int print = 0, int rules = 1)
    {
        var text = File.ReadAllText(ReferenceData.PathOf("tlg-golden", "chevron-snaps", $"{file}.md"));
        var ofTest = text.Split($"# {test}\n")[1].Split("\n# ")[0];
        var pages = ofTest.Split("    Output\n")[print + 1].Split("\n---\n")[0].Split(PageBreak);
        var rows = pages.SelectMany(page => RowsOf(page, rules)).ToList();
        var left = rows.Min(Indent);
        return new([.. rows.Select(row => RowOf(row, left))]);
    }

    /// <summary>The first row of that name.</summary>
    public IReadOnlyList<string> this[string name] => Lines.First(line => line.Name == name).Cells;

    /// <summary>The rows under a heading, and there under the next.</summary>
    public ChevronTable Under(params IEnumerable<string> headings) => headings.Aggregate(this, (table, heading) => table.Under(heading));

    /// <summary>The rows under the first row of that name.</summary>
    public ChevronTable Under(string heading)
    {
        var from = Lines.SkipWhile(line => line.Name != heading).ToList();
        return new([.. from.Skip(1).TakeWhile(line => line.Indent > from[0].Indent)]);
    }

    static IEnumerable<string> RowsOf(string page, int rules)
    {
        var seen = 0;
        foreach (var line in page.Split('\n'))
            if (line.Contains("————", StringComparison.Ordinal))
                seen++;
            else if (seen >= rules && line.Trim().Length > 0)
                yield return line;
    }

    static Line RowOf(string row, int left)
    {
        var words = Gap().Split(row.Trim());
        return new(Indent(row) - left, words[0], words[1..]);
    }

    static int Indent(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"\s{2,}", RegexOptions.None, 1000)]
    private static partial Regex Gap();
}
