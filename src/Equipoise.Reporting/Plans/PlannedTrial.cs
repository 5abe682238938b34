using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Sharding;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Reporting.Plans;

/// <summary>A plan to be printed: all that the page of the sample size needs.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Design">Its plan.</param>
public sealed record PlannedTrial(TrialProtocol Protocol, TrialDesign Design)
{
    /// <summary>The plan of a trial; null where it was not sized, or not in one comparison, or its events never come.</summary>
    public static PlannedTrial? Of(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        if (protocol is { Design.Split: not null, Comparison: not null })
            return SplitDesign.Of(protocol) is SplitOutcome.Planned(var plan)
                ? new(protocol, plan.Endpoints[0].Sized) { Others = [.. plan.Endpoints.Skip(1)] }
                : null;
        return
            protocol is { Design: not null, Comparison: not null }
            && TrialPlanning.Plan(protocol) is DesignOutcome.Planned(var design)
            ? new(protocol, design)
            : null;
    }

    /// <summary>The plans of the other endpoints where several share alpha, in their order; the first sizes the trial.</summary>
    public IReadOnlyList<EndpointDesign> Others { get; init; } = [];

    /// <summary>
    /// What a simulation of the plan under its own assumptions said of its formula; null where none was asked for.
    /// </summary>
    public FormulaCheck? Check { get; init; }

    /// <summary>The test of that simulation in words; null for the protocol's.</summary>
    public string? CheckedTest { get; init; }

    /// <summary>The seed of that simulation.</summary>
    public ulong Seed { get; init; }

    /// <summary>The program that made the plan.</summary>
    public string Program { get; init; } = SimulationStudy.ThisEngine.Split(',')[0];

    /// <summary>What is expected month by month.</summary>
    public IReadOnlyList<PlannedMonth> Months => field ??= PlannedCourse.Of(Design);

    /// <summary>The power over hazard ratios.</summary>
    public IReadOnlyList<PowerAtHazardRatio> Powers => field ??= PowerCurve.Of(Design);
}
