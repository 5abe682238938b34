using System.Runtime.Intrinsics;
using Equipoise.Design.Simulation.Lanes;
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

    /// <summary>A place for one thread to simulate trials of this seed and scenario, with the widest vectors that the processor
    /// has.</summary>
    internal Workspace Open(ulong seed, uint scenario) =>
        Vector512.IsHardwareAccelerated ? Open<Register512>(seed, scenario)
        : Vector256.IsHardwareAccelerated ? Open<Register256>(seed, scenario)
        : Open<Register128>(seed, scenario);

    /// <summary>The same with vectors of one width: it changes no bit of what comes out.</summary>
    internal abstract Workspace Open<R>(ulong seed, uint scenario)
        where R : struct, IRegister<R>;

    /// <summary>How many participants each trial draws: what it costs.</summary>
    internal abstract int Size();
}
