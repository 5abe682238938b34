using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Files;

/// <summary>Data sets in files, whatever their format.</summary>
public static class DatasetFile
{
    // As many bytes as any format needs to know its own.
    const int Start = 80;

    // In the order of preference: XPT knows types, labels and special missing values, CSV must guess.
    static DatasetFormat[] Formats(CsvOptions? csv) => [new XptFiles(), new CsvFiles(csv)];

    static readonly string[] extensions = [.. Formats(csv: null).SelectMany(format => format.Extensions)];

    /// <summary>Reads a file: SAS transport by its first bytes, else CSV, plain or gzipped.</summary>
    /// <param name="path">The file.</param>
    /// <param name="csv">What the file cannot say if it is CSV; ignored otherwise.</param>
    /// <exception cref="DataException">The file cannot be read; every problem is listed.</exception>
    public static Table Read(string path, CsvOptions? csv = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var start = StartOf(path);
        return Formats(csv).First(format => format.Recognizes(path, start)).Read(path);
    }

    /// <summary>Reads every .xpt, .csv and .csv.gz file of a folder, by the file's name in capitals without extension.</summary>
    /// <remarks>Of dm.xpt and dm.csv only dm.xpt is read, because it knows its types; so .csv before .csv.gz.</remarks>
    /// <param name="folder">The folder; folders within it are not read.</param>
    /// <param name="csv">What the CSV files cannot say; when omitted, <see cref="CsvOptions.Cdisc"/>: types by name.</param>
    /// <exception cref="DataException">There is no such file, or some cannot be read; the problems of all are listed.</exception>
    public static IReadOnlyDictionary<string, Table> ReadFolder(string folder, CsvOptions? csv = null) =>
        Open(folder, csv).Tables;

    /// <summary>As <see cref="ReadFolder"/>, with the file that gave each table.</summary>
    /// <exception cref="DataException">There is no such file, or some cannot be read; the problems of all are listed.</exception>
    public static DatasetFolder Open(string folder, CsvOptions? csv = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        csv ??= new() { Cdisc = true };
        List<string> problems = [];
        var tables = new Dictionary<string, Table>(StringComparer.OrdinalIgnoreCase);
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var files in FilesOf(folder).GroupBy(DatasetName.Of).OrderBy(files => files.Key, StringComparer.Ordinal))
        {
            var preferred = files.GroupBy(Rank).MinBy(same => same.Key)!.Order(StringComparer.Ordinal).ToArray();
            if (preferred.Length > 1)
                problems.Add($"{folder}: {string.Join(" and ", preferred.Select(Path.GetFileName))} are both {files.Key}.");
            try
            {
                tables[files.Key] = Read(preferred[0], csv);
                names[files.Key] = Path.GetFileName(preferred[0]);
            }
            catch (DataException e)
            {
                problems.AddRange(e.Problems);
            }
        }
        return problems.Count == 0 ? new(tables, names) : throw new DataException(problems);
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
            : Array.FindIndex(extensions, extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    static byte[] StartOf(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var start = new byte[Start];
            var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return start[..read];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataException($"{path}: cannot be read. {e.Message}", e);
        }
    }
}

/// <summary>What a folder of data sets holds.</summary>
/// <param name="Tables">The tables, by name in capitals.</param>
/// <param name="Files">The file that gave each, by the same name, without its folder.</param>
public sealed record DatasetFolder(IReadOnlyDictionary<string, Table> Tables, IReadOnlyDictionary<string, string> Files);
