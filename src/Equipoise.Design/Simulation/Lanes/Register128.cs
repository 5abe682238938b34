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
        where T : unmanaged => Of(Vector128.LoadUnsafe(in from, at));

    [MethodImpl(AggressiveInlining)]
    public static void Store<T>(Register128 bits, ref T to, nuint at)
        where T : unmanaged => As<T>(bits).StoreUnsafe(ref to, at);

    [MethodImpl(AggressiveInlining)]
    public static Register128 Fill<T>(T number) => Of(Vector128.Create(number));

    [MethodImpl(AggressiveInlining)]
    public static Register128 Count<T>() => Of(Vector128<T>.Indices);

    [MethodImpl(AggressiveInlining)]
    public static Register128 And(Register128 a, Register128 b) => new(a.bits & b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register128 Or(Register128 a, Register128 b) => new(a.bits | b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register128 Xor(Register128 a, Register128 b) => new(a.bits ^ b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register128 Choose<T>(Register128 mask, Register128 first, Register128 second) =>
        Of(Vector128.ConditionalSelect(As<T>(mask), As<T>(first), As<T>(second)));

    [MethodImpl(AggressiveInlining)]
    public static Register128 Add<T>(Register128 a, Register128 b) => Of(As<T>(a) + As<T>(b));

    [MethodImpl(AggressiveInlining)]
    public static Register128 Subtract<T>(Register128 a, Register128 b) => Of(As<T>(a) - As<T>(b));

    [MethodImpl(AggressiveInlining)]
    public static Register128 Multiply<T>(Register128 a, Register128 b) => Of(As<T>(a) * As<T>(b));

    [MethodImpl(AggressiveInlining)]
    public static Register128 Divide<T>(Register128 a, Register128 b) => Of(As<T>(a) / As<T>(b));

    [MethodImpl(AggressiveInlining)]
    public static Register128 Negate<T>(Register128 a) => Of(-As<T>(a));

    [MethodImpl(AggressiveInlining)]
    public static Register128 ShiftLeft<T>(Register128 a, int bits) => Of(As<T>(a) << bits);

    [MethodImpl(AggressiveInlining)]
    public static Register128 ShiftRight<T>(Register128 a, int bits) => Of(As<T>(a) >>> bits);

    [MethodImpl(AggressiveInlining)]
    public static Register128 Min<T>(Register128 a, Register128 b) => Of(Vector128.Min(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static Register128 Max<T>(Register128 a, Register128 b) => Of(Vector128.Max(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static Register128 Equal<T>(Register128 a, Register128 b) => Of(Vector128.Equals(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static Register128 Less<T>(Register128 a, Register128 b) => Of(Vector128.LessThan(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static Register128 LessOrEqual<T>(Register128 a, Register128 b) => Of(Vector128.LessThanOrEqual(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static int CountSet<T>(Register128 mask) => BitOperations.PopCount(As<T>(mask).ExtractMostSignificantBits());

    [MethodImpl(AggressiveInlining)]
    public static T Lane<T>(Register128 a, int lane) => As<T>(a)[lane];

    [MethodImpl(AggressiveInlining)]
    public static Register128 MultiplyAdd(Register128 a, Register128 b, Register128 c) =>
        Of(Vector128.FusedMultiplyAdd(As<double>(a), As<double>(b), As<double>(c)));

    [MethodImpl(AggressiveInlining)]
    public static Register128 LowerHalves(Register128 first, Register128 second) =>
        Of(Vector128.Narrow(first.bits, second.bits));

    [MethodImpl(AggressiveInlining)]
    public static Register128 WidenFirst(Register128 a) => Of(Vector128.WidenLower(As<uint>(a)));

    [MethodImpl(AggressiveInlining)]
    public static Register128 WidenSecond(Register128 a) => Of(Vector128.WidenUpper(As<uint>(a)));

    [MethodImpl(AggressiveInlining)]
    public static Register128 MultiplyLowerHalves(Register128 a, Register128 b)
    {
        if (Sse2.IsSupported)
            return Of(Sse2.Multiply(As<uint>(a), As<uint>(b)));
        if (AdvSimd.IsSupported)
            return Of(AdvSimd.MultiplyWideningLower(
                AdvSimd.ExtractNarrowingLower(a.bits),
                AdvSimd.ExtractNarrowingLower(b.bits)
            ));
        var mask = Vector128.Create((ulong)uint.MaxValue);
        return Of((a.bits & mask) * (b.bits & mask));
    }

    [MethodImpl(AggressiveInlining)]
    public static Register128 SumsUpTo(Register128 a)
    {
        var x = As<int>(a);
        x += Vector128.Shuffle(x, Vector128.Create(4, 0, 1, 2)); // a lane that is not there is 0
        return Of(x + Vector128.Shuffle(x, Vector128.Create(4, 4, 0, 1)));
    }

    [MethodImpl(AggressiveInlining)]
    public static Register128 SumsFrom(Register128 a)
    {
        var x = As<int>(a);
        x += Vector128.Shuffle(x, Vector128.Create(1, 2, 3, 4));
        return Of(x + Vector128.Shuffle(x, Vector128.Create(2, 3, 4, 4)));
    }

    [MethodImpl(AggressiveInlining)]
    public static Register128 FillFirst(Register128 a) => Of(Vector128.Create(As<int>(a)[0]));

    [MethodImpl(AggressiveInlining)]
    public static Register128 FillLast(Register128 a) => Of(Vector128.Shuffle(As<int>(a), Vector128.Create(3)));

    [MethodImpl(AggressiveInlining)]
    public static int Largest(Register128 a)
    {
        var x = As<int>(a);
        x = Vector128.Max(x, Vector128.Shuffle(x, Vector128.Create(2, 3, 0, 1)));
        return int.Max(x[0], x[1]);
    }

    [MethodImpl(AggressiveInlining)]
    static Vector128<T> As<T>(Register128 register) => register.bits.As<ulong, T>();

    [MethodImpl(AggressiveInlining)]
    static Register128 Of<T>(Vector128<T> vector) => new(vector.As<T, ulong>());
}
