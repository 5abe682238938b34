using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Trial.Tests.Design.Simulation;

/// <summary>Trial by trial, the fast simulator does what the slow one does.</summary>
[Trait("Takes", "time")]
public sealed class AgainstSlowSimulator
{
    [Fact]
    public void Every_trial_is_that_of_the_slow_simulator()
    {
        var (looks, estimates, tied, unreached, notEstimable) = (0, 0, 0, 0, 0);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(60).WithReplay(20_261_126UL, 45UL),
            Prop.ForAll(
                RandomTrials.All.ToArbitrary(),
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (trial, seed) =>
                {
                    trial.Problems().ShouldBeEmpty();
                    var (scenario, index) = ((uint)seed % 3, (ulong)seed << 24 >> 8);
                    var fast = trial.Replay((ulong)seed * 0x9E3779B97F4A7C15, scenario, index);
                    var slow = SlowSimulator.Run(trial, (ulong)seed * 0x9E3779B97F4A7C15, scenario, index);
                    PeopleAreTheSame(fast, slow.People);
                    fast.NeverReached.ShouldBe(slow.NeverReached);
                    fast.Looks.Count.ShouldBe(slow.Looks.Count);
                    for (var k = 0; k < fast.Looks.Count; k++)
                    {
                        LooksAreTheSame(fast.Looks[k], slow.Looks[k]);
                        looks++;
                        estimates += fast.Looks[k].LogHazardRatio is null ? 0 : 1;
                        notEstimable += fast.Looks[k].LogHazardRatio is null ? 1 : 0;
                        tied += HasTies(fast, fast.Looks[k].Month) ? 1 : 0;
                    }
                    unreached += fast.NeverReached ? 1 : 0;
                }
            )
        );
        // What was meant to be tried was.
        looks.ShouldBeGreaterThan(500);
        estimates.ShouldBeGreaterThan(300);
        tied.ShouldBeGreaterThan(80);
        unreached.ShouldBeGreaterThan(20);
        notEstimable.ShouldBeGreaterThan(20);
    }

    // Waits that now decide and now do not, of three looks; some end before they are due.
    [Fact]
    public void Looks_that_wait_for_times_are_made_when_the_slow_simulator_makes_them()
    {
        var (byEvents, byTime, left) = (0, 0, 0);
        foreach (var latest in new double?[] { null, 15, 24 })
        {
            var trial = SmallTrials.Benchmark(
                0.75,
                new LookPlan.WhenDue(150) { EfficacyZ = 3, NotBefore = 12.5 },
                new LookPlan.WhenDue(250) { EfficacyZ = 2.5, Apart = 4, AfterLast = 0.25 },
                new LookPlan.WhenDue(340) { EfficacyZ = 2, Apart = 3, AfterLast = 4, AtTheLatest = latest }
            );
            trial.Problems().ShouldBeEmpty();
            for (var index = 0ul; index < 40; index++)
            {
                var fast = trial.Replay(7, 0, index);
                var slow = SlowSimulator.Run(trial, 7, 0, index);
                fast.NeverReached.ShouldBe(slow.NeverReached);
                fast.Looks.Count.ShouldBe(slow.Looks.Count);
                for (var k = 0; k < fast.Looks.Count; k++)
                    LooksAreTheSame(fast.Looks[k], slow.Looks[k]);
                byTime += fast.Looks[0].Month == 12.5 ? 1 : 0;
                byEvents += fast.Looks[0].Month > 12.5 ? 1 : 0;
                left += latest == 15 && fast.Looks.Count == 2 && fast.Looks[1].Month == 15 ? 1 : 0;
            }
        }
        (byEvents > 10, byTime > 10, left > 10).ShouldBe((true, true, true), $"{byEvents}, {byTime}, {left}");
    }

    static void PeopleAreTheSame(ReplayedTrial fast, IReadOnlyList<SlowSimulator.Person> slow)
    {
        fast.Participants.Count.ShouldBe(slow.Count);
        for (var i = 0; i < slow.Count; i++)
        {
            var (here, there) = (fast.Participants[i], slow[i]);
            (here.Arm, here.Stratum).ShouldBe((there.Arm, there.Stratum), $"participant {i}");
            (Ticks(here.Arrival), Ticks(here.Event), Ticks(here.Dropout)).ShouldBe(
                (there.Arrival, there.Event, there.Dropout),
                $"participant {i}"
            );
            var cutoff = Ticks(fast.Looks[^1].Month);
            here.AtEnd.ShouldBe(there.Arrival <= cutoff ? SlowSimulator.At(there, cutoff) : null);
        }
    }

    static void LooksAreTheSame(ReplayedLook fast, SlowSimulator.Look slow)
    {
        (fast.Look, fast.Month, fast.Events, fast.Enrolled, fast.Decision).ShouldBe(
            (slow.Number, slow.Month, slow.Events, slow.Enrolled, slow.Decision)
        );
        ShouldAgree(fast.Z, slow.Test.Z, $"Z of look {fast.Look}");
        var coefficient = slow.Cox!.Coefficients[0];
        var exists = slow.Cox.Status is FitStatus.Converged;
        ShouldAgree(fast.LogHazardRatio, exists ? coefficient.Estimate : null, $"log hazard ratio of look {fast.Look}");
        ShouldAgree(fast.StandardError, exists ? coefficient.StandardError : null, $"standard error of look {fast.Look}");
    }

    static void ShouldAgree(double? actual, double? expected, string what)
    {
        (actual is null).ShouldBe(expected is null, $"{what}: {actual}, expected {expected}");
        if (expected is { } number)
            actual!.Value.ShouldBe(number, 1e-12 * double.Max(1, double.Abs(number)), what);
    }

    static bool HasTies(ReplayedTrial trial, double month)
    {
        var times = trial
            .Participants.Select(person => person.At(month))
            .Where(observation => observation is { IsEvent: true })
            .Select(observation => observation!.Value.Time)
            .ToList();
        return times.Distinct().Count() < times.Count;
    }

    static double Ticks(double? months) => months * 2097152 ?? 1073741822;
}
