using System.Runtime.CompilerServices;

namespace Equipoise.Statistics.Numerics;

/// <summary>Brings sorted rows together by stratum, in ascending order of its code, keeping the order within.</summary>
static class StratumOrder
{
    /// <summary>The same rows, stratum after stratum.</summary>
    /// <param name="order">The rows in order; reused when there are no strata.</param>
    /// <param name="strata">The stratum of each row, any numbers; none for one stratum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[] Sort(int[] order, ReadOnlySpan<int> strata)
    {
        if (strata.IsEmpty)
            return order;
        var (codes, counts) = (new Dictionary<int, int>(), new List<int>());
        foreach (var row in order)
        {
            if (!codes.TryGetValue(strata[row], out var index))
            {
                codes.Add(strata[row], index = counts.Count);
                counts.Add(0);
            }
            counts[index]++;
        }
        var (starts, start) = (new int[counts.Count], 0);
        foreach (var code in codes.Keys.Order())
        {
            starts[codes[code]] = start;
            start += counts[codes[code]];
        }
        var sorted = new int[order.Length];
        foreach (var row in order)
            sorted[starts[codes[strata[row]]]++] = row;
        return sorted;
    }
}
