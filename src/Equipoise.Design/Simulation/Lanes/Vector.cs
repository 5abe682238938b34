using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Equipoise.Design.Simulation.Lanes;

/// <summary>Numbers side by side in a register, as many as it holds. Comparisons give masks: a lane is all ones, or 0.</summary>
/// <typeparam name="R">The register.</typeparam>
/// <typeparam name="T"><see cref="int"/>, <see cref="uint"/>, <see cref="ulong"/> or <see cref="double"/>.</typeparam>
readonly struct Vector<R, T>(R bits)
    where R : struct, IRegister<R>
    where T : unmanaged
{
    internal readonly R Bits = bits;

    /// <summary>How many numbers there are.</summary>
    public static nuint Count
    {
        [MethodImpl(AggressiveInlining)]
        get => (nuint)(R.Bytes / Unsafe.SizeOf<T>());
    }

    /// <summary>0, 1, 2, …</summary>
    public static Vector<R, T> Indices
    {
        [MethodImpl(AggressiveInlining)]
        get => new(R.Count<T>());
    }

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> Load(ref readonly T from, nuint at) => new(R.Load(in from, at));

    [MethodImpl(AggressiveInlining)]
    public void Store(ref T to, nuint at) => R.Store(Bits, ref to, at);

    /// <summary>One number in all lanes.</summary>
    [MethodImpl(AggressiveInlining)]
    public static implicit operator Vector<R, T>(T number) => new(R.Fill(number));

    /// <summary>The same bits as numbers of another type.</summary>
    [MethodImpl(AggressiveInlining)]
    public Vector<R, TOther> As<TOther>()
        where TOther : unmanaged => new(Bits);

    public T this[int lane]
    {
        [MethodImpl(AggressiveInlining)]
        get => R.Lane<T>(Bits, lane);
    }

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator &(Vector<R, T> a, Vector<R, T> b) => new(R.And(a.Bits, b.Bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator |(Vector<R, T> a, Vector<R, T> b) => new(R.Or(a.Bits, b.Bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator ^(Vector<R, T> a, Vector<R, T> b) => new(R.Xor(a.Bits, b.Bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator +(Vector<R, T> a, Vector<R, T> b) => new(R.Add<T>(a.Bits, b.Bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator -(Vector<R, T> a, Vector<R, T> b) => new(R.Subtract<T>(a.Bits, b.Bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator -(Vector<R, T> a) => new(R.Negate<T>(a.Bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator *(Vector<R, T> a, Vector<R, T> b) => new(R.Multiply<T>(a.Bits, b.Bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator /(Vector<R, T> a, Vector<R, T> b) => new(R.Divide<T>(a.Bits, b.Bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator <<(Vector<R, T> a, int bits) => new(R.ShiftLeft<T>(a.Bits, bits));

    /// <summary>Zeros come in from above.</summary>
    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator >>>(Vector<R, T> a, int bits) => new(R.ShiftRight<T>(a.Bits, bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator <(Vector<R, T> a, Vector<R, T> b) => new(R.Less<T>(a.Bits, b.Bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator >(Vector<R, T> a, Vector<R, T> b) => new(R.Less<T>(b.Bits, a.Bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator <=(Vector<R, T> a, Vector<R, T> b) => new(R.LessOrEqual<T>(a.Bits, b.Bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> operator >=(Vector<R, T> a, Vector<R, T> b) => new(R.LessOrEqual<T>(b.Bits, a.Bits));

    [MethodImpl(AggressiveInlining)]
    public Vector<R, T> IsEqualTo(Vector<R, T> other) => new(R.Equal<T>(Bits, other.Bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> Min(Vector<R, T> a, Vector<R, T> b) => new(R.Min<T>(a.Bits, b.Bits));

    [MethodImpl(AggressiveInlining)]
    public static Vector<R, T> Max(Vector<R, T> a, Vector<R, T> b) => new(R.Max<T>(a.Bits, b.Bits));

    /// <summary>Of a mask: where it is set the first, elsewhere the second.</summary>
    [MethodImpl(AggressiveInlining)]
    public Vector<R, TOther> Choose<TOther>(Vector<R, TOther> first, Vector<R, TOther> second)
        where TOther : unmanaged => new(R.Choose<T>(Bits, first.Bits, second.Bits));

    /// <summary>Of a mask: how many lanes are set.</summary>
    [MethodImpl(AggressiveInlining)]
    public int CountSet() => R.CountSet<T>(Bits);
}
