namespace Equipoise.Datasets.Sas7bdat;

/// <summary>Data sets as SAS keeps them (SAS7BDAT, of SAS 7 to 9), read without SAS.</summary>
/// <remarks>
/// SAS has never described the format. What is read is what public descriptions agree on and 540 public files bear out
/// (biostatmatt's "SAS7BDAT File Format" with corrections); all else is refused. In R: <c>haven::read_sas</c>, which gives
/// deleted rows as if they were alive.
/// </remarks>
public static class Sas7bdatFile
{
    /// <summary>The data set of a file, to be read in batches, as often as wanted.</summary>
    /// <remarks>
    /// Rows that were deleted in SAS are left out, with a note. Numbers are the doubles of the file, dates among them as SAS
    /// counts them; the 28 missing values are <see cref="MissingValue"/>s. Text has no blanks at its end.
    /// </remarks>
    /// <param name="path">The file, plain or gzipped.</param>
    /// <param name="encoding">In which encoding its texts are, such as "utf-8" or "windows-1251", where the file names none,
    /// or a wrong one; null for what the file names.</param>
    /// <exception cref="DataException">The file cannot be read or is damaged.</exception>
    /// <exception cref="ArgumentException">There is no encoding of that name.</exception>
    public static Dataset Open(string path, string? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Sas7bdatDataset.Open(path, encoding);
    }

    /// <summary>The data set of a file, whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">As for <see cref="Open"/>.</param>
    /// <exception cref="DataException">The file cannot be read or is damaged.</exception>
    /// <exception cref="ArgumentException">There is no encoding of that name.</exception>
    public static Table Read(string path, string? encoding = null) => Table.Of(Open(path, encoding));
}
