namespace Equipoise.Design.Simulation.Sharding;

/// <summary>What a file is in which a certain shard is expected.</summary>
public abstract record ShardState
{
    ShardState() { }

    /// <summary>That shard.</summary>
    public sealed record Whole : ShardState;

    /// <summary>Nothing, or a shard that is not as it was written: to be simulated again.</summary>
    public sealed record Absent : ShardState;

    /// <summary>Something else, which is not to be overwritten.</summary>
    public sealed record Foreign(ShardProblem Problem) : ShardState;

    /// <summary>Looks at a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="study">The study whose shard is expected.</param>
    /// <param name="number">Which of its shards.</param>
    public static ShardState Of(string file, SimulationStudy study, ShardNumber number)
    {
        if (!File.Exists(file))
            return new Absent();
        return ShardFile.Read(file) switch
        {
            ShardReading.Rejected { Problem: ShardProblem.Damaged } => new Absent(),
            ShardReading.Rejected rejected => new Foreign(rejected.Problem),
            ShardReading.Whole { Shard: var shard } when shard.Study.DifferenceFrom(study) is { } difference => new Foreign(
                new ShardProblem.Foreign(file, $"{difference} as asked for")
            ),
            ShardReading.Whole { Shard: var shard } when shard.Number != number => new Foreign(
                new ShardProblem.Foreign(file, $"is shard {shard.Number}, not {number}")
            ),
            _ => new Whole(),
        };
    }
}
