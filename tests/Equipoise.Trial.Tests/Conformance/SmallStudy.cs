using System.Globalization;
using Equipoise.Conformance.Checks;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;
using Equipoise.Datasets;

namespace Equipoise.Trial.Tests.Conformance;

/// <summary>Small studies written in one line a data set, and the records that a rule finds in them.</summary>
static class SmallStudy
{
    /// <summary>
    /// "AE: AESEQ#: 1,2 | AETERM: Pain,": the data set AE with two records; # marks a column of numbers. ";" stands for a comma
    /// within a cell.
    /// </summary>
    public static StudyDataset Dataset(string line)
    {
        var (name, columns) = Cut(line, ':');
        var table = new Table(name, "", [.. columns.Split('|').Select(ColumnOf)]);
        return new(name, name.ToLowerInvariant() + ".xpt", 80, table);
    }

    public static Study Of(params string[] lines) => new([.. lines.Select(Dataset)]);

    static Column ColumnOf(string text)
    {
        var (name, rest) = Cut(text, ':');
        var cells = rest.Split(',').Select(cell => cell.Trim().Replace(';', ',')).ToArray();
        return name.EndsWith('#')
            ? new NumberColumn(name[..^1], name[..^1], [.. cells.Select(Number)])
            : new TextColumn(name, name, cells);
    }

    static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);

    static (string, string) Cut(string text, char at) => (text[..text.IndexOf(at)].Trim(), text[(text.IndexOf(at) + 1)..].Trim());

    /// <summary>A rule about every data set.</summary>
    public static Rule Rule(string check, string more = "", string sensitivity = "Record", string type = "Record Data") =>
        RuleFile.Parse(
            $"Core: {{Id: T}}\nRule Type: {type}\nSensitivity: {sensitivity}\nScope: {{Classes: {{Include: [ALL]}}}}\n"
                + $"Outcome: {{Message: m}}\nCheck: {check}\n{more}",
            "t.yml"
        );

    /// <summary>What a rule finds: "AE 1, AE 3"; "not run: ..." or "skipped: ..." where it was not asked.</summary>
    public static string Found(this Rule rule, params string[] lines)
    {
        var result = ConformanceCheck.Run(Of(lines), rule);
        if (result.NotRun.Count > 0)
            return "not run: " + string.Join("; ", result.NotRun);
        if (!result.WasAsked && result.Datasets.Count > 0)
            return "skipped: " + string.Join("; ", result.Datasets.Select(dataset => $"{dataset.Dataset} {dataset.Skipped}"));
        return string.Join(", ", result.Findings.Select(finding => CoreCase.Place(finding).TrimEnd()));
    }
}
