using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Sizing;

/// <summary>What the log-rank test shall be able to do.</summary>
public sealed record SizingTarget
{
    /// <summary>The one-sided type I error, in (0, 0.5).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in (0, 0.5).</exception>
    public double OneSidedAlpha
    {
        get;
        init =>
            field = value is > 0 and < 0.5
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "One-sided alpha must lie between 0 and 0.5.");
    } = 0.025;

    /// <summary>The probability to reject the null under the alternative, in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in (0, 1).</exception>
    public double Power
    {
        get;
        init =>
            field = value is > 0 and < 1
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "Power must lie between 0 and 1.");
    } = 0.9;

    /// <summary>The hazard ratio under the null: 1 for superiority, above 1 as the margin of non-inferiority.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0 and finite.</exception>
    public double NullHazardRatio
    {
        get;
        init =>
            field =
                value > 0 && double.IsFinite(value)
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(value), value, "The null's hazard ratio must be above 0.");
    } = 1;

    /// <summary>
    /// How many times the events of a single analysis are needed: 1 for one analysis; with interim looks, (drift / (z₁₋α +
    /// z₁₋β))². R: <c>rpact::getDesignCharacteristics(design)$inflationFactor</c>, <c>gsDesign(n.fix = 1)$n.I[k]</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0 and finite.</exception>
    public double Inflation
    {
        get;
        init =>
            field =
                value > 0 && double.IsFinite(value)
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(value), value, "The inflation must be above 0.");
    } = 1;

    /// <summary>
    /// The power of a test with interim looks by the mean of Z at its last; null for Φ(drift / √inflation - z₁₋α), which is the
    /// power of a single analysis, and at the events that the target asks for that of any.
    /// </summary>
    public Func<double, double>? PowerOfDrift { get; init; }

    /// <summary>How events make power.</summary>
    public EventFormula Formula { get; init; } = new EventFormula.Schoenfeld();

    /// <summary>z₁₋α.</summary>
    public double CriticalZ => -Normal.Quantile(OneSidedAlpha);

    /// <summary>z₁₋β.</summary>
    public double PowerZ => Normal.Quantile(Power);

    /// <summary>The mean of Z at the last look with which the power is reached: √inflation (z₁₋α + z₁₋β).</summary>
    public double Drift => Math.Sqrt(Inflation) * (CriticalZ + PowerZ);

    /// <summary>The power with this mean of Z at the last look.</summary>
    public double PowerAt(double drift) => PowerOfDrift?.Invoke(drift) ?? Normal.Cdf(drift / Math.Sqrt(Inflation) - CriticalZ);

    /// <summary>The same target for a test with interim looks that needs this mean of Z at its last.</summary>
    /// <param name="drift">The mean of Z at the last look, at this target's alpha and power; above 0.</param>
    /// <param name="powerOfDrift">The test's power by the mean of Z; null when none but the target's will be asked.</param>
    /// <exception cref="ArgumentOutOfRangeException">The drift is not above 0.</exception>
    public SizingTarget WithDrift(double drift, Func<double, double>? powerOfDrift = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(drift);
        var single = CriticalZ + PowerZ;
        return this with { Inflation = drift * drift / (single * single), PowerOfDrift = powerOfDrift };
    }
}
