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
    readonly Columns times;

    public WordColumns(ulong seed, uint scenario, int participants)
    {
        (philox, this.scenario, padded) = (new(seed), scenario, Population.WholeVectors(participants));
        (times, Turns, Person, Episodes) = (new(padded), new(padded), new(padded), new(padded));
        Onset = new double[padded];
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

    /// <summary>The words of the first episodes of a kind of adverse event: grade, onset, length, and whether it is
    /// serious.</summary>
    public Columns Episodes { get; }

    /// <summary>The onset of these, as unit exponential variables.</summary>
    public double[] Onset { get; }

    /// <summary>Draws all but the episodes of a trial.</summary>
    public void Draw<R>(ulong index)
        where R : struct, IRegister<R>
    {
        Words<R>(index, WordPurpose.Turns, 0, Turns);
        Words<R>(index, WordPurpose.Person, 0, Person);
        Words<R>(index, WordPurpose.Times, 0, times);
        Exponentials<R>(times.X0, Event);
        Exponentials<R>(times.X1, AfterProgression);
        Exponentials<R>(times.X2, Withdrawal);
        Exponentials<R>(times.X3, NewTherapy);
    }

    /// <summary>Draws the first episodes of a kind of adverse event.</summary>
    public void DrawEpisodes<R>(ulong index, int part)
        where R : struct, IRegister<R>
    {
        Words<R>(index, WordPurpose.AdverseEvents, part, Episodes);
        Exponentials<R>(Episodes.X1, Onset);
    }

    [MethodImpl(Loops.Apart)]
    static void Exponentials<R>(uint[] words, double[] to)
        where R : struct, IRegister<R>
    {
        ref var word = ref MemoryMarshal.GetArrayDataReference(words);
        ref var place = ref MemoryMarshal.GetArrayDataReference(to);
        for (nuint i = 0; i < (nuint)to.Length; i += Vector<R, uint>.Count)
        {
            var (first, next) = Vector<R, uint>.Load(ref word, i).Widen();
            ExactFunctions.NegativeLog(first).Store(ref place, i);
            ExactFunctions.NegativeLog(next).Store(ref place, i + Vector<R, double>.Count);
        }
    }

    [MethodImpl(Loops.Apart)]
    void Words<R>(ulong index, WordPurpose purpose, int part, Columns to)
        where R : struct, IRegister<R>
    {
        var counter = new PhiloxLanes.Counter<R>(
            scenario,
            (uint)index,
            index >> 32 | (ulong)purpose << PersonWords.PurposeShift
        );
        ref var x0 = ref MemoryMarshal.GetArrayDataReference(to.X0);
        ref var x1 = ref MemoryMarshal.GetArrayDataReference(to.X1);
        ref var x2 = ref MemoryMarshal.GetArrayDataReference(to.X2);
        ref var x3 = ref MemoryMarshal.GetArrayDataReference(to.X3);
        var participants = Vector<R, ulong>.Indices | PersonWords.OfPart(part);
        for (nuint i = 0; i < (nuint)padded; i += Vector<R, uint>.Count)
        {
            philox.Blocks(participants, counter, out var a, out var b);
            participants += Vector<R, uint>.Count;
            a.X0.LowerHalves(b.X0).Store(ref x0, i);
            a.X1.LowerHalves(b.X1).Store(ref x1, i);
            a.X2.LowerHalves(b.X2).Store(ref x2, i);
            a.X3.LowerHalves(b.X3).Store(ref x3, i);
        }
    }

    /// <summary>The four words of a purpose, by participant.</summary>
    internal sealed class Columns(int padded)
    {
        public uint[] X0 { get; } = new uint[padded];

        public uint[] X1 { get; } = new uint[padded];

        public uint[] X2 { get; } = new uint[padded];

        public uint[] X3 { get; } = new uint[padded];
    }
}
