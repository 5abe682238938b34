using System.Text.RegularExpressions;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>
/// A table of chevron (insightsengineering/chevron @739de49, Apache-2.0) as its tests hold it in text: rows with their
/// indentation, their name and a cell for each arm.
/// </summary>
static partial class ChevronSnapshot
{
    const string PageBreak = @"\s\n";

    /// <summary>A row; one without cells names the rows below it.</summary>
    internal sealed record Line(int Indent, string Name, IReadOnlyList<string> Cells);

    /// <param name="table">The file, such as "aet01".</param>
    /// <param name="test">The heading of the test within it, without the number sign.</param>
    /// <param name="print">Which print of the test, from 0.</param>
    public static IReadOnlyList<Line> Read(string table, string test, int print = 0)
    {
        var text = File.ReadAllText(ReferenceData.PathOf("tlg-golden", "chevron-snaps", $"{table}.md"));
        var ofTest = text.Split($"# {test}\n")[1].Split("\n# ")[0];
        var pages = ofTest.Split("    Output\n")[print + 1].Split("\n---\n")[0].Split(PageBreak);
        return
        [
            .. pages.SelectMany(page =>
                page.Split('\n')
                    .Where(line => line.Length > 8 && line.Trim().Length > 0)
                    .SkipWhile(line => !line.Contains('—', StringComparison.Ordinal))
                    .Skip(1)
                    .Select(Of)
            ),
        ];
    }

    static Line Of(string line)
    {
        var words = Gap().Split(line.Trim());
        return new(line.Length - line.TrimStart().Length - 8, words[0], words[1..]);
    }

    [GeneratedRegex(@"\s{2,}", RegexOptions.None, 1000)]
    private static partial Regex Gap();
}
