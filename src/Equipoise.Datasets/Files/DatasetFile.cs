using Equipoise.Datasets.Csv;
using Equipoise.Datasets.DatasetJson;
using Equipoise.Datasets.Sas7bdat;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Files;

/// <summary>Data sets in files, whatever their format.</summary>
public static class DatasetFile
{
    // As many bytes as any format needs to know its own.
    const int Start = 1 << 12;

    // In the order of preference: files of SAS know types, labels and special missing values, CSV must guess.
    static DatasetFormat[] Formats(CsvOptions? csv, string? encoding = null) =>
        [new XptFiles(), new Sas7bdatFiles(encoding), new DatasetJsonFiles(), new CsvFiles(csv)];

    static readonly string[] extensions = [.. Formats(csv: null).SelectMany(format => format.Extensions)];

    static readonly string named = $"{string.Join(", ", extensions[..^1])} or {extensions[^1]}";

    /// <summary>
    /// Reads the one data set of a file whole: of a format that its first bytes show, else delimited text; plain or packed.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="csv">What the file cannot say if it is CSV; ignored otherwise.</param>
    /// <exception cref="DataException">The file cannot be read; every problem is listed.</exception>
    public static Table Read(string path, CsvOptions? csv = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return FormatOf(path, csv).Read(path);
    }

    /// <summary>The data sets of a file, each to be read in batches: a transport file may hold several.</summary>
    /// <param name="path">The file.</param>
    /// <param name="csv">What the file cannot say if it is CSV; ignored otherwise.</param>
    /// <param name="encoding">In which encoding the texts of a SAS data set are, where it names none, or a wrong one; ignored
    /// otherwise.</param>
    /// <exception cref="DataException">The file cannot be read; every problem is listed.</exception>
    public static IReadOnlyList<Dataset> Members(string path, CsvOptions? csv = null, string? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return FormatOf(path, csv, encoding).Open(path);
    }

    /// <summary>The one data set of a file, to be read in batches.</summary>
    /// <exception cref="DataException">The file cannot be read, or holds several data sets.</exception>
    public static Dataset One(string path, CsvOptions? csv = null, string? encoding = null) =>
        DatasetFormat.One(path, Members(path, csv, encoding));

    /// <summary>What the one data set of a file is, without its rows.</summary>
    /// <exception cref="DataException">The file cannot be read, or holds several data sets.</exception>
    public static DatasetSpec SpecOf(string path) => One(path).Spec;

