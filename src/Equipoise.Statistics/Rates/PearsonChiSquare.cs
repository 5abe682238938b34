namespace Equipoise.Statistics.Rates;

/// <summary>Are two classifications independent? Pearson's chi-square test of a table of counts.</summary>
public static class PearsonChiSquare
{
    /// <summary>
    /// X² = Σ(O - E)²/E over all cells, with E the product of the margins over the total, on (rows - 1)(columns - 1) degrees of
    /// freedom. Rows and columns without a count are left out first, as SAS does. No continuity correction.
    /// </summary>
    /// <remarks>
    /// R: <c>chisq.test(table, correct = FALSE)</c>; SAS: <c>proc freq; tables row*column / chisq</c>. Cost: O(cells).
    /// </remarks>
    /// <param name="counts">The counts, row by row.</param>
    /// <param name="columns">How many columns a row has.</param>
    /// <returns>The test; null where fewer than two rows or two columns have a count.</returns>
    /// <exception cref="ArgumentException">The counts make no whole number of rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there is no column.</exception>
    public static ChiSquareTest? Of(ReadOnlySpan<long> counts, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (counts.Length % columns != 0)
            throw new ArgumentException($"{counts.Length} counts make no rows of {columns}.", nameof(counts));
        var (ofRow, ofColumn) = (new long[counts.Length / columns], new long[columns]);
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 0)
                throw new ArgumentOutOfRangeException(nameof(counts), counts[i], "A count is not below 0.");
            ofRow[i / columns] += counts[i];
            ofColumn[i % columns] += counts[i];
        }
        var freedom = (ofRow.Count(sum => sum > 0) - 1) * (ofColumn.Count(sum => sum > 0) - 1);
        if (ofRow.Count(sum => sum > 0) < 2 || ofColumn.Count(sum => sum > 0) < 2)
            return null;
        var (total, statistic) = ((double)ofRow.Sum(), 0.0);
        for (var i = 0; i < counts.Length; i++)
            if (ofRow[i / columns] / total * ofColumn[i % columns] is > 0 and var expected)
                statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
        return new(statistic, freedom);
    }
}
