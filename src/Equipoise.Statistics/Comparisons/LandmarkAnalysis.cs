using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Comparisons;

/// <summary>How do two groups of those fare who are free of the event at a landmark? (Anderson, Cain and Gelber, 1983)</summary>
/// <remarks>
/// <para>Included is who is under observation and free of the event just after the landmark, entry ≤ landmark &lt; T; everything
/// is conditional on that. Their curves begin at the landmark with 1, and Ŝ(t | landmark) = Ŝ(t)/Ŝ(landmark) where nobody comes
/// late. Times stay on the scale of the trial. Who had the event or was censored at the landmark itself is out: the landmark is a
/// question about the time after it. Groups may be what became known by the landmark, such as response.</para>
/// <para>Comparing groups by what happened after randomization is not a comparison of randomized groups.</para>
/// <para>Source: Anderson, Cain and Gelber (1983), Journal of Clinical Oncology 1:710; van Houwelingen and Putter (2011).
/// R: <c>survfit(Surv(time, status) ~ group, subset = time &gt; landmark)</c>; with entries, Surv(landmark, time, status) of the
/// same.</para>
/// </remarks>
public sealed record LandmarkAnalysis
{
    /// <summary>The landmark.</summary>
    public required double Landmark { get; init; }

    /// <summary>The control group's curve after the landmark.</summary>
    public required KaplanMeier Control { get; init; }

    /// <summary>The experimental group's curve after the landmark.</summary>
    public required KaplanMeier Experimental { get; init; }

    /// <summary>The log-rank test after the landmark.</summary>
    public required LogRankTest LogRank { get; init; }

    /// <summary>What became of the control group before the landmark or at it, and who is at risk after it.</summary>
    public required LandmarkCount ControlCount { get; init; }

    /// <summary>What became of the experimental group before the landmark or at it, and who is at risk after it.</summary>
    public required LandmarkCount ExperimentalCount { get; init; }

    /// <summary>The difference of the conditional survival probabilities at a time after the landmark.</summary>
    /// <param name="time">The time, on the scale of the trial.</param>
    /// <param name="interval">How the limits are made.</param>
    /// <param name="testScale">The scale of the test.</param>
    public SurvivalDifference DifferenceAt(
        double time,
        DifferenceInterval interval = DifferenceInterval.Plain,
        IntervalTransformation testScale = IntervalTransformation.Plain
    ) => SurvivalDifference.At(Control, Experimental, time, interval, testScale);

    /// <summary>The restricted mean time after the landmark, up to a horizon on the scale of the trial.</summary>
    /// <param name="horizon">τ; by default the latest that the rule allows in both groups.</param>
    /// <param name="rule">Which times may be a horizon.</param>
    public RestrictedMeanComparison RestrictedMeans(double? horizon = null, HorizonRule rule = HorizonRule.LastTime) =>
        RestrictedMeanComparison.Of(Control, Experimental, horizon, rule);

    /// <summary>Analyzes those at risk after a landmark.</summary>
    /// <param name="observations">One per participant, in any order.</param>
    /// <param name="groups">The group of each: 0 for control, 1 for experimental.</param>
    /// <param name="landmark">The landmark.</param>
    /// <param name="confidence">The two-sided confidence level.</param>
    /// <param name="transformation">The scale of the limits of the curves.</param>
    /// <param name="quantiles">How quantiles are read where a curve is flat.</param>
    /// <param name="strata">The strata of the log-rank test; none for an unstratified one.</param>
    /// <exception cref="ArgumentException">There is not one group, or one stratum, for each observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The landmark is negative or not finite, a group neither 0 nor 1, or no confidence.
    /// </exception>
    public static LandmarkAnalysis Of(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<int> groups,
        double landmark,
        double confidence = 0.95,
        IntervalTransformation transformation = IntervalTransformation.LogLog,
        QuantileRule quantiles = QuantileRule.R,
        ReadOnlySpan<int> strata = default
    )
    {
        if (!(double.IsFinite(landmark) && landmark >= 0))
            throw new ArgumentOutOfRangeException(nameof(landmark), landmark, "A landmark is a finite time, 0 or later.");
        if (strata.Length != 0 && strata.Length != observations.Length)
            throw new ArgumentException($"{strata.Length} strata for {observations.Length} observations.", nameof(strata));
        var all = TwoGroups.Split(observations, groups);
        var (kept, keptGroups, keptStrata) = (new List<Observation>(), new List<int>(), new List<int>());
        for (var row = 0; row < observations.Length; row++)
        {
            if (!IsAtRiskAfter(observations[row], landmark))
                continue;
            kept.Add(observations[row]);
            keptGroups.Add(groups[row]);
            if (!strata.IsEmpty)
                keptStrata.Add(strata[row]);
        }
        return new()
        {
            Landmark = landmark,
            Control = Curve(all.Control),
            Experimental = Curve(all.Experimental),
            LogRank = LogRankTest.Compare([.. kept], [.. keptGroups], [.. keptStrata]),
            ControlCount = LandmarkCount.Of(all.Control, landmark),
            ExperimentalCount = LandmarkCount.Of(all.Experimental, landmark),
        };

        KaplanMeier Curve(Observation[] group) =>
            KaplanMeier.Estimate(
                Array.FindAll(group, one => IsAtRiskAfter(one, landmark)),
                confidence,
                transformation,
                quantiles,
                from: landmark
            );
    }

    internal static bool IsAtRiskAfter(Observation one, double landmark) => one.Entry <= landmark && one.Time > landmark;

    /// <summary>"from 90 on: log-rank: chi-square 3.396, 1 df, p 0.06534"</summary>
    public override string ToString() =>
        $"from {Summary.Of(Landmark)} on: {LogRank}";
}

/// <summary>A group at a landmark; the four numbers add to everyone.</summary>
/// <param name="AtRisk">Under observation and free of the event just after it: who is analyzed.</param>
/// <param name="Events">Had the event before it or at it.</param>
/// <param name="Censored">Censored before it or at it.</param>
/// <param name="NotYetEntered">Came under observation only after it.</param>
public readonly record struct LandmarkCount(int AtRisk, int Events, int Censored, int NotYetEntered)
{
    internal static LandmarkCount Of(ReadOnlySpan<Observation> group, double landmark)
    {
        var count = default(LandmarkCount);
        foreach (var one in group)
            count =
                LandmarkAnalysis.IsAtRiskAfter(one, landmark) ? count with { AtRisk = count.AtRisk + 1 }
                : one.Time > landmark ? count with { NotYetEntered = count.NotYetEntered + 1 }
                : one.IsEvent ? count with { Events = count.Events + 1 }
                : count with { Censored = count.Censored + 1 };
        return count;
    }
}
