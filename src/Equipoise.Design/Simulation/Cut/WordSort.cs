using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Design.Simulation;

/// <summary>Sorts words by stratum and value: by counting into buckets of equal width, and then within the buckets.</summary>
/// <remarks>
/// Within the buckets neighbors are compared and exchanged in vectors, in as many passes as the fullest bucket has words: that many sort it
/// (odd-even transposition; Knuth, volume 3, 5.3.4), and no branch depends on the data. A bucket with many words is sorted by itself
/// before. The time is about proportional to n.
/// </remarks>
sealed class WordSort
{
    /// <summary>What stands between and behind the strata: later than any time, censored, of the control arm.</summary>
    public const uint Padding = uint.MaxValue - LookData.Arm;

    const int Lanes = 16;
    const int ManyInABucket = 16;

    readonly int perStratum;
    readonly int[] ends;

    public WordSort(int capacity, int strata)
    {
        perStratum = int.Max(8, capacity / strata);
        ends = new int[perStratum * strata];
    }

    /// <summary>The room that the sorted words need: a stratum ends with one to two vectors of padding.</summary>
    public static int RoomFor(int capacity, int strata) => capacity + 2 * Lanes * strata;

    /// <summary>Sorts.</summary>
    /// <param name="words">The words, below <see cref="Padding"/>.</param>
    /// <param name="strata">The stratum of each; not read when there is one.</param>
    /// <param name="largest">No word is larger.</param>
    /// <param name="sorted">The words, sorted within the first stratum, then within the second, …, each from a whole vector on.</param>
    /// <param name="starts">Where each stratum begins; and, as the last, where one more would.</param>
    /// <param name="counts">The words of each stratum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(
        ReadOnlySpan<uint> words,
        ReadOnlySpan<int> strata,
        uint largest,
        Span<uint> sorted,
        Span<int> starts,
        Span<int> counts
    )
    {
        var factor = ((ulong)perStratum << 32) / (largest + 1UL);
        ref var end = ref MemoryMarshal.GetArrayDataReference(ends);
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var to = ref MemoryMarshal.GetReference(sorted);
        Array.Clear(ends);
        var isOne = counts.Length == 1;
        for (var i = 0; i < words.Length; i++)
            Unsafe.Add(ref end, Bucket(Unsafe.Add(ref word, i), factor, isOne ? 0 : strata[i]))++;
        var most = PlaceBuckets(sorted, starts, counts);
        for (var i = 0; i < words.Length; i++)
        {
            var w = Unsafe.Add(ref word, i);
            Unsafe.Add(ref to, Unsafe.Add(ref end, Bucket(w, factor, isOne ? 0 : strata[i]))++) = w;
        }
        if (most > ManyInABucket)
            most = SortFullBuckets(sorted, starts);
        for (var s = 0; s < counts.Length; s++)
            for (var pass = 0; pass < most; pass++)
                ExchangeNeighbors(sorted[(starts[s] + (pass & 1))..], counts[s]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Bucket(uint word, ulong factor, int stratum) => (int)((word * factor) >> 32) + stratum * perStratum;

    // From the count of each bucket to where it begins; returns the largest count.
    int PlaceBuckets(Span<uint> sorted, Span<int> starts, Span<int> counts)
    {
        var (place, most) = (0, 0);
        for (var s = 0; s < counts.Length; s++)
        {
            starts[s] = place;
            foreach (ref var end in ends.AsSpan(s * perStratum, perStratum))
            {
                var count = end;
                most = int.Max(most, count);
                end = place;
                place += count;
            }
            counts[s] = place - starts[s];
            var next = (place + Lanes - 1) / Lanes * Lanes + Lanes;
            sorted[place..next].Fill(Padding);
            place = next;
        }
        starts[^1] = place;
        return most;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ExchangeNeighbors(Span<uint> words, int count)
    {
        ref var first = ref MemoryMarshal.GetReference(words);
        var isFirst = Vector512.Create(0x00000000FFFFFFFFUL).AsUInt32();
        for (nuint i = 0; i < (nuint)count; i += Lanes)
        {
            var here = Vector512.LoadUnsafe(ref first, i);
            var pair = here.AsUInt64();
            var other = (Vector512.ShiftRightLogical(pair, 32) | Vector512.ShiftLeft(pair, 32)).AsUInt32();
            Vector512
                .ConditionalSelect(isFirst, Vector512.Min(here, other), Vector512.Max(here, other))
                .StoreUnsafe(ref first, i);
        }
    }
}
