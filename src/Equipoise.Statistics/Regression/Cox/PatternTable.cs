using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>The distinct rows of a matrix of few levels, each with a number.</summary>
/// <remarks>
/// Rows are found by a hash, the scalar product with fixed irrational multipliers: equal rows have equal products, to the last
/// bit, and whoever shares a product is compared in full.
/// </remarks>
sealed class PatternTable
{
    readonly int width;
    readonly int most;
    readonly double[] multipliers;
    readonly List<double> patterns = [];
    readonly List<int> strata = [];
    readonly int[] slots;

    /// <param name="width">The numbers of a row.</param>
    /// <param name="most">The most patterns that are wanted.</param>
    public PatternTable(int width, int most)
    {
        (this.width, this.most) = (width, most);
        multipliers = new double[width];
        for (var j = 0; j < width; j++)
            multipliers[j] = double.Sqrt(2 + 3 * j);
        slots = new int[int.Max(16, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)most * 4))];
    }

    public int Count { get; private set; }

    /// <summary>The row of that number.</summary>
    public ReadOnlySpan<double> this[int pattern] => CollectionsMarshal.AsSpan(patterns).Slice(pattern * width, width);

    /// <summary>The stratum of that pattern.</summary>
    public int StratumOf(int pattern) => strata[pattern];

    /// <summary>The number of a row of that stratum; a new one when it is new;
    /// -1 when there are too many, or a number is not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<double> row, int stratum)
    {
        var product = Product(row, stratum);
        if (!double.IsFinite(product))
            return -1;
        var hash = BitConverter.DoubleToUInt64Bits(product) * 0x9E3779B97F4A7C15;
        for (var slot = (int)(hash >> 32) & (slots.Length - 1); ; slot = (slot + 1) & (slots.Length - 1))
        {
            var pattern = slots[slot] - 1;
            if (pattern < 0)
                return Add(row, stratum, slot);
            if (strata[pattern] == stratum && AreSame(this[pattern], row))
                return pattern;
        }
    }

    int Add(ReadOnlySpan<double> row, int stratum, int slot)
    {
        if (Count == most)
            return -1;
        patterns.AddRange(row);
        strata.Add(stratum);
        return (slots[slot] = ++Count) - 1;
    }

    // Bit by bit, which is faster: 0 and -0 are two patterns.
    static bool AreSame(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        MemoryMarshal.Cast<double, ulong>(a).SequenceEqual(MemoryMarshal.Cast<double, ulong>(b));

    double Product(ReadOnlySpan<double> row, int stratum)
    {
        var (sum, j) = (1.0 + stratum, 0);
        if (row.Length >= 4)
        {
            var vector = Vector256<double>.Zero;
            for (; j + 4 <= row.Length; j += 4)
                vector = Vector256.FusedMultiplyAdd(Vector256.Create(row[j..]), Vector256.Create(multipliers, j), vector);
            sum += Vector256.Sum(vector);
        }
        for (; j < row.Length; j++)
            sum += row[j] * multipliers[j];
        return sum;
    }
}
