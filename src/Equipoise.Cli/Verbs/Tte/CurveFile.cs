using Equipoise.Datasets;
using Equipoise.Statistics.Curves;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>Every step of the curves as a table: of survival, or of the incidence of each cause.</summary>
static class CurveFile
{
    const string Name = "CURVES";

    /// <summary>The curves of one analysis, or of several, a level of a column each.</summary>
    public static Table Of(IReadOnlyList<TteAnalysis> analyses)
    {
        Table[] tables = [.. analyses.Select(Of)];
        if (analyses[0].Options.Table.By is not { } by)
            return tables[0];
        string[] levels = [.. analyses.Zip(tables, Levels).SelectMany(level => level)];
        return new(
            Name,
            tables[0].Label,
            [new TextColumn(by, by, levels), .. tables[0].Columns.Select((_, column) => Joined(tables, column))]
        );
    }

    static IEnumerable<string> Levels(TteAnalysis analysis, Table table) =>
        Enumerable.Repeat(analysis.Options.Table.Level!, table.RowCount);

    static Column Joined(Table[] tables, int column) =>
        tables[0].Columns[column] switch
        {
            NumberColumn numbers => numbers with
            {
                Values = [.. tables.SelectMany(table => ((NumberColumn)table.Columns[column]).Values)],
            },
            TextColumn texts => texts with
            {
                Values = [.. tables.SelectMany(table => ((TextColumn)table.Columns[column]).Values)],
            },
            var other => other,
        };

    static Table Of(TteAnalysis analysis)
    {
        var arm = analysis.Data.Arm?.Column ?? "arm";
        return analysis.Competing is { } competing
            ? Table.Of(
                Name,
                "Cumulative incidence",
                [
                    .. competing.Arms.SelectMany(one =>
                        competing.Causes.SelectMany(
                            (cause, index) =>
                                one.Curves.Incidence(index + 1).Steps.Select(step => new IncidenceLine(one.Name, cause, step))
                        )
                    ),
                ],
                ColumnOf<IncidenceLine>.Text(arm, "Arm", line => line.Arm),
                ColumnOf<IncidenceLine>.Text("cause", "Cause", line => line.Cause),
                ColumnOf<IncidenceLine>.Number("time", "Time", line => line.Step.Time),
                ColumnOf<IncidenceLine>.Number("atRisk", "At risk", line => line.Step.AtRisk),
                ColumnOf<IncidenceLine>.Number("events", "Events of the cause", line => line.Step.Events),
                ColumnOf<IncidenceLine>.Number("incidence", "Cumulative incidence", line => line.Step.Probability),
                ColumnOf<IncidenceLine>.Number("standardError", "Standard error", line => line.Step.StandardError),
                ColumnOf<IncidenceLine>.Number("lower", "Lower limit", line => line.Step.Lower),
                ColumnOf<IncidenceLine>.Number("upper", "Upper limit", line => line.Step.Upper)
            )
            : Table.Of(
                Name,
                "Kaplan-Meier curves",
                [.. analysis.Arms.SelectMany(one => one.Curve.Steps.Select(step => new SurvivalLine(one.Name, step)))],
                ColumnOf<SurvivalLine>.Text(arm, "Arm", line => line.Arm),
                ColumnOf<SurvivalLine>.Number("time", "Time", line => line.Step.Time),
                ColumnOf<SurvivalLine>.Number("atRisk", "At risk", line => line.Step.WeightAtRisk),
                ColumnOf<SurvivalLine>.Number("events", "Events", line => line.Step.EventWeight),
                ColumnOf<SurvivalLine>.Number("censored", "Rows censored", line => line.Step.Censored),
                ColumnOf<SurvivalLine>.Number("survival", "Survival", line => line.Step.Survival),
                ColumnOf<SurvivalLine>.Number("standardError", "Standard error", line => line.Step.StandardError),
                ColumnOf<SurvivalLine>.Number("lower", "Lower limit", line => line.Step.Lower),
                ColumnOf<SurvivalLine>.Number("upper", "Upper limit", line => line.Step.Upper)
            );
    }

    readonly record struct SurvivalLine(string Arm, SurvivalStep Step);

    readonly record struct IncidenceLine(string Arm, string Cause, IncidenceStep Step);
}
