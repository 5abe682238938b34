using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Statistics.Comparisons;
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
                Bootstrap = analysis.Draws is { Draws: var draws }
                    ? new
                    {
                        Draws = draws.Count,
                        draws.Seed,
                        analysis.Options.Curves.Confidence,
                    }
                    : null,
                Test = analysis.Test is { } test ? Of(test) : null,
                Arms = analysis.Arms.Select((arm, index) => Of(arm, analysis.Draws?.Arms[index], analysis.Times)),
            },
            Formats.JsonOptions
        );

    static object Of(IntervalLogRankTest test) =>
        new
        {
            Scores = test.Kind.ToString(),
            ChiSquare = test.ChiSquare?.Statistic,
            Df = test.ChiSquare?.DegreesOfFreedom,
            test.Z,
            P = test.PValue,
            ObservedMinusExpected = test.ScoreSums,
            NotMade = (test.Status as LogRankStatus.NotEstimable)?.Reason,
        };

    // An end that is open is null.
    static object Of(IntervalArm arm, LimitsOfArm? limits, IReadOnlyList<double> times) =>
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
            MedianLimits = limits is { Median: var median } ? Limits(median) : null,
            Errors = arm.Sampled.Length > 0 ? "SamplingWeights" : arm.Curve.ErrorStatus.ToString(),
            Intervals = arm
                .Curve.Intervals.Where(interval => interval.Mass > 0)
                .Select(interval => new
                {
                    After = OrNull(interval.After),
                    By = OrNull(interval.By),
                    interval.Mass,
                }),
            At = times.Select(
                (time, index) =>
                    Of(
                        time,
                        arm.FreeUntil(time),
                        arm.Curve.SurvivalAt(time),
                        arm.StandardErrorAt(time),
                        limits is { Survival: var survival } ? Limits(survival[index]) : null
                    )
            ),
        };

    static object Limits((double? Lower, double? Upper) limits) => new { limits.Lower, limits.Upper };

    static object Of(double time, double free, SurvivalBounds? bounds, double? error, object? limits) =>
        new
        {
            Time = time,
            KnownWithoutEvent = free,
            AtLeast = OrNull(bounds?.Lower),
            AtMost = OrNull(bounds?.Upper),
            StandardError = OrNull(error),
            Limits = limits,
        };
}
