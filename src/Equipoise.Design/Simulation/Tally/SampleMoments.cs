namespace Equipoise.Design.Simulation.Tally;

/// <summary>
/// How many, their sum and the sum of their squares: what a mean and its Monte-Carlo standard error are made of.
/// </summary>
/// <param name="Count">How many numbers.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="SumOfSquares">The sum of their squares.</param>
public readonly record struct SampleMoments(long Count, ExactSum Sum, ExactSum SumOfSquares)
{
    /// <summary>The mean and its standard error, s/√n; null of none.</summary>
    public MonteCarloEstimate? Mean =>
        Count == 0
            ? null
            : new(Sum.Value / Count, StandardDeviation is { } deviation ? deviation / double.Sqrt(Count) : null);

    /// <summary>The standard deviation, with n - 1; null of fewer than two.</summary>
    public double? StandardDeviation => Count < 2 ? null : double.Sqrt(SquaresAboutMean / (Count - 1.0));

    /// <summary>One number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It, or its square, is not finite, or 1e15 or more in size.</exception>
    public static SampleMoments Of(double value) => new(1, ExactSum.Of(value), ExactSum.Of(value * value));

    /// <summary>All the numbers of both.</summary>
    public static SampleMoments operator +(SampleMoments left, SampleMoments right) =>
        new(left.Count + right.Count, left.Sum + right.Sum, left.SumOfSquares + right.SumOfSquares);

    /// <summary>The same as the operator.</summary>
    public SampleMoments Add(SampleMoments other) => this + other;

    // Σx² - (Σx)²/n in whole numbers: what is the same in every trial has a deviation of exactly 0. The squares were rounded, so
    // it may fall below.
    double SquaresAboutMean
    {
        get
        {
            var scaled = (SumOfSquares.Exactly * Count << ExactSum.FractionBits) - Sum.Exactly * Sum.Exactly;
            return scaled.Sign <= 0 ? 0 : double.ScaleB((double)scaled / Count, -2 * ExactSum.FractionBits);
        }
    }
}
