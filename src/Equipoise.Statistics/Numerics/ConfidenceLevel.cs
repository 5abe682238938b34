namespace Equipoise.Statistics.Numerics;

/// <summary>The level of a confidence interval, such as 0.95.</summary>
static class ConfidenceLevel
{
    /// <summary>Refuses what is no confidence level.</summary>
    public static void Check(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence level lies between 0 and 1.");
    }
}
