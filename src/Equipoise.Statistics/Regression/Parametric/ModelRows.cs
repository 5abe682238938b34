using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>
/// The rows that a likelihood sums over, checked, without those that say nothing, in an order that is not that of the caller.
/// </summary>
sealed class ModelRows
{
    // What 1 - R² of a covariate given the earlier ones is at least.
    const double RankTolerance = 1e-12;

    // A column whose values differ by no more than this part of their size is constant but for rounding.
    const double Noise = 16 * 2.220446049250313e-16;

    readonly Row[] rows;

    ModelRows(Row[] rows, int width)
    {
        this.rows = rows;
        Events = rows.Count(row => row.Observation.IsEvent);
        MeanWeight = rows.Length == 0 ? 1 : rows.Sum(row => row.Weight) / rows.Length;
        Kept = Independent(width);
    }

    /// <summary>A participant, and what they count for.</summary>
    public sealed record Row(Observation Observation, double Weight, double[] Covariates);

    /// <summary>The rows.</summary>
    public IReadOnlyList<Row> All => rows;

    /// <summary>How many rows had the event.</summary>
    public int Events { get; }

    /// <summary>The mean weight: makes a gain in log-likelihood comparable between sets of weights.</summary>
    public double MeanWeight { get; }

    /// <summary>The covariates that are no combination of earlier ones.</summary>
    public int[] Kept { get; }

    /// <summary>Events by time at risk: the exponential maximum.</summary>
    public double CrudeRate
    {
        get
        {
            var (events, exposure) = (0.0, 0.0);
            foreach (var row in rows)
            {
                events += row.Observation.IsEvent ? row.Weight : 0;
                exposure += row.Weight * (row.Observation.Time - double.Max(0, row.Observation.Entry));
            }
            return events / exposure;
        }
    }

    public static ModelRows Of(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<double> covariates,
        IReadOnlyList<string> names,
        ReadOnlySpan<double> weights
    )
    {
        ArgumentNullException.ThrowIfNull(names);
        var width = names.Count;
        if (covariates.Length != (long)observations.Length * width)
            throw new ArgumentException(
                $"{covariates.Length} covariate values for {observations.Length} observations of {width} covariates.",
                nameof(covariates)
            );
        if (weights.Length != 0 && weights.Length != observations.Length)
            throw new ArgumentException($"{weights.Length} weights for {observations.Length} observations.", nameof(weights));
        var used = new List<Row>(observations.Length);
        for (var i = 0; i < observations.Length; i++)
        {
            var x = covariates.Slice(i * width, width).ToArray();
            for (var j = 0; j < width; j++)
                if (!double.IsFinite(x[j]))
                    throw new ArgumentException($"Covariate {names[j]} of row {i} is {x[j]}.", nameof(covariates));
            var weight = weights.IsEmpty ? 1 : weights[i];
            if (!(double.IsFinite(weight) && weight >= 0))
                throw new ArgumentException($"The weight of row {i} is {weight}.", nameof(weights));
            if (observations[i] is { IsEvent: true, Time: 0 })
                throw new ArgumentException(
                    $"Row {i} has its event at time 0, where the model has no density.",
                    nameof(observations)
                );
            if (weight > 0 && observations[i].Time > 0) // who is censored at 0 says nothing
                used.Add(new(observations[i], weight, x));
        }
        used.Sort(Compare);
        return new([.. used], width);
    }

    static int Compare(Row a, Row b)
    {
        var order = (a.Observation.Time, a.Observation.IsEvent, a.Observation.Entry, a.Weight).CompareTo(
            (b.Observation.Time, b.Observation.IsEvent, b.Observation.Entry, b.Weight)
        );
        for (var j = 0; order == 0 && j < a.Covariates.Length; j++)
            order = a.Covariates[j].CompareTo(b.Covariates[j]);
        return order;
    }

    int[] Independent(int width)
    {
        if (rows.Length == 0)
            return [];
        var columns = new double[width][];
        for (var j = 0; j < width; j++)
        {
            var column = Array.ConvertAll(rows, row => row.Covariates[j]);
            var size = column.Max(double.Abs);
            var mean = column.Sum(value => value / column.Length);
            var spread = column.Max(value => double.Abs(value - mean));
            columns[j] = new double[rows.Length];
            if (spread <= Noise * size)
                continue; // constant
            for (var i = 0; i < rows.Length; i++)
                columns[j][i] = (column[i] - mean) / spread;
            var rest = columns[j].Sum() / rows.Length; // what rounding left of the mean
            for (var i = 0; i < rows.Length; i++)
                columns[j][i] -= rest;
        }
        var gram = new double[width, width];
        for (var i = 0; i < width; i++)
            for (var j = 0; j <= i; j++)
                for (var k = 0; k < rows.Length; k++)
                    gram[i, j] += columns[i][k] * columns[j][k];
        var factor = Cholesky.Factor(gram, RankTolerance);
        return [.. Enumerable.Range(0, width).Where(j => !factor.IsDependent(j))];
    }
}
