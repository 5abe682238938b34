using System.Globalization;
using Equipoise.Conformance.Checks;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;
using Equipoise.Datasets;

namespace Equipoise.Trial.Tests.Conformance;

/// <summary>One published case of a published rule: its data sets, and the records that CDISC's engine finds in them.</summary>
/// <param name="Name">Such as "CORE-000006/negative/01".</param>
/// <param name="Folder">Its folder, with data/ and results/.</param>
sealed record CoreCase(string Name, string Folder)
{
    /// <summary>The cases under a folder of rules.</summary>
    public static IEnumerable<CoreCase> Under(string rule) =>
        from kind in new[] { "positive", "negative" }
        where Directory.Exists(Path.Combine(rule, kind))
        from folder in Directory.GetDirectories(Path.Combine(rule, kind)).Order(StringComparer.Ordinal)
        where Directory.Exists(Path.Combine(folder, "data"))
        select new CoreCase($"{Path.GetFileName(rule)}/{kind}/{Path.GetFileName(folder)}", folder);

    /// <summary>
    /// Data set and record of every expected finding; a blank record means the whole data set. A row without record and variable
    /// is the engine's note that it failed on that data set, which is no finding.
    /// </summary>
    public IReadOnlyList<string> Expected()
    {
        var file = Path.Combine(Folder, "results", "results.csv");
        return
        [
            .. (File.Exists(file) ? Rows(file).Skip(1) : [])
                .Where(row => row[1].Length > 0 || row[2].Length > 0)
                .Select(row => $"{row[0]} {row[1]}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    public static string Place(Finding finding) => $"{finding.Dataset} {finding.Row}";

    public RuleResult Result(Rule rule) => ConformanceCheck.Run(Study(), rule);

    public Study Study()
    {
        var data = Path.Combine(Folder, "data");
        var variables = Rows(Path.Combine(data, "_variables.csv")).Skip(1).Where(row => row.Length >= 5).ToArray();
        return new([
            .. Rows(Path.Combine(data, "_datasets.csv"))
                .Skip(1)
                .Select(row => (File: row[0], Label: row.Length > 1 ? row[1] : ""))
                .Where(dataset => File.Exists(Path.Combine(data, dataset.File + ".csv")))
                .OrderBy(dataset => dataset.File, StringComparer.Ordinal)
                .Select(dataset => Dataset(data, dataset.File, dataset.Label, variables)),
        ]);
    }

    static StudyDataset Dataset(string data, string name, string label, string[][] variables)
    {
        var path = Path.Combine(data, name + ".csv");
        var rows = Rows(path);
        var header = rows.Count > 0 ? rows[0] : [];
        var columns = header
            .Select((column, at) => (column, at))
            .Where(column => column.column.Length > 0)
            .DistinctBy(column => column.column)
            .Select(column =>
                ColumnOf(
                    column.column,
                    [.. rows.Skip(1).Select(row => column.at < row.Length ? row[column.at] : "")],
                    variables.FirstOrDefault(row => row[0] == name && row[1] == column.column)
                )
            )
            .ToArray();
        var capitals = name.ToUpperInvariant();
        return new(capitals, name + ".csv", new FileInfo(path).Length, new Table(capitals, label, columns));
    }

    static Column ColumnOf(string name, string[] cells, string[]? declared)
    {
        var label = declared?[2] ?? "";
        var width = int.TryParse(declared?[4], CultureInfo.InvariantCulture, out var length) ? length : 0;
        return declared?[3] == "Num"
            ? new NumberColumn(name, label, [.. cells.Select(Number)]) { Width = width }
            : new TextColumn(name, label, cells) { Width = width };
    }

    // As their own engine reads them: a word in a column of numbers is missing.
    static double Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    // The cases' own CSV has lines of unequal length and blank lines, which the program's reader refuses.
    static List<string[]> Rows(string path)
    {
        var text = File.ReadAllText(path);
        List<string[]> rows = [];
        List<string> row = [];
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (quoted && c == '"' && at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[++at]);
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is ',')
                EndCell();
            else if (!quoted && c is '\n')
                EndRow();
            else if (quoted || c != '\r')
                cell.Append(c);
        }
        if (cell.Length > 0 || row.Count > 0)
            EndRow();
        return rows;

        void EndCell()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            if (row is not [""])
                rows.Add([.. row]);
            row.Clear();
        }
    }
}
