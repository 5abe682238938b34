using System.Buffers;
using System.Runtime.CompilerServices;

namespace Equipoise.Statistics.Numerics;

/// <summary>The order of observed times: earlier first, at one time events before censorings,
/// and rows that tie as they came.</summary>
/// <remarks>
/// A time that is 0 or more orders as its bits do. Shifted left by one, with the censoring in the lowest bit, it is a key of 64
/// bits. The 32 highest bits that differ are sorted by digits; what they leave tied is sorted by comparison. Whole numbers below
/// 2³¹ are their own key. So the cost is O(n) for times of a trial, and O(n log n) at worst.
/// </remarks>
static class TimeOrder
{
    // From here on, an insertion sort of rows that agree in their upper bits would be slow.
    const int LongRun = 24;

    /// <summary>The key of a time: orders by time, then events first.</summary>
    public static ulong KeyOf(double time, bool isEvent) => (BitConverter.DoubleToUInt64Bits(time) << 1) | (isEvent ? 0UL : 1UL);

    /// <summary>The time of a key.</summary>
    public static double TimeOf(ulong key) => BitConverter.UInt64BitsToDouble(key >> 1);

    /// <summary>Whether the key is that of an event.</summary>
    public static bool IsEvent(ulong key) => (key & 1) == 0;

    /// <summary>The rows in order, without those of weight 0.</summary>
    /// <param name="keys">The key of each row.</param>
    /// <param name="weights">The weight of each; none for all 1.</param>
    public static int[] Of(ReadOnlySpan<ulong> keys, ReadOnlySpan<double> weights = default)
    {
        var order = new int[keys.Length];
        Sort(keys, order);
        if (!weights.Contains(0))
            return order;
        var kept = 0;
        foreach (var row in order)
            if (weights[row] > 0)
                order[kept++] = row;
        Array.Resize(ref order, kept);
        return order;
    }

    /// <summary>Fills in the rows in order. Rents its scratch space from the shared pool.</summary>
    /// <param name="keys">The key of each row.</param>
    /// <param name="order">The rows, sorted by key.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(ReadOnlySpan<ulong> keys, Span<int> order)
    {
        var n = keys.Length;
        var rented = ArrayPool<ulong>.Shared.Rent(2 * n);
        try
        {
            Sort(keys, order, rented.AsSpan(0, n), rented.AsSpan(n, n));
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }

    /// <summary>Fills in the rows in order. Allocates nothing.</summary>
    /// <param name="keys">The key of each row.</param>
    /// <param name="order">The rows, sorted by key.</param>
    /// <param name="items">Scratch space for as many.</param>
    /// <param name="scratch">Scratch space for as many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(ReadOnlySpan<ulong> keys, Span<int> order, Span<ulong> items, Span<ulong> scratch)
    {
        var (n, whole, min, max) = (keys.Length, true, ulong.MaxValue, ulong.MinValue);
        foreach (var key in keys)
        {
            var time = TimeOf(key);
            whole &= time == (int)time;
            (min, max) = (ulong.Min(min, key), ulong.Max(max, key));
        }
        var shift = int.Max(0, 64 - 32 - (int)ulong.LeadingZeroCount(n == 0 ? 0 : max - min));
        for (var row = 0; row < n; row++)
        {
            var upper = whole ? ((ulong)(int)TimeOf(keys[row]) << 1) | (keys[row] & 1) : (keys[row] - min) >> shift;
            items[row] = (upper << 32) | (uint)row;
        }
        RadixSort.ByUpperHalf(items[..n], scratch);
        for (var i = 0; i < n; i++)
            order[i] = (int)items[i];
        if (!whole && shift > 0)
            FinishRuns(keys, order, items, scratch);
    }

    // Rows whose upper bits agree still stand in the order of the rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void FinishRuns(ReadOnlySpan<ulong> keys, Span<int> order, ReadOnlySpan<ulong> items, Span<ulong> scratch)
    {
        for (int start = 0, end; start < order.Length; start = end)
        {
            var upper = items[start] >> 32;
            for (end = start + 1; end < order.Length && items[end] >> 32 == upper;)
                end++;
            if (end - start > LongRun)
            {
                if (!SortTwoKeys(keys, order[start..end], scratch))
                    SortByComparison(keys, order[start..end]);
            }
            else
                for (var i = start + 1; i < end; i++)
                {
                    var (row, key, j) = (order[i], keys[order[i]], i);
                    for (; j > start && keys[order[j - 1]] > key; j--)
                        order[j] = order[j - 1];
                    order[j] = row;
                }
        }
    }

    // A long run is most often one time, rounded as it was: its events first, then its censorings, each in the order of the rows.
    static bool SortTwoKeys(ReadOnlySpan<ulong> keys, Span<int> rows, Span<ulong> scratch)
    {
        var one = keys[rows[0]];
        var other = one;
        foreach (var row in rows)
        {
            if (keys[row] == one || keys[row] == other)
                continue;
            if (other != one)
                return false;
            other = keys[row];
        }
        if (one == other)
            return true;
        var (least, first, later) = (ulong.Min(one, other), 0, 0);
        foreach (var row in rows)
            if (keys[row] == least)
                rows[first++] = row;
            else
                scratch[later++] = (uint)row;
        for (var i = 0; i < later; i++)
            rows[first + i] = (int)scratch[i];
        return true;
    }

    static void SortByComparison(ReadOnlySpan<ulong> keys, Span<int> rows)
    {
        var run = new (ulong Key, int Row)[rows.Length];
        for (var i = 0; i < run.Length; i++)
            run[i] = (keys[rows[i]], rows[i]);
        Array.Sort(run);
        for (var i = 0; i < run.Length; i++)
            rows[i] = run[i].Row;
    }
}
