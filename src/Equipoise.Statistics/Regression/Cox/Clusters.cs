namespace Equipoise.Statistics.Regression.Cox;

/// <summary>Which positions of the risk sets belong together.</summary>
/// <param name="Indices">The cluster of each position, from 0; null when each is its own.</param>
/// <param name="Count">How many clusters there are.</param>
readonly record struct Clusters(int[]? Indices, int Count)
{
    public static Clusters Of(CoxModel model, CoxRows all, ReadOnlySpan<int> codes)
    {
        var (order, rows) = (model.Sets.Order, all.Observations.Length);
        if (codes.IsEmpty)
            return new(null, order.Length);
        if (codes.Length != rows)
            throw new ArgumentException($"{codes.Length} clusters for {rows} observations.", nameof(codes));
        var (known, indices) = (new Dictionary<int, int>(), new int[order.Length]);
        for (var position = 0; position < order.Length; position++)
        {
            if (!known.TryGetValue(codes[order[position]], out var index))
                known.Add(codes[order[position]], index = known.Count);
            indices[position] = index;
        }
        return new(indices, known.Count);
    }

    /// <summary>The sum of the rows of each cluster.</summary>
    /// <param name="rows">A row for each position, one after the other.</param>
    /// <param name="width">The width of a row.</param>
    public double[] Sum(double[] rows, int width)
    {
        if (Indices is null)
            return rows;
        var sums = new double[Count * width];
        for (var position = 0; position < Indices.Length; position++)
            for (var j = 0; j < width; j++)
                sums[Indices[position] * width + j] += rows[position * width + j];
        return sums;
    }
}
