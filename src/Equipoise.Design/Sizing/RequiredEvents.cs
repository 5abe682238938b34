using Equipoise.Statistics.Distributions;

namespace Equipoise.Design.Sizing;

/// <summary>How many events a log-rank test needs, and what power a number of events gives.</summary>
/// <remarks>
/// Schoenfeld (1981), Biometrika 68:316, equation 1: with a share π of participants in the experimental arm and log hazard ratio
/// θ, the log-rank Z is about normal with mean -θ √(d π (1-π)) and variance 1, so d = (z₁₋α + z₁₋β)² / (π (1-π) θ²). Proportional
/// hazards; α is one-sided. R: <c>gsDesign::nEvents(hr, alpha, beta, ratio)</c>.
/// </remarks>
public static class RequiredEvents
{
    /// <summary>The events needed, before rounding up to a whole number.</summary>
    /// <param name="hazardRatio">Experimental over control; above 0 and not 1.</param>
    /// <param name="oneSidedAlpha">One-sided type I error, in (0, 0.5).</param>
    /// <param name="power">Wanted power, above alpha and below 1.</param>
    /// <param name="ratio">Experimental participants per control participant; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    public static double For(double hazardRatio, double oneSidedAlpha, double power, double ratio = 1)
    {
        Check(hazardRatio, oneSidedAlpha, ratio);
        if (!(power > oneSidedAlpha && power < 1))
            throw new ArgumentOutOfRangeException(nameof(power), power, $"Power must lie between alpha ({oneSidedAlpha}) and 1.");
        var z = Normal.Quantile(1 - oneSidedAlpha) + Normal.Quantile(power);
        var θ = Math.Log(hazardRatio);
        return z * z / (InformationPerEvent(ratio) * θ * θ);
    }

    /// <summary>The power that this many events give.</summary>
    /// <param name="events">The number of events; above 0.</param>
    /// <param name="hazardRatio">Experimental over control; above 0 and not 1.</param>
    /// <param name="oneSidedAlpha">One-sided type I error, in (0, 0.5).</param>
    /// <param name="ratio">Experimental participants per control participant; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    public static double PowerAt(double events, double hazardRatio, double oneSidedAlpha, double ratio = 1)
    {
        Check(hazardRatio, oneSidedAlpha, ratio);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(events);
        var drift = Math.Abs(Math.Log(hazardRatio)) * Math.Sqrt(events * InformationPerEvent(ratio));
        return Normal.Cdf(drift - Normal.Quantile(1 - oneSidedAlpha));
    }

    /// <summary>The hazard ratio at which a log-rank test with this many events is just significant.</summary>
    /// <param name="events">The number of events; above 0.</param>
    /// <param name="oneSidedAlpha">One-sided type I error, in (0, 0.5).</param>
    /// <param name="ratio">Experimental participants per control participant; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of events is not above 0.</exception>
    public static double HazardRatioAtBound(double events, double oneSidedAlpha, double ratio = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(events);
        return Math.Exp(-Normal.Quantile(1 - oneSidedAlpha) / Math.Sqrt(events * InformationPerEvent(ratio)));
    }

    // π (1-π), the variance of the arm of a random event under the null.
    static double InformationPerEvent(double ratio) => ratio / ((1 + ratio) * (1 + ratio));

    static void Check(double hazardRatio, double oneSidedAlpha, double ratio)
    {
        if (!(hazardRatio > 0 && double.IsFinite(hazardRatio)) || hazardRatio == 1)
            throw new ArgumentOutOfRangeException(
                nameof(hazardRatio),
                hazardRatio,
                "The hazard ratio must be above 0 and not 1."
            );
        if (!(oneSidedAlpha > 0 && oneSidedAlpha < 0.5))
            throw new ArgumentOutOfRangeException(
                nameof(oneSidedAlpha),
                oneSidedAlpha,
                "One-sided alpha must lie between 0 and 0.5."
            );
        if (!(ratio > 0 && double.IsFinite(ratio)))
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "The allocation ratio must be above 0.");
    }
}
