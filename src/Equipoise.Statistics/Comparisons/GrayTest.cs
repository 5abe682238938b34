using Equipoise.Statistics.Counting;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Comparisons;

/// <summary>
/// Do groups differ in the cumulative incidence of one cause? The K-sample test of Gray (1988), stratified where strata are
/// given.
/// </summary>
/// <remarks>
/// <para>The log-rank test of the subdistribution hazard. Whoever had an event of another cause stays, in expectation, at risk:
/// group k with Yₖ at risk counts as Rₖ = Yₖ(1 - Fₖ(t-))/Sₖ(t-), where Fₖ is its cumulative incidence and Sₖ its probability of
/// no event. The score is Σ L(t)(dₖ - d·Rₖ/R) over the events of the cause, with the weight L = (1 - F⁰(t-))^ρ and F⁰ = Σ
/// d/ΣₖYₖ/Sₖ(t-) the common incidence; χ² = z′V⁻z with the martingale variance V.</para>
/// <para>Ties, as cmprsk has them: d events of the cause at one time count (h - d)/(h - 1) of their variance, h = Sᵣ Σₖ Yₖ/Sₖ
/// being the size of everyone at risk as group r sees it; d events of other causes in group r (Yᵣ - d)/(Yᵣ - 1). The first
/// factor is negative where d exceeds h, which late and heavy ties reach because h is an estimate, not a count: it is taken as it
/// is, as cmprsk takes it. The statistic depends on the order of times only. Where cmprsk gives -1 because a contrast of
/// groups has no variance, the others are compared, with fewer degrees of
/// freedom. Censoring and late entry may differ between groups. Without other causes it is close to the log-rank
/// test, not equal.</para>
/// <para>Late entries: Yₖ(t) are those of the group who have entered before t and are still followed, and Fₖ and Sₖ are estimated
/// from them; the score is then, as before, a sum of integrals over counting processes less what they are expected to be, and so
/// is its variance (cmprsk takes no entries). Where all of a group who were at risk have had an event before others of it enter,
/// Sₖ is 0 and there is no test (<see cref="GrayStatus.ZeroBeforeLateEntries"/>). The log-rank test of rows weighed as Geskus
/// (2011) does is another one: the score test of <see cref="Regression.CompetingRisks.FineGray"/>.</para>
/// <para>Source: Gray (1988), Annals of Statistics 16:1141. R: <c>cmprsk::cuminc(ftime, fstatus, group, strata, rho)$Tests</c>;
/// SAS: <c>proc lifetest; time t*c(0) / eventcode=1; strata group</c>. Cost: one sort, then O(n + E K³) for E event times and K
/// groups.</para>
/// </remarks>
public sealed record GrayTest
{
    GrayTest(GrayTally tally, int cause, double rho) =>
        (Observed, Score, Variance, Cause, Rho) = (tally.Observed, tally.Score, tally.Variance, cause, rho);

    /// <summary>Events of the cause per group.</summary>
    public double[] Observed { get; }

    /// <summary>
    /// The weighted observed minus expected events per group: above 0 when a group has more events than its share. They add to 0.
    /// </summary>
    public double[] Score { get; }

    /// <summary>The covariance matrix of <see cref="Score"/>.</summary>
    public double[,] Variance { get; }

    /// <summary>The cause whose incidence is compared.</summary>
    public int Cause { get; }

    /// <summary>The power ρ of the weight: above 0, early differences count more.</summary>
    public double Rho { get; }

    /// <summary>Whether the test could be made, and if not, why.</summary>
    public GrayStatus Status { get; private init; }

    /// <summary>χ²; null when not estimable.</summary>
    public double? ChiSquare { get; private init; }

    /// <summary>The groups that can differ, less one; 0 when not estimable.</summary>
    public int DegreesOfFreedom { get; private init; }

    /// <summary>The probability of a χ² at least as large if the incidences are the same; null when not estimable.</summary>
    public double? PValue => ChiSquare is { } χ2 ? ChiSquared.UpperTail(χ2, DegreesOfFreedom) : null;

    /// <summary>"cause 1: chi-square 0.06187, 1 df, p 0.8036"</summary>
    public override string ToString() =>
        $"cause {Cause}: "
        + (
            Status == GrayStatus.Estimated
                ? $"chi-square {Summary.Of(ChiSquare)}, {DegreesOfFreedom} df, p {Summary.Of(PValue)}"
                : Status.ToString()
        );

