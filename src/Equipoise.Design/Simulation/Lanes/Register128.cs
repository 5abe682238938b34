using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;
using Bits = System.Runtime.Intrinsics.Vector128<ulong>;

namespace Equipoise.Design.Simulation.Lanes;

/// <summary>128 bits.</summary>
readonly struct Register128(Bits bits) : IRegister<Register128>
{
    readonly Bits bits = bits;

    public static int Bytes
    {
        [MethodImpl(AggressiveInlining)]
        get => 16;
    }

    [MethodImpl(AggressiveInlining)]
    public static Register128 Load<T>(ref readonly T from, nuint at)
        where T : unmanaged => new(Vector128.LoadUnsafe(in from, at).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static void Store<T>(Register128 bits, ref T to, nuint at)
        where T : unmanaged => bits.bits.As<ulong, T>().StoreUnsafe(ref to, at);

    [MethodImpl(AggressiveInlining)]
    public static Register128 Fill<T>(T number) => new(Vector128.Create(number).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 Count<T>() => new(Vector128<T>.Indices.AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 And(Register128 a, Register128 b) => new(a.bits & b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register128 Or(Register128 a, Register128 b) => new(a.bits | b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register128 Xor(Register128 a, Register128 b) => new(a.bits ^ b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register128 Choose<T>(Register128 mask, Register128 first, Register128 second) =>
        new(
            Vector128
                .ConditionalSelect(mask.bits.As<ulong, T>(), first.bits.As<ulong, T>(), second.bits.As<ulong, T>())
                .AsUInt64()
        );

    [MethodImpl(AggressiveInlining)]
    public static Register128 Add<T>(Register128 a, Register128 b) =>
        new((a.bits.As<ulong, T>() + b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 Subtract<T>(Register128 a, Register128 b) =>
        new((a.bits.As<ulong, T>() - b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 Multiply<T>(Register128 a, Register128 b) =>
        new((a.bits.As<ulong, T>() * b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 Divide<T>(Register128 a, Register128 b) =>
        new((a.bits.As<ulong, T>() / b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 Negate<T>(Register128 a) => new((-a.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 ShiftLeft<T>(Register128 a, int bits) => new((a.bits.As<ulong, T>() << bits).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 ShiftRight<T>(Register128 a, int bits) => new((a.bits.As<ulong, T>() >>> bits).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 Min<T>(Register128 a, Register128 b) =>
        new(Vector128.Min(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 Max<T>(Register128 a, Register128 b) =>
        new(Vector128.Max(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 Equal<T>(Register128 a, Register128 b) =>
        new(Vector128.Equals(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 Less<T>(Register128 a, Register128 b) =>
        new(Vector128.LessThan(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 LessOrEqual<T>(Register128 a, Register128 b) =>
        new(Vector128.LessThanOrEqual(a.bits.As<ulong, T>(), b.bits.As<ulong, T>()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static int CountSet<T>(Register128 mask) =>
        BitOperations.PopCount(mask.bits.As<ulong, T>().ExtractMostSignificantBits());

    [MethodImpl(AggressiveInlining)]
    public static T Lane<T>(Register128 a, int lane) => a.bits.As<ulong, T>()[lane];

    [MethodImpl(AggressiveInlining)]
    public static Register128 MultiplyAdd(Register128 a, Register128 b, Register128 c) =>
        new(Vector128.FusedMultiplyAdd(a.bits.AsDouble(), b.bits.AsDouble(), c.bits.AsDouble()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 LowerHalves(Register128 first, Register128 second) =>
        new(Vector128.Narrow(first.bits, second.bits).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 WidenFirst(Register128 a) => new(Vector128.WidenLower(a.bits.AsUInt32()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 WidenSecond(Register128 a) => new(Vector128.WidenUpper(a.bits.AsUInt32()).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 MultiplyLowerHalves(Register128 a, Register128 b)
    {
        if (Sse2.IsSupported)
            return new(Sse2.Multiply(a.bits.AsUInt32(), b.bits.AsUInt32()).AsUInt64());
        if (AdvSimd.IsSupported)
            return new(AdvSimd.MultiplyWideningLower(
                AdvSimd.ExtractNarrowingLower(a.bits),
                AdvSimd.ExtractNarrowingLower(b.bits)
            ).AsUInt64());
        var mask = Vector128.Create((ulong)uint.MaxValue);
        return new(((a.bits & mask) * (b.bits & mask)).AsUInt64());
    }

    [MethodImpl(AggressiveInlining)]
    public static Register128 SumsUpTo(Register128 a)
    {
        var x = a.bits.AsInt32();
        x += Vector128.Shuffle(x, Vector128.Create(4, 0, 1, 2)); // a lane that is not there is 0
        return new((x + Vector128.Shuffle(x, Vector128.Create(4, 4, 0, 1))).AsUInt64());
    }

    [MethodImpl(AggressiveInlining)]
    public static Register128 SumsFrom(Register128 a)
    {
        var x = a.bits.AsInt32();
        x += Vector128.Shuffle(x, Vector128.Create(1, 2, 3, 4));
        return new((x + Vector128.Shuffle(x, Vector128.Create(2, 3, 4, 4))).AsUInt64());
    }

    [MethodImpl(AggressiveInlining)]
    public static Register128 FillFirst(Register128 a) => new(Vector128.Create(a.bits.AsInt32()[0]).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static Register128 FillLast(Register128 a) =>
        new(Vector128.Shuffle(a.bits.AsInt32(), Vector128.Create(3)).AsUInt64());

    [MethodImpl(AggressiveInlining)]
    public static int Largest(Register128 a)
    {
        var x = a.bits.AsInt32();
        x = Vector128.Max(x, Vector128.Shuffle(x, Vector128.Create(2, 3, 0, 1)));
        return int.Max(x[0], x[1]);
    }
}
