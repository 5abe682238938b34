using Equipoise.Design.Simulation.Sharding;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>A call of <c>simulate</c>.</summary>
sealed record SimulateOptions
{
    public required string Protocol { get; init; }

    public required long Trials { get; init; }

    public required ulong Seed { get; init; }

    public int? ThreadsAsked { get; init; }

    public bool Null { get; init; }

    /// <summary>Of several endpoints, those without effect, with commas between them.</summary>
    public string? NullOf { get; init; }

    public double? HazardRatio { get; init; }

    public bool LogRankOnly { get; init; }

    public string? Scenario { get; init; }

    public string? Test { get; init; }

    public string? Randomize { get; init; }

    public bool AdverseEvents { get; init; }

    public string? Grid { get; init; }

    public double? Precision { get; init; }

    public long? Replay { get; init; }

    public string? Shard { get; init; }

    public string? Engine { get; init; }

    public int? Shards { get; init; }

    public string? Partition { get; init; }

    public string? Out { get; init; }

    public bool AsJson { get; init; }

    /// <summary>The hazard ratio that is true in the simulated world, where the call names one; the null's is 1, or the margin
    /// that is to be ruled out.</summary>
    public double? TruthFor(double margin) => Null ? margin : HazardRatio;

    /// <summary>How many trials at a time in this process.</summary>
    public int Threads => ThreadsAsked ?? Environment.ProcessorCount;

    /// <summary>How many in each task of a cluster: one, for there are as many tasks as one likes.</summary>
    public int ThreadsOfTask => ThreadsAsked ?? 1;

    /// <summary>What is wrong with the call by itself, each in a sentence.</summary>
    public IEnumerable<string> Problems()
    {
        if (Trials is < 1 or > 1L << 50)
            yield return $"--trials is {Trials}; simulate 1 to {1L << 50} trials.";
        if (ThreadsAsked is < 1 or > 1024)
            yield return $"--threads is {ThreadsAsked}; use 1 to 1024.";
        if (HazardRatio is { } ratio && !(ratio > 0 && double.IsFinite(ratio)))
            yield return $"--hazard-ratio is {ratio}; a hazard ratio is above 0.";
        if (Null && NullOf is not null)
            yield return "--null and --null-of are two truths; name one.";
        if (Null && HazardRatio is not null)
            yield return "--null and --hazard-ratio are two truths; name one.";
        if (Precision is { } precision && !(precision > 0 && precision < 0.5))
            yield return $"--precision is {precision}; name a standard error of power above 0 and below 0.5.";
        if (Test is not null && TestWords.Parse(Test) is null)
            yield return $"--test is '{Test}'; name one of: {TestWords.Known}.";
        if (AdverseEvents && Scenario is null)
            yield return "--adverse-events counts those of a scenario; name it with --scenario.";
        if (Grid is not null && (Null || HazardRatio is not null))
            yield return $"--grid and {(Null ? "--null" : "--hazard-ratio")} exclude each other; write the truth in the grid.";
        if (Replay is < 0 or >= 1L << 50)
            yield return $"--replay is {Replay}; trials are counted from 0 to {(1L << 50) - 1}.";
        if (Shard is not null && ShardNumber.Parse(Shard) is null)
            yield return $"--shard is {Shard}; name one of N parts, from 1/N to N/N, such as 3/200.";
        if (ShardNumber.Parse(Shard ?? "") is { } number && number.Of > Trials)
            yield return $"--shard is {Shard}, but there are only {Trials} trials.";
        foreach (var problem in ClusterProblems().Concat(Contradictions()))
            yield return problem;
    }

    /// <summary>What a design with several endpoints, or with one, cannot be asked, each in a sentence.</summary>
    /// <param name="endpoints">The ids of the several; none for one.</param>
    public IEnumerable<string> ProblemsWith(IReadOnlyList<string> endpoints)
    {
        if (endpoints.Count == 0)
        {
            if (NullOf is not null)
                yield return "--null-of is for a design with several endpoints; of one it is --null.";
            yield break;
        }
        (string Name, bool Given)[] ofOne =
        [
            ("--hazard-ratio", HazardRatio is not null),
            ("--scenario", Scenario is not null),
            ("--test", Test is not null),
            ("--grid", Grid is not null),
            ("--replay", Replay is not null),
        ];
        foreach (var (name, _) in ofOne.Where(option => option.Given))
            yield return $"{name} is for a design with one endpoint, and this one has {endpoints.Count}.";
        foreach (var id in NullOfEach.Except(endpoints))
            yield return $"--null-of names '{id}'; the endpoints are {string.Join(", ", endpoints)}.";
    }

    /// <summary>The endpoints without effect.</summary>
    public IReadOnlyList<string> NullOfEach =>
        NullOf?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    IEnumerable<string> ClusterProblems()
    {
        if (Engine is null && Shards is not null)
            yield return "--shards is for --engine slurm; one part of many by hand is --shard I/N.";
        if (Engine is null && Partition is not null)
            yield return "--partition is for --engine slurm.";
        if (Engine is not null && Shards is null)
            yield return "--engine slurm needs --shards N, the number of tasks, such as --shards 200.";
        if (Engine is not null && (Shards < 1 || Shards > Trials))
            yield return $"--shards is {Shards}; there are {Trials} trials, so use 1 to {Trials}.";
    }

    IEnumerable<string> Contradictions()
    {
        (string Name, bool Given, string Out)[] ways =
        [
            ("--replay", Replay is not null, "DIR, the folder for the trial's tables"),
            ("--shard", Shard is not null, "FILE, the file for the shard"),
            ("--grid", Grid is not null, "DIR, the folder for its tables and its page"),
            ("--engine slurm", Engine is not null, "DIR, a folder that every node of the cluster sees"),
        ];
        var given = ways.Where(way => way.Given).ToArray();
        if (given.Length > 1)
            yield return $"{given[0].Name} and {given[1].Name} exclude each other.";
        if (given is [var one] && Out is null)
            yield return $"{one.Name} needs --out {one.Out}.";
        if (given.Length == 0 && Out is not null)
            yield return "--out is for --replay, --shard, --grid or --engine slurm; results go to standard output.";
        if (given.Length > 0 && Precision is not null)
            yield return $"--precision and {given[0].Name} exclude each other: when to stop is known only where all trials are.";
    }
}
