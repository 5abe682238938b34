namespace Equipoise.Statistics.Numerics;

/// <summary>Two-sided confidence in terms of the normal distribution.</summary>
static class TwoSided
{
    /// <summary>The normal quantile of a two-sided confidence level: 1.96 for 0.95.</summary>
    public static double Critical(double confidence)
    {
        Check(confidence);
        return -Normal.Quantile((1 - confidence) / 2);
    }

    /// <summary>Refuses what is no confidence level.</summary>
    public static void Check(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence level lies between 0 and 1.");
    }

    /// <summary>The two-sided p-value of a normal statistic.</summary>
    public static double PValue(double z) => 2 * Normal.UpperTail(double.Abs(z));
}
