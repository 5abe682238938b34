using Equipoise.Cli.Terminal;
using Equipoise.Design.Simulation.Sharding;
using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>All the trials of a call, in this process; with <c>--precision</c> as many as it takes.</summary>
sealed record AllTrials(Simulated Simulated, TimeProvider Clock)
{
    public int Run(Said said, CancellationToken cancellation)
    {
        var started = Clock.GetTimestamp();
        var tally = said.Slowly(
            $"Simulating {Simulated.Protocol.Trial.Id}",
            report =>
                Simulated.Options.Precision is { } wanted
                    ? UntilPrecise(wanted, report, cancellation)
                    : Stretch.Simulate(Simulated, new(0, Simulated.Options.Trials), report, cancellation)
        );
        var seconds = Clock.GetElapsedTime(started).TotalSeconds;
        if (Simulated.Options.Precision is { } precision && !IsPrecise(tally, precision))
            said.Error.WriteLine(
                $"The standard error of power is not yet {precision} after {tally.Trials} trials, the most that were allowed; "
                    + "allow more with --trials."
            );
        // Fewer trials than the most are the study of so many.
        new StudyOutcome(Simulated.Study with { Trials = tally.Trials }, Simulated.About, tally, seconds).Print(
            Simulated.Options.AsJson,
            said.Output
        );
        return ExitStatus.Done;
    }

    // Looked at after a fixed number of trials, so that chance and not the speed of the machine decides where it ends.
    SimulationTally UntilPrecise(double wanted, Action<double> report, CancellationToken cancellation)
    {
        var most = Simulated.Options.Trials;
        SimulationTally? all = null;
        for (var done = 0L; done < most && !IsPrecise(all, wanted); done = all.Trials)
        {
            var next = new TrialRange(done, Math.Min(done < 10_000 ? 1_000 : 10_000, most - done));
            var more = Stretch.Simulate(Simulated, next, _ => { }, cancellation);
            all = all is null ? more : SimulationTally.Merge([all, more]);
            report(Share(all, wanted, most));
        }
        return all!;
    }

    // A share of 0 or 1 has no standard error, for it would be 0 however few trials there are; Agresti and Coull's two more of
    // either kind tell that from precise.
    static bool IsPrecise(SimulationTally? tally, double wanted) =>
        tally is not null && Math.Max(tally.Power?.StandardError ?? 0, WithTwoMore(tally)) <= wanted;

    static double WithTwoMore(SimulationTally tally)
    {
        var n = tally.Trials + 4.0;
        var p = (tally.Rejections + 2) / n;
        return Math.Sqrt(p * (1 - p) / n);
    }

    // The trials that it will take, as far as is known by now.
    static double Share(SimulationTally tally, double wanted, long most)
    {
        var needed = tally.Trials * Math.Pow(WithTwoMore(tally) / wanted, 2);
        return Math.Min(1, tally.Trials / Math.Clamp(needed, 1, most));
    }
}
