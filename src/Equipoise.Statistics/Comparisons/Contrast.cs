using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Comparisons;

/// <summary>How much do two groups differ? An estimate with its limits and its test. What does not exist is null.</summary>
/// <param name="Estimate">The difference, experimental less control, or the ratio, experimental over control.</param>
/// <param name="StandardError">The standard error, of the logarithm when the estimate is a ratio.</param>
/// <param name="Lower">The lower confidence limit.</param>
/// <param name="Upper">The upper confidence limit.</param>
/// <param name="Z">The statistic of the test that there is no difference; above 0 when the experimental group is higher.</param>
public readonly record struct Contrast(double? Estimate, double? StandardError, double? Lower, double? Upper, double? Z)
{
    /// <summary>Nothing can be said.</summary>
    public static Contrast NotEstimable => default;

    /// <summary>The two-sided p-value of <see cref="Z"/>.</summary>
    public double? PValue => Z is { } z ? TwoSided.PValue(z) : null;

    internal static Contrast OfDifference(double estimate, double? error, double z) =>
        new(estimate, error, estimate - z * error, estimate + z * error, Statistic(estimate, error));

    internal static Contrast OfRatio(double logRatio, double? error, double z) =>
        new(
            double.Exp(logRatio),
            error,
            error is { } lower ? double.Exp(logRatio - z * lower) : null,
            error is { } upper ? double.Exp(logRatio + z * upper) : null,
            Statistic(logRatio, error)
        );

    // Without variance there is no test.
    static double? Statistic(double estimate, double? error) => error > 0 ? estimate / error : null;

    /// <summary>"0.19 (0.045 to 0.33), p 0.01"</summary>
    public override string ToString() =>
        $"{Summary.Of(Estimate)} ({Summary.Of(Lower)} to {Summary.Of(Upper)}), p {Summary.Of(PValue)}";
}
