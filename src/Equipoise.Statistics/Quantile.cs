using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics;

/// <summary>
/// A quantile of a survival time with its limits; null where the curve or its band never comes down far enough.
/// </summary>
/// <param name="Estimate">The time by which that fraction has had the event.</param>
/// <param name="Lower">The lower limit: where the lower limit of the curve reaches the level.</param>
/// <param name="Upper">The upper limit: where the upper limit of the curve reaches the level.</param>
public readonly record struct Quantile(double? Estimate, double? Lower, double? Upper)
{
    /// <summary>Nothing can be said.</summary>
    public static Quantile NotEstimable => default;

    /// <summary>"27 (18 to 45)"</summary>
    public override string ToString() =>
        $"{Summary.Of(Estimate)} ({Summary.Of(Lower)} to {Summary.Of(Upper)})";
}
