using System.Security.Cryptography;
using System.Text;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Verbs.Simulate;
using Equipoise.Design.Simulation.Sharding;

namespace Equipoise.Cli.Cluster;

/// <summary>
/// All the trials of a call as an array job of Slurm: submitted, watched, its missing shards submitted again, and merged. The
/// folder is all that it remembers, so that the same call goes on where any earlier one ended, also while tasks of it still run.
/// </summary>
sealed record ClusterRun(Simulated Simulated, TimeProvider Clock)
{
    const int Rounds = 3;

    // Slurm restarts in seconds; when it is silent for so many questions, people are told.
    const int Silences = 60;

    static readonly TimeSpan shortest = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan longest = TimeSpan.FromSeconds(10);

    int Shards => Simulated.Options.Shards!.Value;

    SimulationStudy Study { get; } = Simulated.Study;

    ClusterFolder Folder { get; } = new(Path.GetFullPath(Simulated.Options.Out!));

    // Says which run a task belongs to: this study, in so many shards, in this folder.
    string JobName =>
        "equipoise-"
        + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Study}{Shards}{Folder.Path}")))[..12];

    public int Run(Said said, CancellationToken cancellation)
    {
        if (!Slurm.IsHere)
            return said.Unusable(
                "There is no Slurm on this machine (no sbatch on PATH); simulate parts with --shard I/N --out FILE "
                    + "wherever you can, "
                    + "and put them together with 'equipoise merge FILE...'."
            );
        if (!Folder.IsUsable)
            return said.Unusable($"{Folder.Path}: holds other things; name a folder that is new, empty, or of an earlier call.");
        if (Foreign(Folder.Survey(Study, Shards)) is { Length: > 0 } foreign)
            return said.Problems(foreign);

        var threads = Simulated.Options.ThreadsOfTask;
        Folder.Prepare(
            Simulated.Options.Protocol,
            Simulated.Options.Scenario,
            JobScript.Of(Simulated, Shards, threads, JobName, ThisProgram.Words)
        );
        try
        {
            Simulate(said, cancellation);
        }
        catch (OperationCanceledException)
        {
            said.Error.WriteLine(
                $"The tasks go on without being watched: the same call watches them again; scancel --name={JobName} ends them."
            );
            throw;
        }
        var last = Folder.Survey(Study, Shards);
        if (Foreign(last) is { Length: > 0 } late)
            return said.Problems(late);
        return Missing(last) is { Count: > 0 } missing
            ? said.Problems(Failed(missing))
            : MergedShards.Print(
                [.. Enumerable.Range(1, Shards).Select(Folder.Shard)],
                Simulated.Options.AsJson,
                said
            );
    }

    void Simulate(Said said, CancellationToken cancellation)
    {
        Watch(said, cancellation);
        for (var round = 1; round <= Rounds; round++)
        {
            var missing = Missing(Folder.Survey(Study, Shards));
            if (missing.Count == 0)
                return;
            var job = Slurm.Submit(Folder.Path, Folder.Script, missing, Simulated.Options.Partition);
            said.Error.WriteLine(
                $"Job {job}: {missing.Count} of {Shards} shards submitted{(round > 1 ? " again" : "")}. "
                    + $"The same call resumes after any interruption; scancel {job} ends it."
            );
            Watch(said, cancellation);
        }
    }

    /// <summary>Waits until no task of this run is pending or running.</summary>
    void Watch(Said said, CancellationToken cancellation) =>
        said.Slowly(
            $"Simulating {Simulated.Protocol.Trial.Id} on Slurm",
            report =>
            {
                var (pause, silences) = (shortest, 0);
                while (true)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var queue = Slurm.Queue(JobName);
                    silences = queue is null ? silences + 1 : 0;
                    if (silences > Silences)
                        throw new IOException("squeue does not answer. Tasks may still run: the same call watches them again.");
                    if (queue is { Count: 0 })
                        return true;
                    report((double)Folder.FilesOf(Shards) / Shards);
                    cancellation.WaitHandle.WaitOne(pause);
                    pause = pause * 1.2 < longest ? pause * 1.2 : longest;
                }
            }
        );

    static string[] Foreign(ShardState[] survey) =>
        [.. survey.OfType<ShardState.Foreign>().Select(state => $"{state.Problem} It is left as it is; name another folder.")];

    static List<int> Missing(ShardState[] survey) =>
        [.. survey.Index().Where(shard => shard.Item is ShardState.Absent).Select(shard => shard.Index + 1)];

    IEnumerable<string> Failed(List<int> missing)
    {
        yield return $"Shards {Slurm.Ranges(missing)} of {Shards} are missing after {Rounds} rounds; the same call tries again.";
        foreach (var shard in missing.Take(3))
            yield return Folder.LastWords(shard) is { } words
                ? $"{Folder.Log(shard)}: {words}"
                : $"Shard {shard} said nothing: its task was ended from outside, or the node does not see {Folder.Path}.";
    }
}
