using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Rates;

/// <summary>How many times as often does the event happen in one arm as in the other?</summary>
/// <remarks>
/// <para>Estimate (d₁/T₁)/(d₀/T₀), experimental to control, below 1 when the experimental arm has fewer events. Given the sum of
/// the events, d₁ is binomial with odds ρT₁/T₀; Clopper-Pearson limits of that proportion give exact limits of the ratio
/// ρ.</para>
/// <para>Without events in control the estimate and the upper limit are infinite; without any event there is no estimate (null),
/// and the limits are 0 and infinity. R: <c>poisson.test(c(d1, d0), c(T1, T0))</c>. Source: Przyborowski and Wilenski
/// (1940).</para>
/// </remarks>
public sealed record RateRatio
{
    /// <summary>The ratio; null without any event.</summary>
    public required double? Estimate { get; init; }

    /// <summary>The lower exact limit.</summary>
    public required double Lower { get; init; }

    /// <summary>The upper exact limit.</summary>
    public required double Upper { get; init; }

    /// <summary>The two-sided level of the limits.</summary>
    public required double Confidence { get; init; }

    /// <summary>The ratio with its limits, at the confidence of the rates.</summary>
    /// <param name="experimental">The numerator.</param>
    /// <param name="control">The denominator.</param>
    /// <exception cref="ArgumentException">The rates have limits of different confidence.</exception>
    public static RateRatio Of(IncidenceRate experimental, IncidenceRate control)
    {
        var confidence = IncidenceRate.CommonConfidence(experimental, control);
        var (d1, d0) = (experimental.Events, control.Events);
        var (exposures, α2) = (control.Exposure / experimental.Exposure, (1 - confidence) / 2);
        double Odds(double p, double q) => p / q * exposures;
        // The quantile of the complement is the complement of the quantile: each limit is an odds without cancellation.
        var lower = d1 == 0 ? 0 : Beta.Quantile(α2, d1, d0 + 1);
        var upper = d0 == 0 ? 0 : Beta.Quantile(α2, d0, d1 + 1);
        return new()
        {
            Estimate = d1 + d0 == 0 ? null : experimental.Estimate / control.Estimate,
            Lower = Odds(lower, 1 - lower),
            Upper = d0 == 0 ? double.PositiveInfinity : Odds(1 - upper, upper),
            Confidence = confidence,
        };
    }

    /// <summary>"rate ratio 1.5 (95% 0.8 to 2.9)"</summary>
    public override string ToString() =>
        $"rate ratio {Summary.Of(Estimate, Lower, Upper, Confidence)}";
}
