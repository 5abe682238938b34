namespace Equipoise.Datasets.Comparison;

/// <summary>A column that two data sets have, and where it differs.</summary>
sealed class ComparedColumn(ColumnSpec spec, int index, int otherIndex, bool asNumbers, ComparisonOptions options)
{
    readonly List<CellDifference> shown = [];

    public string Name => spec.Name;

    /// <summary>How many cells differ.</summary>
    public long Count { get; private set; }

    /// <summary>The first that do.</summary>
    public IReadOnlyList<CellDifference> Shown => shown;

    /// <summary>Compares the cells of two rows.</summary>
    public void Compare(RowPlace one, RowPlace other, Func<RowPlace, string> keyOf)
    {
        var (cells, others) = (one.Batch.Columns[index], other.Batch.Columns[otherIndex]);
        if (
            asNumbers
                ? Same(CellText.Number(cells, one.At), CellText.Number(others, other.At))
                : CellText.Text(cells, one.At).SequenceEqual(CellText.Text(others, other.At))
        )
            return;
        // The first is shown whatever was asked: the finding names it.
        if (Count++ < Math.Max(options.Shown, 1))
            shown.Add(new(Name, one.Row, other.Row, keyOf(one), CellText.Of(cells, one.At), CellText.Of(others, other.At)));
    }

    bool Same(double one, double other)
    {
        if (double.IsNaN(one) || double.IsNaN(other))
            return double.IsNaN(one) && double.IsNaN(other) && MissingValue.CodeOf(one) == MissingValue.CodeOf(other);
        if (one == other)
            return true;
        var allowed = Math.Max(options.Absolute, options.Relative * Math.Max(Math.Abs(one), Math.Abs(other)));
        return Math.Abs(one - other) <= allowed && double.IsFinite(one - other);
    }
}
