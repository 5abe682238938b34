using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.World;

/// <summary>
/// The words that every participant takes, several participants at a time: the same as <see cref="PersonWords"/> one by one.
/// </summary>
sealed class WordColumns
{
    readonly PhiloxLanes philox;
    readonly uint scenario;
    readonly int padded;

    public WordColumns(ulong seed, uint scenario, int participants)
    {
        (philox, this.scenario, padded) = (new(seed), scenario, Population.WholeVectors(participants));
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

    [MethodImpl(Loops.Apart)]
    public void Draw<R>(ulong index)
        where R : struct, IRegister<R>
    {
        Words<R>(index, WordPurpose.Turns, Turns);
        Words<R>(index, WordPurpose.Person, Person);
        var counter = Counter<R>(index, WordPurpose.Times);
        var participants = Vector<R, ulong>.Indices;
        for (nuint i = 0; i < (nuint)padded; i += Vector<R, uint>.Count)
        {
            philox.Blocks(participants, counter, out var a, out var b);
            participants += Vector<R, uint>.Count;
            Store(Event, i, a.X0, b.X0);
            Store(AfterProgression, i, a.X1, b.X1);
            Store(Withdrawal, i, a.X2, b.X2);
            Store(NewTherapy, i, a.X3, b.X3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<R>(double[] to, nuint i, Vector<R, ulong> first, Vector<R, ulong> next)
        where R : struct, IRegister<R>
    {
        ref var place = ref MemoryMarshal.GetArrayDataReference(to);
        ExactFunctions.NegativeLog(first).Store(ref place, i);
        ExactFunctions.NegativeLog(next).Store(ref place, i + Vector<R, double>.Count);
    }

    [MethodImpl(Loops.Apart)]
    void Words<R>(ulong index, WordPurpose purpose, Columns to)
        where R : struct, IRegister<R>
    {
        var counter = Counter<R>(index, purpose);
        var participants = Vector<R, ulong>.Indices;
        for (nuint i = 0; i < (nuint)padded; i += Vector<R, uint>.Count)
        {
            philox.Blocks(participants, counter, out var a, out var b);
            participants += Vector<R, uint>.Count;
            a.X0.LowerHalves(b.X0).Store(ref MemoryMarshal.GetArrayDataReference(to.X0), i);
            a.X1.LowerHalves(b.X1).Store(ref MemoryMarshal.GetArrayDataReference(to.X1), i);
            a.X2.LowerHalves(b.X2).Store(ref MemoryMarshal.GetArrayDataReference(to.X2), i);
            a.X3.LowerHalves(b.X3).Store(ref MemoryMarshal.GetArrayDataReference(to.X3), i);
        }
    }

    PhiloxLanes.Counter<R> Counter<R>(ulong index, WordPurpose purpose)
        where R : struct, IRegister<R> =>
        new(scenario, (uint)index, index >> 32 | (ulong)purpose << PersonWords.PurposeShift);

    /// <summary>The four words of a purpose, by participant.</summary>
    internal sealed class Columns(int padded)
    {
        public uint[] X0 { get; } = new uint[padded];

        public uint[] X1 { get; } = new uint[padded];

        public uint[] X2 { get; } = new uint[padded];

        public uint[] X3 { get; } = new uint[padded];
    }
}
