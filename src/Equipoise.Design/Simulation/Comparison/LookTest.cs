using Equipoise.Design.Simulation.Cut;
using Equipoise.Design.Simulation.Lanes;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Design.Simulation.Comparison;

/// <summary>Any of the tests, on the sorted words of a look: the memory is kept from look to look.</summary>
sealed class LookTest
{
    readonly SimulatedTest test;
    readonly double unitsPerMonth;
    readonly EventTimes times;
    readonly LogRankWeight[] weights = [];
    readonly double[][] w = [];
    readonly double[][,] correlations = []; // by size
    readonly double[] z = [];
    readonly int[] used = [];
    readonly MaxComboDecision? decision;
    readonly LookCurve control;
    readonly LookCurve experimental;
    int components;

    /// <summary>Sets the memory aside.</summary>
    /// <param name="test">The test.</param>
    /// <param name="capacity">The most participants.</param>
    /// <param name="strata">Over how many strata the words are spread; 1 for a test that is not stratified.</param>
    /// <param name="unitsPerMonth">How many units of time are a month.</param>
    public LookTest(SimulatedTest test, int capacity, int strata, double unitsPerMonth)
    {
        (this.test, this.unitsPerMonth) = (test, unitsPerMonth);
        times = new(capacity, strata);
        var forCurves = test is SimulatedTest.RestrictedMean or SimulatedTest.Milestone ? capacity : 0;
        (control, experimental) = (new(forCurves), new(forCurves));
        weights = test switch
        {
            SimulatedTest.WeightedLogRank one => [one.Weight],
            SimulatedTest.MaxCombo several => [.. several.Used],
            _ => [new LogRankWeight.LogRank()],
        };
        w = [.. weights.Select(_ => new double[capacity])];
        (z, used) = (new double[weights.Length], new int[weights.Length]);
        correlations = [.. Enumerable.Range(0, weights.Length + 1).Select(m => new double[m, m])];
        decision = test is SimulatedTest.MaxCombo ? new(weights.Length) : null;
    }

    /// <summary>Z, above 0 where the experimental arm fares better, the largest of several; false where there is none.</summary>
    public bool TryZ(LookData data, out double statistic)
    {
        statistic = 0;
        return test switch
        {
            SimulatedTest.RestrictedMean mean => TryRestrictedMean(data.WordsOf(0), mean.Month, out statistic),
            SimulatedTest.Milestone milestone => TryMilestone(data.WordsOf(0), milestone, out statistic),
            _ => TryLogRank(data, out statistic),
        };

        bool TryRestrictedMean(ReadOnlySpan<uint> words, double τ, out double one)
        {
            ReadCurves(words);
            one = 0;
            if (
                !control.TryRestrictedMean(τ, out var μ0, out var v0)
                || !experimental.TryRestrictedMean(τ, out var μ1, out var v1)
            )
                return false;
            var error = double.Sqrt(v0 + v1);
            one = error > 0 ? (μ1 - μ0) / error : 0;
            return error > 0;
        }

        bool TryMilestone(ReadOnlySpan<uint> words, SimulatedTest.Milestone milestone, out double one)
        {
            ReadCurves(words);
            one = 0;
            return control.TryAt(milestone.Month, out var s0, out var g0)
                && experimental.TryAt(milestone.Month, out var s1, out var g1)
                && TryDifference(s0, g0, s1, g1, milestone.LogLog, out one);
        }
    }

    /// <summary>
    /// Whether the last statistic reaches an efficacy bound; of the largest of several, whether its p-value does.
    /// </summary>
    public bool Reaches(double statistic, double bound) =>
        decision is null ? statistic >= bound : decision.Rejects(statistic, components, correlations[components], bound);

    static bool TryDifference(double s0, double g0, double s1, double g1, bool isLogLog, out double z)
    {
        z = 0;
        if (s0 <= 0 || s1 <= 0)
            return false;
        if (!isLogLog)
        {
            var error = double.Sqrt(s0 * s0 * g0 + s1 * s1 * g1);
            z = error > 0 ? (s1 - s0) / error : 0;
            return error > 0;
        }
        if (g0 == 0 || g1 == 0)
            return false;
        var (l0, l1) = (ExactLogarithm.Of(s0), ExactLogarithm.Of(s1));
        z = (ExactLogarithm.Of(-l0) - ExactLogarithm.Of(-l1)) / double.Sqrt(g0 / (l0 * l0) + g1 / (l1 * l1));
        return true;
    }

    void ReadCurves(ReadOnlySpan<uint> words)
    {
        control.Read(words, 0, unitsPerMonth);
        experimental.Read(words, LookData.Arm, unitsPerMonth);
    }

    bool TryLogRank(LookData data, out double largest)
    {
        times.Read(data);
        (components, largest) = (0, double.NegativeInfinity);
        for (var a = 0; a < weights.Length; a++)
        {
            TimeWeights.Fill(weights[a], times, unitsPerMonth, w[a]);
            var variance = times.Covariance(w[a], w[a]);
            // A curve at 0 before the last event has an infinite weight, and then no test.
            if (!double.IsFinite(variance))
                return false;
            if (!(variance > 0))
                continue;
            z[components] = times.Excess(w[a]) / double.Sqrt(variance);
            largest = double.Max(largest, z[components]);
            used[components++] = a;
        }
        var correlation = correlations[components];
        for (var a = 0; a < components; a++)
        {
            correlation[a, a] = 1;
            var ofA = times.Covariance(w[used[a]], w[used[a]]);
            for (var b = 0; b < a; b++)
            {
                var ofB = times.Covariance(w[used[b]], w[used[b]]);
                correlation[a, b] = correlation[b, a] = double.Clamp(
                    times.Covariance(w[used[a]], w[used[b]]) / double.Sqrt(ofA * ofB),
                    -1,
                    1
                );
            }
        }
        return components > 0;
    }
}
