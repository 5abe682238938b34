namespace Equipoise.Datasets.Sas7bdat;

/// <summary>The one data set of a file.</summary>
sealed class Sas7bdatDataset : Dataset
{
    // As many rows as the inner caches of a processor hold, for each column goes through them.
    const int RowBytes = 1 << 18;

    readonly string file;
    readonly SasHeader header;
    readonly SasText text;
    readonly SasMetadata metadata;
    readonly FindingList notes;
    readonly FindingList rowNotes;

    Sas7bdatDataset(string file, string? encoding)
    {
        (this.file, notes, rowNotes) = (file, new(file), new(file));
        header = SasHeader.Read(file);
        text = new(file, header.EncodingCode, encoding);
        metadata = SasMetadata.Read(file, header, text, notes);
        CheckRows();
    }

    public override DatasetSpec Spec => metadata.Spec;

    // Of a packed file nothing is known that bounds what its header says.
    public override long? RowCount => metadata.IsPacked ? null : metadata.Rows - metadata.Deleted;

    public override IReadOnlyList<Finding> Findings => [.. notes.All, .. rowNotes.All];

    /// <exception cref="DataException">The file cannot be read or is damaged.</exception>
    /// <exception cref="ArgumentException">There is no encoding of that name.</exception>
    public static Sas7bdatDataset Open(string file, string? encoding) => new(file, encoding);

    public override IEnumerable<Batch> Batches()
    {
        rowNotes.Clear();
        var batch = new Batch(Spec, (int)Math.Min(RowBytes / Math.Max(metadata.Width, 1), metadata.Rows));
        using var rows = new SasRows(file, header, metadata, rowNotes);
        var before = 0L;
        while (rows.Take(batch.Capacity) is > 0 and var count)
        {
            batch.Clear();
            batch.Count = count;
            Fill(batch, rows.Taken, before);
            yield return batch;
            before += count;
        }
    }

    // A row takes its bytes on a page, or a pointer and something to point to.
    void CheckRows()
    {
        var bytes = metadata.Packing == SasPacking.None ? metadata.Width : Math.Min(metadata.Width, header.Layout.Pointer);
        var most = bytes == 0 ? ushort.MaxValue : header.PageLength / bytes;
        if (!metadata.IsPacked && metadata.Rows > header.Pages * most)
            throw new DataException(
                $"{file}: is damaged: {metadata.Rows} rows of {metadata.Width} bytes do not fit into its {header.Pages} pages."
            );
    }

    void Fill(Batch batch, ReadOnlySpan<byte> rows, long before)
    {
        var width = metadata.Width;
        for (var index = 0; index < metadata.Columns.Count; index++)
        {
            var column = metadata.Columns[index];
            if (column.IsText)
            {
                var cells = batch.Texts(index);
                for (var row = 0; row < batch.Count; row++)
                    text.Add(rows.Slice((row * width) + column.At, column.Width), cells, rowNotes, column.Name, before + row + 1);
                continue;
            }
            var values = batch.Numbers(index).Values.AsSpan(..batch.Count);
            SasNumber.Read(header.Layout, rows, width, column, values);
            for (var row = 0; row < values.Length; row++)
                if (double.IsInfinity(values[row]))
                    rowNotes.Add("infinite", "a number is infinite, as none of SAS is", default, column.Name, before + row + 1);
        }
    }
}
