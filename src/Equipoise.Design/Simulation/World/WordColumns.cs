using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Design.Simulation;

/// <summary>The words that every participant takes, eight participants at a time: the same as <see cref="PersonWords"/> one by one.</summary>
sealed class WordColumns
{
    const int Lanes = Population.Lanes;

    readonly PhiloxLanes philox;
    readonly uint scenario;
    readonly int padded;

    public WordColumns(ulong seed, uint scenario, int participants)
    {
        (philox, this.scenario, padded) = (new(seed), scenario, (participants + Lanes - 1) / Lanes * Lanes);
        (Turns, Person) = (new(padded), new(padded));
        (Event, AfterProgression, Withdrawal, NewTherapy) = (
            new double[padded],
            new double[padded],
            new double[padded],
            new double[padded]
        );
    }

    /// <summary>Of <see cref="WordPurpose.Times"/>, as unit exponential variables.</summary>
    public double[] Event { get; }

    public double[] AfterProgression { get; }

    public double[] Withdrawal { get; }

    public double[] NewTherapy { get; }

    public Columns Turns { get; }

    public Columns Person { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Draw(ulong index)
    {
        Words(index, WordPurpose.Turns, Turns);
        Words(index, WordPurpose.Person, Person);
        var (second, low, high) = Counter(index, WordPurpose.Times);
        var participants = Vector512<ulong>.Indices;
        for (nuint i = 0; i < (nuint)padded; i += Lanes / 2)
        {
            var (c0, c1, c2, c3) = (participants, second, low, high);
            participants += Vector512.Create(8UL);
            philox.Block(ref c0, ref c1, ref c2, ref c3);
            ExactFunctions.NegativeLog(c0).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(Event), i);
            ExactFunctions.NegativeLog(c1).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(AfterProgression), i);
            ExactFunctions.NegativeLog(c2).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(Withdrawal), i);
            ExactFunctions.NegativeLog(c3).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(NewTherapy), i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Words(ulong index, WordPurpose purpose, Columns to)
    {
        var (second, low, high) = Counter(index, purpose);
        var participants = Vector512<ulong>.Indices;
        for (nuint i = 0; i < (nuint)padded; i += Lanes)
        {
            var (a0, a1, a2, a3) = (participants, second, low, high);
            participants += Vector512.Create(8UL);
            var (b0, b1, b2, b3) = (participants, second, low, high);
            participants += Vector512.Create(8UL);
            philox.Block(ref a0, ref a1, ref a2, ref a3);
            philox.Block(ref b0, ref b1, ref b2, ref b3);
            Vector512.Narrow(a0, b0).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(to.X0), i);
            Vector512.Narrow(a1, b1).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(to.X1), i);
            Vector512.Narrow(a2, b2).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(to.X2), i);
            Vector512.Narrow(a3, b3).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(to.X3), i);
        }
    }

    (Vector512<ulong>, Vector512<ulong>, Vector512<ulong>) Counter(ulong index, WordPurpose purpose) =>
        (
            Vector512.Create((ulong)scenario),
            Vector512.Create((ulong)(uint)index),
            Vector512.Create(index >> 32 | (ulong)purpose << PersonWords.PurposeShift)
        );

    /// <summary>The four words of a purpose, by participant.</summary>
    internal sealed class Columns(int padded)
    {
        public uint[] X0 { get; } = new uint[padded];

        public uint[] X1 { get; } = new uint[padded];

        public uint[] X2 { get; } = new uint[padded];

        public uint[] X3 { get; } = new uint[padded];
    }
}
