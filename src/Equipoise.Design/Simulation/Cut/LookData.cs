using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Cut;

/// <summary>
/// The data of a look as its test reads them: a word for each participant, stratum after stratum, sorted by follow-up time.
/// </summary>
/// <remarks>
/// A word holds the time in ticks, above a bit that is set when it is censored, above the arm: so events stand before censored
/// times of the same tick, which are still at risk of them. Equal words are alike in everything, so no order of rows shows in the
/// result.
/// </remarks>
sealed class LookData(int padded, int strata)
{
    public const int TimeShift = 2;
    public const uint Censored = 2;
    public const uint Arm = 1;
    public const int ArmBits = 1;

    readonly uint[] unsorted = new uint[Population.WholeVectors(padded)];
    readonly WordSort sort = new(padded, strata);

    /// <summary>The words of all, stratum after stratum, each from a whole vector on and with one of padding behind it, or
    /// more.</summary>
    public uint[] Words { get; } = new uint[WordSort.RoomFor(padded, strata)];

    /// <summary>Where each stratum begins in <see cref="Words"/>; and, as the last, where one more would.</summary>
    public int[] Starts { get; } = new int[strata + 1];

    /// <summary>The participants of each stratum.</summary>
    public int[] Counts { get; } = new int[strata];

    /// <summary>The participants who had arrived.</summary>
    public int Enrolled { get; private set; }

    /// <summary>The words of a stratum, sorted.</summary>
    public ReadOnlySpan<uint> WordsOf(int stratum) => Words.AsSpan(Starts[stratum], Counts[stratum]);

    /// <summary>Where to put the word of each participant, in order of arrival, before <see cref="Sort"/>.</summary>
    public Span<uint> Unsorted => unsorted;

    /// <summary>Sorts the words of those who had arrived.</summary>
    /// <param name="enrolled">How many had.</param>
    /// <param name="stratum">The stratum of each; not read when there is one.</param>
    /// <param name="largest">No word is larger.</param>
    public void Sort<R>(int enrolled, ReadOnlySpan<int> stratum, uint largest)
        where R : struct, IRegister<R>
    {
        Enrolled = enrolled;
        sort.Sort<R>(unsorted, enrolled, stratum, largest, Words, Starts, Counts);
    }

    /// <summary>Cuts the data at a tick and sorts them.</summary>
    [MethodImpl(Loops.Apart)]
    public void Cut<R>(Population population, int cutoff)
        where R : struct, IRegister<R>
    {
        ref var arrival = ref MemoryMarshal.GetArrayDataReference(population.Arrival);
        ref var followUp = ref MemoryMarshal.GetArrayDataReference(population.FollowUp);
        ref var eventMonth = ref MemoryMarshal.GetArrayDataReference(population.EventMonth);
        ref var arm = ref MemoryMarshal.GetArrayDataReference(population.Arm);
        ref var to = ref MemoryMarshal.GetArrayDataReference(unsorted);
        Vector<R, int> end = cutoff;
        var enrolled = 0;
        for (nuint i = 0; i < (nuint)population.Padded; i += Vector<R, int>.Count)
        {
            var arrived = Vector<R, int>.Load(ref arrival, i);
            var time = Vector<R, int>.Min(Vector<R, int>.Load(ref followUp, i), end - arrived);
            var isCensored = Vector<R, int>.Load(ref eventMonth, i) > end;
            var word = (time << TimeShift) | (isCensored & (int)Censored) | Vector<R, int>.Load(ref arm, i);
            word.As<uint>().Store(ref to, i);
            enrolled += (arrived <= end).CountSet();
        }
        Sort<R>(enrolled, population.Stratum, ((uint)cutoff << TimeShift) | Censored | Arm);
    }
}
