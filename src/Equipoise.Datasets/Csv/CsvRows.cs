using CsvHelper;

namespace Equipoise.Datasets.Csv;

/// <summary>Writes the rows of a data set as CSV.</summary>
static class CsvRows
{
    public static void Write(Dataset dataset, Stream stream, string path)
    {
        var spec = dataset.Spec;
        using var writer = CsvWriter.Create(stream, new CsvWriterOptions { Separator = SeparatorOf(path) }, leaveOpen: true);
        foreach (var column in spec.Columns)
        {
            if (column.Name.Contains('\0', StringComparison.Ordinal))
                throw new DataException($"{path}: the name of column {column.Name} holds a NUL character.");
            // So that a reader who counts separators in the first line finds the right one.
            if (column.Name.AsSpan().ContainsAny(",;\t|"))
                writer.WriteField(column.Name, CsvQuoting.Always);
            else
                writer.WriteField(column.Name);
        }
        if (spec.Columns.Count > 0)
            writer.EndRecord();
        var before = 0L;
        foreach (var batch in dataset.Batches())
        {
            for (var row = 0; row < batch.Count; row++)
            {
                for (var index = 0; index < spec.Columns.Count; index++)
                    if (batch.Columns[index] is TextCells texts)
                        WriteText(writer, texts[row], path, before + row + 1, spec.Columns[index].Name);
                    else
                        WriteNumber(writer, batch.Numbers(index).Values[row]);
                writer.EndRecord();
            }
            before += batch.Count;
        }
    }

    /// <summary>What a CSV file does not hold of a data set.</summary>
    public static IReadOnlyList<Finding> Lost(DatasetSpec spec, string path)
    {
        var lost = new FindingList(path);
        if (spec.Label.Length > 0 || spec.Columns.Any(column => column.Label.Length > 0))
            lost.Add("labels", "CSV has no labels", FindingWeight.Lost);
        if (spec.Columns.Any(column => column.Format.Length > 0 || column.Informat.Length > 0))
            lost.Add("formats", "CSV has no formats", FindingWeight.Lost);
        if (spec.Columns.Any(column => column is { IsNumber: true, Type: DataType.Date or DataType.DateTime or DataType.Time }))
            lost.Add(
                "dates",
                "dates are written as SAS counts them, in days (times in seconds) since 1960-01-01, because CSV has no formats",
                FindingWeight.Lost
            );
        return lost.All;
    }

    static char SeparatorOf(string path) =>
        path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tsv.gz", StringComparison.OrdinalIgnoreCase)
            ? '\t'
            : ',';

    static void WriteText(CsvWriter writer, ReadOnlySpan<byte> text, string path, long row, string column)
    {
        if (text.Contains((byte)0))
            throw new DataException($"{path}: row {row}, column {column}: holds a NUL character.");
        writer.WriteField(text);
    }

    static void WriteNumber(CsvWriter writer, double number)
    {
        if (!double.IsNaN(number))
            writer.WriteField(number);
        else
            writer.WriteField(MissingValue.CodeOf(number) is var code && code == '.' ? "" : $".{code}");
    }
}
