using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Analysis.Reading;

/// <summary>The data without the participants of arms that the protocol leaves out, in every data set.</summary>
/// <param name="Data">What is analyzed.</param>
/// <param name="Participants">How many were left out.</param>
sealed record LeftOut(IReadOnlyDictionary<string, Table> Data, int Participants)
{
    readonly Dictionary<string, int[]> kept = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Leaves them out by the arm in ADSL where that is analyzed, else by the one in DM.</summary>
    public static LeftOut Of(
        TrialProtocol protocol,
        IReadOnlyDictionary<string, Table> data,
        bool given,
        List<DataProblem> problems
    )
    {
        var described = protocol.Data;
        string[] allocated = given ? [described.PlannedArm] : ["ARM", "ARMCD"];
        string[] received = given ? [described.ActualArm] : ["ACTARM", "ACTARMCD"];
        if (data.GetValueOrDefault(given ? "ADSL" : "DM") is not { } roster)
            return new(data, 0);
        var reader = new TableReader(roster, []);
        var (id, arm) = (reader.TextOrBlank("USUBJID"), allocated.Select(reader.TextOrBlank).ToList());
        var either = arm.Concat(received.Select(reader.TextOrBlank)).ToList();
        foreach (var value in described.LeaveOut.Concat(described.Arms.Keys).Where(value => !IsThere(value)))
            problems.Add(
                new("protocol", null, null, $"data: no {allocated[0]} of {roster.Name} is '{value}'; {Instead(value)}")
            );
        if (described.LeaveOut.Count == 0)
            return new(data, 0);
        var gone = Enumerable
            .Range(0, reader.Count)
            .Where(row => described.LeaveOut.Any(value => IsIn(arm, row, value)))
            .Select(id)
            .ToHashSet(StringComparer.Ordinal);
        var left = new Dictionary<string, Table>(StringComparer.OrdinalIgnoreCase);
        var result = new LeftOut(left, gone.Count);
        foreach (var (name, table) in data)
            left[name] = result.Without(gone, table);
        return result;

        bool IsThere(string value) => Enumerable.Range(0, reader.Count).Any(row => IsIn(either, row, value));

        string Instead(string value)
        {
            var there = Enumerable.Range(0, reader.Count).Select(arm[0]).Where(name => name.Length > 0).Distinct().ToList();
            return NearestWord.Suggest(value, there);
        }
    }

    static bool IsIn(List<Func<int, string>> arms, int row, string value) =>
        arms.Exists(arm => arm(row).Equals(value, StringComparison.OrdinalIgnoreCase));

    /// <summary>The problem with its row as the file counts it.</summary>
    public DataProblem InFile(DataProblem problem) =>
        problem.Row is { } row && kept.TryGetValue(problem.Dataset, out var rows) && row <= rows.Length
            ? problem with { Row = rows[row - 1] + 1 }
            : problem;

    Table Without(HashSet<string> gone, Table table)
    {
        if (!table.Has("USUBJID"))
            return table;
        var id = new TableReader(table, []).TextOrBlank("USUBJID");
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => !gone.Contains(id(row)))];
        kept[table.Name] = rows;
        return new(table.Name, table.Label, [.. table.Columns.Select(column => Rows(column, rows))]);
    }

    static Column Rows(Column column, int[] rows) =>
        column switch
        {
            TextColumn text => text with { Values = Array.ConvertAll(rows, row => text[row]) },
            NumberColumn number => number with { Values = Array.ConvertAll(rows, row => number[row]) },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
