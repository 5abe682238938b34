using System.Runtime.CompilerServices;
using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Comparisons;

/// <summary>
/// The table of every event time: who is at risk and who has the event, by group. All tests of the log-rank family are sums over
/// these tables; the time itself only orders them.
/// </summary>
/// <remarks>
/// Given the table's margins, the events are a draw without replacement. With case weights wᵢ (sampling), a group's score at a
/// time is Σwᵢ(δᵢₖ - qₖ) over the events, q the weighted shares at risk; its mean over all draws is 0 and its covariance is
/// d(n - d)/(n(n - 1))·Σwᵢ²(δᵢₖ - qₖ)(δᵢₗ - qₗ) over those at risk, d and n unweighted counts. With all weights 1 that is the
/// hypergeometric covariance.
/// </remarks>
sealed class GroupedRiskSets
{
    readonly RiskSets sets;
    readonly double[][] events; // of each group, at each time
    readonly double[][] atRisk;
    readonly double[][] squares; // Σwᵢ² at risk
    readonly double[] pooledEvents;
    readonly double[] pooledAtRisk;
    readonly double[] dispersion; // d(n - d)/(n(n - 1))

    GroupedRiskSets(RiskSets sets, int groups)
    {
        this.sets = sets;
        (events, atRisk) = (Columns(groups), Columns(groups));
        squares = atRisk;
        (pooledEvents, pooledAtRisk, dispersion) = (Column(), Column(), Column());

        double[] Column() => new double[sets.Times.Length];
        double[][] Columns(int count) => [.. Enumerable.Range(0, count).Select(_ => Column())];
    }

    GroupedRiskSets(GroupedRiskSets counted, double[][] squares)
        : this(counted.sets, counted.Groups) => this.squares = squares;

    public int Groups => events.Length;

    public int EventTimes => sets.Times.Length;

    public int Strata => sets.Strata.Length;

