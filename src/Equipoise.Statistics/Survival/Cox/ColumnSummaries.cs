using System.Runtime.Intrinsics;

namespace Equipoise.Statistics.Survival;

/// <summary>The mean and range of every covariate in every stratum, among those who are at risk of some event.</summary>
sealed class ColumnSummaries
{
    // A mean is accurate to a few units in the last place: what is left of a constant column is no larger than this times its values.
    const double Noise = 16 * 2.220446049250313e-16;

    readonly int width;
    readonly double[] sum;
    readonly double[] least;
    readonly double[] largest;
    readonly int[] count;

    /// <summary>Reads the matrix once, in the order of its rows.</summary>
    public ColumnSummaries(RiskSets sets, ReadOnlySpan<double> covariates, int width)
    {
        this.width = width;
        (sum, count) = (new double[sets.Strata.Length * width], new int[sets.Strata.Length]);
        (least, largest) = (new double[sum.Length], new double[sum.Length]);
        Array.Fill(least, double.PositiveInfinity);
        Array.Fill(largest, double.NegativeInfinity);
        var stratumOf = StratumOfRows(sets, covariates.Length / width);
        for (var row = 0; row < stratumOf.Length; row++)
            if (stratumOf[row] >= 0)
                Add(stratumOf[row], covariates.Slice(row * width, width));
    }

    /// <summary>The mean.</summary>
    public double Mean(int stratum, int column) => count[stratum] == 0 ? 0 : sum[stratum * width + column] / count[stratum];

    /// <summary>The largest distance from the mean in any stratum; 0 when the covariate is constant in each.</summary>
    public double LargestSpread(int column)
    {
        var spread = 0.0;
        for (var s = 0; s < count.Length; s++)
        {
            var (low, high) = (least[s * width + column], largest[s * width + column]);
            if (high - low > Noise * double.Max(double.Abs(low), double.Abs(high)))
                spread = double.Max(spread, double.Max(high - Mean(s, column), Mean(s, column) - low));
        }
        return spread;
    }

    void Add(int stratum, ReadOnlySpan<double> x)
    {
        count[stratum]++;
        var sums = sum.AsSpan(stratum * width, width);
        var low = least.AsSpan(stratum * width, width);
        var high = largest.AsSpan(stratum * width, width);
        var c = 0;
        for (; c + 4 <= x.Length; c += 4)
        {
            var values = Vector256.Create(x[c..]);
            (Vector256.Create<double>(sums[c..]) + values).CopyTo(sums[c..]);
            Vector256.MinNative(Vector256.Create<double>(low[c..]), values).CopyTo(low[c..]);
            Vector256.MaxNative(Vector256.Create<double>(high[c..]), values).CopyTo(high[c..]);
        }
        for (; c < x.Length; c++)
            (sums[c], low[c], high[c]) = (sums[c] + x[c], double.Min(low[c], x[c]), double.Max(high[c], x[c]));
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
