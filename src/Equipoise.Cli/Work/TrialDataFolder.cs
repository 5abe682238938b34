using Equipoise.Analysis;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Cli.Work;

/// <summary>
/// The data sets of a trial in a folder: under the names of their files, or under those that the protocol gives.
/// </summary>
static class TrialDataFolder
{
    /// <summary>Reads what an analysis uses; a file of which the name says that it is not used stays closed.</summary>
    /// <exception cref="DataException">A file is not there or cannot be read; every problem is listed.</exception>
    public static DatasetFolder Open(TrialProtocol protocol, string folder)
    {
        var there = DatasetFile.Names(folder);
        string[] files = [.. there.Values.SelectMany(names => names)];
        var absent = protocol.Data.Files.Where(named => !files.Contains(named.Value)).ToArray();
        if (absent.Length > 0)
            throw new DataException([
                .. absent.Select(named =>
                    $"{folder}: holds no {named.Value}, the file of {named.Key} by 'data' of the protocol; "
                        + $"{NearestWord.Suggest(named.Value, files)}"
                ),
            ]);
        var all = new Dictionary<string, IReadOnlyList<string>>(there, StringComparer.Ordinal);
        foreach (var (name, file) in protocol.Data.Files)
            all[name] = [file];
        var read = TrialAnalysis.Reads(all.Keys);
        return DatasetFile.Open(folder, all.Where(named => read.Contains(named.Key)));
    }
}
