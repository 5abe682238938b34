using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Together;

/// <summary>Draws the times of a wider endpoint: those of the narrower, or what comes before it.</summary>
/// <remarks>
/// The j-th wider endpoint takes word j mod 4 of block (i + 2¹⁹ (j / 4), scenario, k mod 2³², k / 2³² + 2²⁴ purpose), where the
/// purpose is <see cref="WordPurpose.FurtherEndpoints"/>.
/// </remarks>
sealed class FurtherTimes
{
    readonly TimeScales scales;
    readonly int number;
    readonly ulong[] words;
    readonly double[] amounts; // of cumulative hazard, until what comes before
    readonly int[] times;
    readonly int[] cells;
    readonly int[] classes;

    /// <summary>Sets the memory aside.</summary>
    /// <param name="number">Which of the wider endpoints, from 0.</param>
    /// <param name="hazards">The difference of the hazards in each cell, twice the stratum and the arm.</param>
    /// <param name="padded">The length of the columns.</param>
    public FurtherTimes(int number, IEnumerable<IReadOnlyList<RatePiece>> hazards, int padded)
    {
        (this.number, scales) = (number, new(hazards));
        (words, amounts, times) = (new ulong[padded], new double[padded], new int[padded]);
        (cells, classes) = (new int[padded], new int[padded]);
    }

    /// <summary>The same participants as those of the narrower endpoint, with the times of the wider.</summary>
    public void Draw<R>(PhiloxLanes philox, uint scenario, ulong index, Population from, Population to)
        where R : struct, IRegister<R>
    {
        from.Arrival.CopyTo(to.Arrival, 0);
        from.Arm.CopyTo(to.Arm, 0);
        from.Stratum.CopyTo(to.Stratum, 0);
        from.Dropout.CopyTo(to.Dropout, 0);
        for (var i = 0; i < cells.Length; i++)
            cells[i] = 2 * from.Stratum[i] + from.Arm[i];
        scales.Classify(cells, classes);
        DrawWords<R>(philox, scenario, index);
        ExactFunctions.NegativeLogs<R>(words, amounts);
        scales.TicksOf<R>(amounts, classes, times);
        Shorten<R>(from.Event, to.Event);
        to.Finish<R>();
    }

    [MethodImpl(Loops.Apart)]
    void DrawWords<R>(PhiloxLanes philox, uint scenario, ulong index)
        where R : struct, IRegister<R>
    {
        const ulong purpose = (ulong)WordPurpose.FurtherEndpoints << PersonWords.PurposeShift;
        var counter = new PhiloxLanes.Counter<R>(scenario, (uint)index, index >> 32 | purpose);
        var participants = Vector<R, ulong>.Indices | PersonWords.OfPart(number >> 2);
        ref var to = ref MemoryMarshal.GetArrayDataReference(words);
        var half = Vector<R, ulong>.Count;
        for (nuint i = 0; i < (nuint)words.Length; i += 2 * half)
        {
            philox.Blocks(participants, counter, out var a, out var b);
            participants += 2 * half;
            var (first, next) = (number & 3) switch
            {
                0 => (a.X0, b.X0),
                1 => (a.X1, b.X1),
                2 => (a.X2, b.X2),
                _ => (a.X3, b.X3),
            };
            first.Store(ref to, i);
            next.Store(ref to, i + half);
        }
    }

    [MethodImpl(Loops.Apart)]
    void Shorten<R>(int[] narrower, int[] wider)
        where R : struct, IRegister<R>
    {
        ref var more = ref MemoryMarshal.GetArrayDataReference(times);
        ref var from = ref MemoryMarshal.GetArrayDataReference(narrower);
        ref var to = ref MemoryMarshal.GetArrayDataReference(wider);
        for (nuint i = 0; i < (nuint)wider.Length; i += Vector<R, int>.Count)
            Vector<R, int>.Min(Vector<R, int>.Load(ref from, i), Vector<R, int>.Load(ref more, i)).Store(ref to, i);
    }
}
