using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Rates;

/// <summary>How the confidence limits of a rate are made.</summary>
public enum RateInterval
{
    /// <summary>Garwood (1936): exact for a Poisson count. R: <c>poisson.test(d, T)</c>.</summary>
    Exact,

    /// <summary>
    /// Normal: d/T ± z√d/T, no interval at all without events, and with a lower limit below 0 with few. R: tern's
    /// <c>estimate_incidence_rate</c>, <c>conf_type = "normal"</c>.
    /// </summary>
    Normal,

    /// <summary>
    /// Byar's cube-root approximation as Rothman and Boice (1979) modified it, close to mid-P limits:
    /// (d + ½)(1 - 1/(9(d + ½)) ± z/(3√(d + ½)))³/T, the lower one no less than 0. R: tern's <c>conf_type = "byar"</c>.
    /// </summary>
    Byar,
}

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
    IncidenceRate(long events, double exposure, double confidence, RateInterval interval)
    {
        (Events, Exposure, Confidence, Interval) = (events, exposure, confidence, interval);
        var (lower, upper) = interval switch
        {
            RateInterval.Normal => Normal(events, confidence),
            RateInterval.Byar => Byar(events, confidence),
            _ => Garwood(events, confidence),
        };
        (Lower, Upper) = (lower / exposure, upper / exposure);
    }

    /// <summary>How many events.</summary>
    public long Events { get; }

    /// <summary>The total time at risk.</summary>
    public double Exposure { get; }

    /// <summary>The two-sided level of the limits.</summary>
    public double Confidence { get; }

    /// <summary>How the limits were made.</summary>
    public RateInterval Interval { get; }

    /// <summary>Events / exposure.</summary>
    public double Estimate => Events / Exposure;

    /// <summary>The lower limit.</summary>
    public double Lower { get; }

    /// <summary>The upper limit.</summary>
    public double Upper { get; }

    /// <summary>The rate with its limits.</summary>
    /// <param name="events">How many events, 0 or more.</param>
    /// <param name="exposure">The total time at risk, above 0.</param>
    /// <param name="confidence">The two-sided level of the limits.</param>
    /// <param name="interval">How the limits are made.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number or the confidence is out of range.</exception>
    public static IncidenceRate Of(
        long events,
        double exposure,
        double confidence = 0.95,
        RateInterval interval = RateInterval.Exact
    )
    {
        ConfidenceLevel.Check(confidence);
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        if (!(double.IsFinite(exposure) && exposure > 0))
            throw new ArgumentOutOfRangeException(nameof(exposure), exposure, "The time at risk is above 0.");
        return new(events, exposure, confidence, interval);
    }

    // Limits of the expected count.
    static (double Lower, double Upper) Garwood(long events, double confidence)
    {
        var α2 = (1 - confidence) / 2;
        return (events == 0 ? 0 : Gamma.Quantile(α2, events), Gamma.UpperQuantile(α2, events + 1));
    }

    static (double Lower, double Upper) Normal(long events, double confidence)
    {
        var width = TwoSided.Critical(confidence) * double.Sqrt(events);
        return (events - width, events + width);
    }

    static (double Lower, double Upper) Byar(long events, double confidence)
    {
        var d = events + 0.5;
        var (center, width) = (1 - 1 / (9 * d), TwoSided.Critical(confidence) / (3 * double.Sqrt(d)));
        return (d * double.Pow(double.Max(0, center - width), 3), d * double.Pow(center + width, 3));
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
