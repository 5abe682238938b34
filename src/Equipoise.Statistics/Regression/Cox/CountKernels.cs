using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>The vectorized loops over counts of a <see cref="CountedStratum"/>.
/// The length of a row of counts is a multiple of four.</summary>
static class CountKernels
{
    /// <summary>The product of a matrix of counts with columns of numbers.</summary>
    /// <remarks>Four columns at a time, which the first cache holds while all counts stream by.</remarks>
    /// <param name="counts">A row of counts for each time.</param>
    /// <param name="length">The length of a row.</param>
    /// <param name="columns">The columns, each that long, one after the other.</param>
    /// <param name="side">How many columns there are.</param>
    /// <param name="result">For each time, a number for each column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ReadOnlySpan<int> counts, int length, ReadOnlySpan<double> columns, int side, Span<double> result)
    {
        if (length == 0)
            return;
        var times = counts.Length / length;
        for (var j = 0; j < side; j += 4)
        {
            // The last group goes over the one before it again, rather than past the end.
            var first = int.Max(0, int.Min(j, side - 4));
            var four = columns.Slice(first * length, int.Min(4, side) * length);
            for (var t = 0; t < times; t++)
            {
                var row = counts.Slice(t * length, length);
                var to = result.Slice(t * side + first, int.Min(4, side));
                if (to.Length == 4)
                    MultiplyFour(row, four, to);
                else
                    for (var c = 0; c < to.Length; c++)
                        to[c] = MultiplyOne(row, four.Slice(c * length, length));
            }
        }
    }

    /// <summary>sum += factor · counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddTimes(ReadOnlySpan<int> counts, double factor, Span<double> sum)
    {
        ref var n = ref MemoryMarshal.GetReference(counts);
        ref var to = ref MemoryMarshal.GetReference(sum[..counts.Length]);
        var factors = Vector256.Create(factor);
        for (nuint i = 0; i < (nuint)counts.Length; i += 4)
            Vector256.FusedMultiplyAdd(ToDouble(ref n, i), factors, Vector256.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
    }

    /// <summary>The sum of counts.</summary>
    public static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = Vector128<int>.Zero;
        foreach (var four in MemoryMarshal.Cast<int, Vector128<int>>(counts))
            sum += four;
        return Vector128.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void MultiplyFour(ReadOnlySpan<int> counts, ReadOnlySpan<double> columns, Span<double> result)
    {
        ref var n = ref MemoryMarshal.GetReference(counts);
        ref var a = ref MemoryMarshal.GetReference(columns);
        ref var b = ref Unsafe.Add(ref a, counts.Length);
        ref var c = ref Unsafe.Add(ref b, counts.Length);
        ref var d = ref Unsafe.Add(ref c, counts.Length);
        Vector256<double> sumA = default,
            sumB = default,
            sumC = default,
            sumD = default;
        for (nuint i = 0; i < (nuint)counts.Length; i += 4)
        {
            var four = ToDouble(ref n, i);
            sumA = Vector256.FusedMultiplyAdd(four, Vector256.LoadUnsafe(ref a, i), sumA);
            sumB = Vector256.FusedMultiplyAdd(four, Vector256.LoadUnsafe(ref b, i), sumB);
            sumC = Vector256.FusedMultiplyAdd(four, Vector256.LoadUnsafe(ref c, i), sumC);
            sumD = Vector256.FusedMultiplyAdd(four, Vector256.LoadUnsafe(ref d, i), sumD);
        }
        result[0] = Vector256.Sum(sumA);
        result[1] = Vector256.Sum(sumB);
        result[2] = Vector256.Sum(sumC);
        result[3] = Vector256.Sum(sumD);
    }

    static double MultiplyOne(ReadOnlySpan<int> counts, ReadOnlySpan<double> column)
    {
        ref var n = ref MemoryMarshal.GetReference(counts);
        ref var a = ref MemoryMarshal.GetReference(column[..counts.Length]);
        Vector256<double> sum = default;
        for (nuint i = 0; i < (nuint)counts.Length; i += 4)
            sum = Vector256.FusedMultiplyAdd(ToDouble(ref n, i), Vector256.LoadUnsafe(ref a, i), sum);
        return Vector256.Sum(sum);
    }

    static Vector256<double> ToDouble(ref int counts, nuint i)
    {
        var four = Vector128.LoadUnsafe(ref counts, i);
        return Avx.IsSupported
            ? Avx.ConvertToVector256Double(four)
            : Vector256.Create((double)four[0], four[1], four[2], four[3]);
    }
}
