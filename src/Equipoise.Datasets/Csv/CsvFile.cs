using System.IO.Compression;
using System.Text.Unicode;
using CsvHelper;

namespace Equipoise.Datasets.Csv;

/// <summary>Tables as comma-separated values (RFC 4180), plain or gzipped.</summary>
public static class CsvFile
{
    // Bytes from which a second reader is worth its start.
    const int WorthTwo = 1 << 20;

    /// <summary>Reads a table; its name is the file's, in capitals and without extensions.</summary>
    /// <remarks>
    /// The first line names the columns. UTF-8, with or without byte order mark; UTF-16 with one. Blank lines are passed over.
    /// A column holds numbers when every cell with a value is a number: digits with at most one minus sign, decimal point and
    /// exponent (1e5 is 100000, as R writes it). It stays text when one cell would not survive as a number: a leading zero
    /// (001), a plus sign (+1), an integer beyond 2^53. Missing in a column of numbers are "", ".", NA, NaN and the SAS codes .A
    /// to .Z and ._; blanks around a number are ignored. In a column of text only "" is missing (see
    /// <see cref="CsvOptions.MissingText"/>). A column without any cell filled is text.
    /// </remarks>
    /// <exception cref="DataException">The file cannot be read or is not such a table; every problem is listed with its
    /// line.</exception>
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

    /// <summary>
    /// Writes a table, gzipped when the name ends in .gz. Lines end in CRLF, as RFC 4180 asks; the encoding is UTF-8.
    /// </summary>
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
        var names = Header(bytes, path, options);
        // Checked here at the speed of memory; where it fails, cell by cell, to say which.
        var isText = Utf8.IsValid(bytes) && !bytes.Contains((byte)0);
        int[] asked = Asked(names, isText ? options : options with { Columns = null });
        var rows = RowsExpected(bytes, names.Length);
        while (true)
        {
            var columns = Columns(asked.Length >= 2 && bytes.Length >= WorthTwo ? 2 : 1);
            if (!columns.Any(column => column.Column.Reread))
                return new(DatasetName.Of(path), "", [.. columns.Select(column => column.Column.Done())]);
            forcedText.UnionWith(columns.Where(column => column.Column.Reread).Select(column => names[column.Index]));
        }

        // To find the cells is the smaller part of the work. So each reader goes through the whole file and keeps its share of
        // the columns: no row is cut in two, and the table is the same however many readers there are. Where something is wrong,
        // one reader reads again, to list the problems in the order of the file.
        (int Index, CsvColumn Column)[] Columns(int readers)
        {
            var columns = Array.ConvertAll(
                asked,
                index => (index, new CsvColumn(names[index], KindOf(names[index]), options, isText, rows))
            );
            var problems = Array.ConvertAll(new int[readers], _ => new FileProblems(path));
            if (readers == 1)
                Share(0);
            else
                Parallel.For(0, readers, Share);
            if (readers > 1 && Array.Exists(problems, list => list.Any))
                return Columns(1);
            problems[0].ThrowIfAny();
            return columns;

            void Share(int first) =>
                ReadRows(bytes, names.Length, [.. columns.Where((_, i) => i % readers == first)], options, problems[first]);
        }

        CsvColumn.Kind KindOf(string name) =>
            forcedText.Contains(name) ? CsvColumn.Kind.Text
            : forcedNumber.Contains(name) ? CsvColumn.Kind.Number
            : options.Cdisc && CdiscTypes.IsText(name) ? CsvColumn.Kind.Text
            : CsvColumn.Kind.Inferred;
    }

    static string[] Header(byte[] bytes, string path, CsvOptions options)
    {
        var problems = new FileProblems(path);
        using var reader = CsvReader.Create(bytes, ReaderOptions(options, problems));
        return ReadHeader(reader, options, problems);
    }

    // What must be numbers is read in any case, because it can be wrong.
    static int[] Asked(string[] names, CsvOptions options)
    {
        var asked =
            options.Columns is { } columns && !columns.Except(names, StringComparer.OrdinalIgnoreCase).Any()
                ? columns.Concat(options.NumberColumns).Concat(options.ColumnsIfThere).ToHashSet(StringComparer.OrdinalIgnoreCase)
                : [.. names];
        return
        [
            .. names
                .Index()
                .Where(name => asked.Contains(name.Item))
                .DistinctBy(name => name.Item, StringComparer.OrdinalIgnoreCase)
                .Select(name => name.Index),
        ];
    }

    // So that columns need not grow: a line feed ends each line, but perhaps the last, and one line is the header; a row has as
    // many bytes as columns, a lone column two. Blank lines and quoted line feeds make it too many, lines that end otherwise too
    // few.
    static int RowsExpected(ReadOnlySpan<byte> bytes, int columns) =>
        Math.Min(bytes.Count((byte)'\n') - (bytes.EndsWith("\n"u8) ? 1 : 0), bytes.Length / Math.Max(columns, 2));

    static CsvReaderOptions ReaderOptions(CsvOptions options, FileProblems problems) =>
        new()
        {
            Separator = options.Separator,
            TrackLineNumbers = true,
            PoolStrings = true,
            OnMalformedRecord = record => problems.Add($"line {record.LineNumber}: {Words(record.Reason)}"),
        };

    static string[] ReadHeader(CsvReader reader, CsvOptions options, FileProblems problems)
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
        // A name that nobody asks for may stand for two columns.
        foreach (var group in names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.OrdinalIgnoreCase))
            if (group.Count() > 1 && options.Columns?.Contains(group.Key, StringComparer.OrdinalIgnoreCase) != false)
                problems.Add($"line 1: {group.Count()} columns are named {group.Key} (case does not tell names apart).");
        problems.ThrowIfAny();
        return names;
    }

    static void ReadRows(
        byte[] bytes,
        int width,
        (int Index, CsvColumn Column)[] columns,
        CsvOptions options,
        FileProblems problems
    )
    {
        using var reader = CsvReader.Create(bytes, ReaderOptions(options, problems));
        reader.ReadHeader();
        while (reader.Read() && !problems.Full)
        {
            if (reader.FieldCount == width)
                foreach (var (index, column) in columns)
                    column.Add(reader, index, problems);
            else
                problems.Add(
                    $"line {reader.LineNumber}: has {reader.FieldCount} cells where the first line names {width} columns.",
                    "lines have another number of cells"
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
        var problems = new FileProblems(path);
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
