using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Comparisons;

/// <summary>
/// Do groups differ in survival? The log-rank test of Mantel (1966) and its weighted family, stratified where strata are given.
/// </summary>
/// <remarks>
/// <para>At each event time, with d events among n at risk of whom nₖ in group k, group k is expected to have d·nₖ/n of them,
/// with the hypergeometric covariances d(n - d)/(n - 1)·(nₖ/n)(δₖₗ - nₗ/n). With the weight w of each time, sums over times and
/// strata give the scores Uₖ = Σw(dₖ - d·nₖ/n), their covariance V = Σw²(…), and χ² = U′V⁻U. Within a stratum the weight is of
/// its own pooled curve. Ties: events at one time are one draw without replacement. A time at which only one is at risk has no
/// variance. Late entries are at risk after their entry. Case weights: <see cref="CaseWeighting"/>.</para>
/// <para>Groups that were never at risk of an event (expected 0) are left out, each costing a degree of freedom. Cost:
/// one sort, then O(n) for each group.</para>
/// <para>Source: Klein and Moeschberger (2003), 7.3 and 7.5; Fleming and Harrington (1991), 7.
/// R: <c>survdiff(Surv(time, status) ~ group + strata(s), rho = 0)</c>; SAS: <c>proc lifetest; strata s / group=group
/// test=logrank</c>.</para>
/// </remarks>
public sealed record LogRankTest
{
    readonly double[] score;
    readonly int? experimental;

    LogRankTest(GroupedRiskSets sets, LogRankWeight weight, CaseWeighting caseWeighting, int? experimental)
    {
        this.experimental = experimental;
        var (groups, w) = (sets.Groups, sets.WeightsOf(weight));
        (Weight, CaseWeighting, Strata) = (weight, caseWeighting, sets.Strata);
        (Observed, Expected, score, Variance) = (
            new double[groups],
            new double[groups],
            new double[groups],
            new double[groups, groups]
        );
        if (Array.Exists(w, double.IsInfinity))
        {
            Status = new LogRankStatus.NotEstimable(
                "The pooled survival curve reaches 0 before the last event, where the weight is infinite."
            );
            return;
        }
        for (var k = 0; k < groups; k++)
        {
            (Observed[k], Expected[k], score[k]) = (sets.Observed(k, w), sets.Expected(k, w), sets.Score(k, w));
            for (var l = 0; l <= k; l++)
                Variance[k, l] = Variance[l, k] = sets.Covariance(k, l, w, w);
        }
        (Test, Status) = Decide(sets.EventTimes > 0);
    }

    LogRankTest(TwoGroupSums two)
    {
        var (experimentalEvents, expected, variance) = two.Sums;
        (experimental, Weight, CaseWeighting, Strata) = (1, new LogRankWeight.LogRank(), two.CaseWeighting, two.Strata);
        (Observed, Expected) = ([two.Events - experimentalEvents, experimentalEvents], [two.Events - expected, expected]);
        score = [expected - experimentalEvents, experimentalEvents - expected];
        Variance = new double[,] { { variance, -variance }, { -variance, variance } };
        (Test, Status) = Decide(two.Events > 0);
    }

    /// <summary>Events per group, weighted where the test is.</summary>
    public double[] Observed { get; }

    /// <summary>Events expected per group if survival were the same in all, weighted where the test is.</summary>
    public double[] Expected { get; }

    /// <summary>The covariance matrix of observed minus expected.</summary>
    public double[,] Variance { get; }

    /// <summary>The weight of the event times.</summary>
    public LogRankWeight Weight { get; }

    /// <summary>What case weights mean.</summary>
    public CaseWeighting CaseWeighting { get; }

    /// <summary>How many strata there are; 1 when not stratified, 0 without observations.</summary>
    public int Strata { get; }

    /// <summary>The statistic and its degrees of freedom; null when not estimable.</summary>
    public ChiSquareTest? Test { get; }

    /// <summary>Whether the test could be made, and if not, why.</summary>
    public LogRankStatus Status { get; }

    /// <summary>χ²; null when not estimable.</summary>
    public double? ChiSquare => Test?.Statistic;

    /// <summary>The groups that can differ, less one; 0 when not estimable.</summary>
    public int DegreesOfFreedom => Test?.DegreesOfFreedom ?? 0;

    /// <summary>The two-sided p-value; null when not estimable.</summary>
    public double? PValue => Test?.PValue;

    /// <summary>
    /// Of two groups: (E₁ - O₁)/√V₁₁, above 0 when the group with the higher code (experimental: 1 of 0 and 1, 2 of 1 and 2) had
    /// fewer events than expected. Its square is χ². Null when there are observations of more or fewer groups than two, or none
    /// can be compared.
    /// </summary>
    public double? Z => experimental is { } e && DegreesOfFreedom == 1 ? -score[e] / double.Sqrt(Variance[e, e]) : null;

