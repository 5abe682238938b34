using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Statistics.Survival;

/// <summary>
/// The data of a Cox model as its likelihood reads them: in the order of the risk sets, without whoever has weight 0, the covariates
/// centered per stratum and scaled to at most 1.
/// </summary>
/// <remarks>
/// A partial likelihood compares people of one stratum only, so each stratum is centered at its own mean: a shift of a whole stratum,
/// however large, then costs no digit. Who is at risk at no event time counts for nothing, and is 0 here.
/// </remarks>
sealed class CoxModel
{
    // A mean is accurate to a few units in the last place: what is left of a constant column is no larger than this times its values.
    const double Noise = 16 * 2.220446049250313e-16;

    readonly double[] rows;

    CoxModel(RiskSets sets, TieMethod ties, int width)
    {
        (Sets, Ties, Width) = (sets, ties, width);
        Stride = int.Max(4, (width + 3) / 4 * 4);
        rows = GC.AllocateUninitializedArray<double>(checked(sets.Order.Length * Stride));
        (Scale, Center) = (new double[width], new double[sets.Strata.Length, width]);
    }

    public RiskSets Sets { get; }

    public TieMethod Ties { get; }

    /// <summary>How many covariates there are.</summary>
    public int Width { get; }

    /// <summary>From one row to the next: the width, rounded up to whole vectors, at least one; the rest of a row is 0.</summary>
    public int Stride { get; }

    /// <summary>What each covariate was divided by: its largest distance from a stratum's center.</summary>
    public double[] Scale { get; }

    /// <summary>The center of each covariate in each stratum: x = center + scale · row.</summary>
    public double[,] Center { get; }

    /// <summary>The weight of each position; null when all are 1.</summary>
    public double[]? Weights { get; private init; }

    /// <summary>What is added to xβ at each position; null when nothing.</summary>
    public double[]? Offsets { get; private init; }

    /// <summary>All rows, <see cref="Stride"/> apart.</summary>
    public ReadOnlySpan<double> Rows => rows;

    /// <summary>The covariates of the row at that position of the sorted order.</summary>
    public ReadOnlySpan<double> At(int position) => rows.AsSpan(position * Stride, Width);

    /// <summary>Gathers the given columns of a row-major matrix.</summary>
    /// <param name="sets">The risk sets.</param>
    /// <param name="ties">How ties are treated.</param>
    /// <param name="covariates">A row per observation.</param>
    /// <param name="width">The columns of that matrix.</param>
    /// <param name="columns">Those that the model has.</param>
    /// <param name="weights">The weight of each observation; none for all 1.</param>
    /// <param name="offsets">What is added to xβ of each observation; none for nothing.</param>
    public static CoxModel Gather(
        RiskSets sets,
        TieMethod ties,
        ReadOnlySpan<double> covariates,
        int width,
        ReadOnlySpan<int> columns,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> offsets
    )
    {
        var model = new CoxModel(sets, ties, columns.Length)
        {
            Weights = Sorted(sets.Order, weights),
            Offsets = Sorted(sets.Order, offsets),
        };
        model.Gather(covariates, width, columns);
        model.CenterAndScale();
        return model;
    }

    void Gather(ReadOnlySpan<double> covariates, int width, ReadOnlySpan<int> columns)
    {
        var order = Sets.Order;
        foreach (var stratum in Sets.Strata)
            for (var position = stratum.Start; position < stratum.End; position++)
            {
                var to = rows.AsSpan(position * Stride, Stride);
                if (!Sets.IsEverAtRisk(position, stratum))
                {
                    to.Clear();
                    continue;
                }
                var from = covariates.Slice(order[position] * width, width);
                for (var c = 0; c < columns.Length; c++)
                    to[c] = from[columns[c]];
                to[columns.Length..].Clear();
            }
    }

    // Three passes over each stratum: its mean; what the mean leaves, with its range and what rounding left of the mean; the scaling.
    void CenterAndScale()
    {
        var columns = new ColumnSummary[Sets.Strata.Length];
        for (var s = 0; s < columns.Length; s++)
            columns[s] = Subtract(s, Mean(Sets.Strata[s]));
        var factors = new double[Stride];
        for (var c = 0; c < Width; c++)
        {
            var (isConstant, scale) = (true, 0.0);
            foreach (var column in columns)
            {
                isConstant &= column.High[c] - column.Low[c] <= Noise * column.Largest[c];
                scale = double.Max(scale, double.Max(column.High[c] - column.Left[c], column.Left[c] - column.Low[c]));
            }
            Scale[c] = isConstant ? 1 : scale;
            factors[c] = isConstant ? 0 : 1 / scale;
        }
        for (var s = 0; s < columns.Length; s++)
            SubtractAndScale(s, columns[s].Left, factors);
    }

    double[] Mean(StratumRange stratum)
    {
        var (mean, count) = (new double[Stride], 0);
        var sum = Vectors(mean);
        for (var position = stratum.Start; position < stratum.End; position++)
        {
            if (!Sets.IsEverAtRisk(position, stratum))
                continue;
            count++;
            var row = Vectors(position);
            for (var v = 0; v < sum.Length; v++)
                sum[v] += row[v];
        }
        for (var c = 0; c < Width; c++)
            mean[c] /= int.Max(1, count);
        return mean;
    }

    ColumnSummary Subtract(int s, double[] mean)
    {
        var (stratum, count) = (Sets.Strata[s], 0);
        var summary = new ColumnSummary(new double[Stride], new double[Stride], new double[Stride], new double[Stride]);
        var μ = Vectors(mean);
        var left = Vectors(summary.Left);
        var largest = Vectors(summary.Largest);
        var low = Vectors(summary.Low);
        var high = Vectors(summary.High);
        for (var position = stratum.Start; position < stratum.End; position++)
        {
            if (!Sets.IsEverAtRisk(position, stratum))
                continue;
            count++;
            var row = Vectors(position);
            for (var v = 0; v < row.Length; v++)
            {
                largest[v] = Vector256.Max(largest[v], Vector256.Abs(row[v]));
                row[v] -= μ[v];
                left[v] += row[v];
                low[v] = count == 1 ? row[v] : Vector256.Min(low[v], row[v]);
                high[v] = count == 1 ? row[v] : Vector256.Max(high[v], row[v]);
            }
        }
        for (var c = 0; c < Width; c++)
        {
            summary.Left[c] /= int.Max(1, count);
            Center[s, c] = mean[c] + summary.Left[c];
        }
        return summary;
    }

    void SubtractAndScale(int s, double[] shift, double[] factors)
    {
        var stratum = Sets.Strata[s];
        var δ = Vectors(shift);
        var f = Vectors(factors);
        for (var position = stratum.Start; position < stratum.End; position++)
        {
            if (!Sets.IsEverAtRisk(position, stratum))
                continue;
            var row = Vectors(position);
            for (var v = 0; v < row.Length; v++)
                row[v] = (row[v] - δ[v]) * f[v];
        }
    }

    Span<Vector256<double>> Vectors(int position) => Vectors(rows.AsSpan(position * Stride, Stride));

    static Span<Vector256<double>> Vectors(Span<double> values) => MemoryMarshal.Cast<double, Vector256<double>>(values);

    static double[]? Sorted(int[] order, ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            return null;
        var sorted = new double[order.Length];
        for (var position = 0; position < order.Length; position++)
            sorted[position] = values[order[position]];
        return sorted;
    }

    /// <summary>Of every column in one stratum: its largest value, and after the mean was taken away, its range and mean.</summary>
    sealed record ColumnSummary(double[] Largest, double[] Low, double[] High, double[] Left);
}
