namespace Equipoise.Design.Sizing;

/// <summary>Means of e⁻ᶻˢ over a piece, s from 0 to 1: what remains of a participant while a hazard is constant.</summary>
/// <remarks>
/// Up to z = 1/2 by their series, whose 14 terms reach the last bit: the differences of their closed forms would cancel, and
/// .NET's <c>double.ExpM1(x)</c> is <c>Exp(x) - 1</c>, which does too.
/// </remarks>
static class ExponentialPiece
{
    const double SmallUpTo = 0.5;
    const int Terms = 14;

    /// <summary>The mean of e⁻ᶻˢ: (1 - e⁻ᶻ) / z = Σ (-z)ᵏ / (k + 1)!.</summary>
    public static double Mean(double z) => z > SmallUpTo ? (1 - Math.Exp(-z)) / z : Series(z, 1);

    /// <summary>The integral of e⁻ᶻˢ (1 - s): (z - 1 + e⁻ᶻ) / z² = Σ (-z)ᵏ / (k + 2)!.</summary>
    public static double FallingMean(double z) => z > SmallUpTo ? (1 - Mean(z)) / z : Series(z, 2);

    // Σ (-z)ᵏ / (k + first)!, first 1 or 2.
    static double Series(double z, int first)
    {
        var sum = 0.0;
        for (var k = Terms - 1; k > 0; k--)
            sum = -z / (k + first) * (1 + sum);
        return (1 + sum) / first;
    }
}
