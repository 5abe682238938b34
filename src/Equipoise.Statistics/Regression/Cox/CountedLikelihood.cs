namespace Equipoise.Statistics.Regression.Cox;

/// <summary>
/// The partial likelihood of a large trial with times in whole days and covariates of few levels: it depends on the data only
/// through how many of each pattern of covariates leave, and have the event, at each time.
/// </summary>
/// <remarks>
/// With T event times and P patterns one pass over the rows counts them; an evaluation then costs O(T·P·p), whatever the number
/// of people. The formula is that of <see cref="EfronLikelihood"/>.
/// </remarks>
sealed class CountedLikelihood : PartialLikelihood
{
    readonly CountedStratum[] parts;
    readonly int width;

    CountedLikelihood(CountedStratum[] strata, double[] scale, int events, Lazy<CoxModel> model)
        : base(model, scale, events) => (parts, width) = (strata, scale.Length);

    /// <summary>The likelihood of these rows; null when there are more times and patterns than it pays to count.</summary>
    public static CountedLikelihood? TryCount(CountedRows rows, int width, int[] columns, TieMethod ties)
    {
        var count = rows.Codes.Length;
        var patterns = new int[count][];
        var (padded, cells) = (new int[count], 0L);
        for (var s = 0; s < count; s++)
        {
            patterns[s] = rows.PatternsOf(s);
            padded[s] = (patterns[s].Length + 3) / 4 * 4;
            cells += (long)padded[s] * rows.TimesOf(s);
        }
        if (cells > 2L * rows.Length)
            return null;

        var place = new int[patterns.Sum(some => some.Length)];
        foreach (var some in patterns)
            for (var i = 0; i < some.Length; i++)
                place[some[i]] = i;
        var (leaving, events) = (new int[count][], new int[count][]);
        for (var s = 0; s < count; s++)
            (leaving[s], events[s]) = (new int[padded[s] * rows.TimesOf(s)], new int[padded[s] * rows.TimesOf(s)]);
        rows.Count(place, padded, leaving, events);

        var (scale, standardized) = Standardize(rows, patterns, padded, leaving, columns);
        var strata = new CountedStratum[count];
        for (var s = 0; s < count; s++)
            strata[s] = new(rows.TimesOf(s), columns.Length, standardized[s], leaving[s], events[s], ties);
        return new(strata, scale, rows.Events, new Lazy<CoxModel>(() => rows.Gather(ties, width, columns)));
    }

    // As CoxModel does with rows: centered in each stratum, scaled over all.
    static (double[] Scale, double[][] Rows) Standardize(
        CountedRows rows,
        int[][] patterns,
        int[] padded,
        int[][] leaving,
        int[] columns
    )
    {
        var summaries = new ColumnSummaries(patterns.Length, columns.Length);
        var values = new double[columns.Length];
        for (var s = 0; s < patterns.Length; s++)
        {
            var people = new double[padded[s]];
            for (var cell = 0; cell < leaving[s].Length; cell += padded[s])
                CountKernels.AddTimes(leaving[s].AsSpan(cell, padded[s]), 1, people);
            for (var i = 0; i < patterns[s].Length; i++)
            {
                for (var c = 0; c < columns.Length; c++)
                    values[c] = rows[patterns[s][i]][columns[c]];
                if (people[i] > 0)
                    summaries.Add(s, values, (int)people[i]);
            }
        }
        var (scale, factors) = (new double[columns.Length], new double[columns.Length]);
        for (var c = 0; c < columns.Length; c++)
            (scale[c], factors[c]) = summaries.ScaleOf(c);
        var standardized = new double[patterns.Length][];
        for (var s = 0; s < patterns.Length; s++)
        {
            standardized[s] = new double[patterns[s].Length * columns.Length];
            for (var i = 0; i < patterns[s].Length; i++)
                for (var c = 0; c < columns.Length; c++)
                    standardized[s][i * columns.Length + c] =
                        (rows[patterns[s][i]][columns[c]] - summaries.Mean(s, c)) * factors[c];
        }
        return (scale, standardized);
    }

    public override LikelihoodAt At(ReadOnlySpan<double> β)
    {
        var (ℓ, u, information) = (0.0, new double[width], new double[width, width]);
        foreach (var stratum in parts)
            ℓ += stratum.AddTo(β, u, information);
        return new(double.IsFinite(ℓ) ? ℓ : double.NegativeInfinity, u, information);
    }
}
