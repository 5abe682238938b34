using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Statistics.Curves;
using static Equipoise.Cli.Verbs.Tte.JsonNumbers;

namespace Equipoise.Cli.Verbs.Tte.Intervals;

/// <summary>The analysis of intervals for programs.</summary>
static class IntervalJson
{
    public static string Of(IntervalAnalysis analysis) =>
        JsonSerializer.Serialize(
            new
            {
                N = analysis.Arms.Sum(arm => arm.Count),
                Rows = analysis.Data.Rows.Length,
                Unit = "participant",
                analysis.Data.Dropped,
                analysis.Data.FilteredOut,
                Conventions = new
                {
                    Curve = "Turnbull",
                    Weights = analysis.Data.Weights.Weighting is { } weighting ? TteWords.Of(weighting) : null,
                },
                Arms = analysis.Arms.Select(arm => Of(arm, analysis.Times)),
            },
            Formats.JsonOptions
        );

    // An end that is open is null.
    static object Of(IntervalArm arm, IReadOnlyList<double> times) =>
        new
        {
            Arm = arm.Name,
            N = arm.Count,
            arm.Exact,
            arm.Within,
            arm.Left,
            arm.Right,
            Status = arm.Curve.Status.ToString(),
            LogLikelihood = OrNull(arm.Curve.LogLikelihood),
            Gap = OrNull(arm.Curve.Gap),
            Median = arm.Median is var (after, by) ? new { After = after, By = by } : null,
            Intervals = arm
                .Curve.Intervals.Where(interval => interval.Mass > 0)
                .Select(interval => new
                {
                    After = OrNull(interval.After),
                    By = OrNull(interval.By),
                    interval.Mass,
                }),
            At = times.Select(time => Of(time, arm.FreeUntil(time), arm.Curve.SurvivalAt(time))),
        };

    static object Of(double time, double free, SurvivalBounds? bounds) =>
        new
        {
            Time = time,
            KnownWithoutEvent = free,
            AtLeast = OrNull(bounds?.Lower),
            AtMost = OrNull(bounds?.Upper),
        };
}
