namespace Equipoise.Design.Simulation.Sharding;

/// <summary>Why shards cannot be merged.</summary>
/// <remarks>Each reads as a sentence that names the file.</remarks>
public abstract record ShardProblem
{
    ShardProblem() { }

    /// <summary>The file is not there, cannot be read, or is something else.</summary>
    public sealed record Unreadable(string File, string Reason) : ShardProblem
    {
        /// <inheritdoc/>
        public override string ToString() => $"{File}: {Reason}";
    }

    /// <summary>The file is a shard that is not as it was written.</summary>
    public sealed record Damaged(string File, string Reason) : ShardProblem
    {
        /// <inheritdoc/>
        public override string ToString() => $"{File}: is damaged: {Reason}. Simulate this shard again.";
    }

    /// <summary>The file is a shard of another study.</summary>
    public sealed record Foreign(string File, string Difference) : ShardProblem
    {
        /// <inheritdoc/>
        public override string ToString() => $"{File}: does not belong here: it {Difference}.";
    }

    /// <summary>Trials that two files hold.</summary>
    public sealed record Overlapping(string File, string Other, TrialRange Range) : ShardProblem
    {
        /// <inheritdoc/>
        public override string ToString() => $"{File}: holds {Range}, which {Other} holds too.";
    }

    /// <summary>Trials that no file holds.</summary>
    /// <param name="Range">Those trials.</param>
    /// <param name="Of">How many trials there are in all.</param>
    /// <param name="Shards">The shards that are exactly these trials; empty when no division of the files that are there says
    /// so.</param>
    public sealed record Missing(TrialRange Range, long Of, IReadOnlyList<ShardNumber> Shards) : ShardProblem
    {
        /// <inheritdoc/>
        public override string ToString() =>
            $"No file holds {Range} of {Of} in all"
            + Shards switch
            {
                [] => ".",
                [var only] => $": shard {only}.",
                [var first, .., var last] => $": shards {first} to {last}.",
            };
    }
}
