using Equipoise.Analysis.Results;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Cli.Verbs.Tte.Intervals;

/// <summary>The curves of intervals: a line through the middles of the intervals, in the band of their bounds.</summary>
static class IntervalFigure
{
    public static KaplanMeierFigure Of(IntervalAnalysis analysis)
    {
        var words = analysis.Options.Output.Figure;
        var ticks = words.Ticks(analysis.Last);
        var (after, by) = analysis.Options.Table.Interval!.Value;
        return new()
        {
            Id = "tte",
            Title = analysis.Data.Arm is { } arm ? $"Survival by {arm.Column}" : "Survival",
            Description =
                "Turnbull curves: a line through the middles of the innermost intervals, in the band of its bounds. "
                + string.Join(' ', analysis.Arms.Select(arm => $"{arm.Name}: {arm.Count} participants.")),
            Heading = words.Title,
            VerticalTitle = words.Vertical ?? "Without event (%)",
            HorizontalTitle = words.Horizontal ?? $"Between {after} and {by}",
            CountsTitle = "Known without event",
            Ticks = ticks,
            Curves = [.. analysis.Arms.Select(arm => Of(arm, ticks, analysis.Last))],
        };
    }

    static KaplanMeierCurve Of(IntervalArm arm, IReadOnlyList<double> ticks, double last)
    {
        var times = new SortedSet<double> { 0 };
        foreach (var interval in arm.Curve.Intervals.Where(interval => interval.Mass > 0))
        {
            var from = double.Max(0, interval.After);
            times.Add(from);
            if (double.IsFinite(interval.By))
            {
                times.Add(interval.By);
                times.Add((from + interval.By) / 2);
            }
        }
        return new(
            arm.Name,
            new(arm.Name, [.. times.Select(time => Step(arm, time))], [], last),
            [.. ticks.Select(tick => new TextRun.Words(Format.Significant(arm.FreeUntil(tick), 0)))]
        );
    }

    // Where nothing says how much of the mass is past, the line takes it at the middle.
    static CurveStep Step(IntervalArm arm, double time)
    {
        var past = arm
            .Curve.Intervals.Where(interval =>
                double.IsFinite(interval.By) && (double.Max(0, interval.After) + interval.By) / 2 <= time
            )
            .Sum(interval => interval.Mass);
        var bounds = arm.Curve.SurvivalAt(time)!.Value;
        return new(time, double.Clamp(1 - past, 0, 1), bounds.Lower, bounds.Upper);
    }
}
