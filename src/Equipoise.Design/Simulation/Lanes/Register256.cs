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
        where T : unmanaged => Of(Vector256.LoadUnsafe(in from, at));

    [MethodImpl(AggressiveInlining)]
    public static void Store<T>(Register256 bits, ref T to, nuint at)
        where T : unmanaged => As<T>(bits).StoreUnsafe(ref to, at);

    [MethodImpl(AggressiveInlining)]
    public static Register256 Fill<T>(T number) => Of(Vector256.Create(number));

    [MethodImpl(AggressiveInlining)]
    public static Register256 Count<T>() => Of(Vector256<T>.Indices);

    [MethodImpl(AggressiveInlining)]
    public static Register256 And(Register256 a, Register256 b) => new(a.bits & b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register256 Or(Register256 a, Register256 b) => new(a.bits | b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register256 Xor(Register256 a, Register256 b) => new(a.bits ^ b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register256 Choose<T>(Register256 mask, Register256 first, Register256 second) =>
        Of(Vector256.ConditionalSelect(As<T>(mask), As<T>(first), As<T>(second)));

    [MethodImpl(AggressiveInlining)]
    public static Register256 Add<T>(Register256 a, Register256 b) => Of(As<T>(a) + As<T>(b));

    [MethodImpl(AggressiveInlining)]
    public static Register256 Subtract<T>(Register256 a, Register256 b) => Of(As<T>(a) - As<T>(b));

    [MethodImpl(AggressiveInlining)]
    public static Register256 Multiply<T>(Register256 a, Register256 b) => Of(As<T>(a) * As<T>(b));

    [MethodImpl(AggressiveInlining)]
    public static Register256 Divide<T>(Register256 a, Register256 b) => Of(As<T>(a) / As<T>(b));

    [MethodImpl(AggressiveInlining)]
    public static Register256 Negate<T>(Register256 a) => Of(-As<T>(a));

    [MethodImpl(AggressiveInlining)]
    public static Register256 ShiftLeft<T>(Register256 a, int bits) => Of(As<T>(a) << bits);

    [MethodImpl(AggressiveInlining)]
    public static Register256 ShiftRight<T>(Register256 a, int bits) => Of(As<T>(a) >>> bits);

    [MethodImpl(AggressiveInlining)]
    public static Register256 Min<T>(Register256 a, Register256 b) => Of(Vector256.Min(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static Register256 Max<T>(Register256 a, Register256 b) => Of(Vector256.Max(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static Register256 Equal<T>(Register256 a, Register256 b) => Of(Vector256.Equals(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static Register256 Less<T>(Register256 a, Register256 b) => Of(Vector256.LessThan(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static Register256 LessOrEqual<T>(Register256 a, Register256 b) => Of(Vector256.LessThanOrEqual(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static int CountSet<T>(Register256 mask) => BitOperations.PopCount(As<T>(mask).ExtractMostSignificantBits());

    [MethodImpl(AggressiveInlining)]
    public static T Lane<T>(Register256 a, int lane) => As<T>(a)[lane];

    [MethodImpl(AggressiveInlining)]
    public static Register256 MultiplyAdd(Register256 a, Register256 b, Register256 c) =>
        Of(Vector256.FusedMultiplyAdd(As<double>(a), As<double>(b), As<double>(c)));

    [MethodImpl(AggressiveInlining)]
    public static Register256 LowerHalves(Register256 first, Register256 second) =>
        Of(Vector256.Narrow(first.bits, second.bits));

    [MethodImpl(AggressiveInlining)]
    public static Register256 WidenFirst(Register256 a) => Of(Vector256.WidenLower(As<uint>(a)));

    [MethodImpl(AggressiveInlining)]
    public static Register256 WidenSecond(Register256 a) => Of(Vector256.WidenUpper(As<uint>(a)));

    [MethodImpl(AggressiveInlining)]
    public static Register256 MultiplyLowerHalves(Register256 a, Register256 b)
    {
        if (Avx2.IsSupported)
            return Of(Avx2.Multiply(As<uint>(a), As<uint>(b)));
        var mask = Vector256.Create((ulong)uint.MaxValue);
        return Of((a.bits & mask) * (b.bits & mask));
    }

    // Within the halves of 128 bits, whose lanes shift in one step each, and then the sum of one half to the other.
    [MethodImpl(AggressiveInlining)]
    public static Register256 SumsUpTo(Register256 a)
    {
        var x = As<int>(a);
        if (Avx2.IsSupported)
        {
            x += Avx2.ShiftLeftLogical128BitLane(x, 4);
            x += Avx2.ShiftLeftLogical128BitLane(x, 8);
            var sums = Avx2.Shuffle(x, 0b11_11_11_11);
            return Of(x + Avx2.Permute2x128(sums, sums, 0x08));
        }
        x += Vector256.Shuffle(x, Vector256.Create(8, 0, 1, 2, 3, 4, 5, 6));
        x += Vector256.Shuffle(x, Vector256.Create(8, 8, 0, 1, 2, 3, 4, 5));
        return Of(x + Vector256.Shuffle(x, Vector256.Create(8, 8, 8, 8, 0, 1, 2, 3)));
    }

    [MethodImpl(AggressiveInlining)]
    public static Register256 SumsFrom(Register256 a)
    {
        var x = As<int>(a);
        if (Avx2.IsSupported)
        {
            x += Avx2.ShiftRightLogical128BitLane(x, 4);
            x += Avx2.ShiftRightLogical128BitLane(x, 8);
            var sums = Avx2.Shuffle(x, 0);
            return Of(x + Avx2.Permute2x128(sums, sums, 0x81));
        }
        x += Vector256.Shuffle(x, Vector256.Create(1, 2, 3, 4, 5, 6, 7, 8));
        x += Vector256.Shuffle(x, Vector256.Create(2, 3, 4, 5, 6, 7, 8, 8));
        return Of(x + Vector256.Shuffle(x, Vector256.Create(4, 5, 6, 7, 8, 8, 8, 8)));
    }

    [MethodImpl(AggressiveInlining)]
    public static Register256 FillFirst(Register256 a) => Of(Vector256.Create(As<int>(a)[0]));

    [MethodImpl(AggressiveInlining)]
    public static Register256 FillLast(Register256 a) => Of(Vector256.Shuffle(As<int>(a), Vector256.Create(7)));

    [MethodImpl(AggressiveInlining)]
    public static int Largest(Register256 a) =>
        Register128.Largest(new(Vector128.Max(As<int>(a).GetLower(), As<int>(a).GetUpper()).AsUInt64()));

    [MethodImpl(AggressiveInlining)]
    static Vector256<T> As<T>(Register256 register) => register.bits.As<ulong, T>();

    [MethodImpl(AggressiveInlining)]
    static Register256 Of<T>(Vector256<T> vector) => new(vector.As<T, ulong>());
}
