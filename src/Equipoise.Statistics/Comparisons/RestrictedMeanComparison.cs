using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Comparisons;

/// <summary>How much longer, on average, is one group free of the event than the other, up to a horizon τ?</summary>
/// <remarks>
/// <para>Difference μ̂₁ - μ̂₀ and ratio μ̂₁/μ̂₀ of restricted mean survival times, experimental against control. The variance of
/// the difference is the sum of the two; that of the log ratio Σ Var μ̂ₖ/μ̂ₖ² (delta method). Needs no proportional
/// hazards.</para>
/// <para>By default τ is the earlier of the two groups' latest horizons (<see cref="HorizonRule"/>), so that both curves are
/// known. A group that ends with an event at Ŝ = 0 could go further; the default does not.</para>
/// <para>Source: Royston and Parmar (2013), BMC Medical Research Methodology 13:152; Uno and others (2014), Journal of Clinical
/// Oncology 32:2380. R: <c>survRM2::rmst2(time, status, arm, tau)</c>; SAS: <c>proc lifetest rmst(tau=); strata</c>.</para>
/// </remarks>
public sealed record RestrictedMeanComparison
{
    /// <summary>The horizon τ of both groups; null when there was none to choose, and each group has its own.</summary>
    public required double? Horizon { get; init; }

    /// <summary>The control group.</summary>
    public required RestrictedMean Control { get; init; }

    /// <summary>The experimental group.</summary>
    public required RestrictedMean Experimental { get; init; }

    /// <summary>Experimental less control, in the unit of the times.</summary>
    public required Contrast Difference { get; init; }

    /// <summary>Experimental over control; standard error and limits on the log scale.</summary>
    public required Contrast Ratio { get; init; }

    /// <summary>Whether both means exist, and if not, why.</summary>
    public RestrictedMeanStatus Status => Control.Status != RestrictedMeanStatus.Estimated ? Control.Status : Experimental.Status;

    /// <summary>Compares two curves.</summary>
    /// <param name="control">The curve of the control group.</param>
    /// <param name="experimental">The curve of the experimental group, of the same confidence.</param>
    /// <param name="horizon">τ; by default the latest that the rule allows in both groups.</param>
    /// <param name="rule">Which times may be a horizon.</param>
    /// <exception cref="ArgumentException">The curves differ in their confidence or their beginning.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The horizon is not a finite number after the beginning of the curves.
    /// </exception>
    public static RestrictedMeanComparison Of(
        KaplanMeier control,
        KaplanMeier experimental,
        double? horizon = null,
        HorizonRule rule = HorizonRule.LastTime
    )
    {
        SurvivalDifference.CheckAlike(control, experimental);
        RestrictedMean.CheckHorizon(horizon, control.From ?? 0);
        return UpTo(horizon ?? Earliest(rule, control, experimental), control, experimental, rule);
    }

    /// <summary>Compares two curves up to a horizon that was checked or chosen.</summary>
    internal static RestrictedMeanComparison UpTo(double? τ, KaplanMeier control, KaplanMeier experimental, HorizonRule rule)
    {
        var (first, second) = (RestrictedMean.UpTo(τ, control, rule), RestrictedMean.UpTo(τ, experimental, rule));
        var z = TwoSided.Critical(control.Confidence);
        return new()
        {
            Horizon = τ,
            Control = first,
            Experimental = second,
            Difference =
                first.Mean is { } μ0 && second.Mean is { } μ1
                    ? Contrast.OfDifference(μ1 - μ0, Length(first.StandardError, second.StandardError), z)
                    : Contrast.NotEstimable,
            Ratio =
                first.Mean is > 0 and var m0 && second.Mean is > 0 and var m1
                    ? Contrast.OfRatio(double.Log(m1 / m0), Length(first.StandardError / m0, second.StandardError / m1), z)
                    : Contrast.NotEstimable,
        };
    }

    /// <summary>The earliest of the curves' latest horizons; null when one of them has none.</summary>
    internal static double? Earliest(HorizonRule rule, params IReadOnlyList<KaplanMeier> curves)
    {
        double? earliest = double.PositiveInfinity;
        foreach (var curve in curves)
            earliest =
                RestrictedMean.LatestHorizon(curve, rule) is { } limit && earliest is { } least ? double.Min(least, limit) : null;
        return earliest;
    }

    static double? Length(double? a, double? b) => a is { } x && b is { } y ? double.Sqrt(x * x + y * y) : null;

    /// <summary>"difference 56 (25 to 87), p 0.0004, ratio 1.23 (1.09 to 1.38), p 0.0005, up to 365", or why there is
    /// none.</summary>
    public override string ToString() =>
        Status == RestrictedMeanStatus.Estimated
            ? $"difference {Difference}, ratio {Ratio}, up to {Summary.Of(Horizon)}"
            : $"{Status} up to {Summary.Of(Horizon)}";
}
