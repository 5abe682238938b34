using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Design.Simulation.Run;

/// <summary>A trial that can be simulated: as its design assumes it, or in the world of a scenario.</summary>
public abstract record VirtualTrial
{
    private protected VirtualTrial() { }

    /// <summary>
    /// Everything because of which it cannot be simulated, each with the value and what is possible; empty when it can be.
    /// </summary>
    public abstract IReadOnlyList<string> Problems();

    /// <summary>Simulates a stretch of trials; see <see cref="TrialSimulator.Run"/>.</summary>
    /// <exception cref="ArgumentException">The trial cannot be simulated; every problem is named.</exception>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public SimulationTally Simulate(
        SimulationRun run,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default
    ) => TrialSimulator.Run(this, run, progress, cancellation);

    /// <summary>A place for one thread to simulate trials of this seed and scenario.</summary>
    internal abstract Workspace Open(ulong seed, uint scenario);

    /// <summary>How many participants each trial draws: what it costs.</summary>
    internal abstract int Size();
}
