using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Simulation.Sharding;
using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Trial.Tests.Design.Simulation.Sharding;

/// <summary>A trial small enough to be simulated a thousand times at once, and shards of it.</summary>
static class ShardSample
{
    public static SimulatedTrial Trial { get; } =
        new()
        {
            Participants = 20,
            Accrual = RatePiece.Constant(4),
            Allocation = new AllocationWorld.PermutedBlocks([2, 4]),
            Strata =
            [
                new()
                {
                    Share = 1,
                    Control = new(RatePiece.OfMedian(6)),
                    Experimental = new(RatePiece.OfMedian(9)),
                },
            ],
            Looks = [new LookPlan.AtEvents(8) { EfficacyZ = 2.5, FutilityZ = -0.5 }, new LookPlan.AtEvents(14) { EfficacyZ = 2 }],
            EstimateHazardRatio = true,
        };

    public static SimulationTally Simulate(ulong seed, TrialRange range) =>
        TrialSimulator.Run(
            Trial,
            new()
            {
                Seed = seed,
                FirstTrial = (ulong)range.First,
                Trials = range.Count,
            }
        );

    public static Shard Shard(int shard, int of, long trials = 100, ulong seed = 1)
    {
        var study = SimulationStudy.Of(Trial, seed, trials);
        var number = new ShardNumber(shard, of);
        return new()
        {
            Study = study,
            Number = number,
            About = "A small trial, \"quoted\" – with an umlaut: ü",
            Tally = Simulate(seed, number.RangeOf(trials)),
            Seconds = 0.25,
        };
    }
}
