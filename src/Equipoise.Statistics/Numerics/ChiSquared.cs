using MathNet.Numerics;

namespace Equipoise.Statistics.Numerics;

/// <summary>The chi-squared distribution with whole degrees of freedom.</summary>
/// <remarks>Outside the promise of versions.</remarks>
public static class ChiSquared
{
    /// <summary>P(X &gt; x), to a relative 1e-13 however far out. R: <c>pchisq(x, df, lower.tail = FALSE)</c>.</summary>
    /// <remarks>
    /// With y = x/2 and a = df/2, the recurrence Q(a + 1, y) = Q(a, y) + yᵃe⁻ʸ/Γ(a + 1) starts from erfc(√y) or from e⁻ʸ
    /// (Abramowitz and Stegun 26.4.4 and 26.4.5): a sum of positive terms, so nothing cancels. NaN gives NaN.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one degree of freedom, or x is below 0.</exception>
    public static double UpperTail(double x, int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        if (x < 0)
            throw new ArgumentOutOfRangeException(nameof(x), x, "A chi-squared value is not below 0.");
        if (x == 0)
            return 1;
        if (double.IsPositiveInfinity(x))
            return 0;
        var y = x / 2;
        var odd = degreesOfFreedom % 2 == 1;
        var sum = odd ? SpecialFunctions.Erfc(double.Sqrt(y)) : double.Exp(-y);
        for (var a = odd ? 0.5 : 1.0; a < degreesOfFreedom / 2.0; a++)
            sum += double.Exp(a * double.Log(y) - y - SpecialFunctions.GammaLn(a + 1));
        return double.Min(sum, 1);
    }
}
