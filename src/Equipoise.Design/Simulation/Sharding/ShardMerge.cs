using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Design.Simulation.Sharding;

/// <summary>Shards put together: the study as if it had been simulated in one run, bit for bit, or why not.</summary>
public abstract record ShardMerge
{
    ShardMerge() { }

    /// <summary>Every trial of the study is there once.</summary>
    /// <param name="Study">The study.</param>
    /// <param name="About">The trial in words.</param>
    /// <param name="Tally">What came of all its trials.</param>
    /// <param name="Seconds">The seconds that all shards took together.</param>
    public sealed record Complete(SimulationStudy Study, string About, SimulationTally Tally, double Seconds) : ShardMerge;

    /// <summary>They are not one whole study.</summary>
    /// <param name="Problems">All of them: of files in their order, then missing trials.</param>
    public sealed record Rejected(IReadOnlyList<ShardProblem> Problems) : ShardMerge;

    /// <summary>Reads and merges files. The study is that of the first one that can be read.</summary>
    /// <param name="files">In any order; shards may be of any size, as long as each trial is in one of them.</param>
    /// <exception cref="ArgumentException">There is no file.</exception>
    public static ShardMerge OfFiles(IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count == 0)
            throw new ArgumentException("There is no file to merge.", nameof(files));
        List<ShardProblem> problems = [];
        List<(string File, Shard Shard)> read = [];
        foreach (var file in files)
        {
            switch (ShardFile.Read(file))
            {
                case ShardReading.Rejected rejected:
                    problems.Add(rejected.Problem);
                    break;
                case ShardReading.Whole { Shard: var shard }:
                    read.Add((file, shard));
                    break;
            }
        }
        return Of(read, problems);
    }

    /// <summary>Merges shards that were read.</summary>
    /// <param name="shards">The shards, each with the name by which problems call it.</param>
    public static ShardMerge Of(IReadOnlyList<(string File, Shard Shard)> shards) => Of(shards, []);

    static ShardMerge Of(IReadOnlyList<(string File, Shard Shard)> shards, List<ShardProblem> problems)
    {
        if (shards.Count == 0)
            return new Rejected(problems);
        var study = shards[0].Shard.Study;
        List<(string File, Shard Shard)> own = [];
        foreach (var (file, shard) in shards)
        {
            if (shard.Study.DifferenceFrom(study) is { } difference)
                problems.Add(new ShardProblem.Foreign(file, $"{difference} as {shards[0].File}"));
            else
                own.Add((file, shard));
        }
        own.Sort((a, b) => a.Shard.Range.First.CompareTo(b.Shard.Range.First));
        problems.AddRange(OverlapsAndGaps(own, study));
        return problems.Count > 0
            ? new Rejected(problems)
            : new Complete(
                study,
                shards[0].Shard.About,
                SimulationTally.Merge(own.Select(one => one.Shard.Tally)),
                own.Sum(one => one.Shard.Seconds)
            );
    }

    static IEnumerable<ShardProblem> OverlapsAndGaps(List<(string File, Shard Shard)> byFirst, SimulationStudy study)
    {
        List<ShardProblem> gaps = [];
        var (end, last) = (0L, "");
        foreach (var (file, shard) in byFirst.Where(one => one.Shard.Range.Count > 0))
        {
            var range = shard.Range;
            if (range.First < end)
                yield return new ShardProblem.Overlapping(
                    file,
                    last,
                    new(range.First, Math.Min(end, range.End) - range.First)
                );
            else if (range.First > end)
                gaps.Add(Missing(new(end, range.First - end), byFirst, study));
            if (range.End > end)
                (end, last) = (range.End, file);
        }
        if (end < study.Trials)
            gaps.Add(Missing(new(end, study.Trials - end), byFirst, study));
        foreach (var gap in gaps)
            yield return gap;
    }

    static ShardProblem.Missing Missing(TrialRange gap, List<(string File, Shard Shard)> present, SimulationStudy study)
    {
        foreach (var of in present.Select(one => one.Shard.Number.Of).Distinct().Order())
        {
            ShardNumber[] within =
            [
                .. ShardNumber
                    .All(of)
                    .Where(number =>
                        number.RangeOf(study.Trials) is { Count: > 0 } range && range.First >= gap.First && range.End <= gap.End
                    ),
            ];
            if (within.Sum(number => number.RangeOf(study.Trials).Count) == gap.Count)
                return new(gap, study.Trials, within);
        }
        return new(gap, study.Trials, []);
    }
}
