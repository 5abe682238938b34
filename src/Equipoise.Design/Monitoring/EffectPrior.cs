using Equipoise.Design.Sizing;
using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.Monitoring;

/// <summary>What is believed of the hazard ratio before the trial: its logarithm is normal.</summary>
/// <remarks>
/// The median is the hazard ratio, the standard deviation of the logarithm is (log upper - log lower) / (2 × 1.96): that of an
/// earlier trial's estimate with its 95% interval.
/// </remarks>
public sealed record EffectPrior
{
    // How far from the middle of its limits rounding may put an estimate, as a share of their distance.
    const double Slack = 0.05;

    EffectPrior(double hazardRatio, double lower, double upper) =>
        (HazardRatio, Lower, Upper) = (hazardRatio, lower, upper);

    /// <summary>The median.</summary>
    public double HazardRatio { get; }

    /// <summary>The 2.5% quantile.</summary>
    public double Lower { get; }

    /// <summary>The 97.5% quantile.</summary>
    public double Upper { get; }

    /// <summary>A prior of these numbers; null when they are none: limits above 0 and below 20, the hazard ratio between them and
    /// about the geometric middle.</summary>
    public static EffectPrior? Of(double hazardRatio, double lower, double upper) =>
        lower > 0
        && upper < 20
        && lower < hazardRatio
        && hazardRatio < upper
        && Math.Abs(Math.Log(hazardRatio) - (Math.Log(lower) + Math.Log(upper)) / 2) <= Slack * Math.Log(upper / lower)
            ? new(hazardRatio, lower, upper)
            : null;

    /// <summary>As a sentence quotes it: "0.75 (0.6 to 0.94)".</summary>
    public override string ToString() => $"{HazardRatio} ({Lower} to {Upper})";

    /// <summary>The probability that a plan succeeds, averaged over the prior: its assurance.</summary>
    /// <remarks>Information by Schoenfeld; bounds for futility stop the trial. R: <c>integrate</c> of the power, or
    /// <c>gsDesign::gsPOS</c>.</remarks>
    /// <param name="design">The plan.</param>
    public double Assurance(TrialDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        var ratio = design.Course.Assumptions.AllocationRatio;
        var perEvent = ratio / ((1 + ratio) * (1 + ratio));
        return ConditionalPower
            .Assurance(
                new(
                    [.. design.Looks.Select(look => look.Events * perEvent)],
                    [.. design.Boundary.EfficacyZ],
                    [.. design.Boundary.FutilityZ]
                ),
                Against(design.Assumptions.Margin)
            )
            .TotalAbove;
    }

    /// <summary>On the scale of θ, the log of the margin over the hazard ratio.</summary>
    internal NormalPrior Against(double margin) =>
        new(Math.Log(margin / HazardRatio), Math.Log(Upper / Lower) / (2 * Normal.Quantile(0.975)));
}
