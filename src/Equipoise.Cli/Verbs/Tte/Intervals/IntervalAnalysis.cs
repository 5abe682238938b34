using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;

namespace Equipoise.Cli.Verbs.Tte.Intervals;

/// <summary>Curves of an event whose times are known to lie in intervals.</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Data">What it was computed from.</param>
/// <param name="Times">The times at which the curves are told: those that were asked for, else round ones.</param>
/// <param name="Arms">Each arm; one named "all" when there are none.</param>
sealed record IntervalAnalysis(
    TteOptions Options,
    IntervalData Data,
    IReadOnlyList<double> Times,
    IReadOnlyList<IntervalArm> Arms
)
{
    /// <summary>The last finite end of an interval.</summary>
    public double Last => Data.Rows.Max(row => double.IsInfinity(row.By) ? row.After : row.By);

    /// <summary>The test between the arms; null where there are none, or where sampling weights are no counts.</summary>
    public IntervalLogRankTest? Test { get; init; }

    /// <summary>Limits by the bootstrap; null when they were not asked for.</summary>
    public IntervalDraws? Draws { get; init; }

    public static IntervalAnalysis Of(IntervalData data, TteOptions options)
    {
        int[] all = [.. Enumerable.Range(0, data.Rows.Length)];
        var analysis = new IntervalAnalysis(
            options,
            data,
            [],
            data.Arm is { } arms
                ? [.. arms.Levels.Select((level, code) => Arm(level, Array.FindAll(all, row => arms.Codes[row] == code)))]
                : [Arm("all", all)]
        );
        var at = options.Curves.At;
        return analysis with { Times = at.Count > 0 ? at : RoundTimes.UpTo(analysis.Last), Test = TestOf(data) };

        IntervalArm Arm(string name, int[] rows)
        {
            var observations = Array.ConvertAll(rows, row => data.Rows[row]);
            var weights = data.Weights.Weighting is null ? [] : Array.ConvertAll(rows, row => data.Weights.Values[row]);
            return new(
                name,
                observations,
                data.Weights.Weighting == CaseWeighting.Frequency ? weights : [],
                data.Weights.Weighting == CaseWeighting.Sampling ? weights : [],
                Turnbull.Estimate(observations, weights)
            );
        }
    }

    static IntervalLogRankTest? TestOf(IntervalData data) =>
        data.Arm is { } arms && data.Weights.Weighting != CaseWeighting.Sampling
            ? IntervalLogRankTest.Compare(
                data.Rows,
                arms.Codes,
                weights: data.Weights.Weighting is null ? default : data.Weights.Values
            )
            : null;
}

/// <summary>What became of one arm.</summary>
/// <param name="Name">Its level; "all" when there are no arms.</param>
/// <param name="Rows">Its participants.</param>
/// <param name="Counted">How many people each row is; empty when one.</param>
/// <param name="Sampled">The sampling weight of each row; empty when there are none.</param>
/// <param name="Curve">Its curve.</param>
sealed record IntervalArm(string Name, IntervalObservation[] Rows, double[] Counted, double[] Sampled, Turnbull Curve)
{
    // The masses are iterated: a sum that is one half may be a little less.
    const double Rounding = 1e-9;

    public double Count => CountOf(static _ => true);

    public double Exact => CountOf(static row => row.IsExact);

    public double Left => CountOf(static row => double.IsNegativeInfinity(row.After));

    public double Right => CountOf(static row => double.IsPositiveInfinity(row.By));

    public double Within => Count - Exact - Left - Right;

    /// <summary>How many are known to be without the event until a time.</summary>
    public double FreeUntil(double time) => CountOf(row => row.IsExact ? row.By >= time : row.After >= time || time <= 0);

    /// <summary>Between which times half have had the event; null where that is beyond all follow-up.</summary>
    public (double After, double By)? Median => MedianOf(Curve);

    /// <summary>The standard error of survival at a time; null where there is none: sampling weights are no counts.</summary>
    public double? StandardErrorAt(double time) => Sampled.Length > 0 ? null : Curve.StandardErrorAt(time);

    /// <summary>Between which times half have had the event; null where that is beyond all follow-up.</summary>
    public static (double After, double By)? MedianOf(Turnbull curve)
    {
        var sum = 0.0;
        foreach (var interval in curve.Intervals)
        {
            sum += interval.Mass;
            if (sum >= 0.5 - Rounding)
                return double.IsPositiveInfinity(interval.By) ? null : (double.Max(0, interval.After), interval.By);
        }
        return null;
    }

    double CountOf(Func<IntervalObservation, bool> counts)
    {
        var sum = 0.0;
        for (var row = 0; row < Rows.Length; row++)
            if (counts(Rows[row]))
                sum += Counted.Length == 0 ? 1 : Counted[row];
        return sum;
    }
}
