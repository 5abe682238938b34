using System.IO.Compression;
using CsvHelper;

namespace Equipoise.Datasets.Csv;

/// <summary>Tables as comma-separated values (RFC 4180), plain or gzipped.</summary>
public static class CsvFile
{
    /// <summary>Reads a table; its name is the file's, in capitals and without extensions.</summary>
    /// <remarks>
    /// The first line names the columns. UTF-8, with or without byte order mark; UTF-16 with one. Blank lines are passed over.
    /// A column holds numbers when every cell with a value is a number: digits with at most one minus sign, decimal point and
    /// exponent (1e5 is 100000, as R writes it). It stays text when one cell would not survive as a number: a leading zero
    /// (001), a plus sign (+1), an integer beyond 2^53. Missing in a column of numbers are "", ".", NA, NaN and the SAS codes .A to
    /// .Z and ._; blanks around a number are ignored. In a column of text only "" is missing (see
    /// <see cref="CsvOptions.MissingText"/>). A column without any cell filled is text.
    /// </remarks>
    /// <exception cref="DataException">The file cannot be read or is not such a table; every problem is listed with its line.</exception>
    public static Table Read(string path, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Read(WholeFile.Read(path), path, options ?? new());
        }
        catch (CsvFormatException e)
        {
            throw new DataException($"{path}: line {e.LineNumber}: {e.Message}", e);
        }
    }

    /// <summary>Writes a table, gzipped when the name ends in .gz. Lines end in CRLF, as RFC 4180 asks; the encoding is UTF-8.</summary>
    /// <remarks>
    /// Numbers have the fewest digits that read back to the same double; a missing one is "" or its SAS code (.A); dates are SAS
    /// numbers. Labels and formats are lost. Text that looks like numbers reads back as text only with
    /// <see cref="CsvOptions.TextColumns"/>.
    /// </remarks>
    /// <exception cref="DataException">A name or a text holds a NUL character, which no CSV file can hold.</exception>
    public static void Write(Table table, string path)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(path);
        CheckText(table, path);
        var gzip = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        WholeFile.Write(
            path,
            stream =>
            {
                if (!gzip)
                {
                    Write(table, stream);
                    return;
                }
                using var packed = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
                Write(table, packed);
            }
        );
    }

    static Table Read(byte[] bytes, string path, CsvOptions options)
    {
        var forcedText = new HashSet<string>(options.TextColumns, StringComparer.OrdinalIgnoreCase);
        var forcedNumber = new HashSet<string>(options.NumberColumns, StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            var problems = new ProblemList(path);
            using var reader = CsvReader.Create(bytes, ReaderOptions(options, problems));
            var names = ReadHeader(reader, problems);
            var columns = names
                .Select(name => new CsvColumn(
                    name,
                    forcedText.Contains(name) ? CsvColumn.Kind.Text
                        : forcedNumber.Contains(name) ? CsvColumn.Kind.Number
                        : options.Cdisc && CdiscTypes.IsText(name) ? CsvColumn.Kind.Text
                        : CsvColumn.Kind.Inferred,
                    options
                ))
                .ToArray();
            ReadRows(reader, columns, problems);
            problems.ThrowIfAny();
            if (!columns.Any(column => column.Reread))
                return new(DatasetName.Of(path), "", [.. columns.Select(column => column.Done())]);
            forcedText.UnionWith(names.Where((_, i) => columns[i].Reread));
        }
    }

    static CsvReaderOptions ReaderOptions(CsvOptions options, ProblemList problems) =>
        new()
        {
            Separator = options.Separator,
            TrackLineNumbers = true,
            PoolStrings = true,
            OnMalformedRecord = record => problems.Add($"line {record.LineNumber}: {Words(record.Reason)}"),
        };

    static string[] ReadHeader(CsvReader reader, ProblemList problems)
    {
        reader.ReadHeader();
        var names = reader.Headers.Select(name => name.Trim()).ToArray();
        if (names.Length == 0)
            problems.Add("is empty; the first line must name the columns.");
        if (names.Any(HoldsNul))
            problems.Add("line 1: holds NUL bytes; this is not a text file.");
        else if (names.Any(name => name.Contains('\uFFFD', StringComparison.Ordinal)))
            problems.Add("line 1: is not UTF-8. Save the file as UTF-8 and try again.");
        // R writes its row names under a first column without name.
        for (var i = 1; i < names.Length; i++)
            if (names[i].Length == 0)
                problems.Add($"line 1: column {i + 1} has no name.");
        foreach (var group in names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.OrdinalIgnoreCase))
            if (group.Count() > 1)
                problems.Add($"line 1: {group.Count()} columns are named {group.Key} (case does not tell names apart).");
        problems.ThrowIfAny();
        return names;
    }

    static void ReadRows(CsvReader reader, CsvColumn[] columns, ProblemList problems)
    {
        while (reader.Read() && !problems.Full)
        {
            if (reader.FieldCount == columns.Length)
                for (var i = 0; i < columns.Length; i++)
                    columns[i].Add(reader, i, problems);
            else
                problems.Add(
                    $"line {reader.LineNumber}: has {reader.FieldCount} cells where the first line names {columns.Length} columns."
                );
        }
    }

    static string Words(CsvMalformedReason reason) =>
        reason switch
        {
            CsvMalformedReason.StrayQuote => "a quote stands inside a cell that does not begin with one.",
            CsvMalformedReason.TextAfterClosingQuote => "text follows the closing quote of a cell.",
            CsvMalformedReason.UnterminatedQuote => "a cell begins with a quote that is never closed.",
            _ => $"is not valid CSV ({reason}).",
        };

    static void Write(Table table, Stream stream)
    {
        using var writer = CsvWriter.Create(stream, new CsvWriterOptions(), leaveOpen: true);
        foreach (var column in table.Columns)
            writer.WriteField(column.Name);
        if (table.Columns.Count > 0)
            writer.EndRecord();
        for (var row = 0; row < table.RowCount; row++)
        {
            foreach (var column in table.Columns)
                WriteCell(writer, column, row);
            writer.EndRecord();
        }
    }

    static void WriteCell(CsvWriter writer, Column column, int row)
    {
        if (column is TextColumn text)
            writer.WriteField(text[row]);
        else if (((NumberColumn)column)[row] is var number && !double.IsNaN(number))
            writer.WriteField(number);
        else
            writer.WriteField(MissingValue.CodeOf(number) is var code && code == '.' ? "" : $".{code}");
    }

    static void CheckText(Table table, string path)
    {
        var problems = new ProblemList(path);
        foreach (var column in table.Columns)
        {
            if (HoldsNul(column.Name))
                problems.Add($"the name of column {column.Name} holds a NUL character.");
            if (column is TextColumn text && Array.FindIndex(text.Values, HoldsNul) is >= 0 and var row)
                problems.Add($"row {row + 1}, column {column.Name}: holds a NUL character.");
        }
        problems.ThrowIfAny();
    }

    static bool HoldsNul(string text) => text.Contains('\0', StringComparison.Ordinal);
}
