using System.Globalization;
using System.Text.Unicode;
using CsvHelper;

namespace Equipoise.Datasets.Csv;

/// <summary>A CSV file in batches. It is read once to learn what its columns are, and again for its rows.</summary>
sealed class CsvDataset : Dataset
{
    // As long as the first line of any real file.
    const int Start = 1 << 20;

    readonly string path;
    readonly CsvOptions options;
    readonly byte[] start;
    readonly FindingList notes;
    readonly int[] asked;
    readonly CsvCells cells;

    CsvDataset(string path, CsvOptions options)
    {
        (this.path, this.options, notes, cells) = (path, options, new(path), new(options));
        start = PackedFile.Start(path, Start);
        var (columns, rows) = Learn(isText: true) ?? Learn(isText: false)!.Value;
        asked = [.. columns.Select(column => column.Index)];
        RowCount = rows;
        Spec = new(
            DatasetName.Of(path),
            options.Spec?.Label ?? "",
            [.. columns.Select(column => column.Column.Spec(rows, notes))]
        );
    }

    /// <summary>Goes through the file.</summary>
    /// <param name="isText">Whether it is taken for UTF-8 without NUL; when it turns out not to be, the answer is null, and each
    /// cell is to be looked at, to say which are not.</param>
    ((int Index, CsvColumnSpec Column)[] Columns, long Rows)? Learn(bool isText)
    {
        var problems = new FileProblems(path);
        var watched = new WatchedStream(PackedFile.Open(path));
        using var reader = CsvReader.Create(watched, CsvLines.Options(start, options, problems));
        var names = CsvLines.ReadHeader(reader, options, problems);
        (int Index, CsvColumnSpec Column)[] columns =
        [
            .. Asked(names).Select(index => (index, new CsvColumnSpec(names[index], options, cells, isText))),
        ];
        var rows = 0L;
        while (reader.Read() && !problems.Full)
        {
            if (!CsvLines.IsWhole(reader, names.Length, problems))
                continue;
            rows++;
            foreach (var (index, column) in columns)
                column.Look(reader, index, problems);
        }
        if (isText && !watched.IsText)
            return null;
        problems.ThrowIfAny();
        return (columns, rows);
    }

    /// <exception cref="DataException">The file cannot be read or is not such a table; every problem is listed.</exception>
    public static CsvDataset Open(string path, CsvOptions options)
    {
        try
        {
            return new(path, options);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new DataException($"{path}: cannot be read. {e.Message}", e);
        }
        catch (CsvFormatException e)
        {
            throw new DataException($"{path}: line {e.LineNumber}: {e.Message}", e);
        }
    }

    public override DatasetSpec Spec { get; }

    public override long? RowCount { get; }

    public override IReadOnlyList<Finding> Findings => notes.All;

    public override IEnumerable<Batch> Batches()
    {
        var batch = new Batch(Spec);
        // What is wrong was told when the types were learnt.
        var problems = new FileProblems(path);
        using var reader = CsvReader.Create(PackedFile.Open(path), CsvLines.Options(start, options, problems));
        reader.ReadHeader();
        var more = true;
        while (more)
        {
            batch.Clear();
            while (!batch.IsFull && (more = reader.Read()))
            {
                for (var index = 0; index < asked.Length; index++)
                    Add(reader, index, batch);
                batch.Count++;
            }
            problems.ThrowIfAny();
            if (batch.Count > 0)
                yield return batch;
        }
    }

    void Add(CsvReader reader, int index, Batch batch)
    {
        var cell = reader.GetSpan(asked[index]);
        if (batch.Columns[index] is TextCells texts)
            texts.Add(cells.IsMissingText(cell) ? [] : cell);
        else
            batch.Numbers(index).Values[batch.Count] =
                cells.Read(cell, out var value) != CsvCells.Kind.Other || cells.TryAny(cell, out value) ? value
                : CsvColumnSpec.TryDate(cell, Spec.Columns[index].Type, out value) ? value
                : double.NaN;
    }

    int[] Asked(string[] names)
    {
        HashSet<string>? wanted = options.Columns is { } columns ? new(columns, StringComparer.OrdinalIgnoreCase) : null;
        return [.. Enumerable.Range(0, names.Length).Where(index => wanted?.Contains(names[index]) != false)];
    }
}

