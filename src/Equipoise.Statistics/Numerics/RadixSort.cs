using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Equipoise.Statistics.Numerics;

/// <summary>
/// Sorts 64-bit items by their upper 32 bits, keeping equal ones in order: least significant digit first, in time proportional to
/// their number. The lower 32 bits are payload, such as a row.
/// </summary>
static class RadixSort
{
    // Small inputs: clearing and summing the histogram would cost more than the extra pass.
    const int FewItems = 4096;

    /// <summary>Sorts the items; the result is in <paramref name="items"/>. Allocates nothing.</summary>
    /// <param name="items">The items; their upper half is the key.</param>
    /// <param name="scratch">As many as there are items.</param>
    public static void ByUpperHalf(Span<ulong> items, Span<ulong> scratch)
    {
        if (items.Length < 2)
            return;
        if (items.Length < FewItems)
        {
            Span<int> counts = stackalloc int[4 * 256];
            Sort(items, scratch[..items.Length], counts, digit: 8, passes: 4);
        }
        else
        {
            Span<int> counts = stackalloc int[3 * 2048];
            Sort(items, scratch[..items.Length], counts, digit: 11, passes: 3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Sort(Span<ulong> items, Span<ulong> scratch, Span<int> counts, int digit, int passes)
    {
        var (size, mask) = (1 << digit, (1U << digit) - 1);
        ref var count = ref MemoryMarshal.GetReference(counts);
        foreach (var item in items)
        {
            var key = (uint)(item >> 32);
            Unsafe.Add(ref count, (int)(key & mask))++;
            Unsafe.Add(ref count, size + (int)((key >> digit) & mask))++;
            Unsafe.Add(ref count, 2 * size + (int)((key >> (2 * digit)) & mask))++;
            if (passes > 3)
                Unsafe.Add(ref count, 3 * size + (int)(key >> (3 * digit)))++;
        }
        var from = items;
        var to = scratch;
        for (var pass = 0; pass < passes; pass++)
        {
            var starts = counts.Slice(pass * size, size);
            var shift = 32 + pass * digit;
            if (starts[(int)((uint)(from[0] >> shift) & mask)] == from.Length)
                continue; // every item has the same digit
            var sum = 0;
            for (var i = 0; i < size; i++)
                (starts[i], sum) = (sum, sum + starts[i]);
            Scatter(from, to, starts, shift, mask);
            var swap = from;
            from = to;
            to = swap;
        }
        if (from != items)
            from.CopyTo(items);
    }

    // The inner loop runs without range checks: a digit is below the number of starts,
    // and the starts are sums of counts of these items.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Scatter(ReadOnlySpan<ulong> from, Span<ulong> to, Span<int> starts, int shift, uint mask)
    {
        ref var target = ref MemoryMarshal.GetReference(to);
        ref var start = ref MemoryMarshal.GetReference(starts);
        foreach (var item in from)
        {
            ref var place = ref Unsafe.Add(ref start, (int)((uint)(item >> shift) & mask));
            Unsafe.Add(ref target, place++) = item;
        }
    }
}
