namespace Equipoise.Design.Simulation;

/// <summary>A trial that can be simulated: as its design assumes it (<see cref="SimulatedTrial"/>), or in a scenario's world (<see cref="ScenarioTrial"/>).</summary>
public abstract record VirtualTrial
{
    private protected VirtualTrial() { }

    /// <summary>Everything because of which it cannot be simulated, each with the value and what is possible; empty when it can be.</summary>
    public abstract IReadOnlyList<string> Problems();

    /// <summary>Simulates a stretch of trials, as <see cref="TrialSimulator"/> does for either kind.</summary>
    /// <exception cref="ArgumentException">The trial cannot be simulated; every problem is named.</exception>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public SimulationTally Simulate(SimulationRun run, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        this switch
        {
            SimulatedTrial designed => TrialSimulator.Run(designed, run, progress, cancellation),
            ScenarioTrial lived => TrialSimulator.Run(lived, run, progress, cancellation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
