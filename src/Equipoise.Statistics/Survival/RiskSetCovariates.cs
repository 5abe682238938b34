namespace Equipoise.Statistics.Survival;

/// <summary>The covariates of everyone who is in some risk set, in sorted order, centered per stratum and scaled to at most 1.</summary>
/// <remarks>
/// A partial likelihood compares people of one stratum only, so each stratum is centered at its own mean: a shift of a whole
/// stratum, however large, then costs no digit. Who leaves before the first event of the stratum is in no risk set and absent.
/// </remarks>
sealed class RiskSetCovariates
{
    // A mean is accurate to a few units in the last place: what is left of a constant column is no larger than this times its values.
    const double Noise = 16 * 2.220446049250313e-16;

    readonly double[] rows;

    RiskSetCovariates(double[] rows, double[] scale) => (this.rows, Scale) = (rows, scale);

    /// <summary>What each column was divided by: its largest distance from a stratum's mean.</summary>
    public double[] Scale { get; }

    /// <summary>How many columns there are.</summary>
    public int Width => Scale.Length;

    /// <summary>The covariates of the row at that position of the sorted order.</summary>
    public ReadOnlySpan<double> At(int position) => rows.AsSpan(position * Width, Width);

    /// <summary>Gathers the columns from a row-major matrix of that width.</summary>
    public static RiskSetCovariates Gather(RiskSets sets, ReadOnlySpan<double> covariates, int width, ReadOnlySpan<int> columns)
    {
        var gathered = new double[sets.Order.Length * columns.Length];
        var scale = new double[columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            var largest = 0.0;
            foreach (var stratum in sets.Strata)
            {
                var start = FirstAtRiskOfAnEvent(sets, stratum);
                for (var position = start; position < stratum.End; position++)
                {
                    var value = covariates[sets.Order[position] * width + columns[c]];
                    gathered[position * columns.Length + c] = value;
                    largest = double.Max(largest, double.Abs(value));
                }
                var column = new Column(gathered, columns.Length, c, start, stratum.End);
                column.Center();
                scale[c] = double.Max(scale[c], column.Largest());
            }
            var constant = scale[c] <= Noise * largest;
            foreach (var stratum in sets.Strata)
                new Column(gathered, columns.Length, c, FirstAtRiskOfAnEvent(sets, stratum), stratum.End).Multiply(
                    constant ? 0 : 1 / scale[c]
                );
            if (constant)
                scale[c] = 1;
        }
        return new(gathered, scale);
    }

    static int FirstAtRiskOfAnEvent(RiskSets sets, StratumRange stratum)
    {
        for (var t = stratum.FirstTime; t < stratum.LastTime; t++)
            if (sets.Times[t].Events > 0)
                return sets.Times[t].Start;
        return stratum.End;
    }

    readonly struct Column(double[] rows, int width, int column, int start, int end)
    {
        public void Center()
        {
            Subtract(Mean());
            Subtract(Mean()); // what rounding left of the first mean
        }

        public double Largest()
        {
            var largest = 0.0;
            for (var position = start; position < end; position++)
                largest = double.Max(largest, double.Abs(rows[position * width + column]));
            return largest;
        }

        public void Multiply(double factor)
        {
            for (var position = start; position < end; position++)
                rows[position * width + column] *= factor;
        }

        void Subtract(double shift)
        {
            for (var position = start; position < end; position++)
                rows[position * width + column] -= shift;
        }

        double Mean()
        {
            var sum = 0.0;
            for (var position = start; position < end; position++)
                sum += rows[position * width + column];
            return end == start ? 0 : sum / (end - start);
        }
    }
}
