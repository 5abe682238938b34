namespace Equipoise.Datasets.Comparison;

/// <summary>How two data sets differ, as double programming asks: two programs made one data set, and each cell is to be the
/// same.</summary>
/// <remarks>
/// In SAS: <c>proc compare base=first compare=second method=absolute criterion=...; id keys;</c>, in R: <c>diffdf::diffdf</c>.
/// Columns belong together by their names, ignoring case. Blanks at the end of a text do not count. A number is the same as
/// another where both are missing with the same code, or are as near as asked; a decimal is the double nearest to it.
/// </remarks>
/// <param name="Rows">How many rows were compared.</param>
/// <param name="Findings">
/// The differences, one finding for each cause with the first place and the number of places. Those with the weight
/// <see cref="FindingWeight.Broken"/> are of rows, columns and values; the others of what is said about them. Rows are those of
/// the first.
/// </param>
/// <param name="Cells">The first cells that differ, of each column as many as asked.</param>
public sealed record DatasetComparison(long Rows, IReadOnlyList<Finding> Findings, IReadOnlyList<CellDifference> Cells)
{
    /// <summary>Whether both have the same columns, rows and values, whatever is said about them.</summary>
    public bool AreEqual => Findings.All(finding => finding.Weight != FindingWeight.Broken);

    /// <summary>Compares two data sets: without keys row by row, in memory of a fixed size; with keys, both are held in
    /// memory.</summary>
    /// <exception cref="DataException">One has not all the keys or has one of another kind, or is damaged.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance or the number to show is negative.</exception>
    public static DatasetComparison Of(Dataset first, Dataset second, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Absolute);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Relative);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Shown);
        var findings = new FindingList(first.Spec.Name);
        var columns = StructureComparison.Of(first.Spec, second.Spec, options, findings);
        var rows =
            options.Keys.Count == 0
                ? InOrder(first, second, columns, findings)
                : ByKeys(first, second, columns, options.Keys, findings);
        return new(
            rows,
            [.. findings.All, .. columns.Where(column => column.Count > 0).Select(column => Differing(first.Spec.Name, column))],
            [.. columns.SelectMany(column => column.Shown.Take(options.Shown))]
        );
    }

    static Finding Differing(string dataset, ComparedColumn column) =>
        new(dataset, "values", "has other values")
        {
            Weight = FindingWeight.Broken,
            Column = column.Name,
            Row = column.Shown[0].Row,
            Value = $"{column.Shown[0].Value} in the first, {column.Shown[0].Other} in the second",
            Count = column.Count,
        };

    static long InOrder(Dataset first, Dataset second, ComparedColumn[] columns, FindingList findings)
    {
        using var one = new RowsInOrder(first);
        using var other = new RowsInOrder(second);
        var rows = 0L;
        for (; one.Next() & other.Next(); rows++)
            foreach (var column in columns)
                column.Compare(one.Current, other.Current, _ => "");
        for (; one.IsThere; one.Next())
            Alone("first", one.Current, "", findings);
        for (; other.IsThere; other.Next())
            Alone("second", other.Current, "", findings);
        return rows;
    }

    static long ByKeys(Dataset first, Dataset second, ComparedColumn[] columns, IReadOnlyList<string> keys, FindingList findings)
    {
        var (order, otherOrder) = (KeyOrder.Of(first.Spec, keys), KeyOrder.Of(second.Spec, keys));
        if (order.Unlike(otherOrder).FirstOrDefault() is { } unlike)
            throw new DataException($"{first.Spec.Name}: the key {unlike} is a number in one data set and text in the other.");
        var (ones, others) = (HeldRows.Sorted(first, order), HeldRows.Sorted(second, otherOrder));
        NoteTwice("first", ones, order, findings);
        NoteTwice("second", others, otherOrder, findings);
        var (rows, one, other) = (0L, 0, 0);
        while (one < ones.Count || other < others.Count)
        {
            var side =
                one == ones.Count ? 1
                : other == others.Count ? -1
                : order.Compare(ones[one], others[other], otherOrder);
            if (side < 0)
                Alone("first", ones[one], order.Words(ones[one++]), findings);
            else if (side > 0)
                Alone("second", others[other], otherOrder.Words(others[other++]), findings);
            else
            {
                foreach (var column in columns)
                    column.Compare(ones[one], others[other], order.Words);
                (one, other, rows) = (one + 1, other + 1, rows + 1);
            }
        }
        return rows;
    }

    static void Alone(string which, RowPlace row, string key, FindingList findings) =>
        findings.Add(
            $"rows only in the {which}",
            $"has rows that are only in the {which}",
            FindingWeight.Broken,
            row: row.Row,
            value: key
        );

    static void NoteTwice(string which, List<RowPlace> rows, KeyOrder order, FindingList findings)
    {
        for (var index = 1; index < rows.Count; index++)
            if (order.Compare(rows[index - 1], rows[index], order) == 0)
                findings.Add(
                    $"keys twice in the {which}",
                    $"rows of the {which} have the keys of an earlier one; they were taken in their order",
                    row: rows[index].Row,
                    value: order.Words(rows[index])
                );
    }
}
