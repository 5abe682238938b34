using CsvHelper;

namespace Equipoise.Datasets.Csv;

/// <summary>Writes the rows of a data set as CSV.</summary>
static class CsvRows
{
    /// <returns>What the data set has and the file has not.</returns>
    public static IReadOnlyList<Finding> Write(Dataset dataset, Stream stream, string path)
    {
        var spec = dataset.Spec;
        GuessedColumn[] guessed = [.. spec.Columns.Select(column => new GuessedColumn(column))];
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
                    {
                        WriteText(writer, texts[row], path, before + row + 1, spec.Columns[index].Name);
                        guessed[index].Look(texts[row]);
                    }
                    else
                    {
                        var number = batch.Numbers(index).Values[row];
                        WriteNumber(writer, number);
                        guessed[index].Look(number);
                    }
                writer.EndRecord();
            }
            before += batch.Count;
        }
        return Lost(spec, guessed, path);
    }

    static IReadOnlyList<Finding> Lost(DatasetSpec spec, GuessedColumn[] guessed, string path)
    {
        var lost = new FindingList(path);
        if (!DatasetName.Of(path).Equals(spec.Name, StringComparison.OrdinalIgnoreCase))
            lost.Add(
                "name",
                $"CSV has no place for the name {spec.Name}: a data set is called like its file",
                FindingWeight.Lost
            );
        DescriptionLoss.Tell(lost, spec, "CSV", Described.All);
        if (spec.Columns.Any(column => column is { IsNumber: true, Type: DataType.Date or DataType.DateTime or DataType.Time }))
            lost.Add(
                "dates",
                "dates are written as SAS counts them, in days (times in seconds) since 1960-01-01, because CSV has no formats",
                FindingWeight.Lost
            );
        Tell("text like numbers", "text of which all cells look like numbers is read as the nearest doubles", isNumber: false);
        Tell("empty numbers", "numbers of which every one is missing are read as text", isNumber: true);
        return lost.All;

        void Tell(string rule, string what, bool isNumber)
        {
            string[] names =
            [
                .. guessed
                    .Where(column => column.IsMistaken && column.Spec.IsNumber == isNumber)
                    .Select(column => column.Spec.Name),
            ];
            if (names.Length > 0)
                lost.Add(rule, $"{what}, unless the reader is told: {DescriptionLoss.Names(names)}", FindingWeight.Lost);
        }
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
