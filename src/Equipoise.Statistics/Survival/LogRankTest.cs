using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Survival;

/// <summary>Do groups differ in survival? The log-rank test of Mantel (1966), stratified where strata are given.</summary>
/// <remarks>
/// <para>At each event time, with d events among n at risk of whom nₖ in group k, group k is expected to have d·nₖ/n of them, with the
/// hypergeometric covariances d(n - d)/(n - 1)·(nₖ/n)(δₖₗ - nₗ/n). Sums over times and strata give χ² = (O - E)′V⁻(O - E).
/// Ties: events at one time are one draw without replacement. A time at which only one is at risk has no variance.</para>
/// <para>Groups that were never at risk of an event (expected 0) are left out, each costing a degree of freedom. Cost: one sort.</para>
/// <para>Source: Klein and Moeschberger (2003), 7.3 and 7.5. R: <c>survdiff(Surv(time, status) ~ group + strata(s))</c>;
/// SAS: <c>proc lifetest; strata s / group=group</c>.</para>
/// </remarks>
public sealed record LogRankTest
{
    LogRankTest(double[] observed, double[] expected, double[,] variance, ChiSquareTest? test, LogRankStatus status) =>
        (Observed, Expected, Variance, Test, Status) = (observed, expected, variance, test, status);

    /// <summary>Events per group.</summary>
    public double[] Observed { get; }

    /// <summary>Events expected per group if survival were the same in all.</summary>
    public double[] Expected { get; }

    /// <summary>The covariance matrix of observed minus expected.</summary>
    public double[,] Variance { get; }

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
    /// Of two groups: (E₁ - O₁)/√V₁₁, above 0 when group 1 (experimental) had fewer events than expected. Its square is χ².
    /// Null when there are more groups or none can be compared.
    /// </summary>
    public double? Z =>
        Observed.Length == 2 && DegreesOfFreedom == 1 ? (Expected[1] - Observed[1]) / double.Sqrt(Variance[1, 1]) : null;

    /// <summary>Compares groups.</summary>
    /// <param name="observations">One per participant, in any order.</param>
    /// <param name="groups">The group of each, counted from 0; 0 is control.</param>
    /// <param name="strata">The stratum of each, any numbers; none for an unstratified test.</param>
    /// <exception cref="ArgumentException">There is not one group, or one stratum, for each observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A group is negative.</exception>
    public static LogRankTest Compare(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<int> groups,
        ReadOnlySpan<int> strata = default
    )
    {
        if (groups.Length != observations.Length)
            throw new ArgumentException($"{groups.Length} groups for {observations.Length} observations.", nameof(groups));
        var k = 0;
        foreach (var group in groups)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(group, nameof(groups));
            k = int.Max(k, group + 1);
        }
        var tally = new LogRankTally(k);
        var sets = RiskSets.Of(observations, strata);
        foreach (var stratum in sets.Strata)
            tally.Add(sets, stratum, groups);
        return Decide(tally.Observed, tally.Expected, tally.Variance);
    }

    static LogRankTest Decide(double[] observed, double[] expected, double[,] variance)
    {
        int[] compared = [.. Enumerable.Range(0, observed.Length).Where(group => expected[group] > 0)];
        if (compared.Length == 0)
            return new(observed, expected, variance, null, new LogRankStatus.NotEstimable("There is no event."));

        // Over all groups O - E adds to 0, so one of them, the first, says nothing that the others do not.
        var rest = compared[1..];
        var difference = Array.ConvertAll(rest, group => observed[group] - expected[group]);
        var covariance = new double[rest.Length, rest.Length];
        for (var i = 0; i < rest.Length; i++)
            for (var j = 0; j < rest.Length; j++)
                covariance[i, j] = variance[rest[i], rest[j]];
        var factor = Cholesky.Factor(covariance, tolerance: 1e-12);
        return factor.Rank == 0
            ? new(
                observed,
                expected,
                variance,
                null,
                new LogRankStatus.NotEstimable("No two groups are ever at risk together at an event.")
            )
            : new(
                observed,
                expected,
                variance,
                new ChiSquareTest(factor.QuadraticForm(difference), factor.Rank),
                new LogRankStatus.Estimated()
            );
    }
}

/// <summary>Whether a log-rank test could be made.</summary>
public abstract record LogRankStatus
{
    LogRankStatus() { }

    /// <summary>It was.</summary>
    public sealed record Estimated : LogRankStatus;

    /// <summary>It could not: chi-square and p-value are null.</summary>
    /// <param name="Reason">Why, as a sentence.</param>
    public sealed record NotEstimable(string Reason) : LogRankStatus;
}
