using Equipoise.Datasets;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Resampling;

namespace Equipoise.Cli.Verbs.Tte.Intervals;

/// <summary>Limits of the curves of intervals by the bootstrap: draws of participants within arms.</summary>
/// <param name="Draws">How many, and their seed.</param>
/// <param name="Arms">The limits of each arm.</param>
sealed record IntervalDraws(TteDraws Draws, IReadOnlyList<LimitsOfArm> Arms)
{
    /// <summary>Draws from the rows of an analysis.</summary>
    /// <exception cref="DataException">So many values of so many draws would not be kept.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IntervalDraws Of(IntervalAnalysis analysis, Action<double> report, CancellationToken cancellation)
    {
        var (asked, data, times) = (analysis.Options.Draws!, analysis.Data, analysis.Times);
        var ofArm = 2 * times.Count + 2;
        TteBootstrap.RefuseMoreThanIsKept(asked.Count, (long)ofArm * analysis.Arms.Count);
        var rows = data.Weights.Repeated(data.Rows.Length);
        var arms = Array.ConvertAll(rows, row => data.Arm is { } factor ? factor.Codes[row] : 0);
        var done = 0;
        var limits = Bootstrap.Limits(
            BootstrapDraws.Of(rows.Length, asked.Seed, arms),
            asked.Count,
            ofArm * analysis.Arms.Count,
            (drawn, values) =>
            {
                for (var arm = 0; arm < analysis.Arms.Count; arm++)
                    Fill(InArm(drawn, arm), values.Slice(arm * ofArm, ofArm));
            },
            analysis.Options.Curves.Confidence,
            drawn: () => report(Interlocked.Increment(ref done) / (double)asked.Count),
            cancellation: cancellation
        );
        return new(
            asked,
            [
                .. analysis.Arms.Select((_, arm) =>
                {
                    var first = arm * ofArm;
                    return new LimitsOfArm(
                        (limits[first].Lower, limits[first + 1].Upper),
                        [.. times.Select((_, t) => (limits[first + 2 * t + 2].Lower, limits[first + 2 * t + 3].Upper))]
                    );
                }),
            ]
        );

        int[] InArm(ReadOnlySpan<int> drawn, int arm)
        {
            var inArm = new List<int>(drawn.Length);
            foreach (var one in drawn)
                if (arms[one] == arm)
                    inArm.Add(rows[one]);
            return [.. inArm];
        }

        void Fill(int[] inArm, Span<double?> values)
        {
            var curve = Turnbull.Estimate(
                Array.ConvertAll(inArm, row => data.Rows[row]),
                data.Weights.Weighting == CaseWeighting.Sampling ? Array.ConvertAll(inArm, row => data.Weights.Values[row]) : []
            );
            (values[0], values[1]) = IntervalArm.MedianOf(curve) ?? (double.PositiveInfinity, double.PositiveInfinity);
            for (var t = 0; t < times.Count; t++)
                if (curve.SurvivalAt(times[t]) is { } bounds)
                    (values[2 * t + 2], values[2 * t + 3]) = (bounds.Lower, bounds.Upper);
        }
    }
}

/// <summary>The limits of one arm: the lower one of the lower bound, and the upper one of the upper bound.</summary>
/// <param name="Median">Of the median.</param>
/// <param name="Survival">Of survival at each time.</param>
sealed record LimitsOfArm(
    (double? Lower, double? Upper) Median,
    IReadOnlyList<(double? Lower, double? Upper)> Survival
);
