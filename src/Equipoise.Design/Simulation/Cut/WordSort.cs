using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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

    const int Lanes = 16;
    const int ManyInABucket = 16;

    readonly int perStratum;
    readonly int[] ends;
    readonly int[] buckets;

    public WordSort(int capacity, int strata)
    {
        perStratum = WholeVectors(int.Max(1, capacity / strata));
        (ends, buckets) = (new int[perStratum * strata], new int[WholeVectors(capacity)]);
    }

    /// <summary>The room that the sorted words need: a stratum ends with one to two vectors of padding.</summary>
    public static int RoomFor(int capacity, int strata) => capacity + 2 * Lanes * strata;

    /// <summary>Sorts.</summary>
    /// <param name="words">The words, below <see cref="Padding"/>; behind them, up to whole vectors, anything.</param>
    /// <param name="count">How many words there are.</param>
    /// <param name="strata">The stratum of each; not read when there is one.</param>
    /// <param name="largest">No word is larger.</param>
    /// <param name="sorted">The words, sorted within the first stratum, then within the second, …, each from a whole vector
    /// on.</param>
    /// <param name="starts">Where each stratum begins; and, as the last, where one more would.</param>
    /// <param name="counts">The words of each stratum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(
        ReadOnlySpan<uint> words,
        int count,
        ReadOnlySpan<int> strata,
        uint largest,
        Span<uint> sorted,
        Span<int> starts,
        Span<int> counts
    )
    {
        if (count > buckets.Length || count > words.Length)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"There is room for {buckets.Length} words.");
        FindBuckets(words, count, counts.Length > 1 ? strata : default, largest);
        ref var bucket = ref MemoryMarshal.GetArrayDataReference(buckets);
        ref var end = ref MemoryMarshal.GetArrayDataReference(ends);
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var to = ref MemoryMarshal.GetReference(sorted);
        Array.Clear(ends);
        for (nint i = 0; i < count; i++)
            Unsafe.Add(ref end, Unsafe.Add(ref bucket, i))++;
        var most = PlaceBuckets(sorted, starts, counts);
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
                ExchangeNeighbors(sorted[(starts[s] + (pass & 1))..], counts[s]);
    }

    // The bucket of a word is the whole part of word · factor / 2³², in its stratum. Even lanes and odd ones are multiplied
    // apart.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void FindBuckets(ReadOnlySpan<uint> words, int count, ReadOnlySpan<int> strata, uint largest)
    {
        var factor = Vector512.Create(ulong.Min(uint.MaxValue, ((ulong)perStratum << 32) / (largest + 1UL)));
        var odd = Vector512.Create(0xFFFFFFFF_00000000);
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var bucket = ref MemoryMarshal.GetArrayDataReference(buckets);
        ref var stratum = ref MemoryMarshal.GetReference(strata);
        for (nuint i = 0; i < (nuint)count; i += Lanes)
        {
            var pair = Vector512.LoadUnsafe(ref word, i).AsUInt64();
            var high =
                Vector512.ShiftRightLogical(LowerHalves.Multiply(pair, factor), 32)
                | (LowerHalves.Multiply(Vector512.ShiftRightLogical(pair, 32), factor) & odd);
            var here = high.AsInt32();
            if (!strata.IsEmpty)
                here += Vector512.LoadUnsafe(ref stratum, i) * perStratum;
            here.StoreUnsafe(ref bucket, i);
        }
    }

    // From the count of each bucket to where it begins; returns the largest count.
    int PlaceBuckets(Span<uint> sorted, Span<int> starts, Span<int> counts)
    {
        var (place, most) = (0, Vector512<int>.Zero);
        ref var end = ref MemoryMarshal.GetArrayDataReference(ends);
        for (var s = 0; s < counts.Length; s++)
        {
            starts[s] = place;
            var before = Vector512.Create(place);
            for (var b = s * perStratum; b < (s + 1) * perStratum; b += Lanes)
            {
                var here = Vector512.LoadUnsafe(ref end, (nuint)b);
                var sums = LaneSums.UpTo(here);
                (before + sums - here).StoreUnsafe(ref end, (nuint)b);
                before += LaneSums.Last(sums);
                most = Vector512.Max(most, here);
            }
            place = before[0];
            counts[s] = place - starts[s];
            var next = WholeVectors(place) + Lanes;
            sorted[place..next].Fill(Padding);
            place = next;
        }
        starts[^1] = place;
        return LaneSums.Largest(most);
    }

    public static int WholeVectors(int count) => (count + Lanes - 1) / Lanes * Lanes;

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
