using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text;
using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;

namespace Equipoise.Benchmarks;

/// <summary>The simulator on the trial that design software is compared with: 518 participants, 400 events.</summary>
static class Simulations
{
    const int Rounds = 5;

    /// <summary>
    /// One line a case: name, the bits of a vector, threads, trials per second (the median of the rounds and the best), trials per second of processor
    /// time (the best), power, and the bytes that a trial sets aside.
    /// </summary>
    /// <param name="options">How many trials a round; a part of the names of the cases that are wanted.</param>
    public static string Measure(string[] options)
    {
        var trials = options.Length > 0 ? long.Parse(options[0], CultureInfo.InvariantCulture) : 100_000;
        var only = options.Length > 1 ? options[1] : "";
        var lines = new StringBuilder();
        foreach (var (name, trial, threads) in Cases().Where(c => c.Name.Contains(only, StringComparison.Ordinal)))
            lines.AppendLine(Measure(name, trial, threads, trials));
        return lines.ToString();
    }

    public static SimulatedTrial Benchmark(bool estimate, params LookPlan[] looks) =>
        new()
        {
            Participants = 518,
            Accrual = RatePiece.Constant(518 / 18.0),
            Allocation = new AllocationWorld.PermutedBlocks([4]),
            Strata =
            [
                new()
                {
                    Share = 1,
                    Control = new(RatePiece.OfMedian(6)),
                    Experimental = new EventWorld(RatePiece.OfMedian(6)).Times(0.75),
                },
            ],
            ControlDropout = RatePiece.OfYearlyProbability(0.05),
            ExperimentalDropout = RatePiece.OfYearlyProbability(0.05),
            Looks = looks,
            EstimateHazardRatio = estimate,
        };

    static IEnumerable<(string Name, SimulatedTrial Trial, int Threads)> Cases()
    {
        var final = new LookPlan.AtEvents(400) { EfficacyZ = 1.959963984540054 };
        // O'Brien-Fleming-like bounds of Lan and DeMets at 1/2, 3/4 and all of the events, one-sided 0.025.
        LookPlan[] three =
        [
            new LookPlan.AtEvents(200) { EfficacyZ = 2.96258804272757 },
            new LookPlan.AtEvents(300) { EfficacyZ = 2.35901770724053 },
            new LookPlan.AtEvents(400) { EfficacyZ = 2.01408366824051 },
        ];
        foreach (var threads in new[] { 1, 2 })
        {
            yield return ("log-rank", Benchmark(estimate: false, final), threads);
            yield return ("log-rank and Cox", Benchmark(estimate: true, final), threads);
            yield return ("three looks", Benchmark(estimate: false, three), threads);
            yield return ("three looks and Cox", Benchmark(estimate: true, three), threads);
        }
    }

    static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : 128;

    static string Measure(string name, SimulatedTrial trial, int threads, long trials)
    {
        var run = new SimulationRun { Seed = 20261126, Trials = trials, Threads = threads };
        var tally = TrialSimulator.Run(trial, run);
        var (speeds, perProcessor, allocated) = (new List<double>(), 0.0, long.MaxValue);
        using var process = Process.GetCurrentProcess();
        for (var round = 0; round < Rounds; round++)
        {
            var (before, start, used) = (
                GC.GetTotalAllocatedBytes(precise: true),
                Stopwatch.GetTimestamp(),
                process.TotalProcessorTime
            );
            tally = TrialSimulator.Run(trial, run);
            speeds.Add(trials / Stopwatch.GetElapsedTime(start).TotalSeconds);
            process.Refresh();
            perProcessor = double.Max(perProcessor, trials / (process.TotalProcessorTime - used).TotalSeconds);
            allocated = long.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name},{VectorBits},{threads},{Benchmarks.Measure.Median(speeds):F0},{speeds.Max():F0},{perProcessor:F0},"
                + $"{tally.Power!.Value.Estimate:F5},{(double)allocated / trials:F1}"
        );
    }
}
