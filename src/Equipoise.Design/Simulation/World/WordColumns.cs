using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.World;

/// <summary>
/// The words that every participant takes, sixteen participants at a time: the same as <see cref="PersonWords"/> one by one.
/// </summary>
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
        for (nuint i = 0; i < (nuint)padded; i += Lanes)
        {
            philox.Blocks(participants, second, low, high, out var a, out var b);
            participants += Vector512.Create((ulong)Lanes);
            Store(Event, i, a.X0, b.X0);
            Store(AfterProgression, i, a.X1, b.X1);
            Store(Withdrawal, i, a.X2, b.X2);
            Store(NewTherapy, i, a.X3, b.X3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(double[] to, nuint i, Vector512<ulong> first, Vector512<ulong> next)
    {
        ref var place = ref MemoryMarshal.GetArrayDataReference(to);
        ExactFunctions.NegativeLog(first).StoreUnsafe(ref place, i);
        ExactFunctions.NegativeLog(next).StoreUnsafe(ref place, i + Lanes / 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Words(ulong index, WordPurpose purpose, Columns to)
    {
        var (second, low, high) = Counter(index, purpose);
        var participants = Vector512<ulong>.Indices;
        for (nuint i = 0; i < (nuint)padded; i += Lanes)
        {
            philox.Blocks(participants, second, low, high, out var a, out var b);
            participants += Vector512.Create((ulong)Lanes);
            Vector512.Narrow(a.X0, b.X0).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(to.X0), i);
            Vector512.Narrow(a.X1, b.X1).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(to.X1), i);
            Vector512.Narrow(a.X2, b.X2).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(to.X2), i);
            Vector512.Narrow(a.X3, b.X3).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(to.X3), i);
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
