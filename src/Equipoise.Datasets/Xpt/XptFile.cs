namespace Equipoise.Datasets.Xpt;

/// <summary>Tables as SAS transport files (XPORT), the format in which regulators receive data.</summary>
/// <remarks>
/// Source: SAS TS-140 (version 5) and "Record layout of a SAS version 8 or 9 data set in SAS transport format". In R:
/// <c>haven::read_xpt</c>, <c>haven::write_xpt(version = 5)</c>.
/// </remarks>
public static class XptFile
{
    /// <summary>Reads the one table of a file of version 5 or 8.</summary>
    /// <remarks>
    /// Text without trailing blanks, as UTF-8 where valid and else Windows-1252; numbers as doubles, exact but for the up to
    /// three bits that a double cannot hold, which are cut; the 28 missing values as <see cref="MissingValue"/>. Formats of text
    /// columns are dropped. Version 5 does not store the number of rows: blank rows of text within the last 80 bytes count as
    /// padding.
    /// </remarks>
    /// <exception cref="DataException">The file cannot be read, is damaged, or holds several tables (then use
    /// <see cref="ReadAll"/>).</exception>
    public static Table Read(string path) =>
        ReadAll(path) switch
        {
            [var table] => table,
            [] => throw new DataException($"{path}: holds no data set."),
            var tables => throw new DataException(
                $"{path}: holds {tables.Count} data sets ({string.Join(", ", tables.Select(table => table.Name))}) "
                    + "where one is expected."
            ),
        };

    /// <summary>Reads every table of a file, in order.</summary>
    /// <exception cref="DataException">The file cannot be read or is damaged.</exception>
    public static IReadOnlyList<Table> ReadAll(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new XptReader(path, WholeFile.Read(path)).ReadMembers();
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
