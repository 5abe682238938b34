using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Rates;

/// <summary>How many times as many have the event in one arm as in the other? The risk ratio of one 2×2 table.</summary>
/// <remarks>
/// Estimate p₁/p₀, experimental to control, below 1 when fewer have the event in the experimental arm. Limits of Katz and others
/// (1978): exp(log ratio ± z √(1/x₁ - 1/n₁ + 1/x₀ - 1/n₀)). Where an arm has no event the ratio is 0, infinite or null and there
/// are no limits. SAS: <c>relrisk(cl=wald)</c>; R has no call of its own.
/// </remarks>
public sealed record RiskRatio
{
    /// <summary>The ratio, infinite without events in control; null without any event, or with an empty arm.</summary>
    public required double? Estimate { get; init; }

    /// <summary>The lower limit; null where an arm has no event.</summary>
    public required double? Lower { get; init; }

    /// <summary>The upper limit; null where an arm has no event.</summary>
    public required double? Upper { get; init; }

    /// <summary>The two-sided level of the limits.</summary>
    public required double Confidence { get; init; }

    /// <summary>The ratio in one table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="confidence">The two-sided level of the limits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static RiskRatio Of(TwoByTwo table, double confidence = 0.95)
    {
        var z = TwoSided.Critical(confidence);
        double x1 = table.ExperimentalEvents,
            n1 = table.ExperimentalCount,
            x0 = table.ControlEvents,
            n0 = table.ControlCount;
        var exists = table.IsComparison && x1 + x0 > 0;
        var hasLimits = table.IsComparison && x1 > 0 && x0 > 0;
        var ratio = x1 * n0 / (n1 * x0);
        var width = hasLimits ? z * double.Sqrt((n1 - x1) / (x1 * n1) + (n0 - x0) / (x0 * n0)) : 0;
        return new()
        {
            Estimate = exists ? ratio : null,
            Lower = hasLimits ? ratio * double.Exp(-width) : null,
            Upper = hasLimits ? ratio * double.Exp(width) : null,
            Confidence = confidence,
        };
    }

    /// <summary>"risk ratio 1.5 (95% 0.8 to 2.9)"</summary>
    public override string ToString() => $"risk ratio {Summary.Of(Estimate, Lower, Upper, Confidence)}";
}
