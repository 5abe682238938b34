using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Trial.Tests.Design.Simulation;

/// <summary>The trials that the facts are about. Hazards are written out: a logarithm of the platform would not be the same
/// everywhere.</summary>
static class SmallTrials
{
    const double ControlHazard = 0.11552453009332421; // log(2) / 6
    const double DropoutHazard = 0.004274441198962548; // -log(0.95) / 12

    /// <summary>O'Brien-Fleming-like bounds of Lan and DeMets at 1/2, 3/4 and all of the events, one-sided 0.025; R/exact_gs:
    /// sb(t, ldof(t, .025)).</summary>
    public static IReadOnlyList<LookPlan> ThreeLooks { get; } =
        [
            new LookPlan.AtEvents(200) { EfficacyZ = 2.96258804272757 },
            new LookPlan.AtEvents(300) { EfficacyZ = 2.35901770724053 },
            new LookPlan.AtEvents(400) { EfficacyZ = 2.01408366824051 },
        ];

    /// <summary>The trial on which simulators are compared: 518 participants over 18 months, a control median of 6, 5% a year
    /// lost.</summary>
    public static SimulatedTrial Benchmark(double hazardRatio, params IReadOnlyList<LookPlan> looks) =>
        new()
        {
            Participants = 518,
            Accrual = RatePiece.Constant(518 / 18.0),
            Allocation = new AllocationWorld.PermutedBlocks([4]),
            Strata = [Stratum(1, ControlHazard, hazardRatio)],
            ControlDropout = RatePiece.Constant(DropoutHazard),
            ExperimentalDropout = RatePiece.Constant(DropoutHazard),
            Looks = looks,
            EstimateHazardRatio = true,
        };

    /// <summary>Three strata, changing rates, a cured part, blocks of two sizes at 2:1, a look by month and futility.</summary>
    public static SimulatedTrial Varied { get; } =
        new()
        {
            Participants = 331,
            Accrual = [new(0, 5), new(3, 20), new(9, 30)],
            Allocation = new AllocationWorld.PermutedBlocks([3, 6]) { Experimental = 2 },
            Strata =
            [
                Stratum(0.5, 0.1, 0.7),
                Stratum(0.3, 0.05, 0.7),
                new()
                {
                    Share = 0.2,
                    Control = new([new(0, 0.2), new(6, 0.05)]) { CuredFraction = 0.2 },
                    Experimental = new([new(0, 0.2), new(3, 0.1), new(12, 0.02)]) { CuredFraction = 0.3 },
                },
            ],
            ControlDropout = RatePiece.Constant(0.02),
            Looks =
            [
                new LookPlan.AtEvents(100) { EfficacyZ = 3, FutilityZ = 0 },
                new LookPlan.AtMonth(24) { EfficacyZ = 2.5, FutilityZ = 0.5 },
                new LookPlan.AtEvents(260) { EfficacyZ = 2 },
            ],
            Test = new SimulatedTest.LogRank(Stratified: true),
            EstimateHazardRatio = true,
        };

    public static StratumWorld Stratum(double share, double hazard, double ratio) =>
        new()
        {
            Share = share,
            Control = new(RatePiece.Constant(hazard)),
            Experimental = new(RatePiece.Constant(hazard * ratio)),
        };

    public static SimulationTally Run(SimulatedTrial trial, long trials, ulong seed = 20261126, ulong first = 0, int threads = 2) =>
        TrialSimulator.Run(trial, new() { Seed = seed, Trials = trials, FirstTrial = first, Threads = threads });
}
