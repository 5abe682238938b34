using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>The mean and range of every covariate in every stratum, among those who are at risk of some event.</summary>
sealed class ColumnSummaries
{
    // A mean is accurate to a few units in the last place:
    // what is left of a constant column is no larger than this times its values.
    const double Noise = 16 * 2.220446049250313e-16;

    const int BlockRows = 256;

    readonly int width;
    readonly double[] sum;
    readonly double[] least;
    readonly double[] largest;
    readonly int[] count;

    /// <summary>Of nobody yet.</summary>
    public ColumnSummaries(int strata, int width)
    {
        this.width = width;
        (sum, count) = (new double[strata * width], new int[strata]);
        (least, largest) = (new double[sum.Length], new double[sum.Length]);
        Array.Fill(least, double.PositiveInfinity);
        Array.Fill(largest, double.NegativeInfinity);
    }

    /// <summary>Reads a matrix once, in the order of its rows.</summary>
    public ColumnSummaries(RiskSets sets, ReadOnlySpan<double> covariates, int width)
        : this(sets.Strata.Length, width)
    {
        if (sets.Strata.Length == 1 && (long)sets.Order.Length * width == covariates.Length)
            AddAllBut(NeverAtRisk(sets), covariates);
        else
            AddByStratum(StratumOfRows(sets, covariates.Length / width), covariates);
    }

    /// <summary>The mean.</summary>
    public double Mean(int stratum, int column) => count[stratum] == 0 ? 0 : sum[stratum * width + column] / count[stratum];

    /// <summary>
    /// A power of two above the largest distance from a mean, which scales without rounding, and its inverse; 1 and 0 for a
    /// covariate that is constant in every stratum.
    /// </summary>
    public (double Scale, double Factor) ScaleOf(int column)
    {
        var spread = 0.0;
        for (var s = 0; s < count.Length; s++)
        {
            var (low, high) = (least[s * width + column], largest[s * width + column]);
            if (high - low > Noise * double.Max(double.Abs(low), double.Abs(high)))
                spread = double.Max(spread, double.Max(high - Mean(s, column), Mean(s, column) - low));
        }
        if (spread == 0)
            return (1, 0);
        var exponent = int.Min(double.ILogB(spread), 1021) + 1;
        return (double.ScaleB(1, exponent), double.ScaleB(1, -exponent));
    }

    /// <summary>Adds several people of one pattern.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int stratum, ReadOnlySpan<double> x, int people)
    {
        count[stratum] += people;
        for (var c = 0; c < width; c++)
        {
            var i = stratum * width + c;
            (sum[i], least[i], largest[i]) = (sum[i] + people * x[c], double.Min(least[i], x[c]), double.Max(largest[i], x[c]));
        }
    }

    void AddAllBut(int[] absent, ReadOnlySpan<double> covariates)
    {
        var rows = covariates.Length / width;
        for (int row = 0, next = 0; row < rows;)
        {
            var end = int.Min(row + BlockRows, next < absent.Length ? absent[next] : rows);
            if (end > row)
                Add(0, covariates[(row * width)..(end * width)]);
            row = end;
            for (; next < absent.Length && absent[next] == row; next++)
                row++;
        }
    }

    void AddByStratum(int[] stratumOf, ReadOnlySpan<double> covariates)
    {
        for (int row = 0, end; row < stratumOf.Length; row = end)
        {
            for (end = row + 1; end < stratumOf.Length && end < row + BlockRows && stratumOf[end] == stratumOf[row];)
                end++;
            if (stratumOf[row] >= 0)
                Add(stratumOf[row], covariates[(row * width)..(end * width)]);
        }
    }

    // Four columns at a time, so that their sums stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Add(int stratum, ReadOnlySpan<double> rows)
    {
        count[stratum] += rows.Length / width;
        var sums = sum.AsSpan(stratum * width, width);
        var lows = least.AsSpan(stratum * width, width);
        var highs = largest.AsSpan(stratum * width, width);
        var c = 0;
        for (; c + 4 <= width; c += 4)
        {
            var total = Vector256.Create<double>(sums[c..]);
            var low = Vector256.Create<double>(lows[c..]);
            var high = Vector256.Create<double>(highs[c..]);
            for (var i = c; i < rows.Length; i += width)
            {
                var x = Vector256.Create(rows[i..]);
                total += x;
                low = Vector256.MinNative(low, x);
                high = Vector256.MaxNative(high, x);
            }
            total.CopyTo(sums[c..]);
            low.CopyTo(lows[c..]);
            high.CopyTo(highs[c..]);
        }
        for (; c < width; c++)
            for (var i = c; i < rows.Length; i += width)
                (sums[c], lows[c], highs[c]) = (sums[c] + rows[i], double.Min(lows[c], rows[i]), double.Max(highs[c], rows[i]));
    }

    // In ascending order.
    static int[] NeverAtRisk(RiskSets sets)
    {
        var rows = new List<int>();
        for (var position = 0; position < sets.Order.Length; position++)
            if (!sets.IsEverAtRisk(position, sets.Strata[0]))
                rows.Add(sets.Order[position]);
        rows.Sort();
        return [.. rows];
    }

    static int[] StratumOfRows(RiskSets sets, int rows)
    {
        var strata = new int[rows];
        Array.Fill(strata, -1);
        for (var s = 0; s < sets.Strata.Length; s++)
            for (var position = sets.Strata[s].Start; position < sets.Strata[s].End; position++)
                if (sets.IsEverAtRisk(position, sets.Strata[s]))
                    strata[sets.Order[position]] = s;
        return strata;
    }
}
