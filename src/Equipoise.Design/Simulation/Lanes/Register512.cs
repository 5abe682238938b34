using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;
using Bits = System.Runtime.Intrinsics.Vector512<ulong>;

namespace Equipoise.Design.Simulation.Lanes;

/// <summary>512 bits.</summary>
readonly struct Register512(Bits bits) : IRegister<Register512>
{
    readonly Bits bits = bits;

    public static int Bytes
    {
        [MethodImpl(AggressiveInlining)]
        get => 64;
    }

    [MethodImpl(AggressiveInlining)]
    public static Register512 Load<T>(ref readonly T from, nuint at)
        where T : unmanaged => new(Vector512.LoadUnsafe(in from, at).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static void Store<T>(Register512 bits, ref T to, nuint at)
        where T : unmanaged => bits.bits.As<ulong, T>().StoreUnsafe(ref to, at);

    [MethodImpl(AggressiveInlining)]
    public static Register512 Fill<T>(T number) => new(Vector512.Create(number).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 Count<T>() => new(Vector512<T>.Indices.AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 And(Register512 a, Register512 b) => new(a.bits & b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register512 Or(Register512 a, Register512 b) => new(a.bits | b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register512 Xor(Register512 a, Register512 b) => new(a.bits ^ b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register512 Choose<T>(Register512 mask, Register512 first, Register512 second) =>
        new(
            Vector512
                .ConditionalSelect(mask.bits.As<ulong, T>(), first.bits.As<ulong, T>(), second.bits.As<ulong, T>())
                .AsUInt64()
        );

    [MethodImpl(AggressiveInlining)]
    public static Register512 Add<T>(Register512 a, Register512 b) =>
        new((a.bits.As<ulong, T>() + b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 Subtract<T>(Register512 a, Register512 b) =>
        new((a.bits.As<ulong, T>() - b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 Multiply<T>(Register512 a, Register512 b) =>
        new((a.bits.As<ulong, T>() * b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 Divide<T>(Register512 a, Register512 b) =>
        new((a.bits.As<ulong, T>() / b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 Negate<T>(Register512 a) => new((-a.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 ShiftLeft<T>(Register512 a, int bits) => new((a.bits.As<ulong, T>() << bits).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 ShiftRight<T>(Register512 a, int bits) => new((a.bits.As<ulong, T>() >>> bits).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 Min<T>(Register512 a, Register512 b) =>
        new(Vector512.Min(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 Max<T>(Register512 a, Register512 b) =>
        new(Vector512.Max(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 Equal<T>(Register512 a, Register512 b) =>
        new(Vector512.Equals(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 Less<T>(Register512 a, Register512 b) =>
        new(Vector512.LessThan(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 LessOrEqual<T>(Register512 a, Register512 b) =>
        new(Vector512.LessThanOrEqual(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static int CountSet<T>(Register512 mask) =>
        BitOperations.PopCount(mask.bits.As<ulong, T>().ExtractMostSignificantBits());

    [MethodImpl(AggressiveInlining)]
    public static T Lane<T>(Register512 a, int lane) => a.bits.As<ulong, T>()[lane];

    [MethodImpl(AggressiveInlining)]
    public static Register512 MultiplyAdd(Register512 a, Register512 b, Register512 c) =>
        new(Vector512.FusedMultiplyAdd(a.bits.AsDouble(), b.bits.AsDouble(), c.bits.AsDouble()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 LowerHalves(Register512 first, Register512 second) =>
        new(Vector512.Narrow(first.bits, second.bits).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 WidenFirst(Register512 a) => new(Vector512.WidenLower(a.bits.AsUInt32()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 WidenSecond(Register512 a) => new(Vector512.WidenUpper(a.bits.AsUInt32()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 MultiplyLowerHalves(Register512 a, Register512 b)
    {
        if (Avx512F.IsSupported)
            return new(Avx512F.Multiply(a.bits.AsUInt32(), b.bits.AsUInt32()).AsUInt64());
        var mask = Vector512.Create((ulong)uint.MaxValue);
        return new(((a.bits & mask) * (b.bits & mask)).AsUInt64());
    }

    [MethodImpl(AggressiveInlining)]
    public static Register512 SumsUpTo(Register512 a)
    {
        // A lane that is not there is 0.
        var x = a.bits.AsInt32();
        x += Vector512.Shuffle(x, Vector512.Create(16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
        x += Vector512.Shuffle(x, Vector512.Create(16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
        x += Vector512.Shuffle(x, Vector512.Create(16, 16, 16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        x += Vector512.Shuffle(x, Vector512.Create(16, 16, 16, 16, 16, 16, 16, 16, 0, 1, 2, 3, 4, 5, 6, 7));
        return new(x.AsUInt64());
    }

    [MethodImpl(AggressiveInlining)]
    public static Register512 SumsFrom(Register512 a)
    {
        var x = a.bits.AsInt32();
        x += Vector512.Shuffle(x, Vector512.Create(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16));
        x += Vector512.Shuffle(x, Vector512.Create(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16));
        x += Vector512.Shuffle(x, Vector512.Create(4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16));
        x += Vector512.Shuffle(x, Vector512.Create(8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16));
        return new(x.AsUInt64());
    }

    [MethodImpl(AggressiveInlining)]
    public static Register512 FillFirst(Register512 a) => new(Vector512.Create(a.bits.AsInt32()[0]).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register512 FillLast(Register512 a) =>
        new(Vector512.Shuffle(a.bits.AsInt32(), Vector512.Create(15)).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static int Largest(Register512 a) =>
        Register256.Largest(new(Vector256.Max(a.bits.AsInt32().GetLower(), a.bits.AsInt32().GetUpper()).AsUInt64()));
}
