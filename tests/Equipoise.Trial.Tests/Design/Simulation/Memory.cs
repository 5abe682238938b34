using Equipoise.Design.Simulation.Designed;

namespace Equipoise.Trial.Tests.Design.Simulation;

public sealed class Memory
{
    public static TheoryData<SimulatedTrial> Trials { get; } =
        new() { SmallTrials.Benchmark(0.75, SmallTrials.ThreeLooks), SmallTrials.Varied };

    [Theory]
    [MemberData(nameof(Trials))]
    public void A_simulated_trial_sets_no_memory_aside(SimulatedTrial trial)
    {
        var workspace = trial.Open(1, 0);
        for (var index = 0UL; index < 200; index++)
            workspace.Add(index);
        Allocated
            .By(() =>
            {
                for (var index = 200UL; index < 1200; index++)
                    workspace.Add(index);
            })
            .ShouldBe(0);
    }
}
