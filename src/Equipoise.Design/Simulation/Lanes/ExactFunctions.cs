using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Equipoise.Design.Simulation.Lanes;

/// <summary>Exponential and logarithm that are the same to the last bit on every machine and in vectors of every width.</summary>
/// <remarks>
/// The runtime's functions are the platform's, and differ in the last bit from one to the next. These use nothing but IEEE
/// operations, which are defined to the bit. log m = 2 artanh((m - 1)/(m + 1)) by its series, on m in (√½, √2), where eleven
/// terms leave less than 2⁻⁶⁰.
/// </remarks>
static class ExactFunctions
{
    const double Log2High = 0.693147180369123816490; // 32 bits of log 2: times a whole number below 2²¹, exact
    const double Log2Low = 1.90821492927058770002e-10;
    const ulong RootOfHalf = 0x3FE6A09E667F3BCD; // the bits of √½
    const int Mantissa = 52;
    // The bits of 2⁵²: with a whole number below 2⁵² in the mantissa, 2⁵² and that number.
    const ulong TwoTo52 = 0x4330000000000000;
    const double TwoTo52Value = 1L << Mantissa;
    const int Positive = 64; // added to exponents to keep them positive
    const ulong PositiveBits = (ulong)Positive << Mantissa;

    // 1/n! from n = 0 on; quotients of whole numbers below 2⁵³.
    static ReadOnlySpan<double> InverseFactorials =>
        [
            1.0,
            1.0,
            1.0 / 2,
            1.0 / 6,
            1.0 / 24,
            1.0 / 120,
            1.0 / 720,
            1.0 / 5040,
            1.0 / 40320,
            1.0 / 362880,
            1.0 / 3628800,
            1.0 / 39916800,
            1.0 / 479001600,
            1.0 / 6227020800,
        ];

    /// <summary>e to the power of x, for x from -700 to 700.</summary>
    public static double Exp(double x)
    {
        var k = double.Round(x * 1.4426950408889634);
        var r = double.FusedMultiplyAdd(k, -Log2Low, double.FusedMultiplyAdd(k, -Log2High, x));
        var p = InverseFactorials[^1];
        for (var n = InverseFactorials.Length - 2; n >= 0; n--)
            p = double.FusedMultiplyAdd(p, r, InverseFactorials[n]);
        return p * BitConverter.Int64BitsToDouble(((long)k + 1023) << Mantissa);
    }

    /// <summary>-log((word + ½)/2³²): unit exponential variables of random words, the lower halves of the lanes.</summary>
    [MethodImpl(AggressiveInlining)]
    public static Vector<R, double> NegativeLog<R>(Vector<R, ulong> words)
        where R : struct, IRegister<R>
    {
        var x = ((words & uint.MaxValue) | TwoTo52).As<double>();
        var bits = (x - (TwoTo52Value - 0.5)).As<ulong>(); // of word + ½, exactly
        var scale = (bits + unchecked(PositiveBits - RootOfHalf)) >>> Mantissa;
        var m = (bits - (scale << Mantissa) + PositiveBits).As<double>();
        var k = TwoTo52Value + Positive + 32 - (scale | TwoTo52).As<double>();
        var f = m - 1;
        var s = f / (f + 2);
        var z = s * s;
        Vector<R, double> p = 2.0 / 21;
        p = p.TimesPlus(z, 2.0 / 19);
        p = p.TimesPlus(z, 2.0 / 17);
        p = p.TimesPlus(z, 2.0 / 15);
        p = p.TimesPlus(z, 2.0 / 13);
        p = p.TimesPlus(z, 2.0 / 11);
        p = p.TimesPlus(z, 2.0 / 9);
        p = p.TimesPlus(z, 2.0 / 7);
        p = p.TimesPlus(z, 2.0 / 5);
        p = p.TimesPlus(z, 2.0 / 3);
        var logM = (s * z).TimesPlus(p, s + s);
        return k.TimesPlus(Log2High, k.TimesPlus(Log2Low, -logM));
    }

    /// <summary>The same of a column of words, apart: in one loop with what becomes of them there is more than the compiler puts
    /// in line.</summary>
    [MethodImpl(Loops.Apart)]
    public static void NegativeLogs<R>(ulong[] words, double[] to)
        where R : struct, IRegister<R>
    {
        ref var word = ref MemoryMarshal.GetArrayDataReference(words);
        ref var place = ref MemoryMarshal.GetArrayDataReference(to);
        for (nuint i = 0; i < (nuint)to.Length; i += Vector<R, ulong>.Count)
            NegativeLog(Vector<R, ulong>.Load(ref word, i)).Store(ref place, i);
    }

    /// <summary>The nearest whole numbers, ties to even; of numbers from 0 to below 2⁵².</summary>
    [MethodImpl(AggressiveInlining)]
    public static Vector<R, ulong> Round<R>(Vector<R, double> x)
        where R : struct, IRegister<R> => (x + TwoTo52Value).As<ulong>() & ((1UL << Mantissa) - 1);

    /// <summary>Whole numbers from 0 to below 2⁵², exactly.</summary>
    [MethodImpl(AggressiveInlining)]
    public static Vector<R, double> ToDouble<R>(Vector<R, ulong> x)
        where R : struct, IRegister<R> => (x | TwoTo52).As<double>() - TwoTo52Value;
}
