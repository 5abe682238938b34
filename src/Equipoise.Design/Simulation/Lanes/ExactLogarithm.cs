namespace Equipoise.Design.Simulation.Lanes;

/// <summary>The logarithm of one number, by the same IEEE operations as <see cref="ExactFunctions"/> takes for eight.</summary>
static class ExactLogarithm
{
    const double Log2High = 0.693147180369123816490;
    const double Log2Low = 1.90821492927058770002e-10;
    const long RootOfHalf = 0x3FE6A09E667F3BCD; // the bits of √½
    const int Mantissa = 52;

    /// <summary>log of a positive normal number.</summary>
    public static double Of(double x) => -Negative(x, 0);

    /// <summary>
    /// -log((word + ½)/2³²): a unit exponential variable of a random word, with the bits of
    /// <see cref="ExactFunctions.NegativeLog"/>.
    /// </summary>
    public static double OfWord(uint word) => Negative(word + 0.5, 32);

    static double Negative(double x, int exponentLess)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (bits - RootOfHalf) >> Mantissa;
        var f = BitConverter.Int64BitsToDouble(bits - (exponent << Mantissa)) - 1;
        var s = f / (f + 2);
        var z = s * s;
        var p = 2.0 / 21;
        for (var odd = 19; odd >= 3; odd -= 2)
            p = double.FusedMultiplyAdd(p, z, 2.0 / odd);
        double k = exponentLess - exponent;
        return double.FusedMultiplyAdd(
            k,
            Log2High,
            double.FusedMultiplyAdd(k, Log2Low, -double.FusedMultiplyAdd(s * z, p, s + s))
        );
    }
}
