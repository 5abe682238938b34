using Equipoise.Datasets;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Files;
using Equipoise.Statistics;

namespace Equipoise.Validation.Survival;

/// <summary>Rows of a reference table as observations with an arm.</summary>
sealed class TimeToEventTable(IReadOnlyList<(Observation Observation, string Arm)> rows)
{
    public static Table Read(params string[] path) =>
        DatasetFile.Read(ReferenceData.PathOf(path), new CsvOptions { MissingText = new HashSet<string> { "NA" } });

    public static TimeToEventTable Of(
        Table table,
        string time,
        string status,
        double eventCode,
        string arm,
        Func<int, bool> isUsed
    )
    {
        var (times, statuses, arms) = (table.Number(time), table.Number(status), CellsOf(table, arm));
        return new([
            .. Enumerable
                .Range(0, table.RowCount)
                .Where(row => isUsed(row) && arms[row].Length > 0)
                .Select(row =>
                    (statuses[row] == eventCode ? Observation.Event(times[row]) : Observation.CensoredAt(times[row]), arms[row])
                ),
        ]);
    }

    public Observation[] Arm(string arm) => [.. rows.Where(row => row.Arm == arm).Select(row => row.Observation)];

    /// <summary>All observations, each with the index of its arm among those named; rows of other arms are left out.</summary>
    public (Observation[] Observations, int[] Groups) Among(params string[] arms)
    {
        var used = rows.Where(row => arms.Contains(row.Arm)).ToArray();
        return ([.. used.Select(row => row.Observation)], [.. used.Select(row => Array.IndexOf(arms, row.Arm))]);
    }

    public string[] Arms => [.. rows.Select(row => row.Arm).Distinct().Order(StringComparer.Ordinal)];

    public static string[] CellsOf(Table table, string column) =>
        table.Find(column) switch
        {
            TextColumn text => text.Values,
            NumberColumn number => Array.ConvertAll(number.Values, value => double.IsNaN(value) ? "" : $"{value}"),
            _ => throw new DataException($"{table.Name} has no column {column}."),
        };
}
