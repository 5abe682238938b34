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
        where T : unmanaged => Of(Vector512.LoadUnsafe(in from, at));

    [MethodImpl(AggressiveInlining)]
    public static void Store<T>(Register512 bits, ref T to, nuint at)
        where T : unmanaged => As<T>(bits).StoreUnsafe(ref to, at);

    [MethodImpl(AggressiveInlining)]
    public static Register512 Fill<T>(T number) => Of(Vector512.Create(number));

    [MethodImpl(AggressiveInlining)]
    public static Register512 Count<T>() => Of(Vector512<T>.Indices);

    [MethodImpl(AggressiveInlining)]
    public static Register512 And(Register512 a, Register512 b) => new(a.bits & b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register512 Or(Register512 a, Register512 b) => new(a.bits | b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register512 Xor(Register512 a, Register512 b) => new(a.bits ^ b.bits);

    [MethodImpl(AggressiveInlining)]
    public static Register512 Choose<T>(Register512 mask, Register512 first, Register512 second) =>
        Of(Vector512.ConditionalSelect(As<T>(mask), As<T>(first), As<T>(second)));

    [MethodImpl(AggressiveInlining)]
    public static Register512 Add<T>(Register512 a, Register512 b) => Of(As<T>(a) + As<T>(b));

    [MethodImpl(AggressiveInlining)]
    public static Register512 Subtract<T>(Register512 a, Register512 b) => Of(As<T>(a) - As<T>(b));

    [MethodImpl(AggressiveInlining)]
    public static Register512 Multiply<T>(Register512 a, Register512 b) => Of(As<T>(a) * As<T>(b));

    [MethodImpl(AggressiveInlining)]
    public static Register512 Divide<T>(Register512 a, Register512 b) => Of(As<T>(a) / As<T>(b));

    [MethodImpl(AggressiveInlining)]
    public static Register512 Negate<T>(Register512 a) => Of(-As<T>(a));

    [MethodImpl(AggressiveInlining)]
    public static Register512 ShiftLeft<T>(Register512 a, int bits) => Of(As<T>(a) << bits);

    [MethodImpl(AggressiveInlining)]
    public static Register512 ShiftRight<T>(Register512 a, int bits) => Of(As<T>(a) >>> bits);

    [MethodImpl(AggressiveInlining)]
    public static Register512 Min<T>(Register512 a, Register512 b) => Of(Vector512.Min(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static Register512 Max<T>(Register512 a, Register512 b) => Of(Vector512.Max(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static Register512 Equal<T>(Register512 a, Register512 b) => Of(Vector512.Equals(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static Register512 Less<T>(Register512 a, Register512 b) => Of(Vector512.LessThan(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static Register512 LessOrEqual<T>(Register512 a, Register512 b) => Of(Vector512.LessThanOrEqual(As<T>(a), As<T>(b)));

    [MethodImpl(AggressiveInlining)]
    public static int CountSet<T>(Register512 mask) => BitOperations.PopCount(As<T>(mask).ExtractMostSignificantBits());

    [MethodImpl(AggressiveInlining)]
    public static T Lane<T>(Register512 a, int lane) => As<T>(a)[lane];

    [MethodImpl(AggressiveInlining)]
    public static Register512 MultiplyAdd(Register512 a, Register512 b, Register512 c) =>
        Of(Vector512.FusedMultiplyAdd(As<double>(a), As<double>(b), As<double>(c)));

    [MethodImpl(AggressiveInlining)]
    public static Register512 LowerHalves(Register512 first, Register512 second) =>
        Of(Vector512.Narrow(first.bits, second.bits));

    [MethodImpl(AggressiveInlining)]
    public static Register512 WidenFirst(Register512 a) => Of(Vector512.WidenLower(As<uint>(a)));

    [MethodImpl(AggressiveInlining)]
    public static Register512 WidenSecond(Register512 a) => Of(Vector512.WidenUpper(As<uint>(a)));

    [MethodImpl(AggressiveInlining)]
    public static Register512 MultiplyLowerHalves(Register512 a, Register512 b)
    {
        if (Avx512F.IsSupported)
            return Of(Avx512F.Multiply(As<uint>(a), As<uint>(b)));
        var mask = Vector512.Create((ulong)uint.MaxValue);
        return Of((a.bits & mask) * (b.bits & mask));
    }

    [MethodImpl(AggressiveInlining)]
    public static Register512 SumsUpTo(Register512 a)
    {
        // A lane that is not there is 0.
        var x = As<int>(a);
        x += Vector512.Shuffle(x, Vector512.Create(16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
        x += Vector512.Shuffle(x, Vector512.Create(16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
        x += Vector512.Shuffle(x, Vector512.Create(16, 16, 16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        x += Vector512.Shuffle(x, Vector512.Create(16, 16, 16, 16, 16, 16, 16, 16, 0, 1, 2, 3, 4, 5, 6, 7));
        return Of(x);
    }

    [MethodImpl(AggressiveInlining)]
    public static Register512 SumsFrom(Register512 a)
    {
        var x = As<int>(a);
        x += Vector512.Shuffle(x, Vector512.Create(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16));
        x += Vector512.Shuffle(x, Vector512.Create(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16));
        x += Vector512.Shuffle(x, Vector512.Create(4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16));
        x += Vector512.Shuffle(x, Vector512.Create(8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16));
        return Of(x);
    }

    [MethodImpl(AggressiveInlining)]
    public static Register512 FillFirst(Register512 a) => Of(Vector512.Create(As<int>(a)[0]));

    [MethodImpl(AggressiveInlining)]
    public static Register512 FillLast(Register512 a) => Of(Vector512.Shuffle(As<int>(a), Vector512.Create(15)));

    [MethodImpl(AggressiveInlining)]
    public static int Largest(Register512 a) =>
        Register256.Largest(new(Vector256.Max(As<int>(a).GetLower(), As<int>(a).GetUpper()).AsUInt64()));

    [MethodImpl(AggressiveInlining)]
    static Vector512<T> As<T>(Register512 register) => register.bits.As<ulong, T>();

    [MethodImpl(AggressiveInlining)]
    static Register512 Of<T>(Vector512<T> vector) => new(vector.As<T, ulong>());
}
