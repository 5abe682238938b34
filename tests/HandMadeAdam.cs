using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Tests;

/// <summary>ADaM written column by column: participants 1, 2 … in turn in the new and the standard arm, each with an event at 5 months.</summary>
static class HandMadeAdam
{
    /// <summary>The small protocol with PFS alone, no strata and no baseline table but the one asked for.</summary>
    public static TrialProtocol Protocol(params string[] baseline) =>
        SmallTrial.Protocol with
        {
            Analysis = new([SmallTrial.Plan("PFS", stratified: false)], baseline, new(Graded: true, TermThreshold: 0)),
        };

    public static Dictionary<string, Table> Of(int participants)
    {
        string[] ids = [.. Enumerable.Range(1, participants).Select(id => $"{id}")];
        string[] arms = [.. ids.Select((_, row) => row % 2 == 0 ? "New drug" : "Standard")];
        return new()
        {
            ["ADSL"] = Text(
                "ADSL",
                ("USUBJID", ids),
                ("TRT01P", arms),
                ("TRT01A", arms),
                ("FASFL", [.. ids.Select(_ => "Y")]),
                ("SAFFL", [.. ids.Select(_ => "Y")])
            ),
            ["ADTTE"] = Text(
                "ADTTE",
                ("USUBJID", ids),
                ("PARAMCD", [.. ids.Select(_ => "PFS")]),
                ("AVAL", [.. ids.Select(_ => "5")]),
                ("AVALU", [.. ids.Select(_ => "MONTHS")]),
                ("CNSR", [.. ids.Select(_ => "0")])
            ),
        };
    }

    /// <summary>The same data with a column put in, or in the place of the one of its name.</summary>
    public static Dictionary<string, Table> With(
        this IReadOnlyDictionary<string, Table> data,
        string dataset,
        string column,
        params string[] values
    ) => data.With(dataset, new TextColumn(column, "", values));

    /// <summary>The same data with a column put in, or in the place of the one of its name.</summary>
    public static Dictionary<string, Table> With(this IReadOnlyDictionary<string, Table> data, string dataset, Column column)
    {
        var table = data[dataset];
        return new(data, StringComparer.Ordinal)
        {
            [dataset] = new(table.Name, table.Label, [.. table.Columns.Where(other => other.Name != column.Name), column]),
        };
    }

    /// <summary>The same data without a column.</summary>
    public static Dictionary<string, Table> Without(this IReadOnlyDictionary<string, Table> data, string dataset, string column)
    {
        var table = data[dataset];
        return new(data, StringComparer.Ordinal)
        {
            [dataset] = new(table.Name, table.Label, [.. table.Columns.Where(other => other.Name != column)]),
        };
    }

    /// <summary>The same data with adverse events, emergent all.</summary>
    public static Dictionary<string, Table> WithEvents(
        this IReadOnlyDictionary<string, Table> data,
        params (string Who, string Term, string Grade)[] events
    ) =>
        new(data, StringComparer.Ordinal)
        {
            ["ADAE"] = Text(
                "ADAE",
                ("USUBJID", [.. events.Select(item => item.Who)]),
                ("AEDECOD", [.. events.Select(item => item.Term)]),
                ("AETOXGR", [.. events.Select(item => item.Grade)]),
                ("TRTEMFL", [.. events.Select(_ => "Y")])
            ),
        };

    static Table Text(string name, params (string Name, string[] Values)[] columns) =>
        new(name, name, [.. columns.Select(column => new TextColumn(column.Name, "", column.Values))]);
}
