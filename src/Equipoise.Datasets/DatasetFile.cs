using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets;

/// <summary>Data sets in files, whatever their format.</summary>
public static class DatasetFile
{
    // In the order of preference: XPT knows types, labels and special missing values, CSV must guess.
    static readonly string[] Extensions = [".xpt", ".csv", ".csv.gz"];

    /// <summary>Reads a file: SAS transport by its first bytes, else CSV, plain or gzipped.</summary>
    /// <param name="path">The file.</param>
    /// <param name="csv">What the file cannot say if it is CSV; ignored otherwise.</param>
    /// <exception cref="DataException">The file cannot be read; every problem is listed.</exception>
    public static Table Read(string path, CsvOptions? csv = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return IsXpt(path) ? XptFile.Read(path) : CsvFile.Read(path, csv);
    }

    /// <summary>Reads every .xpt, .csv and .csv.gz file of a folder, by the file's name in capitals without extension.</summary>
    /// <remarks>Of dm.xpt and dm.csv only dm.xpt is read, because it knows its types; so .csv before .csv.gz.</remarks>
    /// <param name="folder">The folder; folders within it are not read.</param>
    /// <param name="csv">What the CSV files cannot say; when omitted, <see cref="CsvOptions.Cdisc"/>: types by name.</param>
    /// <exception cref="DataException">There is no such file, or some cannot be read; the problems of all are listed.</exception>
    public static IReadOnlyDictionary<string, Table> ReadFolder(string folder, CsvOptions? csv = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        csv ??= new() { Cdisc = true };
        List<string> problems = [];
        var tables = new Dictionary<string, Table>(StringComparer.OrdinalIgnoreCase);
        foreach (var files in FilesOf(folder).GroupBy(DatasetName.Of).OrderBy(files => files.Key, StringComparer.Ordinal))
        {
            var preferred = files.GroupBy(Rank).MinBy(same => same.Key)!.Order(StringComparer.Ordinal).ToArray();
            if (preferred.Length > 1)
                problems.Add($"{folder}: {string.Join(" and ", preferred.Select(Path.GetFileName))} are both {files.Key}.");
            try
            {
                tables[files.Key] = Read(preferred[0], csv);
            }
            catch (DataException e)
            {
                problems.AddRange(e.Problems);
            }
        }
        return problems.Count == 0 ? tables : throw new DataException(problems);
    }

    /// <summary>The SHA-256 of a table's content, 64 hexadecimal digits, as results state where they come from.</summary>
    /// <remarks>
    /// It covers the columns' names (in capitals) and order, their types and every value. It does not depend on the file's format, the
    /// table's name, labels, formats, widths, trailing blanks of text or the sign of zero.
    /// </remarks>
    public static string Sha256Of(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return ContentHash.Of(table);
    }

    static string[] FilesOf(string folder)
    {
        try
        {
            var files = Directory.GetFiles(folder).Where(file => Rank(file) >= 0).ToArray();
            return files.Length > 0 ? files : throw new DataException($"{folder}: holds no .xpt, .csv or .csv.gz file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataException($"{folder}: cannot be read. {e.Message}", e);
        }
    }

    // A dot in front marks hidden files, such as the resource forks that macOS leaves beside real ones.
    static int Rank(string file) =>
        Path.GetFileName(file) is var name && name.StartsWith('.')
            ? -1
            : Array.FindIndex(Extensions, extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    static bool IsXpt(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            Span<byte> start = stackalloc byte[XptHeader.Prefix.Length];
            var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return start[..read].SequenceEqual(XptHeader.Prefix) || path.EndsWith(".xpt", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataException($"{path}: cannot be read. {e.Message}", e);
        }
    }
}
