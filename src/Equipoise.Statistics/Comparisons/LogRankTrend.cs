using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Comparisons;

/// <summary>Does survival rise or fall with the groups in their order? See <see cref="LogRankTest.Trend"/>.</summary>
public sealed record LogRankTrend
{
    internal LogRankTrend(double[] scores, double[] differences, double[,] variance, LogRankStatus status)
    {
        // Scores are centered, so that what they have in common does not cancel in the variance only after rounding.
        var center = scores.DefaultIfEmpty().Average();
        var (difference, square, size) = (0.0, 0.0, 0.0);
        for (var k = 0; k < scores.Length; k++)
            for (var l = 0; l < scores.Length; l++)
            {
                var term = (scores[k] - center) * (scores[l] - center) * variance[k, l];
                (square, size) = (square + term, size + double.Abs(term));
            }
        for (var k = 0; k < scores.Length; k++)
            difference += (scores[k] - center) * differences[k];
        Scores = scores;
        var differ = square > 1e-12 * size;
        Z = status is LogRankStatus.Estimated && differ ? -difference / double.Sqrt(square) : null;
        Status =
            differ || status is LogRankStatus.NotEstimable
                ? status
                : new LogRankStatus.NotEstimable("The groups that can be compared have the same score.");
    }

    /// <summary>The score of each group.</summary>
    public double[] Scores { get; }

    /// <summary>The statistic, above 0 when events are fewer where scores are high; null when not estimable.</summary>
    public double? Z { get; }

    /// <summary>The two-sided p-value; null when not estimable.</summary>
    public double? PValue => Z is { } z ? TwoSided.PValue(z) : null;

    /// <summary>The one-sided p-value for the claim that survival rises with the score; null when not estimable.</summary>
    public double? PValueOneSided => Z is { } z ? Normal.UpperTail(z) : null;

    /// <summary>Whether the test could be made, and if not, why.</summary>
    public LogRankStatus Status { get; }

    /// <summary>"trend: Z 1.843, p 0.06534", or why there is none.</summary>
    public override string ToString() =>
        Status is LogRankStatus.NotEstimable refusal
            ? $"trend: not estimable. {refusal.Reason}"
            : $"trend: Z {Summary.Of(Z)}, p {Summary.Of(PValue)}";
}
