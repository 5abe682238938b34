using System.Text;
using Equipoise.Datasets;
using Equipoise.Design.Simulation.Sharding;

namespace Equipoise.Cli.Cluster;

/// <summary>
/// The folder of a run on a cluster: the job, its protocol, and what its tasks leave. It alone is the state of the run.
/// </summary>
sealed record ClusterFolder(string Path)
{
    public string Script => At("job.sh");

    public string Shard(int number) => At($"shards/{number}.json");

    public string Log(int number) => At($"log/{number}.txt");

    string Shards => At("shards");

    /// <summary>Whether a run may live here: nothing is here yet, or an earlier call began one.</summary>
    public bool IsUsable =>
        !File.Exists(Path)
        && (!Directory.Exists(Path) || !Directory.EnumerateFileSystemEntries(Path).Any() || Directory.Exists(Shards));

    /// <summary>
    /// Writes what the tasks read. Protocol and scenario are copied, so that editing them does not change a run on its way.
    /// </summary>
    public void Prepare(string protocolPath, string? scenarioPath, string script)
    {
        Directory.CreateDirectory(Shards);
        Directory.CreateDirectory(At("log"));
        Copy(protocolPath, "protocol.yaml");
        if (scenarioPath is not null)
            Copy(scenarioPath, "scenario.yaml");
        WholeFile.Write(Script, stream => stream.Write(Encoding.UTF8.GetBytes(script)));
    }

    /// <summary>How many shards have a file, whole or not: quick enough to be asked often.</summary>
    public int FilesOf(int shards) => Enumerable.Range(1, shards).Count(number => File.Exists(Shard(number)));

    /// <summary>The state of every shard, from its content.</summary>
    public ShardState[] Survey(SimulationStudy study, int shards)
    {
        SeeWhatOthersWrote();
        return [.. ShardNumber.All(shards).Select(number => ShardState.Of(Shard(number.Shard), study, number))];
    }

    /// <summary>The last line that a task said; null when it said nothing.</summary>
    public string? LastWords(int number) =>
        File.Exists(Log(number)) ? File.ReadLines(Log(number)).LastOrDefault(line => line.Trim().Length > 0) : null;

    // A network file system may answer from what it remembers of a folder, until one writes to the folder oneself.
    void SeeWhatOthersWrote()
    {
        if (!Directory.Exists(Shards))
            return;
        var probe = At($"shards/.seen-{Environment.MachineName}-{Environment.ProcessId}");
        File.WriteAllBytes(probe, []);
        File.Delete(probe);
    }

    void Copy(string path, string name)
    {
        var content = File.ReadAllBytes(path);
        WholeFile.Write(At(name), stream => stream.Write(content));
    }

    string At(string name) => System.IO.Path.Combine(Path, name);
}
