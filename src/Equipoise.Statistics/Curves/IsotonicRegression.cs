namespace Equipoise.Statistics.Curves;

/// <summary>
/// The ascending sequence nearest to given values in weighted least squares, by pooling adjacent violators (Ayer et al., 1955):
/// O(n).
/// </summary>
static class IsotonicRegression
{
    /// <summary>Replaces the values by the ascending ones.</summary>
    /// <param name="values">The values.</param>
    /// <param name="weights">Their weights, above 0.</param>
    public static void Fit(Span<double> values, ReadOnlySpan<double> weights)
    {
        var n = values.Length;
        var (mean, weight, length) = (new double[n], new double[n], new int[n]);
        var blocks = 0;
        for (var i = 0; i < n; i++)
        {
            (mean[blocks], weight[blocks], length[blocks]) = (values[i], weights[i], 1);
            blocks++;
            for (; blocks > 1 && mean[blocks - 2] >= mean[blocks - 1]; blocks--)
            {
                var both = weight[blocks - 2] + weight[blocks - 1];
                mean[blocks - 2] += (mean[blocks - 1] - mean[blocks - 2]) * (weight[blocks - 1] / both);
                weight[blocks - 2] = both;
                length[blocks - 2] += length[blocks - 1];
            }
        }
        for (int block = 0, i = 0; block < blocks; block++)
            for (var k = 0; k < length[block]; k++)
                values[i++] = mean[block];
    }
}
