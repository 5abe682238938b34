using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>
/// The log hazard ratios that a likelihood-ratio test does not reject: those b whose profile log-likelihood, with all other
/// coefficients at their best, is within half a chi-squared quantile of the maximum.
/// </summary>
/// <param name="Name">The covariate.</param>
/// <param name="Lower">Where the interval begins.</param>
/// <param name="Upper">Where it ends.</param>
/// <param name="Confidence">The two-sided level.</param>
public sealed record ProfileInterval(string Name, ProfileLimit Lower, ProfileLimit Upper, double Confidence)
{
    /// <summary>"x (95% 0.9 to 6.8)": the limits of the hazard ratio.</summary>
    public override string ToString() =>
        $"{Name} ({Summary.Of(100 * Confidence)}% {Summary.Of(Lower.HazardRatio)} to {Summary.Of(Upper.HazardRatio)})";
}

/// <summary>One end of a <see cref="ProfileInterval"/>.</summary>
/// <param name="Status">Whether there is a limit. Read this first.</param>
/// <param name="Value">The log hazard ratio; an infinity when unbounded; null when there is none.</param>
public readonly record struct ProfileLimit(ProfileLimitStatus Status, double? Value)
{
    /// <summary>The limit as a hazard ratio, exp(value).</summary>
    public double? HazardRatio => Value is { } b ? double.Exp(b) : null;
}

/// <summary>Whether a profile-likelihood limit exists.</summary>
public enum ProfileLimitStatus
{
    /// <summary>The profile log-likelihood crosses its bound there.</summary>
    Found,

    /// <summary>The coefficient itself is infinite on this side
    /// (<see cref="FitStatus.MonotoneLikelihood"/>), and so is its limit.</summary>
    Unbounded,

    /// <summary>There is no estimate to set a limit to: no events, a covariate left out, a fit that did not converge.</summary>
    NotEstimable,

    /// <summary>The limit was not found.</summary>
    NotConverged,
}
