using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Design.Simulation.Run;

/// <summary>What would happen if a trial were run a hundred thousand times? Power, type I error, and how long and how large it
/// gets.</summary>
/// <remarks>
/// <para>Trial k of a seed and a scenario is a pure function of these three numbers: Philox4x32-10 gives its random words, times
/// are whole ticks, sums of the tally are whole numbers, and the rest is IEEE arithmetic in a fixed order. So the same bits come
/// out at any number of threads, in any sharding and on any machine, and one trial can be replayed alone.</para>
/// <para>A participant arrives, is allocated, and is followed to the event, to the loss or to the cutoff of a look, whichever is
/// first (an event counts at the very tick of a loss or of the cutoff). Each look cuts the data at its trigger and computes the
/// test; the trial stops at the first look at which Z reaches the efficacy bound, or falls to the futility bound. Exponential
/// times come from words of 32 bits: none is longer than 22.9 means.</para>
/// <para>Cost: proportional to the participants, some 5 µs for 500 with one look and 1.5 µs for each look more on a core with
/// vectors of 512 bits, and a third to a half more with 256 (bench/results/simulators.md). A trial sets no memory aside.</para>
/// <para>R: <c>rpact::getSimulationSurvival</c>, <c>lrstat::lrsim</c>, one stratum and the log-rank test.</para>
/// </remarks>
public static class TrialSimulator
{
    // A thread takes trials of about so many participants at a time: a millisecond's work.
    const int ParticipantsAtATime = 1 << 17;

    /// <summary>Simulates a stretch of trials.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="run">Which trials of which seed, and on how many threads.</param>
    /// <param name="progress">Told now and then how many trials are done.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="ArgumentException">The trial cannot be simulated; every problem is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The run has a negative number of trials, an index of 2⁵⁶ or more, or no
    /// thread.</exception>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public static SimulationTally Run(
        VirtualTrial trial,
        SimulationRun run,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        Check(trial);
        Check(run);
        var (next, done) = (0L, 0L);
        var chunk = long.Max(1, ParticipantsAtATime / trial.Size());
        var tallies = new SimulationTally[run.Threads];
        Parallel.For(
            0,
            run.Threads,
            new ParallelOptions { MaxDegreeOfParallelism = run.Threads, CancellationToken = cancellation },
            thread =>
            {
                // Each thread opens a workspace, and takes chunk after chunk of the trials.
                var workspace = trial.Open(run.Seed, run.Scenario);
                while (Interlocked.Add(ref next, chunk) - chunk is var first && first < run.Trials)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var end = long.Min(first + chunk, run.Trials);
                    for (var k = first; k < end; k++)
                        workspace.Add(run.FirstTrial + (ulong)k);
                    progress?.Report(Interlocked.Add(ref done, end - first));
                }
                tallies[thread] = workspace.ToTally();
            }
        );
        return SimulationTally.Merge(tallies);
    }

    /// <summary>Refuses a trial that cannot be simulated, and an index that none has.</summary>
    internal static void Check(VirtualTrial trial, ulong trialIndex)
    {
        Check(trial);
        CheckIndex(trialIndex);
    }

    static void Check(VirtualTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (trial.Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(trial));
    }

    static void Check(SimulationRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfNegative(run.Trials);
        ArgumentOutOfRangeException.ThrowIfLessThan(run.Threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(run.Threads, 1024);
        CheckIndex(run.FirstTrial);
        CheckIndex(run.FirstTrial + (ulong)long.Max(0, run.Trials - 1));
    }

    static void CheckIndex(ulong index)
    {
        if (index >= 1UL << 56)
            throw new ArgumentOutOfRangeException(nameof(index), index, "The index of a trial is below 2^56.");
    }
}
