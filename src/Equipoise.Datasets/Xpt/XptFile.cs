namespace Equipoise.Datasets.Xpt;

/// <summary>Tables as SAS transport files (XPORT), the format in which regulators receive data.</summary>
/// <remarks>
/// Source: SAS TS-140 (version 5) and "Record layout of a SAS version 8 or 9 data set in SAS transport format". In R:
/// <c>haven::read_xpt</c>, <c>haven::write_xpt(version = 5)</c>.
/// </remarks>
public static class XptFile
{
    /// <summary>Reads the one table of a file of version 5, 8 or 9, whole.</summary>
    /// <remarks>
    /// Text without trailing blanks, as UTF-8 where valid and else Windows-1252; numbers as the doubles nearest to them; the 28 missing
    /// values as <see cref="MissingValue"/>. Version 5 does not store the number of rows: blank rows at the end count as padding where
    /// there are numbers, else within the last 80 bytes.
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
    /// <param name="encoding">In which letters text may be.</param>
    /// <exception cref="DataException">The table breaks rules of the format; each breach is listed.</exception>
    public static void Write(Table table, string path, DateTimeOffset created, XptEncoding encoding = XptEncoding.Ascii)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(path);
        var columns = XptRules.Apply(table, path, created, encoding);
        WholeFile.Write(path, stream => XptWriter.Write(table, columns, stream, created));
    }
}
