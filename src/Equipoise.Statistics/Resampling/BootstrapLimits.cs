using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Resampling;

/// <summary>What the draws of a bootstrap say of one value.</summary>
public sealed record BootstrapLimits
{
    // What rounding may take from (N + 1)p where it is whole.
    const double Rounding = 1e-9;

    BootstrapLimits() { }

    /// <summary>The lower percentile limit; null when it is beyond the draws, or infinite.</summary>
    public double? Lower { get; private init; }

    /// <summary>The upper percentile limit; null when it is beyond the draws, or infinite.</summary>
    public double? Upper { get; private init; }

    /// <summary>
    /// The standard deviation of the values, with N - 1; null when there are fewer than two, or one is infinite.
    /// </summary>
    public double? StandardError { get; private init; }

    /// <summary>How many draws had a value.</summary>
    public int Draws { get; private init; }

    /// <summary>In how many draws the value did not exist.</summary>
    public int NotEstimable { get; private init; }

    /// <summary>The two-sided level of the limits.</summary>
    public double Confidence { get; private init; }

    /// <summary>"95% 18 to 45 of 999 draws"</summary>
    public override string ToString() =>
        $"{Summary.Of(100 * Confidence)}% {Summary.Of(Lower)} to {Summary.Of(Upper)} of {Draws} draws"
        + (NotEstimable > 0 ? $", not estimable in {NotEstimable} more" : "");

    internal static BootstrapLimits Of(double[] values, double confidence)
    {
        var sorted = Array.FindAll(values, static value => !double.IsNaN(value));
        Array.Sort(sorted);
        return new()
        {
            Lower = At(sorted, (1 - confidence) / 2),
            Upper = At(sorted, (1 + confidence) / 2),
            StandardError = Deviation(sorted),
            Draws = sorted.Length,
            NotEstimable = values.Length - sorted.Length,
            Confidence = confidence,
        };
    }

    static double? At(double[] sorted, double p)
    {
        var place = (sorted.Length + 1) * p;
        if (double.Abs(place - double.Round(place)) < Rounding)
            place = double.Round(place);
        if (place < 1 || place > sorted.Length)
            return null;
        var (low, share) = ((int)place, place - (int)place);
        var value = share == 0 ? sorted[low - 1] : sorted[low - 1] + share * (sorted[low] - sorted[low - 1]);
        return double.IsFinite(value) ? value : null;
    }

    // In the order of size, so that the sum is the same however the draws were shared out.
    static double? Deviation(double[] sorted)
    {
        if (sorted.Length < 2 || double.IsInfinity(sorted[0]) || double.IsInfinity(sorted[^1]))
            return null;
        var mean = sorted.Average();
        return double.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / (sorted.Length - 1));
    }
}
