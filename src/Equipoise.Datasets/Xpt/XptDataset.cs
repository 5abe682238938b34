namespace Equipoise.Datasets.Xpt;

/// <summary>One member of a transport file.</summary>
sealed class XptDataset : Dataset
{
    readonly string file;
    readonly Namestr[] columns;
    readonly long start;
    readonly int width;
    readonly long rows;
    readonly FindingList notes;

    /// <exception cref="DataException">Rows are missing.</exception>
    public XptDataset(string file, DatasetSpec spec, Namestr[] columns, long start, XptExtent extent, long counted)
    {
        (this.file, Spec, this.columns, this.start, notes) = (file, spec, columns, start, new(file));
        var length = columns.Sum(column => (long)column.Width);
        if (length > int.MaxValue)
            throw new DataException($"{file}: is damaged: a row has {length} bytes.");
        width = (int)length;
        rows = counted > 0 ? counted : extent.Rows(file, columns, width, notes);
        if (length * counted > extent.Length)
            throw new DataException(
                $"{file}: is cut short: {counted} rows are announced, {extent.Length / length} are there."
            );
        var at = 0;
        foreach (var column in columns)
        {
            if (column.Position != at)
                notes.Add(
                    "positions",
                    "the header gives columns other places than their order does; SAS reads by the order, and so was this"
                );
            at += column.Width;
        }
    }

    public override DatasetSpec Spec { get; }

    public override long? RowCount => rows;

    public override IReadOnlyList<Finding> Findings => notes.All;

    public override IEnumerable<Batch> Batches()
    {
        var batch = new Batch(Spec);
        using var stream = new XptStream(file);
        stream.SkipTo(start);
        for (var left = rows; left > 0; left -= batch.Count)
        {
            batch.Clear();
            // As many rows as the inner caches of a processor hold, for each column goes through them.
            batch.Count = (int)Math.Min(left, Math.Clamp((1 << 18) / Math.Max(width, 1), 1, batch.Capacity));
            Fill(batch, stream.Take(batch.Count * width, "its rows"));
            yield return batch;
        }
    }

    void Fill(Batch batch, ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        for (var index = 0; index < columns.Length; at += columns[index++].Width)
            if (columns[index].IsText)
                FillText(batch.Texts(index), batch.Count, bytes, at, columns[index].Width);
            else
                FillNumbers(batch.Numbers(index).Values, batch.Count, bytes, at, columns[index].Width);
    }

    void FillText(TextCells cells, int count, ReadOnlySpan<byte> bytes, int at, int length)
    {
        for (var row = 0; row < count; row++)
            XptText.Read(bytes.Slice((row * width) + at, length), cells);
    }

    void FillNumbers(double[] values, int count, ReadOnlySpan<byte> bytes, int at, int length)
    {
        for (var row = 0; row < count; row++)
            values[row] = IbmDouble.Read(bytes.Slice((row * width) + at, length));
    }
}