    /// <summary>
    /// Of two groups: the one-sided p-value for the claim that the higher code (experimental) is better, P(Z' ≥
    /// <see cref="Z"/>). Null
    /// like Z.
    /// </summary>
    public double? PValueOneSided => Z is { } z ? Normal.UpperTail(z) : null;

    /// <summary>"log-rank: chi-square 3.396, 1 df, p 0.06534"</summary>
    public override string ToString() =>
        Status is LogRankStatus.NotEstimable refusal
            ? $"{Weight}: not estimable. {refusal.Reason}"
            : $"{Weight}: chi-square {Summary.Of(ChiSquare)}, {DegreesOfFreedom} df, p {Summary.Of(PValue)}";

    /// <summary>Compares groups.</summary>
    /// <param name="observations">One per participant (or per interval of one, with entry times), in any order.</param>
    /// <param name="groups">The group of each, a code of 0 or more; of two the lower is control.</param>
    /// <param name="strata">The stratum of each, any numbers; none for an unstratified test.</param>
    /// <param name="weight">The weight of the event times; null for the log-rank test.</param>
    /// <param name="caseWeights">The weight of each observation, 0 for absent; none for all 1.</param>
    /// <param name="caseWeighting">What case weights mean for the variance.</param>
    /// <exception cref="ArgumentException">There is not one group, stratum or case weight for each observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A group is negative, or a case weight negative,
    /// not finite or no frequency.</exception>
    public static LogRankTest Compare(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<int> groups,
        ReadOnlySpan<int> strata = default,
        LogRankWeight? weight = null,
        ReadOnlySpan<double> caseWeights = default,
        CaseWeighting caseWeighting = CaseWeighting.Sampling
    ) =>
        weight is null or LogRankWeight.LogRank
        && caseWeights.IsEmpty
        && TwoGroupSums.TryOf(observations, groups, strata, caseWeighting, out var two)
            ? new(two)
            : new(
            GroupedRiskSets.Of(observations, groups, strata, caseWeights, caseWeighting),
            weight ?? new LogRankWeight.LogRank(),
            caseWeighting,
            HigherOfTwo(groups)
        );

    static int? HigherOfTwo(ReadOnlySpan<int> groups)
    {
        var (lower, higher) = (int.MaxValue, int.MinValue);
        foreach (var group in groups)
            (lower, higher) = (int.Min(lower, group), int.Max(higher, group));
        return lower < higher && !groups.ContainsAnyExcept(lower, higher) ? higher : null;
    }

    /// <summary>Does survival rise or fall with the groups in their order, as with the dose?
    /// The test for trend of Tarone (1975).</summary>
    /// <remarks>
    /// Z = -Σaₖ Uₖ/√(a′Va), above 0 when there are fewer events than expected where the scores are high. Of two groups it is
    /// <see cref="LogRankTest.Z"/>. Adding to all scores, or multiplying them, changes nothing. Source: Klein and Moeschberger
    /// (2003), 7.4. SAS: <c>strata group / trend</c>.
    /// </remarks>
    /// <param name="scores">The score of each group, such as the dose; none for 0, 1, 2, …</param>
    /// <exception cref="ArgumentException">There is not one score for each group, or one is not finite.</exception>
    public LogRankTrend Trend(ReadOnlySpan<double> scores = default)
    {
        double[] a = scores.IsEmpty ? [.. Enumerable.Range(0, score.Length).Select(group => (double)group)] : scores.ToArray();
        if (a.Length != score.Length)
            throw new ArgumentException($"{a.Length} scores for {score.Length} groups.", nameof(scores));
        for (var k = 0; k < a.Length; k++)
            if (!double.IsFinite(a[k]))
                throw new ArgumentException($"The score of group {k} is {a[k]}; a score is a finite number.", nameof(scores));
        return new(a, score, Variance, Status);
    }

    (ChiSquareTest?, LogRankStatus) Decide(bool hasEvents)
    {
        int[] compared = [.. Enumerable.Range(0, Observed.Length).Where(group => Expected[group] > 0)];
        if (compared.Length == 0)
            return (null, new LogRankStatus.NotEstimable(hasEvents ? "The weight of every event is 0." : "There is no event."));

        // Over all groups the scores add to 0, so one of them, the first, says nothing that the others do not.
        var rest = compared[1..];
        var covariance = new double[rest.Length, rest.Length];
        for (var i = 0; i < rest.Length; i++)
            for (var j = 0; j < rest.Length; j++)
                covariance[i, j] = Variance[rest[i], rest[j]];
        var factor = Cholesky.Factor(covariance, tolerance: 1e-12);
        return factor.Rank == 0
            ? (null, new LogRankStatus.NotEstimable("No two groups are ever at risk together at an event."))
            : (
                new ChiSquareTest(factor.QuadraticForm(Array.ConvertAll(rest, group => score[group])), factor.Rank),
                new LogRankStatus.Estimated()
            );
    }
}