/// <summary>What one column of a CSV file is, while its cells are looked at.</summary>
sealed class CsvColumnSpec(string name, CsvOptions options, CsvCells cells, bool isText)
{
    readonly ColumnSpec? told = options.Spec is { } spec && spec.IndexOf(name) is >= 0 and var index ? spec.Columns[index] : null;
    readonly bool isTold =
        options.TextColumns.Contains(name, StringComparer.OrdinalIgnoreCase)
        || options.NumberColumns.Contains(name, StringComparer.OrdinalIgnoreCase)
        || (options.Spec?.IndexOf(name) ?? -1) >= 0;
    bool hasNumbers;
    bool hasTexts;

    bool MustBeNumber =>
        options.NumberColumns.Contains(name, StringComparer.OrdinalIgnoreCase)
        || (told?.IsNumber ?? told?.Type == DataType.Decimal);

    bool IsTextByName => !isTold && options.Cdisc && CdiscTypes.IsText(name);

    /// <summary>Looks at one cell.</summary>
    public void Look(CsvReader reader, int index, FileProblems problems)
    {
        var cell = reader.GetSpan(index);
        if (!hasTexts)
            switch (cells.Read(cell, out _))
            {
                case CsvCells.Kind.Number:
                    hasNumbers = true;
                    break;
                case CsvCells.Kind.Other when MustBeNumber:
                    if (!cells.TryAny(cell, out _) && !TryDate(cell, told?.Type, out _))
                        problems.Add(
                            $"line {reader.LineNumber}, column {name}: \"{reader.GetString(index)}\" is not a number.",
                            $"cells of column {name} are not numbers"
                        );
                    hasNumbers = true;
                    break;
                case CsvCells.Kind.Other:
                    hasTexts = true;
                    break;
            }
        if (isText)
            return;
        if (cell.Contains((byte)0))
            problems.Add($"line {reader.LineNumber}, column {name}: holds a NUL byte; this is not a text file.", "NUL bytes");
        else if (!Utf8.IsValid(cell))
            problems.Add(
                $"line {reader.LineNumber}, column {name}: is not UTF-8. Save the file as UTF-8 and try again.",
                "cells are not UTF-8"
            );
    }

    /// <summary>What the column is, once all its cells were looked at.</summary>
    public ColumnSpec Spec(long rows, FindingList notes)
    {
        if (told is not null)
            return told with { Name = name };
        if (options.TextColumns.Contains(name, StringComparer.OrdinalIgnoreCase))
            return ColumnSpec.OfText(name);
        if (IsTextByName)
        {
            if (hasNumbers && !hasTexts)
                notes.Add("type by name", "is text as CDISC has it, though all its cells are numbers", column: name);
            return ColumnSpec.OfText(name);
        }
        var isEmpty = !hasNumbers && !hasTexts;
        if (isEmpty && options.Cdisc && rows > 0 && CdiscTypes.IsNumberWhenEmpty(name))
            notes.Add("type by name", "holds numbers as CDISC has it, though it holds nothing", column: name);
        return MustBeNumber || (hasNumbers && !hasTexts) || (isEmpty && options.Cdisc && CdiscTypes.IsNumberWhenEmpty(name))
            ? ColumnSpec.OfNumber(name)
            : ColumnSpec.OfText(name);
    }

    /// <summary>A date, date-time or time of ISO 8601 as SAS counts it, where a column is told to be such a number.</summary>
    public static bool TryDate(ReadOnlySpan<byte> cell, DataType? type, out double value)
    {
        value = double.NaN;
        if (type is not (DataType.Date or DataType.DateTime or DataType.Time) || cell.Length is < 5 or > 32)
            return false;
        Span<char> text = stackalloc char[cell.Length];
        Utf8.ToUtf16(cell, text, out _, out var length);
        text = text[..length];
        if (
            type == DataType.Date
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        )
            value = SasDate.ToNumber(date);
        else if (
            type == DataType.DateTime
            && DateTime.TryParseExact(text, dateTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
        )
            value = (moment - new DateTime(1960, 1, 1)).TotalSeconds;
        else if (
            type == DataType.Time
            && TimeOnly.TryParseExact(text, times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        )
            value = time.ToTimeSpan().TotalSeconds;
        return !double.IsNaN(value);
    }

    static readonly string[] dateTimes =
    [
        "yyyy-MM-ddTHH:mm:ss",
        "yyyy-MM-ddTHH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
    ];
    static readonly string[] times = ["HH:mm:ss", "HH:mm", "HH:mm:ss.FFFFFFF"];
}
