using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Comparisons;

/// <summary>
/// How much more of one group than of the other is still free of the event at a time, such as one year (a milestone)?
/// </summary>
/// <remarks>
/// <para>δ = Ŝ₁(t) - Ŝ₀(t), experimental less control: above 0 when the experimental group fares better. Standard error: the root
/// of the sum of the Greenwood variances. The groups are independent; the time is fixed before anyone looks at the curves.</para>
/// <para>The test is z = (g(Ŝ₁) - g(Ŝ₀))/√(se₁² + se₀²) on the scale g of <see cref="TestScale"/>: plain is δ over its standard
/// error; log-log keeps its level best in small samples (Klein and others, 2007). Above 0 always means that the experimental
/// group fares better. Where a curve is 0, Greenwood's variance does not exist; where it is 1, its variance is 0, and only the
/// plain scale has a test.</para>
/// <para>Source: Klein and Moeschberger (2003), 7.8; Klein, Logan, Harhoff and Andersen (2007), Statistics in Medicine 26:4505;
/// Zou and Donner (2008), Statistics in Medicine 27:1693. R: surv and std.err of <c>summary(survfit(...), times = t)</c>,
/// subtracted.</para>
/// </remarks>
public sealed record SurvivalDifference
{
    /// <summary>The time.</summary>
    public required double Time { get; init; }

    /// <summary>The control group's survival at the time.</summary>
    public required SurvivalAt Control { get; init; }

    /// <summary>The experimental group's survival at the time.</summary>
    public required SurvivalAt Experimental { get; init; }

    /// <summary>The difference with its limits and its test.</summary>
    public required Contrast Difference { get; init; }

    /// <summary>How the limits are made.</summary>
    public required DifferenceInterval Interval { get; init; }

    /// <summary>The scale of the test.</summary>
    public required IntervalTransformation TestScale { get; init; }

    /// <summary>The two-sided confidence level of the limits: that of the curves.</summary>
    public required double Confidence { get; init; }

    /// <summary>Whether the difference exists, and if not, or not all of it, why.</summary>
    public required DifferenceStatus Status { get; init; }

    /// <summary>Compares two curves at a time.</summary>
    /// <param name="control">The curve of the control group.</param>
    /// <param name="experimental">The curve of the experimental group, of the same confidence.</param>
    /// <param name="time">The time.</param>
    /// <param name="interval">How the limits are made.</param>
    /// <param name="testScale">The scale of the test.</param>
    /// <exception cref="ArgumentException">The curves differ in their confidence or their beginning.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is not a number.</exception>
    public static SurvivalDifference At(
        KaplanMeier control,
        KaplanMeier experimental,
        double time,
        DifferenceInterval interval = DifferenceInterval.Plain,
        IntervalTransformation testScale = IntervalTransformation.Plain
    )
    {
        CheckAlike(control, experimental);
        var (s0, s1) = (control.At(time), experimental.At(time));
        var (difference, status) = Between(s0, s1, interval, testScale, TwoSided.Critical(control.Confidence));
        return new()
        {
            Time = time,
            Control = s0,
            Experimental = s1,
            Difference = difference,
            Interval = interval,
            TestScale = testScale,
            Confidence = control.Confidence,
            Status = status,
        };
    }

    internal static void CheckAlike(KaplanMeier control, KaplanMeier experimental)
    {
        if (control.Confidence != experimental.Confidence)
            throw new ArgumentException(
                $"The curves have confidence {control.Confidence} and {experimental.Confidence}.",
                nameof(experimental)
            );
        if (control.From != experimental.From)
            throw new ArgumentException("The curves do not begin at the same time.", nameof(experimental));
    }

    static (Contrast, DifferenceStatus) Between(
        SurvivalAt s0,
        SurvivalAt s1,
        DifferenceInterval interval,
        IntervalTransformation testScale,
        double z
    )
    {
        if (s0.Survival is not { } control || s1.Survival is not { } experimental)
            return (
                Contrast.NotEstimable,
                s0.Status == SurvivalStatus.NoObservations || s1.Status == SurvivalStatus.NoObservations
                    ? DifferenceStatus.NoObservations
                    : DifferenceStatus.BeyondFollowUp
            );
        var δ = experimental - control;
        if (s0.StandardError is not { } σ0 || s1.StandardError is not { } σ1)
            return (new(δ, null, null, null, null), DifferenceStatus.NoStandardError);
        var σ = Length(σ0, σ1);
        var (below, above) = interval switch
        {
            DifferenceInterval.Plain => (z * σ, z * σ),
            DifferenceInterval.Mover => (
                Length(experimental - s1.Lower!.Value, s0.Upper!.Value - control),
                Length(s1.Upper!.Value - experimental, control - s0.Lower!.Value)
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(interval), interval, "An unknown interval."),
        };
        var limits = (Lower: double.Max(-1, δ - below), Upper: double.Min(1, δ + above));
        var statistic = Statistic(control, σ0, experimental, σ1, testScale);
        return (new(δ, σ, limits.Lower, limits.Upper, statistic), DifferenceStatus.Estimated);
    }

    static double? Statistic(double control, double σ0, double experimental, double σ1, IntervalTransformation scale)
    {
        if (scale != IntervalTransformation.Plain && (σ0 == 0 || σ1 == 0))
            return null;
        var (g0, slope0) = PointwiseLimits.OnScale(control, scale);
        var (g1, slope1) = PointwiseLimits.OnScale(experimental, scale);
        var error = Length(slope0 * σ0 / control, slope1 * σ1 / experimental);
        return error == 0 ? null : (scale == IntervalTransformation.LogLog ? g0 - g1 : g1 - g0) / error;
    }

    static double Length(double a, double b) => double.Sqrt(a * a + b * b);

    /// <summary>"difference 0.19 (0.045 to 0.33), p 0.01, at 365", and why not all of it exists.</summary>
    public override string ToString() =>
        $"difference {Difference}, at {Summary.Of(Time)}" + (Status == DifferenceStatus.Estimated ? "" : $". {Status}");
}

/// <summary>The limits of a difference of survival probabilities.</summary>
public enum DifferenceInterval
{
    /// <summary>δ ± z·SE, cut off at -1 and 1.</summary>
    Plain,

    /// <summary>
    /// From the two curves' own limits (method of variance estimates recovery): δ - √((Ŝ₁ - l₁)² + (u₀ - Ŝ₀)²) to
    /// δ + √((u₁ - Ŝ₁)² + (Ŝ₀ - l₀)²). With curves on the log-log scale it needs no cutting off and keeps its level in small
    /// samples.
    /// </summary>
    Mover,
}

/// <summary>Whether two curves could be compared at a time.</summary>
public enum DifferenceStatus
{
    /// <summary>They could.</summary>
    Estimated,

    /// <summary>
    /// The difference is known, but a curve is at 0, where Greenwood's variance does not exist: no limits, no test.
    /// </summary>
    NoStandardError,

    /// <summary>The time is later than the follow-up of a group.</summary>
    BeyondFollowUp,

    /// <summary>Nobody was observed in a group.</summary>
    NoObservations,
}
