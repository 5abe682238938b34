namespace Equipoise.Statistics.Numerics;

/// <summary>Two-sided confidence in terms of the normal distribution.</summary>
static class TwoSided
{
    /// <summary>The normal quantile of a two-sided confidence level: 1.96 for 0.95.</summary>
    public static double Critical(double confidence)
    {
        ConfidenceLevel.Check(confidence);
        return -Normal.Quantile((1 - confidence) / 2);
    }

    /// <summary>The two-sided p-value of a normal statistic.</summary>
    public static double PValue(double z) => 2 * Normal.UpperTail(double.Abs(z));
}
