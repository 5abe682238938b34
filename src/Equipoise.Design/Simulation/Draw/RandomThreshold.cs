namespace Equipoise.Design.Simulation.Draw;

/// <summary>Probabilities as thresholds of random words.</summary>
static class RandomThreshold
{
    /// <summary>A word is below it with this probability, to within 2⁻³².</summary>
    public static uint Of(double probability) =>
        (uint)double.Min(double.Round(probability * 4294967296.0), uint.MaxValue);
}