    /// <summary>Compares groups.</summary>
    /// <param name="observations">One per participant, in any order.</param>
    /// <param name="groups">The group of each, counted from 0.</param>
    /// <param name="cause">The cause whose incidence is compared, 1 or more.</param>
    /// <param name="strata">The stratum of each, any numbers; none for an unstratified test.</param>
    /// <param name="rho">The power ρ of the weight, 0 or more.</param>
    /// <exception cref="ArgumentException">There is not one group, or one stratum, for each observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A group is negative, the cause below 1,
    /// or ρ negative or not finite.</exception>
    public static GrayTest Compare(
        ReadOnlySpan<CompetingObservation> observations,
        ReadOnlySpan<int> groups,
        int cause = 1,
        ReadOnlySpan<int> strata = default,
        double rho = 0
    )
    {
        GroupCodes.Check(observations.Length, groups);
        ArgumentOutOfRangeException.ThrowIfLessThan(cause, 1);
        if (!(double.IsFinite(rho) && rho >= 0))
            throw new ArgumentOutOfRangeException(nameof(rho), rho, "ρ is a finite number, 0 or more.");
        if (strata.Length != 0 && strata.Length != observations.Length)
            throw new ArgumentException($"{strata.Length} strata for {observations.Length} observations.", nameof(strata));
        var rows = new GrayRow[observations.Length];
        var groupCount = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            var o = observations[row];
            var kind =
                o.Cause == cause ? EventKind.OfTheCause
                : o.IsEvent ? EventKind.OfAnother
                : EventKind.None;
            rows[row] = new(strata.IsEmpty ? 0 : strata[row], o.Time, kind, groups[row], o.Entry);
            groupCount = int.Max(groupCount, groups[row] + 1);
        }
        Array.Sort(rows, GrayRow.Compare);
        var tally = new GrayTally(groupCount, rho);
        for (int start = 0, end; start < rows.Length; start = end)
        {
            for (end = start + 1; end < rows.Length && rows[end].Stratum == rows[start].Stratum;)
                end++;
            tally.Add(rows.AsSpan(start..end));
        }
        var test = new GrayTest(tally, cause, rho);
        return tally.IsZeroBeforeLateEntries ? test with { Status = GrayStatus.ZeroBeforeLateEntries } : Decide(test);
    }

    static GrayTest Decide(GrayTest test)
    {
        if (test.Observed.Sum() == 0)
            return test with { Status = GrayStatus.NoEvents };
        // Over all groups the score adds to 0, so one of them, the first, says nothing that the others do not.
        var rest = int.Max(0, test.Score.Length - 1);
        var covariance = new double[rest, rest];
        for (var i = 0; i < rest; i++)
            for (var j = 0; j < rest; j++)
                covariance[i, j] = test.Variance[i + 1, j + 1];
        var factor = Cholesky.Factor(covariance, tolerance: 1e-12);
        if (factor.IsIndefinite)
            return test with { Status = GrayStatus.NoVariance };
        var statistic = factor.Rank == 0 ? double.NaN : factor.QuadraticForm(test.Score.AsSpan(1));
        return double.IsFinite(statistic)
            ? test with
            {
                Status = GrayStatus.Estimated,
                ChiSquare = double.Max(0, statistic),
                DegreesOfFreedom = factor.Rank,
            }
            : test with
            {
                Status = GrayStatus.NoContrast,
            };
    }
}

/// <summary>Whether Gray's test could be made.</summary>
public enum GrayStatus
{
    /// <summary>It was.</summary>
    Estimated,

    /// <summary>Nobody had an event of the cause.</summary>
    NoEvents,

    /// <summary>No two groups are ever at risk together at an event of the cause, or there is only one.</summary>
    NoContrast,

    /// <summary>
    /// Ties take more than all of the variance, or of some contrast of the groups: late, when few are left and many of them
    /// have the
    /// event at one time, their factor is negative. No statistic has a distribution then; cmprsk gives a negative χ² with p = 1.
    /// </summary>
    NoVariance,

    /// <summary>
    /// All of a group who were at risk have had an event, and others of it enter later: nothing that follows of its incidence can
    /// be estimated. <see cref="GrayTest.Score"/> and <see cref="GrayTest.Variance"/> then end before it.
    /// </summary>
    ZeroBeforeLateEntries,
}
