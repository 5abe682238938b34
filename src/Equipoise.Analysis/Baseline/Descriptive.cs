namespace Equipoise.Analysis.Baseline;

/// <summary>The usual summary of a sample; every member but the count is null when there is nothing to compute it from.</summary>
/// <param name="Count">How many values, missing ones left out.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">With n - 1 in the denominator; null for fewer than two values.</param>
/// <param name="LowerQuartile">The 25% quantile.</param>
/// <param name="Median">The 50% quantile.</param>
/// <param name="UpperQuartile">The 75% quantile.</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="Maximum">The largest.</param>
sealed record Descriptive(
    int Count,
    double? Mean,
    double? StandardDeviation,
    double? LowerQuartile,
    double? Median,
    double? UpperQuartile,
    double? Minimum,
    double? Maximum
)
{
    /// <summary>The rule for quantiles, as printed.</summary>
    public const string QuartileRule =
        "Quartiles and medians follow SAS definition 5 (R type 2): the value at which the share is passed, "
        + "or the mean of the two on either side.";

    public static Descriptive Of(IEnumerable<double> sample)
    {
        var sorted = sample.Where(value => !double.IsNaN(value)).Order().ToArray();
        var n = sorted.Length;
        if (n == 0)
            return new(0, null, null, null, null, null, null, null);
        var mean = sorted.Average();
        var squares = sorted.Sum(value => (value - mean) * (value - mean));
        return new(
            n,
            mean,
            n < 2 ? null : Math.Sqrt(squares / (n - 1)),
            Quantile(sorted, 1, 4),
            Quantile(sorted, 1, 2),
            Quantile(sorted, 3, 4),
            sorted[0],
            sorted[^1]
        );
    }

    /// <summary>
    /// SAS <c>QNTLDEF=5</c>, R <c>quantile(type = 2)</c>. The share is a fraction of integers, so that n·p is exact.
    /// </summary>
    static double Quantile(double[] sorted, int part, int whole)
    {
        var (below, rest) = Math.DivRem(sorted.Length * part, whole);
        return rest > 0 ? sorted[below] : (sorted[below - 1] + sorted[below]) / 2;
    }
}
