namespace Equipoise.Datasets.Xpt;

/// <summary>Some rows of a data set, one after the other.</summary>
/// <param name="whole">The data set.</param>
/// <param name="from">The rows before them.</param>
/// <param name="count">How many they are at most.</param>
sealed class XptPart(Dataset whole, long from, long count) : Dataset
{
    public override DatasetSpec Spec => whole.Spec;

    public override IEnumerable<Batch> Batches()
    {
        var copy = new Batch(Spec);
        var before = 0L;
        foreach (var batch in whole.Batches())
        {
            var first = (int)Math.Clamp(from - before, 0, batch.Count);
            var end = (int)Math.Clamp(from + count - before, 0, batch.Count);
            before += batch.Count;
            if (first == 0 && end == batch.Count)
                yield return batch;
            else if (first < end)
            {
                copy.Clear();
                for (var row = first; row < end; row++)
                {
                    // A batch of the data set may take more rows than one of ours.
                    if (copy.IsFull)
                    {
                        yield return copy;
                        copy.Clear();
                    }
                    Copy(batch, row, copy);
                }
                yield return copy;
            }
            if (before >= from + count)
                yield break;
        }
    }

    static void Copy(Batch from, int row, Batch to)
    {
        for (var index = 0; index < from.Columns.Count; index++)
            if (from.Columns[index] is TextCells texts)
                to.Texts(index).Add(texts[row]);
            else
                to.Numbers(index).Values[to.Count] = from.Numbers(index).Values[row];
        to.Count++;
    }
}
