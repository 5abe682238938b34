namespace Equipoise.Datasets.Comparison;

/// <summary>The rows of a data set one after the other, out of its batches.</summary>
sealed class RowsInOrder(Dataset dataset) : IDisposable
{
    readonly IEnumerator<Batch> batches = dataset.Batches().GetEnumerator();
    Batch? batch;
    int at;
    long row;

    /// <summary>Whether there is a current row.</summary>
    public bool IsThere => batch is not null;

    public RowPlace Current => new(batch!, at, row);

    /// <summary>Goes to the next row.</summary>
    public bool Next()
    {
        at++;
        row++;
        while (batch is null || at >= batch.Count)
        {
            if (!batches.MoveNext())
            {
                batch = null;
                return false;
            }
            (batch, at) = (batches.Current, 0);
        }
        return true;
    }

    public void Dispose() => batches.Dispose();
}
