using Equipoise.Design.Simulation.Sharding;
using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>A stretch of the trials of a call.</summary>
static class Stretch
{
    /// <summary>Simulates it; reports the share that is done, from 0 to 1.</summary>
    public static SimulationTally Simulate(
        Simulated simulated,
        TrialRange range,
        Action<double> report,
        CancellationToken cancellation
    ) =>
        simulated.Trial.Simulate(
            new()
            {
                Seed = simulated.Options.Seed,
                FirstTrial = (ulong)range.First,
                Trials = range.Count,
                Threads = simulated.Options.Threads,
            },
            new Told(done => report((double)done / range.Count)),
            cancellation
        );
}
