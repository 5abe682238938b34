namespace Equipoise.Design.Simulation;

/// <summary>Exponential, logarithm and unit exponential variables that are the same to the last bit on every machine.</summary>
/// <remarks>
/// The runtime's functions are the platform's, and differ in the last bit from one to the next. These use nothing but IEEE operations, which are
/// defined to the bit. log m = 2 artanh((m - 1)/(m + 1)) by its series, on m in (√½, √2), where eleven terms leave less than 2⁻⁶⁰.
/// </remarks>
static class ExactFunctions
{
    public const double Log2High = 0.693147180369123816490; // 32 bits of log 2: times a whole number below 2²¹, exact
    public const double Log2Low = 1.90821492927058770002e-10;

    /// <summary>The bits of √½.</summary>
    public const long RootOfHalf = 0x3FE6A09E667F3BCD;

    /// <summary>-log((word + ½)/2³²): a unit exponential variable of a random word.</summary>
    public static double NegativeLog(uint word) => -Log(word + 0.5, 32);

    /// <summary>log of a positive normal number.</summary>
    public static double Log(double x) => Log(x, 0);

    static double Log(double x, int less)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (bits - RootOfHalf) >> 52;
        var m = BitConverter.Int64BitsToDouble(bits - (exponent << 52));
        double k = exponent - less;
        var f = m - 1;
        var s = f / (f + 2);
        var logM = Artanh2(s);
        return double.FusedMultiplyAdd(k, Log2High, double.FusedMultiplyAdd(k, Log2Low, logM));
    }

    static double Artanh2(double s)
    {
        var z = s * s;
        var p = 2.0 / 21;
        for (var odd = 19; odd >= 3; odd -= 2)
            p = double.FusedMultiplyAdd(p, z, 2.0 / odd);
        return double.FusedMultiplyAdd(s * z, p, s + s);
    }

    /// <summary>e to the power of x, for x from -700 to 700.</summary>
    public static double Exp(double x)
    {
        var k = double.Round(x * 1.4426950408889634);
        var r = double.FusedMultiplyAdd(k, -Log2Low, double.FusedMultiplyAdd(k, -Log2High, x));
        var p = 1.0;
        for (var n = 14; n >= 1; n--)
            p = double.FusedMultiplyAdd(p, r / n, 1);
        return p * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }
}
