using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Equipoise.Design.Simulation;

/// <summary>Sorts words by stratum and value: into buckets of equal width by counting, and then by insertion.</summary>
/// <remarks>Where so many fall into one bucket that insertion would be slow, it is sorted by itself; so the time is about proportional to n.</remarks>
sealed class WordSort
{
    const int BucketsPerWord = 2;
    const int ManyInABucket = 24;

    readonly int perStratum;
    readonly int[] ends;

    public WordSort(int capacity, int strata)
    {
        perStratum = (int)BitOperations.RoundUpToPowerOf2((uint)int.Max(16, BucketsPerWord * capacity / strata));
        ends = new int[perStratum * strata + 1];
    }

    /// <summary>Sorts.</summary>
    /// <param name="words">The words.</param>
    /// <param name="strata">The stratum of each; not read when there is one.</param>
    /// <param name="largest">No word is larger.</param>
    /// <param name="sorted">The words, sorted within the first stratum, then within the second, ….</param>
    /// <param name="starts">Where each stratum begins, and where the last ends.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(ReadOnlySpan<uint> words, ReadOnlySpan<int> strata, uint largest, Span<uint> sorted, Span<int> starts)
    {
        var factor = ((ulong)perStratum << 32) / (largest + 1UL);
        ref var end = ref MemoryMarshal.GetArrayDataReference(ends);
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var to = ref MemoryMarshal.GetReference(sorted);
        Array.Clear(ends);
        var isOne = starts.Length == 2;
        // Counts of a bucket stand one place behind it, so that their sums are where buckets begin.
        for (var i = 0; i < words.Length; i++)
            Unsafe.Add(ref end, Bucket(Unsafe.Add(ref word, i), factor, isOne ? 0 : strata[i]) + 1)++;
        var (sum, most) = (0, 0);
        foreach (ref var place in ends.AsSpan())
        {
            most = int.Max(most, place);
            place = sum += place;
        }
        for (var s = 0; s < starts.Length; s++)
            starts[s] = ends[s * perStratum];
        for (var i = 0; i < words.Length; i++)
        {
            var w = Unsafe.Add(ref word, i);
            Unsafe.Add(ref to, Unsafe.Add(ref end, Bucket(w, factor, isOne ? 0 : strata[i]))++) = w;
        }
        if (most > ManyInABucket)
            SortFullBuckets(sorted);
        for (var s = 0; s + 1 < starts.Length; s++)
            Insert(sorted[starts[s]..starts[s + 1]]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Bucket(uint word, ulong factor, int stratum) => (int)((word * factor) >> 32) + stratum * perStratum;

    // By now each entry is where its bucket ends.
    void SortFullBuckets(Span<uint> sorted)
    {
        var start = 0;
        for (var b = 0; b + 1 < ends.Length; b++)
        {
            if (ends[b] - start > ManyInABucket)
                sorted[start..ends[b]].Sort();
            start = ends[b];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Insert(Span<uint> words)
    {
        ref var first = ref MemoryMarshal.GetReference(words);
        for (var i = 1; i < words.Length; i++)
        {
            var word = Unsafe.Add(ref first, i);
            var j = i;
            for (; j > 0 && Unsafe.Add(ref first, j - 1) > word; j--)
                Unsafe.Add(ref first, j) = Unsafe.Add(ref first, j - 1);
            Unsafe.Add(ref first, j) = word;
        }
    }
}
