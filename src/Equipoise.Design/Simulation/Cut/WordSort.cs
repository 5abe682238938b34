using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Cut;

/// <summary>Sorts words by stratum and value: by counting into buckets of equal width, and then within the buckets.</summary>
/// <remarks>
/// Within the buckets neighbors are compared and exchanged in vectors, in as many passes as the fullest bucket has words: that
/// many sort it (odd-even transposition; Knuth, volume 3, 5.3.4), and no branch depends on the data. A bucket with many words is
/// sorted by itself before. The time is about proportional to n.
/// </remarks>
sealed class WordSort
{
    /// <summary>What stands between and behind the strata: later than any time, censored, of the control arm.</summary>
    public const uint Padding = uint.MaxValue - LookData.Arm;

    const int WidestVector = 16;
    const int ManyInABucket = 16;

    readonly int perStratum;
    readonly int[] ends;
    readonly int[] buckets;

    public WordSort(int capacity, int strata)
    {
        perStratum = Population.WholeVectors(int.Max(1, capacity / strata));
        (ends, buckets) = (new int[perStratum * strata], new int[Population.WholeVectors(capacity)]);
    }

    /// <summary>The room that the sorted words need: a stratum ends with one to two vectors of padding.</summary>
    public static int RoomFor(int capacity, int strata) => capacity + 2 * WidestVector * strata;

    /// <summary>Sorts.</summary>
    /// <param name="words">The words, below <see cref="Padding"/>; behind them, up to whole vectors, anything.</param>
    /// <param name="count">How many words there are.</param>
    /// <param name="strata">The stratum of each; not read when there is one.</param>
    /// <param name="largest">No word is larger.</param>
    /// <param name="sorted">The words, sorted within the first stratum, then within the second, …, each from a whole vector
    /// on.</param>
    /// <param name="starts">Where each stratum begins; and, as the last, where one more would.</param>
    /// <param name="counts">The words of each stratum.</param>
    [MethodImpl(Loops.Apart)]
    public void Sort<R>(
        ReadOnlySpan<uint> words,
        int count,
        ReadOnlySpan<int> strata,
        uint largest,
        Span<uint> sorted,
        Span<int> starts,
        Span<int> counts
    )
        where R : struct, IRegister<R>
    {
        if (count > buckets.Length || count > words.Length)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"There is room for {buckets.Length} words.");
        FindBuckets<R>(words, count, counts.Length > 1 ? strata : default, largest);
        ref var bucket = ref MemoryMarshal.GetArrayDataReference(buckets);
        ref var end = ref MemoryMarshal.GetArrayDataReference(ends);
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var to = ref MemoryMarshal.GetReference(sorted);
        Array.Clear(ends);
        for (nint i = 0; i < count; i++)
            Unsafe.Add(ref end, Unsafe.Add(ref bucket, i))++;
        var most = PlaceBuckets<R>(sorted, starts, counts);
        for (nint i = 0; i < count; i++)
        {
            ref var place = ref Unsafe.Add(ref end, Unsafe.Add(ref bucket, i));
            Unsafe.Add(ref to, place) = Unsafe.Add(ref word, i);
            place++;
        }
        if (most > ManyInABucket)
            most = SortFullBuckets(sorted, starts);
        for (var s = 0; s < counts.Length; s++)
            for (var pass = 0; pass < most; pass++)
                ExchangeNeighbors<R>(sorted[(starts[s] + (pass & 1))..], counts[s]);
    }

    // The bucket of a word is the whole part of word · factor / 2³², in its stratum. Even lanes and odd ones are multiplied
    // apart.
    [MethodImpl(Loops.Apart)]
    void FindBuckets<R>(ReadOnlySpan<uint> words, int count, ReadOnlySpan<int> strata, uint largest)
        where R : struct, IRegister<R>
    {
        Vector<R, ulong> factor = ulong.Min(uint.MaxValue, ((ulong)perStratum << 32) / (largest + 1UL));
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var bucket = ref MemoryMarshal.GetArrayDataReference(buckets);
        ref var stratum = ref MemoryMarshal.GetReference(strata);
        for (nuint i = 0; i < (nuint)count; i += Vector<R, int>.Count)
        {
            var pair = Vector<R, uint>.Load(ref word, i).As<ulong>();
            var even = pair.TimesLowerHalf(factor) >>> 32;
            var odd = (pair >>> 32).TimesLowerHalf(factor) & 0xFFFFFFFF_00000000;
            var here = (even | odd).As<int>();
            if (!strata.IsEmpty)
                here += Vector<R, int>.Load(ref stratum, i) * perStratum;
            here.Store(ref bucket, i);
        }
    }

    // From the count of each bucket to where it begins; returns the largest count.
    [MethodImpl(Loops.Apart)]
    int PlaceBuckets<R>(Span<uint> sorted, Span<int> starts, Span<int> counts)
        where R : struct, IRegister<R>
    {
        var place = 0;
        Vector<R, int> most = 0;
        ref var end = ref MemoryMarshal.GetArrayDataReference(ends);
        for (var s = 0; s < counts.Length; s++)
        {
            starts[s] = place;
            Vector<R, int> before = place;
            for (var b = (nuint)(s * perStratum); b < (nuint)((s + 1) * perStratum); b += Vector<R, int>.Count)
            {
                var here = Vector<R, int>.Load(ref end, b);
                var sums = here.SumsUpTo();
                (before + sums - here).Store(ref end, b);
                before += sums.FillLast();
                most = Vector<R, int>.Max(most, here);
            }
            place = before[0];
            counts[s] = place - starts[s];
            var next = Population.WholeVectors(place) + WidestVector;
            sorted[place..next].Fill(Padding);
            place = next;
        }
        starts[^1] = place;
        return most.Largest();
    }

    // By now each entry is where its bucket ends. Returns the largest count of those that were not full.
    int SortFullBuckets(Span<uint> sorted, ReadOnlySpan<int> starts)
    {
        var most = 0;
        for (var b = 0; b < ends.Length; b++)
        {
            var start = b % perStratum == 0 ? starts[b / perStratum] : ends[b - 1];
            var count = ends[b] - start;
            if (count > ManyInABucket)
                sorted.Slice(start, count).Sort();
            else
                most = int.Max(most, count);
        }
        return most;
    }

    // The first with the second, the third with the fourth, …: the smaller to the front.
    [MethodImpl(Loops.Apart)]
    static void ExchangeNeighbors<R>(Span<uint> words, int count)
        where R : struct, IRegister<R>
    {
        ref var first = ref MemoryMarshal.GetReference(words);
        var isFirst = ((Vector<R, ulong>)0x00000000FFFFFFFF).As<uint>();
        for (nuint i = 0; i < (nuint)count; i += Vector<R, uint>.Count)
        {
            var here = Vector<R, uint>.Load(ref first, i);
            var pair = here.As<ulong>();
            var other = ((pair >>> 32) | (pair << 32)).As<uint>();
            isFirst.Choose(Vector<R, uint>.Min(here, other), Vector<R, uint>.Max(here, other)).Store(ref first, i);
        }
    }
}
