using System.Text.RegularExpressions;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>A printed table of chevron's snapshots: the cells of each row, by the name of the row.</summary>
sealed partial class ChevronTable
{
    readonly List<(int Indent, string Name, string[] Cells)> lines = [];

    ChevronTable(IEnumerable<string> text)
    {
        foreach (var line in text)
        {
            var parts = Gap().Split(line.Trim());
            lines.Add((line.Length - line.TrimStart().Length, parts[0], parts[1..]));
        }
    }

    /// <summary>A table of a file of snapshots.</summary>
    /// <param name="file">The file, such as "dmt01".</param>
    /// <param name="title">Its test.</param>
    /// <param name="part">Which of the tables that the test prints, from 0.</param>
    /// <param name="rules">After how many rules the rows begin.</param>
    public static ChevronTable Of(string file, string title, int part = 0, int rules = 1)
    {
        var printedLines = File.ReadAllLines(ReferenceData.PathOf("tlg-golden", "chevron-snaps", $"{file}.md"));
        var ofTest = printedLines.SkipWhile(line => line != $"# {title}").Skip(1).TakeWhile(line => !line.StartsWith("# ")).ToList();
        var parts = ofTest
            .Aggregate(
                new List<List<string>> { new() },
                (all, line) =>
                {
                    if (line == "---")
                        all.Add([]);
                    else
                        all[^1].Add(line);
                    return all;
                }
            )
            .Select(printed => printed.SkipWhile(line => !line.Contains("————")).ToList())
            .ToList();
        var seen = 0;
        return new(
            parts[part].Where(line =>
            {
                seen += line.Contains("————") ? 1 : 0;
                return seen >= rules && line.Trim().Length > 0 && !line.Contains("————");
            })
        );
    }

    /// <summary>All rows; of several that are called alike the first.</summary>
    public IReadOnlyDictionary<string, string[]> Rows =>
        lines.GroupBy(line => line.Name).ToDictionary(same => same.Key, same => same.First().Cells);

    /// <summary>The cells of the first row of that name and indent.</summary>
    public string[] First(string name, int indent) => lines.First(line => line.Name == name && line.Indent == indent).Cells;

    /// <summary>The rows under the first row of that name and indent.</summary>
    public IReadOnlyDictionary<string, string[]> UnderFirst(string name, int indent) =>
        lines
            .SkipWhile(line => line.Name != name || line.Indent != indent)
            .Skip(1)
            .TakeWhile(line => line.Indent > indent)
            .ToDictionary(line => line.Name, line => line.Cells);

    /// <summary>The rows under a heading.</summary>
    public IReadOnlyDictionary<string, string[]> Under(params IEnumerable<string> headings)
    {
        IReadOnlyList<(int Indent, string Name, string[] Cells)> within = lines;
        foreach (var heading in headings)
        {
            var at = within.Select((line, index) => (line, index)).First(one => one.line.Name == heading);
            within = [.. within.Skip(at.index + 1).TakeWhile(line => line.Indent > at.line.Indent)];
        }
        return within.GroupBy(line => line.Name).ToDictionary(same => same.Key, same => same.First().Cells);
    }

    [GeneratedRegex(@"\s{2,}", RegexOptions.None, 1000)]
    private static partial Regex Gap();
}
