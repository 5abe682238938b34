namespace Equipoise.Statistics.Sorting;

/// <summary>Sorts rows that fit into 32 bits, key above payload: nothing has to be looked up by row afterwards.</summary>
static class PackedSort
{
    /// <summary>Sorts by some of the bits, in time proportional to the number of items; those that tie stay in order. Allocates nothing.</summary>
    /// <param name="items">The items.</param>
    /// <param name="scratch">As many as there are items.</param>
    /// <param name="low">The lowest bit of the key.</param>
    /// <param name="bits">How many bits the key has.</param>
    public static void ByBits(Span<uint> items, Span<uint> scratch, int low, int bits)
    {
        if (items.Length < 2 || bits == 0)
            return;
        var widest = items.Length < 4096 ? 8 : 11;
        var passes = (bits + widest - 1) / widest;
        var digit = (bits + passes - 1) / passes;
        Span<int> starts = stackalloc int[1 << digit];
        var from = items;
        var to = scratch[..items.Length];
        for (var pass = 0; pass < passes; pass++)
        {
            Scatter(from, to, starts, low + pass * digit);
            var swap = from;
            from = to;
            to = swap;
        }
        if (passes % 2 == 1)
            from.CopyTo(items);
    }

    static void Scatter(ReadOnlySpan<uint> from, Span<uint> to, Span<int> starts, int shift)
    {
        var mask = starts.Length - 1;
        starts.Clear();
        foreach (var item in from)
            starts[(int)(item >> shift) & mask]++;
        var sum = 0;
        for (var i = 0; i < starts.Length; i++)
            (starts[i], sum) = (sum, sum + starts[i]);
        foreach (var item in from)
            to[starts[(int)(item >> shift) & mask]++] = item;
    }
}
