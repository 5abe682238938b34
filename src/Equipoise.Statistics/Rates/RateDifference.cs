using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Rates;

/// <summary>How many events more per unit of time happen in one arm than in the other?</summary>
/// <remarks>
/// <para>Estimate δ̂ = d₁/T₁ - d₀/T₀, experimental less control, below 0 when the experimental arm has fewer events. Score
/// limits of Miettinen and Nurminen (1985): the δ with (δ̂ - δ)² = z²(λ̃₁/T₁ + λ̃₀/T₀), where λ̃₀ and λ̃₁ = λ̃₀ + δ are the most
/// likely rates with that difference, the positive root of (T₁ + T₀)λ² + ((T₁ + T₀)δ - d₁ - d₀)λ - d₀δ = 0. Defined without
/// events too.</para>
/// </remarks>
public sealed record RateDifference
{
    /// <summary>The difference of the rates.</summary>
    public required double Estimate { get; init; }

    /// <summary>The lower score limit.</summary>
    public required double Lower { get; init; }

    /// <summary>The upper score limit.</summary>
    public required double Upper { get; init; }

    /// <summary>The two-sided level of the limits.</summary>
    public required double Confidence { get; init; }

    /// <summary>The difference with its limits, at the confidence of the rates.</summary>
    /// <param name="experimental">The rate from which the other is subtracted.</param>
    /// <param name="control">The rate that is subtracted.</param>
    /// <exception cref="ArgumentException">The rates have limits of different confidence.</exception>
    public static RateDifference Of(IncidenceRate experimental, IncidenceRate control)
    {
        var confidence = IncidenceRate.CommonConfidence(experimental, control);
        var z = TwoSided.Critical(confidence);
        return new()
        {
            Estimate = experimental.Estimate - control.Estimate,
            Upper = Limit(experimental, control, z),
            Lower = -Limit(control, experimental, z),
            Confidence = confidence,
        };
    }

    // The upper limit; the lower one is that of the arms exchanged.
    static double Limit(IncidenceRate one, IncidenceRate other, double z)
    {
        var δHat = one.Estimate - other.Estimate;
        double Excess(double δ) => δHat - δ + z * StandardError(one, other, δ);
        var (t1, t0) = (one.Exposure, other.Exposure);
        var step = z * double.Sqrt((one.Events + 1) / t1 / t1 + (other.Events + 1) / t0 / t0);
        var beyond = step;
        while (Excess(δHat + beyond) > 0)
            beyond *= 2;

        // Without events the standard error is 0 at the estimate: the limit is where it is not.
        return Brent.Zero(Excess, δHat + 1e-10 * step, δHat + beyond);
    }

    static double StandardError(IncidenceRate one, IncidenceRate other, double δ)
    {
        var (t1, t0) = (one.Exposure, other.Exposure);
        var t = t1 + t0;
        var (d1, d0) = ((double)one.Events, (double)other.Events);
        var b = t * δ - d1 - d0;
        var root = double.Sqrt((t * δ + d0 - d1) * (t * δ + d0 - d1) + 4 * d0 * d1); // of b² + 4tδd₀, written as a sum of squares
        var λ0 = b > 0 ? 2 * d0 * δ / (b + root) : (root - b) / (2 * t);
        λ0 = double.Max(double.Max(0, -δ), λ0);
        return double.Sqrt((λ0 + δ) / t1 + λ0 / t0);
    }

    /// <summary>"rate difference 0.02 (95% -0.01 to 0.05)"</summary>
    public override string ToString() =>
        $"rate difference {Summary.Of(Estimate, Lower, Upper, Confidence)}";
}
