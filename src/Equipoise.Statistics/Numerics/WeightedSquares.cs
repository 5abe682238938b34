using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Statistics.Numerics;

/// <summary>Σ w·xx′ over many short rows, the kernel of every information matrix here.</summary>
/// <remarks>
/// The lower triangle is cut into tiles of eight or four rows by four columns, so that a tile's sums stay in registers while the
/// rows stream by. Rows come a few hundred at a time, which the first cache holds; so a sum of a million terms is a sum of
/// block sums, and rounding grows with the root of their number at most. Cost: p²/2 multiplications a row, two vectors of four in
/// a cycle.
/// </remarks>
/// <param name="width">The numbers of a row.</param>
sealed class WeightedSquares(int width)
{
    readonly int side = PaddedWidth(width);
    readonly double[] sums = new double[PaddedWidth(width) * PaddedWidth(width)];

    /// <summary>The width rounded up to whole vectors of four, at least one.</summary>
    public static int PaddedWidth(int width) => int.Max(4, (width + 3) / 4 * 4);

    /// <summary>The sum of row i, column j ≤ i.</summary>
    public double this[int i, int j] => sums[i * side + j];

    /// <summary>Back to 0.</summary>
    public void Clear() => Array.Clear(sums);

    /// <summary>Adds w·xx′ of every row.</summary>
    /// <param name="rows">
    /// The rows. Whole vectors are read, so that after the last row there are numbers up to the padded width; what is read past
    /// the width of a row, such as the start of the next, ends in sums that nobody asks for.
    /// </param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="weights">The weight of each row; may be negative.</param>
    public void Add(ReadOnlySpan<double> rows, int stride, ReadOnlySpan<double> weights)
    {
        if (weights.IsEmpty)
            return;
        _ = rows[(weights.Length - 1) * stride + side - 1];
        var groups = side / 4;
        for (var column = 0; column < groups; column++)
        {
            var row = column;
            for (; row + 1 < groups; row += 2)
                AddEight(rows, stride, weights, 4 * row, 4 * column);
            if (row < groups)
                AddFour(rows, stride, weights, 4 * row, 4 * column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AddEight(ReadOnlySpan<double> rows, int stride, ReadOnlySpan<double> weights, int i, int j)
    {
        ref var x = ref MemoryMarshal.GetReference(rows);
        Vector256<double> s0 = default,
            s1 = default,
            s2 = default,
            s3 = default;
        Vector256<double> s4 = default,
            s5 = default,
            s6 = default,
            s7 = default;
        foreach (var w in weights)
        {
            var wx = Vector256.Create(w) * Vector256.LoadUnsafe(ref x, (nuint)j);
            ref var xi = ref Unsafe.Add(ref x, i);
            s0 = Vector256.FusedMultiplyAdd(Vector256.Create(xi), wx, s0);
            s1 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref xi, 1)), wx, s1);
            s2 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref xi, 2)), wx, s2);
            s3 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref xi, 3)), wx, s3);
            s4 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref xi, 4)), wx, s4);
            s5 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref xi, 5)), wx, s5);
            s6 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref xi, 6)), wx, s6);
            s7 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref xi, 7)), wx, s7);
            x = ref Unsafe.Add(ref x, stride);
        }
        Keep(i, j, s0, s1, s2, s3);
        Keep(i + 4, j, s4, s5, s6, s7);
    }

    // Two rows at a time, each with its own sums: a sum of its own predecessor would wait for it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AddFour(ReadOnlySpan<double> rows, int stride, ReadOnlySpan<double> weights, int i, int j)
    {
        ref var x = ref MemoryMarshal.GetReference(rows);
        Vector256<double> s0 = default,
            s1 = default,
            s2 = default,
            s3 = default;
        Vector256<double> t0 = default,
            t1 = default,
            t2 = default,
            t3 = default;
        var row = 0;
        for (; row + 1 < weights.Length; row += 2)
        {
            ref var y = ref Unsafe.Add(ref x, stride);
            var wx = Vector256.Create(weights[row]) * Vector256.LoadUnsafe(ref x, (nuint)j);
            var wy = Vector256.Create(weights[row + 1]) * Vector256.LoadUnsafe(ref y, (nuint)j);
            ref var xi = ref Unsafe.Add(ref x, i);
            ref var yi = ref Unsafe.Add(ref y, i);
            s0 = Vector256.FusedMultiplyAdd(Vector256.Create(xi), wx, s0);
            t0 = Vector256.FusedMultiplyAdd(Vector256.Create(yi), wy, t0);
            s1 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref xi, 1)), wx, s1);
            t1 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref yi, 1)), wy, t1);
            s2 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref xi, 2)), wx, s2);
            t2 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref yi, 2)), wy, t2);
            s3 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref xi, 3)), wx, s3);
            t3 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref yi, 3)), wy, t3);
            x = ref Unsafe.Add(ref y, stride);
        }
        if (row < weights.Length)
        {
            var wx = Vector256.Create(weights[row]) * Vector256.LoadUnsafe(ref x, (nuint)j);
            ref var xi = ref Unsafe.Add(ref x, i);
            s0 = Vector256.FusedMultiplyAdd(Vector256.Create(xi), wx, s0);
            s1 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref xi, 1)), wx, s1);
            s2 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref xi, 2)), wx, s2);
            s3 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref xi, 3)), wx, s3);
        }
        Keep(i, j, s0 + t0, s1 + t1, s2 + t2, s3 + t3);
    }

    void Keep(int i, int j, Vector256<double> s0, Vector256<double> s1, Vector256<double> s2, Vector256<double> s3)
    {
        Keep(i, j, s0);
        Keep(i + 1, j, s1);
        Keep(i + 2, j, s2);
        Keep(i + 3, j, s3);
    }

    void Keep(int i, int j, Vector256<double> sum)
    {
        var place = sums.AsSpan(i * side + j, 4);
        (Vector256.Create<double>(place) + sum).CopyTo(place);
    }
}
