namespace Equipoise.Datasets.Xpt;

/// <summary>Tables as SAS transport files (XPORT), the format in which regulators receive data.</summary>
/// <remarks>
/// Source: SAS TS-140 (version 5) and "Record layout of a SAS version 8 or 9 data set in SAS transport format". In R:
/// <c>haven::read_xpt</c>, <c>haven::write_xpt</c>.
/// </remarks>
public static class XptFile
{
    /// <summary>Reads the one table of a file of version 5, 8 or 9, whole.</summary>
    /// <remarks>
    /// Text without trailing blanks, as UTF-8 where valid and else Windows-1252; numbers as the doubles nearest to them; the 28
    /// missing values as <see cref="MissingValue"/>. Version 5 does not store the number of rows: blank rows at the end count as
    /// padding where there are numbers, else within the last 80 bytes.
    /// </remarks>
    /// <exception cref="DataException">The file cannot be read, is damaged, or holds several tables (then use
    /// <see cref="ReadAll"/>).</exception>
    public static Table Read(string path) => Table.Of(DatasetFormat.One(path, Open(path)));

    /// <summary>Reads every table of a file whole, in order.</summary>
    /// <exception cref="DataException">The file cannot be read or is damaged.</exception>
    public static IReadOnlyList<Table> ReadAll(string path) => [.. Open(path).Select(Table.Of)];

    /// <summary>The members of a file in order, each to be read in batches, as often as wanted.</summary>
    /// <exception cref="DataException">The file cannot be read or is damaged.</exception>
    public static IReadOnlyList<Dataset> Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return XptReader.Members(path);
    }

    /// <summary>Writes a table as version 5, to a temporary name first; nothing is written when a rule is broken.</summary>
    /// <remarks>
    /// A column's declared width is kept where its values fit; text is else as wide as its longest value and numbers have 8
    /// bytes. Trailing blanks of text and the sign of zero cannot be kept.
    /// </remarks>
    /// <param name="table">The table; names A-Z, 0-9 and _ of at most 8 characters, labels of at most 40, both ASCII; text of at
    /// most 200 bytes; numbers 0 or between 5.4e-79 and 7.2e75.</param>
    /// <param name="path">The file.</param>
    /// <param name="created">The time that the file states for its making, to the second and as its own clock shows it.</param>
    /// <param name="allowsUtf8">Whether text may be beyond ASCII.</param>
    /// <exception cref="DataException">The table breaks rules of the format; each breach is listed.</exception>
    public static void Write(Table table, string path, DateTimeOffset created, bool allowsUtf8 = false)
    {
        ArgumentNullException.ThrowIfNull(table);
        Write([table.AsDataset()], path, new() { Created = created, AllowsUtf8 = allowsUtf8 });
    }

    /// <summary>Writes data sets of any size as the members of one file of version 5 or 8; each is read twice.</summary>
    /// <param name="datasets">The data sets. Version 8 takes names of 32 letters of both cases, labels of 256 bytes and texts of
    /// 32,767.</param>
    /// <param name="path">The file, written to a temporary name first.</param>
    /// <param name="options">What it states beside its data.</param>
    /// <returns>What the data sets have and the file has not.</returns>
    /// <exception cref="DataException">A data set breaks rules of the format; each breach is listed.</exception>
    public static IReadOnlyList<Finding> Write(IReadOnlyList<Dataset> datasets, string path, WriteOptions options)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        var lost = new FindingList(path);
        (Dataset, XptPlan)[] members = [.. datasets.Select(dataset => (dataset, XptRules.Apply(dataset, path, options, lost)))];
        WholeFile.Write(path, stream => XptWriter.Write(members, stream, options));
        return lost.All;
    }

    /// <summary>
    /// Writes one data set as several files, none larger than asked: regulators take files up to a size (FDA 5 GB).
    /// </summary>
    /// <remarks>Widths are those of the whole in every part, so that the parts can be set together again.</remarks>
    /// <param name="dataset">The data set.</param>
    /// <param name="path">The file when one is enough; else lb.xpt becomes lb1.xpt, lb2.xpt and so on.</param>
    /// <param name="mostBytes">The most bytes of a file.</param>
    /// <param name="options">What they state beside their data.</param>
    /// <returns>The files, and what the data set has and they have not.</returns>
    /// <exception cref="DataException">The data set breaks a rule of the format, or not one row fits.</exception>
    public static (IReadOnlyList<string> Files, IReadOnlyList<Finding> Lost) WriteParts(
        Dataset dataset,
        string path,
        long mostBytes,
        WriteOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        var lost = new FindingList(path);
        var plan = XptRules.Apply(dataset, path, options, lost);
        using var headers = new MemoryStream();
        XptWriter.Write([(dataset, plan with { Rows = 0 })], headers, options, withRows: false);
        // The last record is padded.
        var rows = (mostBytes - headers.Length - XptHeader.Size) / Math.Max(plan.Width, 1);
        if (rows < 1)
            throw new DataException($"{path}: no row of {plan.Width} bytes fits into a file of {mostBytes} bytes.");
        if (plan.Rows > rows && plan.Width < XptHeader.Size && plan.Columns.All(column => column.IsText))
            throw new DataException(
                $"{path}: has rows of text shorter than a record, of which blank ones would be lost at the end of a part."
            );
        var count = Math.Max(1, (plan.Rows + rows - 1) / rows);
        List<string> files = [];
        for (var part = 0L; part < count; part++)
        {
            var file = count == 1 ? path : $"{path[..^Path.GetExtension(path).Length]}{part + 1}{Path.GetExtension(path)}";
            var these = Math.Min(rows, plan.Rows - (part * rows));
            WholeFile.Write(
                file,
                stream =>
                    XptWriter.Write([(new XptPart(dataset, part * rows, these), plan with { Rows = these })], stream, options)
            );
            files.Add(file);
        }
        return (files, lost.All);
    }
}
