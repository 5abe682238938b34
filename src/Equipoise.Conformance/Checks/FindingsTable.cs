using Equipoise.Datasets;

namespace Equipoise.Conformance.Checks;

/// <summary>Findings as a data set: a row for each variable that a rule shows of each finding.</summary>
/// <remarks>DATASET, RECORD, VARIABLE and VALUE are those of the results that CDISC's own engine writes as CSV.</remarks>
public static class FindingsTable
{
    /// <summary>The findings of these results.</summary>
    public static Table Of(IEnumerable<RuleResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var rows = results
            .SelectMany(result => result.Findings)
            .SelectMany(finding => finding.Values.Select(value => new Row(finding, value.Key, value.Value)))
            .ToArray();
        return Table.Of(
            "FINDINGS",
            "Findings of Conformance",
            rows,
            ColumnOf<Row>.Text("RULE", "Rule", row => row.Finding.Rule),
            ColumnOf<Row>.Text("DATASET", "Data Set", row => row.Finding.Dataset),
            ColumnOf<Row>.Number("RECORD", "Record", row => row.Finding.Row),
            ColumnOf<Row>.Text("VARIABLE", "Variable", row => row.Variable),
            ColumnOf<Row>.Text("VALUE", "Value", row => row.Value),
            ColumnOf<Row>.Text("MESSAGE", "Message", row => row.Finding.Message)
        );
    }

    sealed record Row(Finding Finding, string Variable, string Value);
}
