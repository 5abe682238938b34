using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Equipoise.Design.Simulation.Draw;

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

    readonly uint[] unsorted = new uint[WordSort.WholeVectors(padded)];
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
    public void Sort(int enrolled, ReadOnlySpan<int> stratum, uint largest)
    {
        Enrolled = enrolled;
        sort.Sort(unsorted, enrolled, stratum, largest, Words, Starts, Counts);
    }

    /// <summary>Cuts the data at a tick and sorts them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Cut(Population population, int cutoff)
    {
        ref var arrival = ref MemoryMarshal.GetArrayDataReference(population.Arrival);
        ref var followUp = ref MemoryMarshal.GetArrayDataReference(population.FollowUp);
        ref var eventMonth = ref MemoryMarshal.GetArrayDataReference(population.EventMonth);
        ref var arm = ref MemoryMarshal.GetArrayDataReference(population.Arm);
        ref var to = ref MemoryMarshal.GetArrayDataReference(unsorted);
        var end = Vector512.Create(cutoff);
        var enrolled = 0;
        for (nuint i = 0; i < (nuint)population.Padded; i += Population.Lanes)
        {
            var arrived = Vector512.LoadUnsafe(ref arrival, i);
            var time = Vector512.Min(Vector512.LoadUnsafe(ref followUp, i), end - arrived);
            var isCensored = Vector512.GreaterThan(Vector512.LoadUnsafe(ref eventMonth, i), end);
            var word =
                Vector512.ShiftLeft(time, TimeShift)
                | (isCensored & Vector512.Create((int)Censored))
                | Vector512.LoadUnsafe(ref arm, i);
            word.AsUInt32().StoreUnsafe(ref to, i);
            enrolled += BitOperations.PopCount(Vector512.LessThanOrEqual(arrived, end).ExtractMostSignificantBits());
        }
        Sort(enrolled, population.Stratum, ((uint)cutoff << TimeShift) | Censored | Arm);
    }
}
