using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Equipoise.Design.Simulation.Lanes;

/// <summary>What only numbers of some types have.</summary>
static class VectorsOfAType
{
    /// <summary>a b + c, rounded once.</summary>
    [MethodImpl(AggressiveInlining)]
    public static Vector<R, double> TimesPlus<R>(this Vector<R, double> a, Vector<R, double> b, Vector<R, double> c)
        where R : struct, IRegister<R> => new(R.MultiplyAdd(a.Bits, b.Bits, c.Bits));

    /// <summary>The products in full of the lower halves; the upper halves may hold anything.</summary>
    [MethodImpl(AggressiveInlining)]
    public static Vector<R, ulong> TimesLowerHalf<R>(this Vector<R, ulong> a, Vector<R, ulong> b)
        where R : struct, IRegister<R> => new(R.MultiplyLowerHalves(a.Bits, b.Bits));

    /// <summary>The lower halves of this and of the next vector.</summary>
    [MethodImpl(AggressiveInlining)]
    public static Vector<R, uint> LowerHalves<R>(this Vector<R, ulong> first, Vector<R, ulong> next)
        where R : struct, IRegister<R> => new(R.LowerHalves(first.Bits, next.Bits));

    /// <summary>The first half of the numbers, and the second.</summary>
    [MethodImpl(AggressiveInlining)]
    public static (Vector<R, ulong> First, Vector<R, ulong> Second) Widen<R>(this Vector<R, uint> a)
        where R : struct, IRegister<R> => (new(R.WidenFirst(a.Bits)), new(R.WidenSecond(a.Bits)));

    /// <summary>Of each lane, the sum of it and all before it.</summary>
    [MethodImpl(AggressiveInlining)]
    public static Vector<R, int> SumsUpTo<R>(this Vector<R, int> a)
        where R : struct, IRegister<R> => new(R.SumsUpTo(a.Bits));

    /// <summary>Of each lane, the sum of it and all after it.</summary>
    [MethodImpl(AggressiveInlining)]
    public static Vector<R, int> SumsFrom<R>(this Vector<R, int> a)
        where R : struct, IRegister<R> => new(R.SumsFrom(a.Bits));

    /// <summary>The first lane in all lanes.</summary>
    [MethodImpl(AggressiveInlining)]
    public static Vector<R, int> FillFirst<R>(this Vector<R, int> a)
        where R : struct, IRegister<R> => new(R.FillFirst(a.Bits));

    /// <summary>The last lane in all lanes.</summary>
    [MethodImpl(AggressiveInlining)]
    public static Vector<R, int> FillLast<R>(this Vector<R, int> a)
        where R : struct, IRegister<R> => new(R.FillLast(a.Bits));

    /// <summary>The largest lane.</summary>
    [MethodImpl(AggressiveInlining)]
    public static int Largest<R>(this Vector<R, int> a)
        where R : struct, IRegister<R> => R.Largest(a.Bits);

    /// <summary>The smallest lane: complements are in the opposite order.</summary>
    [MethodImpl(AggressiveInlining)]
    public static int Smallest<R>(this Vector<R, int> a)
        where R : struct, IRegister<R> => ~(a ^ -1).Largest();
}