    /// <summary>Whether a file is delimited text, which cannot say what its columns are.</summary>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public static bool IsText(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return FormatOf(path, csv: null) is CsvFiles;
    }

    /// <summary>The name of the data set that a file is called like: its own in capitals up to the first dot.</summary>
    public static string NameOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return DatasetName.Of(path);
    }

    /// <summary>How the names of files end that can be written, in the order of preference.</summary>
    public static IReadOnlyList<string> WrittenExtensions { get; } =
        [.. Formats(csv: null).Where(format => format.IsWritten).SelectMany(format => format.Extensions)];

    /// <summary>Whether a file of that name can be written, and whether it then holds several data sets.</summary>
    public static (bool IsKnown, bool HoldsSeveral) Written(string path) =>
        FormatNamed(path) is { } format ? (true, format.HoldsSeveral) : (false, false);

    /// <summary>Writes data sets to a file of the format by which its name ends, whole or not at all.</summary>
    /// <param name="path">The file; see <see cref="WrittenExtensions"/>.</param>
    /// <param name="datasets">What it holds: one, unless <see cref="Written"/> says that it holds several.</param>
    /// <param name="options">What it states beside its data.</param>
    /// <returns>What the data sets have and the file has not.</returns>
    /// <exception cref="ArgumentException">The name ends in no format that is written.</exception>
    /// <exception cref="DataException">The data break rules of the format; each breach is listed.</exception>
    public static IReadOnlyList<Finding> Write(string path, IReadOnlyList<Dataset> datasets, WriteOptions options) =>
        FormatNamed(path) is { } format
            ? format.Write(datasets, path, options)
            : throw new ArgumentException($"'{path}' ends in none of {string.Join(", ", WrittenExtensions)}.", nameof(path));

    static DatasetFormat? FormatNamed(string path) =>
        Formats(csv: null).FirstOrDefault(format => format.IsWritten && format.Extensions.Any(end => IsNamed(path, end)));

    static DatasetFormat FormatOf(string path, CsvOptions? csv, string? encoding = null)
    {
        var start = PackedFile.Start(path, Start);
        var formats = Formats(csv, encoding);
        // Any text may be CSV. What is called otherwise, and is not, is refused in the words of the format that it is called by.
        return formats.FirstOrDefault(format => format is not CsvFiles && format.Recognizes(start))
            ?? formats.First(format => format is CsvFiles || format.Extensions.Any(end => IsNamed(path, end)));
    }

    /// <summary>Reads every data set of a folder, by the file's name in capitals without extension.</summary>
    /// <remarks>Of dm.xpt and dm.csv only dm.xpt is read, because it knows its types: .xpt goes before .sas7bdat, .json, .ndjson,
    /// .dsjc, .csv and .csv.gz. A .json file that is no Dataset-JSON is none of the data sets.</remarks>
    /// <param name="folder">The folder; folders within it are not read.</param>
    /// <param name="csv">What the CSV files cannot say; when omitted, <see cref="CsvOptions.Cdisc"/>: types by name.</param>
    /// <exception cref="DataException">There is no such file, or some cannot be read; the problems of all are listed.</exception>
    public static IReadOnlyDictionary<string, Table> ReadFolder(string folder, CsvOptions? csv = null) =>
        Open(folder, csv).Tables;

    /// <summary>As <see cref="ReadFolder"/>, with the file that gave each table.</summary>
    /// <exception cref="DataException">There is no such file, or some cannot be read; the problems of all are listed.</exception>
    public static DatasetFolder Open(string folder, CsvOptions? csv = null) => Open(folder, Names(folder), csv);

    /// <summary>Reads these data sets of a folder, each from its files, and no others.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">The files of each data set, by its name in capitals, as <see cref="Names"/> gives them.</param>
    /// <param name="csv">What the CSV files cannot say; when omitted, <see cref="CsvOptions.Cdisc"/>: types by name.</param>
    /// <exception cref="DataException">Some cannot be read; the problems of all are listed.</exception>
    public static DatasetFolder Open(
        string folder,
        IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> files,
        CsvOptions? csv = null
    )
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(files);
        csv ??= new() { Cdisc = true };
        List<string> problems = [];
        var tables = new Dictionary<string, Table>(StringComparer.OrdinalIgnoreCase);
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, ofTable) in files)
        {
            var preferred = ofTable.GroupBy(Preference).MinBy(same => same.Key)!.Order(StringComparer.Ordinal).ToArray();
            if (preferred.Length > 1)
                problems.Add($"{folder}: {string.Join(" and ", preferred)} are both {name}.");
            try
            {
                var table = Read(Path.Combine(folder, preferred[0]), csv);
                tables[name] = DatasetName.Of(preferred[0]) == name ? table : new(name, table.Label, table.Columns);
                names[name] = preferred[0];
            }
            catch (DataException e)
            {
                problems.AddRange(e.Problems);
            }
        }
        return problems.Count == 0 ? new(tables, names) : throw new DataException(problems);
    }

    /// <summary>The files of a folder that hold data sets, by the data set that each is called like, in its order.</summary>
    /// <param name="folder">The folder; folders within it are not looked into, nor .json files that are no Dataset-JSON.</param>
    /// <exception cref="DataException">There is no such file, or no such folder.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Names(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return FilesOf(folder)
            .GroupBy(DatasetName.Of)
            .OrderBy(files => files.Key, StringComparer.Ordinal)
            .ToDictionary(
                files => files.Key,
                files => (IReadOnlyList<string>)[.. files.OrderBy(Preference).Select(file => Path.GetFileName(file))],
                StringComparer.Ordinal
            );
    }

    static bool IsNamed(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    static string[] FilesOf(string folder)
    {
        try
        {
            var files = Directory.GetFiles(folder).Where(file => Rank(file) >= 0 && !IsOtherJson(file)).ToArray();
            return files.Length > 0 ? files : throw new DataException($"{folder}: holds no {named} file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataException($"{folder}: cannot be read. {e.Message}", e);
        }
    }

    // Results and settings lie beside data, and are JSON too.
    static bool IsOtherJson(string file) =>
        IsNamed(file, ".json") && !new DatasetJsonFiles().Recognizes(PackedFile.Start(file, Start));

    // Of adsl.csv.gz and adsl.labels.csv the second is about the first.
    static int Preference(string file) =>
        Path.GetFileName(file).Length > DatasetName.Of(file).Length + extensions[Rank(file)].Length
            ? extensions.Length + Rank(file)
            : Rank(file);

    // A dot in front marks hidden files, such as the resource forks that macOS leaves beside real ones.
    static int Rank(string file) =>
        Path.GetFileName(file) is var name && name.StartsWith('.')
            ? -1
            : Array.FindIndex(extensions, extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What a folder of data sets holds.</summary>
/// <param name="Tables">The tables, by name in capitals.</param>
/// <param name="Files">The file that gave each, by the same name, without its folder.</param>
public sealed record DatasetFolder(IReadOnlyDictionary<string, Table> Tables, IReadOnlyDictionary<string, string> Files);
