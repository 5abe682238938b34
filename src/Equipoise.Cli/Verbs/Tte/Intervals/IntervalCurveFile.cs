using Equipoise.Datasets;
using Equipoise.Statistics.Curves;

namespace Equipoise.Cli.Verbs.Tte.Intervals;

/// <summary>The innermost intervals of the curves with their masses, as a table; an end that is open is empty.</summary>
static class IntervalCurveFile
{
    public static Table Of(IntervalAnalysis analysis) =>
        Table.Of(
            "CURVES",
            "Turnbull curves",
            [
                .. analysis.Arms.SelectMany(arm =>
                    arm.Curve.Intervals.Where(interval => interval.Mass > 0)
                        .Select(interval => new Line(arm.Name, interval, arm.Curve.SurvivalAt(interval.By)?.Lower))
                ),
            ],
            ColumnOf<Line>.Text(analysis.Data.Arm?.Column ?? "arm", "Arm", line => line.Arm),
            ColumnOf<Line>.Number("after", "The event is after", line => JsonNumbers.OrNull(line.Interval.After)),
            ColumnOf<Line>.Number("by", "and by", line => JsonNumbers.OrNull(line.Interval.By)),
            ColumnOf<Line>.Number("mass", "Probability", line => line.Interval.Mass),
            ColumnOf<Line>.Number("survival", "Survival from its end on", line => line.Survival)
        );

    readonly record struct Line(string Arm, TurnbullInterval Interval, double? Survival);
}
