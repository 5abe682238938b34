using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Comparisons;

/// <summary>Do groups differ in when an event happens, if only intervals of it are known? A log-rank test of scores.</summary>
/// <remarks>
/// <para>With S the curve of all together by <see cref="Turnbull"/>, a participant whose event came after a and by b has the
/// score c = (S(a) log S(a) - S(b) log S(b))/(S(a) - S(b)): events less those expected; all scores add up to 0. U of a group is
/// the sum of its scores, above 0 when it has more events than expected. Sun's scores put the Nelson-Aalen hazard for -log S: of
/// exact and right-censored times they are those of the log-rank test, and U its observed minus expected events. Finkelstein's
/// are those of proportional hazards of all times.</para>
/// <para>The variance is that of permutations: who had which score is chance, so that cov(Uₖ, Uₗ) = (nₖ 1(k = l) - nₖnₗ/n)
/// Σc²/(n - 1). It needs visits that do not differ between the groups, or the test takes their difference for one of the event.
/// Case weights are counts.</para>
/// <para>Source: Finkelstein (1986), Biometrics 42:845; Sun (1996), Statistics in Medicine 15:1387; Fay and Shaw (2010), Journal
/// of Statistical Software 36(2). R: <c>interval::ictest(Surv(after, by, type = "interval2") ~ group, scores = "logrank1",
/// method = "pclt")</c>, "logrank2" for Finkelstein's; SAS: <c>proc iclifetest; test group / weight = sun</c>, whose variance is
/// another.</para>
/// </remarks>
public sealed record IntervalLogRankTest
{
    IntervalLogRankTest(IntervalScores kind, Turnbull curve, double[] scores, double[] sizes, double[] u)
    {
        (Kind, Curve, Scores, Sizes, ScoreSums) = (kind, curve, scores, sizes, u);
        Status = new LogRankStatus.Estimated();
    }

    /// <summary>Which scores.</summary>
    public IntervalScores Kind { get; }

    /// <summary>The curve of all groups together.</summary>
    public Turnbull Curve { get; }

    /// <summary>The score of each observation, in their order; 0 for one of weight 0.</summary>
    public IReadOnlyList<double> Scores { get; }

    /// <summary>How many are in each group.</summary>
    public IReadOnlyList<double> Sizes { get; }

    /// <summary>U: the sum of the scores of each group, above 0 when it has more events than expected.</summary>
    public IReadOnlyList<double> ScoreSums { get; }

    /// <summary>The test that no group differs; null when not estimable.</summary>
    public ChiSquareTest? ChiSquare { get; private init; }

    /// <summary>Of two groups, the statistic above 0 when group 1 has fewer events than expected; null for more, or when not
    /// estimable.</summary>
    public double? Z { get; private init; }

    /// <summary>The two-sided p-value; null when not estimable.</summary>
    public double? PValue => ChiSquare?.PValue;

    /// <summary>The one-sided p-value for the claim that group 1 (experimental) is better; null when there is no Z.</summary>
    public double? PValueOneSided => Z is { } z ? Normal.UpperTail(z) : null;

    /// <summary>Whether the test could be made, and if not, why.</summary>
    public LogRankStatus Status { get; private init; }

    /// <summary>Compares groups.</summary>
    /// <param name="observations">One per participant, in any order.</param>
    /// <param name="groups">The group of each, from 0; of two, 0 is control and 1 experimental.</param>
    /// <param name="scores">Which scores.</param>
    /// <param name="weights">How many participants each stands for; none for one.</param>
    /// <exception cref="ArgumentException">There is not one group or weight for each, or a weight is negative or not
    /// finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A group is negative.</exception>
    public static IntervalLogRankTest Compare(
        ReadOnlySpan<IntervalObservation> observations,
        ReadOnlySpan<int> groups,
        IntervalScores scores = IntervalScores.Sun,
        ReadOnlySpan<double> weights = default
    )
    {
        if (groups.Length != observations.Length)
            throw new ArgumentException($"{groups.Length} groups for {observations.Length} observations.", nameof(groups));
        var curve = Turnbull.Estimate(observations, weights);
        var (c, n, square) = (new double[observations.Length], 0.0, 0.0);
        var (size, u) = (new double[1], new double[1]);
        var score = new ScoresOfIntervals(curve.Intervals, scores);
        for (var row = 0; row < c.Length; row++)
        {
            var (group, w) = (groups[row], weights.IsEmpty ? 1 : weights[row]);
            if (group < 0)
                throw new ArgumentOutOfRangeException(nameof(groups), group, "A group is a number from 0 on.");
            if (group >= size.Length)
            {
                Array.Resize(ref size, group + 1);
                Array.Resize(ref u, group + 1);
            }
            if (w == 0)
                continue;
            c[row] = score.Of(observations[row]);
            (n, square) = (n + w, square + w * c[row] * c[row]);
            size[group] += w;
            u[group] += w * c[row];
        }
        var test = new IntervalLogRankTest(scores, curve, c, size, u);
        var present = size.Count(people => people > 0);
        var refusal =
            curve.Status == TurnbullStatus.NotConverged ? "The curve of all groups together was not found."
            : present < 2 ? "There are not two groups to compare."
            : !(square > 1e-20 * n) ? "All have the same score: the intervals tell nobody from another."
            : null;
        if (refusal is not null)
            return test with { Status = new LogRankStatus.NotEstimable(refusal) };
        var variance = square / (n - 1);
        var statistic = 0.0;
        for (var group = 0; group < size.Length; group++)
            if (size[group] > 0)
                statistic += u[group] * u[group] / (size[group] * variance);
        return test with
        {
            ChiSquare = new(statistic, present - 1),
            Z = size.Length == 2 ? -u[1] / double.Sqrt(variance * size[0] * size[1] / n) : null,
        };
    }

    /// <summary>"interval log-rank: chi-square 7.12, 1 df, p 0.007622", or why there is none.</summary>
    public override string ToString() =>
        Status is LogRankStatus.NotEstimable refusal
            ? $"interval log-rank: not estimable. {refusal.Reason}"
            : $"interval log-rank: {ChiSquare}";
}

/// <summary>The scores of <see cref="IntervalLogRankTest"/>.</summary>
public enum IntervalScores
{
    /// <summary>Sun (1996): with the Nelson-Aalen hazard; of exact and right-censored times the log-rank test's.</summary>
    Sun,

    /// <summary>Finkelstein (1986): of proportional hazards, with -log S.</summary>
    Finkelstein,
}
