namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>
/// The columns of z = θ₀ + Σ θⱼ columnⱼ, centered and scaled, at every time and entry, with their slopes by log time.
/// </summary>
/// <remarks>
/// The columns are the splines of log time and the kept covariates. z of the exponential distribution has log time itself as an
/// offset and no column for it. Newton's method sees standardized columns; <see cref="Unstandardize(ReadOnlySpan{double})"/>
/// returns to the units of the caller.
/// </remarks>
sealed class Design
{
    readonly double[] center;
    readonly double[] scale;

    public Design(ModelRows rows, SplineBasis basis, bool hasOffset, bool withCovariates)
    {
        (Rows, Basis, HasOffset, Covariates) = (rows, basis, hasOffset, withCovariates ? rows.Kept : []);
        TimeColumns = hasOffset ? 0 : basis.Width;
        Width = 1 + TimeColumns + Covariates.Length;
        var n = rows.All.Count;
        (Times, Entries, Slopes) = (new double[n * Width], new double[n * Width], new double[n * Width]);
        for (var i = 0; i < n; i++)
        {
            var (observation, x) = (rows.All[i].Observation, rows.All[i].Covariates);
            Fill(double.Log(observation.Time), x, Times.AsSpan(i * Width, Width));
            if (observation.Entry > 0)
                Fill(double.Log(observation.Entry), x, Entries.AsSpan(i * Width, Width));
            if (TimeColumns > 0)
                basis.SlopeAt(double.Log(observation.Time), Slopes.AsSpan(i * Width + 1, TimeColumns));
        }
        (center, scale) = (new double[Width], new double[Width]);
        scale[0] = 1;
        for (var j = 1; j < Width; j++)
            Standardize(j);
    }

    public ModelRows Rows { get; }

    public SplineBasis Basis { get; }

    public bool HasOffset { get; }

    /// <summary>Which covariates have a column, the last ones.</summary>
    public int[] Covariates { get; }

    /// <summary>How many columns depend on time.</summary>
    public int TimeColumns { get; }

    /// <summary>How many columns there are, with the constant.</summary>
    public int Width { get; }

    /// <summary>The columns at the time of each row, row after row.</summary>
    public double[] Times { get; }

    /// <summary>The columns at the entry of each row; 0 where there is none.</summary>
    public double[] Entries { get; }

    /// <summary>The derivatives of the columns by log time, at the time of each row.</summary>
    public double[] Slopes { get; }

    /// <summary>Coefficients of the standardized columns in the units of the caller; also a direction, such as a step.</summary>
    public double[] Unstandardize(ReadOnlySpan<double> θ)
    {
        var original = new double[Width];
        original[0] = θ[0];
        for (var j = 1; j < Width; j++)
        {
            original[j] = θ[j] / scale[j];
            original[0] -= center[j] * original[j];
        }
        return original;
    }

    /// <summary>The standardized coefficients of the caller's; those that are not given are 0.</summary>
    public double[] Standardize(ReadOnlySpan<double> original)
    {
        var θ = new double[Width];
        θ[0] = original[0];
        for (var j = 1; j < original.Length; j++)
        {
            θ[j] = original[j] * scale[j];
            θ[0] += center[j] * original[j];
        }
        return θ;
    }

    /// <summary>A covariance of standardized coefficients in the units of the caller.</summary>
    public double[,] Unstandardize(double[,] covariance)
    {
        // Rows, then columns.
        var (half, original, line) = (new double[Width, Width], new double[Width, Width], new double[Width]);
        for (var j = 0; j < Width; j++)
        {
            for (var i = 0; i < Width; i++)
                line[i] = covariance[i, j];
            var turned = Unstandardize(line);
            for (var i = 0; i < Width; i++)
                half[i, j] = turned[i];
        }
        for (var i = 0; i < Width; i++)
        {
            for (var j = 0; j < Width; j++)
                line[j] = half[i, j];
            var turned = Unstandardize(line);
            for (var j = 0; j < Width; j++)
                original[i, j] = turned[j];
        }
        return original;
    }

    void Fill(double y, double[] x, Span<double> columns)
    {
        columns[0] = 1;
        if (TimeColumns > 0)
            Basis.At(y, columns.Slice(1, TimeColumns));
        for (var j = 0; j < Covariates.Length; j++)
            columns[1 + TimeColumns + j] = x[Covariates[j]];
    }

    void Standardize(int column)
    {
        var (n, mean, spread) = (Rows.All.Count, 0.0, 0.0);
        for (var i = 0; i < n; i++)
            mean += Times[i * Width + column] / n;
        for (var i = 0; i < n; i++)
            spread = double.Max(spread, double.Abs(Times[i * Width + column] - mean));
        spread = spread > 0 ? spread : 1;
        for (var i = 0; i < n; i++)
        {
            Times[i * Width + column] = (Times[i * Width + column] - mean) / spread;
            Entries[i * Width + column] = (Entries[i * Width + column] - mean) / spread;
            Slopes[i * Width + column] /= spread;
        }
        (center[column], scale[column]) = (mean, spread);
    }
}
