using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Design.Simulation.Sharding;

/// <summary>What one stretch of the trials of a study came to.</summary>
public sealed record Shard
{
    /// <summary>The study it is part of.</summary>
    public required SimulationStudy Study { get; init; }

    /// <summary>Which part.</summary>
    public required ShardNumber Number { get; init; }

    /// <summary>The trial in words, to be printed above the results.</summary>
    public required string About { get; init; }

    /// <summary>What came of its trials.</summary>
    public required SimulationTally Tally { get; init; }

    /// <summary>The seconds that the simulation took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Its trials.</summary>
    public TrialRange Range => Number.RangeOf(Study.Trials);
}
