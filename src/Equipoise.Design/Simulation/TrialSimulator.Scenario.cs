namespace Equipoise.Design.Simulation;

public static partial class TrialSimulator
{
    /// <summary>Simulates a stretch of trials in a world of illness and death, as their protocol would conduct them.</summary>
    /// <param name="trial">The trial and its world; see <see cref="ScenarioWorld"/>.</param>
    /// <param name="run">Which trials of which seed, and on how many threads.</param>
    /// <param name="progress">Told now and then how many trials are done.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="ArgumentException">The trial cannot be simulated; every problem is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The run has a negative number of trials, an index of 2⁵⁶ or more, or no thread.</exception>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public static SimulationTally Run(
        ScenarioTrial trial,
        SimulationRun run,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        Check(trial);
        Check(run);
        return Spread(
            run,
            trial.Participants,
            () =>
            {
                var workspace = new ScenarioWorkspace(trial, run.Seed, run.Scenario);
                return (workspace.Add, workspace.ToTally);
            },
            progress,
            cancellation
        );
    }

    /// <summary>One trial in full, as it is among the others of this seed and scenario.</summary>
    /// <param name="trial">The trial and its world.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="scenario">The scenario number.</param>
    /// <param name="trialIndex">Which one, counted from 0, below 2⁵⁶.</param>
    /// <exception cref="ArgumentException">The trial cannot be simulated; every problem is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is 2⁵⁶ or more.</exception>
    public static ReplayedScenario Replay(ScenarioTrial trial, ulong seed, uint scenario, ulong trialIndex)
    {
        Check(trial);
        CheckIndex(trialIndex);
        var workspace = new ScenarioWorkspace(trial, seed, scenario);
        workspace.Simulate(trialIndex);
        return ReplayedScenario.Of(trial, workspace);
    }

    static void Check(ScenarioTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (trial.Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(trial));
    }
}
