namespace Equipoise.Design.Simulation.Lanes;

/// <summary>
/// A vector register of one width, as bits; <see cref="Vector{R,T}"/> says what stands in them. What is computed is written
/// once, for any width, and is the same to the last bit at every one.
/// </summary>
/// <remarks>
/// The width is chosen where a simulation opens its workspaces, by what the processor has: 512 bits, 256, or 128, which the
/// runtime also has in software. A type of 512 bits on a processor of 256 would be right too, but is two halves to the compiler,
/// and the longer loops are then no longer compiled as one: a trial took three times as long.
/// </remarks>
interface IRegister<R>
    where R : struct, IRegister<R>
{
    static abstract int Bytes { get; }

    static abstract R Load<T>(ref readonly T from, nuint at)
        where T : unmanaged;

    static abstract void Store<T>(R bits, ref T to, nuint at)
        where T : unmanaged;

    /// <summary>One number in all lanes.</summary>
    static abstract R Fill<T>(T number);

    /// <summary>0, 1, 2, …</summary>
    static abstract R Count<T>();

    static abstract R And(R a, R b);

    static abstract R Or(R a, R b);

    static abstract R Xor(R a, R b);

    /// <summary>Where a lane of the mask is all ones, the first; where it is 0, the second.</summary>
    static abstract R Choose<T>(R mask, R first, R second);

    static abstract R Add<T>(R a, R b);

    static abstract R Subtract<T>(R a, R b);

    static abstract R Multiply<T>(R a, R b);

    static abstract R Divide<T>(R a, R b);

    static abstract R Negate<T>(R a);

    static abstract R ShiftLeft<T>(R a, int bits);

    static abstract R ShiftRight<T>(R a, int bits);

    static abstract R Min<T>(R a, R b);

    static abstract R Max<T>(R a, R b);

    static abstract R Equal<T>(R a, R b);

    static abstract R Less<T>(R a, R b);

    static abstract R LessOrEqual<T>(R a, R b);

    /// <summary>How many lanes of a mask are set.</summary>
    static abstract int CountSet<T>(R mask);

    static abstract T Lane<T>(R a, int lane);

    /// <summary>a b + c of floating numbers, rounded once.</summary>
    static abstract R MultiplyAdd(R a, R b, R c);

    /// <summary>The products in full of the lower halves of lanes of 64 bits; the upper halves may hold anything.</summary>
    static abstract R MultiplyLowerHalves(R a, R b);

    /// <summary>The lower halves of the lanes of 64 bits of two registers.</summary>
    static abstract R LowerHalves(R first, R second);

    /// <summary>The first half of numbers of 32 bits, each with 0 in an upper half.</summary>
    static abstract R WidenFirst(R a);

    /// <summary>The second half of them.</summary>
    static abstract R WidenSecond(R a);

    /// <summary>Of each lane of 32 bits, the sum of it and all before it.</summary>
    static abstract R SumsUpTo(R a);

    /// <summary>Of each lane of 32 bits, the sum of it and all after it.</summary>
    static abstract R SumsFrom(R a);

    /// <summary>The first of the lanes of 32 bits in all of them.</summary>
    static abstract R FillFirst(R a);

    /// <summary>The last of the lanes of 32 bits in all of them.</summary>
    static abstract R FillLast(R a);

    /// <summary>The largest of the lanes of 32 bits, as signed numbers.</summary>
    static abstract int Largest(R a);
}
