namespace Equipoise.Design.Sizing;

/// <summary>Means of e⁻ᶻˢ over a piece, s from 0 to 1: what remains of a participant while a hazard is constant.</summary>
static class ExponentialPiece
{
    /// <summary>The mean of e⁻ᶻˢ: (1 - e⁻ᶻ) / z, and 1 for z = 0.</summary>
    public static double Mean(double z) => z == 0 ? 1 : -double.ExpM1(-z) / z;

    /// <summary>The integral of e⁻ᶻˢ (1 - s): (z - 1 + e⁻ᶻ) / z², and 1/2 for z = 0.</summary>
    public static double FallingMean(double z)
    {
        if (z > 0.5)
            return (1 - Mean(z)) / z;
        // The difference would cancel: Σ (-z)ᵏ / (k + 2)! instead, 14 terms of which reach the last bit up to z = 1/2.
        var (sum, term) = (0.5, 0.5);
        for (var k = 1; k < 14; k++)
            sum += term *= -z / (k + 2);
        return sum;
    }
}
