using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;
using Bits = System.Runtime.Intrinsics.Vector256<ulong>;

namespace Equipoise.Design.Simulation.Lanes;

/// <summary>256 bits.</summary>
readonly struct Register256(Bits bits) : IRegister<Register256>
{
    readonly Bits bits = bits;

    public static int Bytes
    {
        [MethodImpl(AggressiveInlining)]
        get => 32;
    }

    [MethodImpl(AggressiveInlining)]
    public static Register256 Load<T>(ref readonly T from, nuint at)
        where T : unmanaged => new(Vector256.LoadUnsafe(in from, at).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static void Store<T>(Register256 bits, ref T to, nuint at)
        where T : unmanaged => bits.bits.As<ulong, T>().StoreUnsafe(ref to, at);

    [MethodImpl(AggressiveInlining)]
    public static Register256 Fill<T>(T number) => new(Vector256.Create(number).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 Count<T>() => new(Vector256<T>.Indices.AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 And(Register256 a, Register256 b) => new(a.bits & b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register256 Or(Register256 a, Register256 b) => new(a.bits | b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register256 Xor(Register256 a, Register256 b) => new(a.bits ^ b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register256 Choose<T>(Register256 mask, Register256 first, Register256 second) =>
        new(
            Vector256
                .ConditionalSelect(mask.bits.As<ulong, T>(), first.bits.As<ulong, T>(), second.bits.As<ulong, T>())
                .AsUInt64()
        );

    [MethodImpl(AggressiveInlining)]
    public static Register256 Add<T>(Register256 a, Register256 b) =>
        new((a.bits.As<ulong, T>() + b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 Subtract<T>(Register256 a, Register256 b) =>
        new((a.bits.As<ulong, T>() - b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 Multiply<T>(Register256 a, Register256 b) =>
        new((a.bits.As<ulong, T>() * b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 Divide<T>(Register256 a, Register256 b) =>
        new((a.bits.As<ulong, T>() / b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 Negate<T>(Register256 a) => new((-a.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 ShiftLeft<T>(Register256 a, int bits) => new((a.bits.As<ulong, T>() << bits).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 ShiftRight<T>(Register256 a, int bits) => new((a.bits.As<ulong, T>() >>> bits).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 Min<T>(Register256 a, Register256 b) =>
        new(Vector256.Min(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 Max<T>(Register256 a, Register256 b) =>
        new(Vector256.Max(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 Equal<T>(Register256 a, Register256 b) =>
        new(Vector256.Equals(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 Less<T>(Register256 a, Register256 b) =>
        new(Vector256.LessThan(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 LessOrEqual<T>(Register256 a, Register256 b) =>
        new(Vector256.LessThanOrEqual(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static int CountSet<T>(Register256 mask) =>
        BitOperations.PopCount(mask.bits.As<ulong, T>().ExtractMostSignificantBits());

    [MethodImpl(AggressiveInlining)]
    public static T Lane<T>(Register256 a, int lane) => a.bits.As<ulong, T>()[lane];

    [MethodImpl(AggressiveInlining)]
    public static Register256 MultiplyAdd(Register256 a, Register256 b, Register256 c) =>
        new(Vector256.FusedMultiplyAdd(a.bits.AsDouble(), b.bits.AsDouble(), c.bits.AsDouble()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 LowerHalves(Register256 first, Register256 second) =>
        new(Vector256.Narrow(first.bits, second.bits).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 WidenFirst(Register256 a) => new(Vector256.WidenLower(a.bits.AsUInt32()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 WidenSecond(Register256 a) => new(Vector256.WidenUpper(a.bits.AsUInt32()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 MultiplyLowerHalves(Register256 a, Register256 b)
    {
        if (Avx2.IsSupported)
            return new(Avx2.Multiply(a.bits.AsUInt32(), b.bits.AsUInt32()).AsUInt64());
        var mask = Vector256.Create((ulong)uint.MaxValue);
        return new(((a.bits & mask) * (b.bits & mask)).AsUInt64());
    }

    // Within the halves of 128 bits, whose lanes shift in one step each, and then the sum of one half to the other.
    [MethodImpl(AggressiveInlining)]
    public static Register256 SumsUpTo(Register256 a)
    {
        var x = a.bits.AsInt32();
        if (Avx2.IsSupported)
        {
            x += Avx2.ShiftLeftLogical128BitLane(x, 4);
            x += Avx2.ShiftLeftLogical128BitLane(x, 8);
            var sums = Avx2.Shuffle(x, 0b11_11_11_11);
            return new((x + Avx2.Permute2x128(sums, sums, 0x08)).AsUInt64());
        }
        x += Vector256.Shuffle(x, Vector256.Create(8, 0, 1, 2, 3, 4, 5, 6));
        x += Vector256.Shuffle(x, Vector256.Create(8, 8, 0, 1, 2, 3, 4, 5));
        return new((x + Vector256.Shuffle(x, Vector256.Create(8, 8, 8, 8, 0, 1, 2, 3))).AsUInt64());
    }

    [MethodImpl(AggressiveInlining)]
    public static Register256 SumsFrom(Register256 a)
    {
        var x = a.bits.AsInt32();
        if (Avx2.IsSupported)
        {
            x += Avx2.ShiftRightLogical128BitLane(x, 4);
            x += Avx2.ShiftRightLogical128BitLane(x, 8);
            var sums = Avx2.Shuffle(x, 0);
            return new((x + Avx2.Permute2x128(sums, sums, 0x81)).AsUInt64());
        }
        x += Vector256.Shuffle(x, Vector256.Create(1, 2, 3, 4, 5, 6, 7, 8));
        x += Vector256.Shuffle(x, Vector256.Create(2, 3, 4, 5, 6, 7, 8, 8));
        return new((x + Vector256.Shuffle(x, Vector256.Create(4, 5, 6, 7, 8, 8, 8, 8))).AsUInt64());
    }

    [MethodImpl(AggressiveInlining)]
    public static Register256 FillFirst(Register256 a) => new(Vector256.Create(a.bits.AsInt32()[0]).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register256 FillLast(Register256 a) =>
        new(Vector256.Shuffle(a.bits.AsInt32(), Vector256.Create(7)).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static int Largest(Register256 a) =>
        Register128.Largest(new(Vector128.Max(a.bits.AsInt32().GetLower(), a.bits.AsInt32().GetUpper()).AsUInt64()));
}