    /// <summary>Counts. Groups are counted from 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static GroupedRiskSets Of(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<int> groups,
        ReadOnlySpan<int> strata,
        ReadOnlySpan<double> caseWeights,
        CaseWeighting caseWeighting
    )
    {
        if (groups.Length != observations.Length)
            throw new ArgumentException($"{groups.Length} groups for {observations.Length} observations.", nameof(groups));
        var count = 0;
        for (var row = 0; row < groups.Length; row++)
        {
            if (groups[row] < 0)
                throw new ArgumentOutOfRangeException(nameof(groups), groups[row], $"The group of row {row} is {groups[row]}.");
            count = int.Max(count, groups[row] + 1);
        }
        var riskSets = RiskSets.Of(observations, strata, caseWeights);
        var frequencies = caseWeighting == CaseWeighting.Frequency;
        for (var row = 0; frequencies && row < caseWeights.Length; row++)
            if (caseWeights[row] != double.Floor(caseWeights[row]))
                throw new ArgumentOutOfRangeException(
                    nameof(caseWeights),
                    caseWeights[row],
                    $"The weight of row {row} is {caseWeights[row]}; a frequency is a whole number."
                );
        if (caseWeights.IsEmpty || frequencies)
            return new GroupedRiskSets(riskSets, count).Count(groups, caseWeights);
        var squared = new double[caseWeights.Length];
        for (var row = 0; row < squared.Length; row++)
            squared[row] = caseWeights[row] * caseWeights[row];
        var people = new GroupedRiskSets(riskSets, count).Count(groups, weights: default);
        var weighted = new GroupedRiskSets(people, new GroupedRiskSets(riskSets, count).Count(groups, squared).atRisk);
        weighted.Count(groups, caseWeights);
        people.dispersion.CopyTo(weighted.dispersion, 0);
        return weighted;
    }

    /// <summary>The weight of every event time.</summary>
    public double[] WeightsOf(LogRankWeight weight)
    {
        var weights = new double[EventTimes];
        foreach (var stratum in sets.Strata)
        {
            var times = stratum.FirstTime..stratum.LastTime;
            weight.Fill(
                new(sets.Times.AsSpan(times), pooledEvents.AsSpan(times), pooledAtRisk.AsSpan(times)),
                weights.AsSpan(times)
            );
        }
        return weights;
    }

    /// <summary>Σ w·d: the weighted events of a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Observed(int group, ReadOnlySpan<double> w)
    {
        var sum = 0.0;
        for (var t = 0; t < w.Length; t++)
            sum += w[t] * events[group][t];
        return sum;
    }

    /// <summary>Σ w·d·nₖ/n: what a group's weighted events would be if survival were the same in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Expected(int group, ReadOnlySpan<double> w)
    {
        var sum = 0.0;
        for (var t = 0; t < w.Length; t++)
            sum += w[t] * (pooledEvents[t] * (atRisk[group][t] / pooledAtRisk[t]));
        return sum;
    }

    /// <summary>Σ w(d - d·nₖ/n): observed minus expected, without subtracting sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Score(int group, ReadOnlySpan<double> w)
    {
        var sum = 0.0;
        for (var t = 0; t < w.Length; t++)
            sum += w[t] * (events[group][t] - pooledEvents[t] * (atRisk[group][t] / pooledAtRisk[t]));
        return sum;
    }

    /// <summary>The covariance of the score of group k weighted by v with the score of group l weighted by w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Covariance(int k, int l, ReadOnlySpan<double> v, ReadOnlySpan<double> w)
    {
        if (ReferenceEquals(squares, atRisk))
            return CovarianceOfPeople(k, l, v, w);
        var sum = 0.0;
        for (var t = 0; t < w.Length; t++)
        {
            if (dispersion[t] == 0)
                continue;
            var (n, total) = (pooledAtRisk[t], 0.0);
            for (var group = 0; group < Groups; group++)
                total += squares[group][t];
            var (qk, ql) = (atRisk[k][t] / n, atRisk[l][t] / n);
            var (ofK, ofL) = (squares[k][t], squares[l][t]);
            sum +=
                v[t]
                * w[t]
                * dispersion[t]
                * (
                    k == l
                        ? ofK * (1 - qk) * (1 - qk) + (total - ofK) * qk * qk
                        : (total - ofK - ofL) * qk * ql - ofK * (1 - qk) * ql - ofL * (1 - ql) * qk
                );
        }
        return sum;
    }

    // Where everybody counts once, Σ over those at risk of (δᵢₖ - qₖ)(δᵢₗ - qₗ) is nₖ(δₖₗ - nₗ/n).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    double CovarianceOfPeople(int k, int l, ReadOnlySpan<double> v, ReadOnlySpan<double> w)
    {
        var (sum, ofK, ofL) = (0.0, atRisk[k], atRisk[l]);
        for (var t = 0; t < w.Length; t++)
        {
            var n = pooledAtRisk[t];
            var share = (k == l ? n - ofK[t] : -ofL[t]) / n;
            sum += v[t] * w[t] * dispersion[t] * (ofK[t] * share);
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    GroupedRiskSets Count(ReadOnlySpan<int> groups, ReadOnlySpan<double> weights)
    {
        var (groupAt, values) = (new int[sets.Order.Length], new double[sets.Order.Length]);
        for (var position = 0; position < groupAt.Length; position++)
            groupAt[position] = groups[sets.Order[position]];
        for (var group = 0; group < Groups; group++)
        {
            for (var position = 0; position < values.Length; position++)
                values[position] =
                    groupAt[position] != group ? 0
                    : weights.IsEmpty ? 1
                    : weights[sets.Order[position]];
            sets.SumAtRisk(values, atRisk[group]);
            for (var t = 0; t < EventTimes; t++)
            {
                foreach (var value in values.AsSpan(sets.Times[t].Start..sets.Times[t].End))
                    events[group][t] += value;
                pooledEvents[t] += events[group][t];
                pooledAtRisk[t] += atRisk[group][t];
            }
        }
        for (var t = 0; t < EventTimes; t++)
        {
            var (d, n) = (pooledEvents[t], pooledAtRisk[t]);
            dispersion[t] = n > 1 ? d * (n - d) / (n * (n - 1)) : 0;
        }
        return this;
    }
}
