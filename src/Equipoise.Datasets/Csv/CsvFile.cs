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
        options ??= new();
        if (options.Spec is not null)
            return Table.Of(Open(path, options));
        try
        {
            return Read(WholeFile.Read(path), path, options);
        }
        catch (CsvFormatException e)
        {
            throw new DataException($"{path}: line {e.LineNumber}: {e.Message}", e);
        }
    }

    /// <summary>
    /// As <see cref="Read(string, CsvOptions?)"/>, to be read in batches: the file is gone through once to learn its types.
    /// </summary>
    /// <exception cref="DataException">The file cannot be read or is not such a table; every problem is listed with its
    /// line.</exception>
    public static Dataset Open(string path, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return CsvDataset.Open(path, options ?? new());
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
        Write(table.AsDataset(), path);
    }

    /// <summary>
    /// Writes a data set of any size, as <see cref="Write(Table, string)"/>; between cells a tab where the name says .tsv.
    /// </summary>
    /// <returns>What the data set has and the file has not.</returns>
    /// <exception cref="DataException">A name or a text holds a NUL character.</exception>
    public static IReadOnlyList<Finding> Write(Dataset dataset, string path)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(path);
        IReadOnlyList<Finding> lost = [];
        WholeFile.Write(
            path,
            stream =>
            {
                using var packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                    ? new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true)
                    : null;
                lost = CsvRows.Write(dataset, packed ?? stream, path);
            }
        );
        return lost;
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
        using var reader = CsvReader.Create(bytes, CsvLines.Options(bytes, options, problems));
        return CsvLines.ReadHeader(reader, options, problems);
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

    static void ReadRows(
        byte[] bytes,
        int width,
        (int Index, CsvColumn Column)[] columns,
        CsvOptions options,
        FileProblems problems
    )
    {
        using var reader = CsvReader.Create(bytes, CsvLines.Options(bytes, options, problems));
        reader.ReadHeader();
        while (reader.Read() && !problems.Full)
        {
            if (CsvLines.IsWhole(reader, width, problems))
                foreach (var (index, column) in columns)
                    column.Add(reader, index, problems);
        }
    }
}
