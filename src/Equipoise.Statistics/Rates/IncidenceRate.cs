using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Rates;

/// <summary>How many events happen per unit of time at risk? The exposure-adjusted incidence rate.</summary>
/// <remarks>
/// <para>Estimate d/T for d events in a total time at risk T, in events per unit of T (per 100 patient-years: divide T by 100
/// years). Garwood (1936) limits are exact for a Poisson count: gamma quantiles G(α/2; d)/T and G(1 - α/2; d + 1)/T, half those
/// of chi-squared with 2d and 2d + 2 degrees of freedom; the lower limit is 0 without events.</para>
/// <para>Assumes a constant rate, and that a participant's events are independent: for a first event, T ends with it.</para>
/// <para>R: <c>poisson.test(d, T)</c>; SAS: <c>quantile('gamma', ...)</c>. Cost: O(√d).</para>
/// </remarks>
public sealed record IncidenceRate
{
    IncidenceRate(long events, double exposure, double confidence)
    {
        (Events, Exposure, Confidence) = (events, exposure, confidence);
        var α2 = (1 - confidence) / 2;
        Lower = events == 0 ? 0 : Gamma.Quantile(α2, events) / exposure;
        Upper = Gamma.UpperQuantile(α2, events + 1) / exposure;
    }

    /// <summary>How many events.</summary>
    public long Events { get; }

    /// <summary>The total time at risk.</summary>
    public double Exposure { get; }

    /// <summary>The two-sided level of the limits.</summary>
    public double Confidence { get; }

    /// <summary>Events / exposure.</summary>
    public double Estimate => Events / Exposure;

    /// <summary>The lower exact limit.</summary>
    public double Lower { get; }

    /// <summary>The upper exact limit.</summary>
    public double Upper { get; }

    /// <summary>The rate with its limits.</summary>
    /// <param name="events">How many events, 0 or more.</param>
    /// <param name="exposure">The total time at risk, above 0.</param>
    /// <param name="confidence">The two-sided level of the limits.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number or the confidence is out of range.</exception>
    public static IncidenceRate Of(long events, double exposure, double confidence = 0.95)
    {
        ConfidenceLevel.Check(confidence);
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        if (!(double.IsFinite(exposure) && exposure > 0))
            throw new ArgumentOutOfRangeException(nameof(exposure), exposure, "The time at risk is above 0.");
        return new(events, exposure, confidence);
    }

    /// <summary>The level at which both rates have their limits, and a comparison of them will have its own.</summary>
    internal static double CommonConfidence(IncidenceRate experimental, IncidenceRate control)
    {
        ArgumentNullException.ThrowIfNull(experimental);
        ArgumentNullException.ThrowIfNull(control);
        return experimental.Confidence == control.Confidence
            ? experimental.Confidence
            : throw new ArgumentException(
                $"Rates at confidence {experimental.Confidence} and {control.Confidence}.",
                nameof(control)
            );
    }

    /// <summary>"12 events in 340.5, rate 0.03524 (95% 0.01821 to 0.06156)"</summary>
    public override string ToString() =>
        $"{Events} events in {Summary.Of(Exposure)}, rate {Summary.Of(Estimate, Lower, Upper, Confidence)}";
}
