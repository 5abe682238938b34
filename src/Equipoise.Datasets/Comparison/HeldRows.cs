namespace Equipoise.Datasets.Comparison;

/// <summary>The rows of a data set in memory, in the order of their keys.</summary>
static class HeldRows
{
    /// <summary>All rows; of those with the same keys the earlier first.</summary>
    /// <exception cref="DataException">The data set is damaged.</exception>
    public static List<RowPlace> Sorted(Dataset dataset, KeyOrder order)
    {
        List<RowPlace> rows = [];
        var held = new Batch(dataset.Spec);
        foreach (var batch in dataset.Batches())
            for (var from = 0; from < batch.Count;)
            {
                if (held.IsFull)
                    held = new(dataset.Spec);
                var count = Math.Min(batch.Count - from, held.Capacity - held.Count);
                Copy(batch, from, count, held);
                for (; count > 0; count--, from++)
                    rows.Add(new(held, held.Count++, rows.Count + 1));
            }
        rows.Sort((one, other) => order.Compare(one, other, order) is var keys and not 0 ? keys : one.Row.CompareTo(other.Row));
        return rows;
    }

    static void Copy(Batch batch, int from, int count, Batch held)
    {
        for (var column = 0; column < batch.Columns.Count; column++)
            if (batch.Columns[column] is NumberCells numbers)
                numbers.Values.AsSpan(from, count).CopyTo(held.Numbers(column).Values.AsSpan(held.Count));
            else
                for (var row = from; row < from + count; row++)
                    held.Texts(column).Add(batch.Texts(column)[row]);
    }
}
