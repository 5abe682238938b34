using Equipoise.Design.Simulation.Tally;
using Equipoise.Protocol;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>What came of simulating every combination of a grid: all that the page of operating characteristics needs.</summary>
/// <remarks>A grid without names has one combination: the protocol as it is.</remarks>
public sealed record SimulatedGrid
{
    /// <summary>The trial, such as "PATINA".</summary>
    public required string TrialId { get; init; }

    /// <summary>What was asked, in one line: the title of the grid.</summary>
    public required string Title { get; init; }

    /// <summary>What varies, in the order of the grid.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The combinations with their tallies, in the order of the grid; at least one.</summary>
    public required IReadOnlyList<SimulatedCell> Cells { get; init; }

    /// <summary>The seed of the study.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Whether the combinations shared their random numbers.</summary>
    public required GridLuck Luck { get; init; }

    /// <summary>SHA-256 of the protocol file, lower-case hex.</summary>
    public required string ProtocolSha256 { get; init; }

    /// <summary>SHA-256 of the grid file; null when there was none.</summary>
    public string? GridSha256 { get; init; }

    /// <summary>SHA-256 of the scenario file; null when the assumptions of the design were simulated.</summary>
    public string? ScenarioSha256 { get; init; }

    /// <summary>The program and the version of its random streams.</summary>
    public string Engine { get; init; } = Design.Simulation.Sharding.SimulationStudy.ThisEngine;

    /// <summary>The power that the protocol plans, such as 0.9; null where it names none or the grid varies it.</summary>
    public double? PlannedPower { get; init; }

    /// <summary>The one-sided type I error that the protocol allows, such as 0.025; null where the grid varies it.</summary>
    public double? OneSidedAlpha { get; init; }

    /// <summary>The trials of all combinations together.</summary>
    public long Trials => Cells.Sum(cell => cell.Tally.Trials);

    internal void Check()
    {
        if (Cells.Count == 0)
            throw new ArgumentException("There is no combination to show; a grid has at least one.");
        if (Cells.FirstOrDefault(cell => cell.Values.Count != Names.Count) is { } odd)
            throw new ArgumentException(
                $"The combination '{string.Join(", ", odd.Values)}' has {odd.Values.Count} values for {Names.Count} names."
            );
        Probability(PlannedPower, nameof(PlannedPower));
        Probability(OneSidedAlpha, nameof(OneSidedAlpha));
    }

    static void Probability(double? value, string name)
    {
        if (value is { } given && !(given > 0 && given < 1))
            throw new ArgumentOutOfRangeException(name, given, "A probability of the design is above 0 and below 1.");
    }
}

/// <summary>One combination and what its trials did.</summary>
/// <param name="Values">The value of each name, as written in the grid.</param>
/// <param name="Tally">What its trials did.</param>
/// <param name="NullIsTrue">Whether the experimental arm is at no time better here, so that every rejection is a type I
/// error.</param>
public sealed record SimulatedCell(IReadOnlyList<string> Values, SimulationTally Tally, bool NullIsTrue = false);
