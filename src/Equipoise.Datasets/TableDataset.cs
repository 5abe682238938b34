using System.Text;

namespace Equipoise.Datasets;

/// <summary>A table as a data set in batches.</summary>
sealed class TableDataset(Table table) : Dataset
{
    public override DatasetSpec Spec { get; } =
        new(
            table.Name,
            table.Label,
            [
                .. table.Columns.Select(column =>
                    column switch
                    {
                        TextColumn text => ColumnSpec.OfText(text.Name, text.Label) with { Format = text.Format },
                        NumberColumn number => ColumnSpec.OfNumber(number.Name, number.Label, number.Format),
                        _ => throw new ArgumentException($"Column {column.Name} holds neither text nor numbers.", nameof(table)),
                    } with
                    {
                        Length = column.Width,
                        Informat = column.Informat,
                        IsRightJustified = column.IsRightJustified,
                    }
                ),
            ]
        );

    public override long? RowCount => table.RowCount;

    public override IEnumerable<Batch> Batches()
    {
        var batch = new Batch(Spec);
        for (var start = 0; start < table.RowCount; start += batch.Count)
        {
            batch.Clear();
            batch.Count = Math.Min(batch.Capacity, table.RowCount - start);
            for (var index = 0; index < table.Columns.Count; index++)
                if (table.Columns[index] is NumberColumn number)
                    number.Values.AsSpan(start, batch.Count).CopyTo(batch.Numbers(index).Values);
                else
                    Add((TextColumn)table.Columns[index], start, batch.Count, batch.Texts(index));
            yield return batch;
        }
    }

    void Add(TextColumn column, int start, int count, TextCells cells)
    {
        for (var row = start; row < start + count; row++)
            try
            {
                cells.Add(column[row]);
            }
            catch (EncoderFallbackException e)
            {
                throw new DataException($"{table.Name}: row {row + 1}, column {column.Name}: holds half a character.", e);
            }
    }
}
