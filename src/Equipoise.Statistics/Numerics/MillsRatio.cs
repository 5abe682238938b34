namespace Equipoise.Statistics.Numerics;

/// <summary>The upper tail of the normal distribution by its logarithm and its hazard φ/(1 - Φ), however far out.</summary>
/// <remarks>
/// From z = 5 on by Laplace's continued fraction φ/(1 - Φ) = z + 1/(z + 2/(z + 3/(z + …))): nothing underflows there.
/// </remarks>
static class MillsRatio
{
    const double Far = 5;
    const int Terms = 120;
    const double HalfLog2Pi = 0.91893853320467274178;

    /// <returns>log(1 - Φ(z)), the hazard, and by how much the hazard exceeds z.</returns>
    public static (double LogTail, double Hazard, double Excess) At(double z)
    {
        if (z < Far)
        {
            var logTail = z > -1 ? double.Log(Normal.UpperTail(z)) : double.LogP1(-Normal.Cdf(z));
            var hazard = double.Exp(-z * z / 2 - HalfLog2Pi - logTail);
            return (logTail, hazard, hazard - z);
        }
        var excess = 0.0;
        for (var n = Terms; n >= 1; n--)
            excess = n / (z + excess);
        return (-z * z / 2 - HalfLog2Pi - double.Log(z + excess), z + excess, excess);
    }
}
