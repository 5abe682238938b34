using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>
/// The data of a Cox model as its likelihood reads them: in the order of the risk sets, without whoever has weight 0, the
/// covariates centered per stratum and scaled to below 1.
/// </summary>
/// <remarks>
/// A partial likelihood compares people of one stratum only, so each stratum is centered at its own mean: a shift of a whole
/// stratum, however large, then costs no digit. Who is at risk at no event time counts for nothing, and is 0 here.
/// </remarks>
sealed class CoxModel
{
    // What a vector of four may read after the last row, also when no covariate is left.
    const int ReadAhead = 4;
    const int Ahead = 24;

    readonly double[] rows;

    CoxModel(RiskSets sets, TieMethod ties, int width)
    {
        (Sets, Ties, Width) = (sets, ties, width);
        rows = GC.AllocateUninitializedArray<double>(checked(sets.Order.Length * width + ReadAhead));
        rows.AsSpan(rows.Length - ReadAhead).Clear();
        (Scale, Center) = (new double[width], new double[sets.Strata.Length, width]);
        EventSums = new double[sets.Strata.Length * width];
    }

    public RiskSets Sets { get; }

    public TieMethod Ties { get; }

    /// <summary>How many covariates there are.</summary>
    public int Width { get; }

    /// <summary>What each covariate was divided by: a power of two above its largest distance from a stratum's center.</summary>
    public double[] Scale { get; }

    /// <summary>The center of each covariate in each stratum: x = center + scale · row.</summary>
    public double[,] Center { get; }

    /// <summary>The weight of each position; null when all are 1.</summary>
    public double[]? Weights { get; private init; }

    /// <summary>What is added to xβ at each position; null when nothing.</summary>
    public double[]? Offsets { get; private init; }

    /// <summary>Of each stratum, Σ w·x over the events, a row after the other.</summary>
    public double[] EventSums { get; }

    /// <summary>All rows, one after the other, and four numbers more, so that whole vectors can be read.</summary>
    public ReadOnlySpan<double> Rows => rows;

    /// <summary>The covariates of the row at that position of the sorted order.</summary>
    public ReadOnlySpan<double> At(int position) => rows.AsSpan(position * Width, Width);

    /// <summary>xβ + offset of the row at that position, less what all of its stratum share.</summary>
    public double LinearPredictor(int position, ReadOnlySpan<double> β)
    {
        var x = At(position);
        var η = Offsets?[position] ?? 0;
        for (var j = 0; j < x.Length; j++)
            η += x[j] * β[j];
        return η;
    }

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
        model.Gather(new ColumnSummaries(sets, covariates, width), covariates, width, columns);
        return model;
    }

    void Gather(ColumnSummaries summaries, ReadOnlySpan<double> covariates, int width, ReadOnlySpan<int> columns)
    {
        var factors = new double[Width];
        for (var c = 0; c < Width; c++)
            (Scale[c], factors[c]) = summaries.ScaleOf(columns[c]);
        var center = new double[Width];
        for (var s = 0; s < Sets.Strata.Length; s++)
        {
            for (var c = 0; c < Width; c++)
                Center[s, c] = center[c] = summaries.Mean(s, columns[c]);
            if (Width == width)
                GatherAll(s, covariates, center, factors);
            else
                GatherSome(s, covariates, width, columns, center, factors);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void GatherAll(int s, ReadOnlySpan<double> covariates, double[] center, double[] factors)
    {
        var (order, stratum) = (Sets.Order, Sets.Strata[s]);
        var t = stratum.FirstTime;
        for (var position = stratum.Start; position < stratum.End; position++)
        {
            if (position + Ahead < order.Length)
                Prefetch(covariates.Slice(order[position + Ahead] * Width, Width));
            var to = rows.AsSpan(position * Width, Width);
            if (Sets.IsEverAtRisk(position, stratum))
                CoxKernels.Standardize(covariates.Slice(order[position] * Width, Width), center, factors, to);
            else
                to.Clear();
            AddEvent(position, s, ref t);
        }
    }

    void GatherSome(
        int s,
        ReadOnlySpan<double> covariates,
        int width,
        ReadOnlySpan<int> columns,
        double[] center,
        double[] factors
    )
    {
        var stratum = Sets.Strata[s];
        var t = stratum.FirstTime;
        for (var position = stratum.Start; position < stratum.End; position++)
        {
            var from = covariates.Slice(Sets.Order[position] * width, width);
            var to = rows.AsSpan(position * Width, Width);
            var isAtRisk = Sets.IsEverAtRisk(position, stratum);
            for (var c = 0; c < to.Length; c++)
                to[c] = isAtRisk ? (from[columns[c]] - center[c]) * factors[c] : 0;
            AddEvent(position, s, ref t);
        }
    }

    // While the row is in the cache; t is the next event time.
    void AddEvent(int position, int s, ref int t)
    {
        if (t == Sets.Strata[s].LastTime || position < Sets.Times[t].Start)
            return;
        CoxKernels.Add(EventSums.AsSpan(s * Width, Width), At(position), Weights is null ? 1 : Weights[position]);
        if (position + 1 == Sets.Times[t].End)
            t++;
    }

    // The rows come from all over the matrix: without a word ahead, each would wait for memory.
    static unsafe void Prefetch(ReadOnlySpan<double> row)
    {
        if (!Sse.IsSupported || row.IsEmpty)
            return;
        // An address that the collector moves meanwhile only makes the hint useless.
        Sse.Prefetch0(Unsafe.AsPointer(ref MemoryMarshal.GetReference(row)));
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetReference(row), row.Length - 1)));
    }

    static double[]? Sorted(int[] order, ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            return null;
        var sorted = new double[order.Length];
        for (var position = 0; position < order.Length; position++)
            sorted[position] = values[order[position]];
        return sorted;
    }
}
