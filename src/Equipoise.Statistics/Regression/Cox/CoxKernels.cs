using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>The vectorized loops of the partial likelihood, each one formula of <see cref="EfronLikelihood"/>.</summary>
/// <remarks>
/// Rows of covariates lie one after the other without padding. A vector of four may read into the next row: what it computes
/// there is never looked at. After the last row the caller keeps four numbers more. Which positions begin an event time is a
/// flag, 1 or 0, that is added to an index: a branch on it would be mispredicted every third time.
/// </remarks>
static class CoxKernels
{
    const int BlockRows = 512;

    /// <summary>η = xβ for each row; returns the least and the largest.</summary>
    /// <param name="rows">The covariates, and four numbers after the last row.</param>
    /// <param name="β">The coefficients, padded with zeros to whole vectors; as many as a row has, padded.</param>
    /// <param name="width">The covariates of a row.</param>
    /// <param name="offsets">What to add; empty for nothing.</param>
    /// <param name="η">The result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Least, double Largest) Predict(
        ReadOnlySpan<double> rows,
        ReadOnlySpan<double> β,
        int width,
        ReadOnlySpan<double> offsets,
        Span<double> η
    )
    {
        ref var x = ref MemoryMarshal.GetReference(rows);
        ref var b = ref MemoryMarshal.GetReference(β);
        var (least, largest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var start = 0; start < η.Length; start += BlockRows)
        {
            var block = η.Slice(start, int.Min(BlockRows, η.Length - start));
            foreach (ref var result in block)
            {
                var sum = Vector256.LoadUnsafe(ref x) * Vector256.LoadUnsafe(ref b);
                for (var v = 4; v < β.Length; v += 4)
                    sum = Vector256.FusedMultiplyAdd(
                        Vector256.LoadUnsafe(ref x, (nuint)v),
                        Vector256.LoadUnsafe(ref b, (nuint)v),
                        sum
                    );
                result = Vector256.Sum(sum);
                x = ref Unsafe.Add(ref x, width);
            }
            if (!offsets.IsEmpty)
                for (var i = 0; i < block.Length; i++)
                    block[i] += offsets[start + i];
            var (low, high) = Range(block);
            (least, largest) = (double.Min(least, low), double.Max(largest, high));
        }
        return (least, largest);
    }

    /// <summary>(x - center) · factor, of one row.</summary>
    public static void Standardize(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> center,
        ReadOnlySpan<double> factors,
        Span<double> to
    )
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var result = ref MemoryMarshal.GetReference(to);
        ref var mean = ref MemoryMarshal.GetReference(center);
        ref var factor = ref MemoryMarshal.GetReference(factors);
        nuint c = 0;
        for (; c + 4 <= (nuint)x.Length; c += 4)
            (
                (Vector256.LoadUnsafe(ref from, c) - Vector256.LoadUnsafe(ref mean, c)) * Vector256.LoadUnsafe(ref factor, c)
            ).StoreUnsafe(ref result, c);
        for (; c < (nuint)x.Length; c++)
            Unsafe.Add(ref result, c) = (Unsafe.Add(ref from, c) - Unsafe.Add(ref mean, c)) * Unsafe.Add(ref factor, c);
    }

    /// <summary>The least and the largest value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Least, double Largest) Range(ReadOnlySpan<double> values)
    {
        var (least, largest) = (double.PositiveInfinity, double.NegativeInfinity);
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(values);
        if (vectors.Length > 0)
        {
            var (low, high) = (vectors[0], vectors[0]);
            foreach (var value in vectors)
                (low, high) = (Vector256.MinNative(low, value), Vector256.MaxNative(high, value));
            for (var lane = 0; lane < 4; lane++)
                (least, largest) = (double.Min(least, low[lane]), double.Max(largest, high[lane]));
        }
        foreach (var value in values[(4 * vectors.Length)..])
            (least, largest) = (double.Min(least, value), double.Max(largest, value));
        return (least, largest);
    }

    /// <summary>r = e^(η - offset), in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exponentiate(Span<double> η, double offset)
    {
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(η);
        var offsets = Vector256.Create(offset);
        foreach (ref var value in vectors)
            value = Vector256.Exp(value - offsets);
        foreach (ref var value in η[(4 * vectors.Length)..])
            value = Vector256.Exp(Vector256.Create(value - offset))[0];
    }

    /// <summary>S₀ at each event time, Σ r over the positions from its first event on; from the last to the first.</summary>
    /// <param name="r">The risks.</param>
    /// <param name="starts">1 where an event time begins, else 0; the first is 1.</param>
    /// <param name="s0">The result, one for each 1.</param>
    /// <param name="sum">Σ r of what comes later.</param>
    /// <returns>The sum of all.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumAtRisk(ReadOnlySpan<double> r, ReadOnlySpan<byte> starts, Span<double> s0, double sum)
    {
        var t = s0.Length - 1;
        for (var i = r.Length - 1; i >= 0; i--)
        {
            sum += r[i];
            s0[t] = sum;
            t -= starts[i];
        }
        return sum;
    }

    /// <summary>1/S₀ at times of one event without weight; returns Σ log S₀.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Hazards(ReadOnlySpan<double> s0, Span<double> hazard)
    {
        var logs = 0.0;
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(s0);
        var results = MemoryMarshal.Cast<double, Vector256<double>>(hazard);
        var sum = Vector256<double>.Zero;
        for (var v = 0; v < vectors.Length; v++)
        {
            results[v] = Vector256<double>.One / vectors[v];
            sum += Vector256.Log(vectors[v]);
        }
        for (var t = 4 * vectors.Length; t < s0.Length; t++)
        {
            hazard[t] = 1 / s0[t];
            logs += double.Log(s0[t]);
        }
        return logs + Vector256.Sum(sum);
    }

    /// <summary>E = r·H, with H the sum of the hazards up to the own time.</summary>
    /// <param name="r">The risks.</param>
    /// <param name="starts">1 where an event time begins, else 0.</param>
    /// <param name="hazard">The hazard of each event time.</param>
    /// <param name="sum">H of what comes earlier.</param>
    /// <param name="expected">The result.</param>
    /// <returns>The sum of all.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Expect(
        ReadOnlySpan<double> r,
        ReadOnlySpan<byte> starts,
        ReadOnlySpan<double> hazard,
        double sum,
        Span<double> expected
    )
    {
        var t = 0;
        for (var i = 0; i < r.Length; i++)
        {
            // A mask of all ones or zeros keeps the hazard or makes it 0.
            var next = BitConverter.DoubleToInt64Bits(hazard[t < hazard.Length ? t : 0]) & -(long)starts[i];
            sum += BitConverter.Int64BitsToDouble(next);
            expected[i] = r[i] * sum;
            t += starts[i];
        }
        return sum;
    }

    /// <summary>
    /// A block of rows from the last to the first: S₁ grows by r·x and its value at each event time becomes a row of the panel; u
    /// grows by E·x.
    /// </summary>
    /// <param name="rows">The covariates, and four numbers after the last row.</param>
    /// <param name="width">The covariates of a row.</param>
    /// <param name="r">The risks.</param>
    /// <param name="expected">E.</param>
    /// <param name="starts">1 where an event time begins, else 0.</param>
    /// <param name="s1">S₁ of what comes later, padded to whole vectors; S₁ of all in the end.</param>
    /// <param name="u">The sum of E·x, padded.</param>
    /// <param name="panel">A padded row for each event time, the last time first, and one row more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumFirst(
        ReadOnlySpan<double> rows,
        int width,
        ReadOnlySpan<double> r,
        ReadOnlySpan<double> expected,
        ReadOnlySpan<byte> starts,
        Span<double> s1,
        Span<double> u,
        Span<double> panel
    )
    {
        for (var v = 0; v < s1.Length; v += 4)
        {
            ref var x = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), (r.Length - 1) * width + v);
            ref var z = ref Unsafe.Add(ref MemoryMarshal.GetReference(panel), v);
            var sum = Vector256.Create<double>(s1.Slice(v, 4));
            var e = Vector256.Create<double>(u.Slice(v, 4));
            for (var i = r.Length - 1; i >= 0; i--)
            {
                var xᵢ = Vector256.LoadUnsafe(ref x);
                sum = Vector256.FusedMultiplyAdd(xᵢ, Vector256.Create(r[i]), sum);
                e = Vector256.FusedMultiplyAdd(xᵢ, Vector256.Create(expected[i]), e);
                sum.StoreUnsafe(ref z);
                z = ref Unsafe.Add(ref z, starts[i] * s1.Length);
                x = ref Unsafe.Subtract(ref x, width);
            }
            sum.CopyTo(s1.Slice(v, 4));
            e.CopyTo(u.Slice(v, 4));
        }
    }

    /// <summary>sum += factor · x.</summary>
    public static void Add(Span<double> sum, ReadOnlySpan<double> x, double factor)
    {
        var j = 0;
        for (; j + 4 <= x.Length; j += 4)
            (Vector256.Create(x[j..]) * factor + Vector256.Create<double>(sum[j..])).CopyTo(sum[j..]);
        for (; j < x.Length; j++)
            sum[j] += factor * x[j];
    }
}
