using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Observed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Simulation.Tally;
using Equipoise.Design.Simulation.World;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Trial.Tests.Design.Simulation.World;

/// <summary>A protocol and a scenario as a trial to simulate, and the run of it.</summary>
[Trait("Takes", "time")]
public sealed class ScenarioWorldTests
{
    static readonly ScenarioTrial patina = Patina.AsItIs.Trial();

    [Fact]
    public void The_example_is_compiled_as_its_files_say()
    {
        patina.Participants.ShouldBe(518);
        patina.Looks.ShouldHaveSingleItem().ShouldBeOfType<LookPlan.AtEvents>().Events.ShouldBe(257);
        patina.Looks[0].EfficacyZ!.Value.ShouldBe(1.959963984540054, 1e-12);
        patina.Strata.ShouldBe(16);
        patina.Factors.Select(factor => factor.Id).ShouldBe(["pertuzumab", "prior-HER2", "response", "partner"]);
        patina.Factors.Select(factor => double.Round(factor.Shares[0], 12)).ShouldBe([0.973, 0.29, 0.68, 0.91]);
        patina.Allocation.ShouldBeOfType<AllocationWorld.PermutedBlocks>().Sizes.ShouldBe([4, 6, 8]);
        patina.Control.FollowUp.Assessments.ShouldBe(new AssessmentSchedule(84, 7, 0.03));
        patina.Experimental.NeverTreated.ShouldBe(0);
        patina.Primary.Id.ShouldBe("PFS");
        patina.Secondary!.Rule.Id.ShouldBe("OS");
        // 49 months would be 1491 days; the calendar closes 1490 days after it opens, and nobody is screened in the last 14 of them.
        patina.ScreeningDays.ShouldBe(1476);
    }

    [Fact]
    public void What_cannot_be_simulated_is_refused_with_every_reason()
    {
        var wrong = patina with
        {
            Participants = 1,
            Factors = [new("sex", [0.5, 0.4])],
            Control = patina.Control with
            {
                DeathFirst = 1.2,
                FollowUp = new() { Assessments = new(14, 7, 0.1) },
            },
            Test = new SimulatedTest.Milestone(0),
        };
        var problems = wrong.Problems();
        foreach (var said in new[] { "1 participants", "'sex' sum to 0.9", "1.2 dies without", "windows must not meet", "month 0", "257 events" })
            problems.ShouldContain(problem => problem.Contains(said), said);
        Should.Throw<ArgumentException>(() => TrialSimulator.Run(wrong, new() { Seed = 1, Trials = 1 })).Message.ShouldContain("1.2 dies");
    }

    [Fact]
    public void A_protocol_without_a_part_is_refused()
    {
        var protocol = Patina.AsItIs.Protocol with { FollowUp = null };
        ScenarioWorld
            .Of(protocol, Patina.AsItIs.Scenario)
            .ShouldBeOfType<WorldOutcome.Refused>()
            .Reasons.ShouldHaveSingleItem()
            .ShouldContain("'follow up'");
    }

    [Fact]
    public void A_run_gives_the_same_bits_at_any_number_of_threads_and_in_any_shards()
    {
        var trial = patina with { TallyAdverseEvents = true };
        var whole = TrialSimulator.Run(trial, new() { Seed = 9, Trials = 90 });
        TrialSimulator.Run(trial, new() { Seed = 9, Trials = 90, Threads = 3 }).ShouldBe(whole);
        var first = TrialSimulator.Run(trial, new() { Seed = 9, Trials = 31 });
        var rest = TrialSimulator.Run(trial, new() { Seed = 9, FirstTrial = 31, Trials = 59 });
        var merged = SimulationTally.Merge([SimulationTally.FromJson(rest.ToJson()), first]);
        merged.ShouldBe(whole);
        merged.ToJson().ShouldBe(whole.ToJson());
    }

    [Fact]
    public void A_tally_is_the_sum_of_the_replays()
    {
        var run = TrialSimulator.Run(patina, new() { Seed = 2, Scenario = 5, FirstTrial = 100, Trials = 25 });
        var replays = Enumerable.Range(100, 25).Select(k => patina.Replay(2, 5, (ulong)k)).ToList();
        run.Rejections.ShouldBe(replays.Count(replay => replay.Looks[^1].Found.Decision == LookDecision.Efficacy));
        run.Events.Sum.Value.ShouldBe(replays.Sum(replay => replay.Looks[^1].Found.Events));
        run.LogHazardRatio.Sum.Value.ShouldBe(replays.Sum(replay => replay.Looks[^1].Found.LogHazardRatio!.Value), 1e-9);
        var secondary = run.Secondary!;
        var critical = Normal.Quantile(0.975);
        secondary.Events.Sum.Value.ShouldBe(replays.Sum(replay => replay.Secondary!.Events));
        secondary.Significant.ShouldBe(replays.Count(replay => replay.Secondary!.Z >= critical));
        secondary.SignificantAfterPrimary.ShouldBe(
            replays.Count(replay => replay.Secondary!.Z >= critical && replay.Looks[^1].Found.Decision == LookDecision.Efficacy)
        );
        secondary.LogHazardRatio.Sum.Value.ShouldBe(replays.Sum(replay => replay.Secondary!.LogHazardRatio!.Value), 1e-9);
    }

    [Fact]
    public void Another_feature_leaves_every_draw_as_it_was()
    {
        var before = patina.Replay(1, 0, 3);
        var more = patina with { TallyAdverseEvents = true, Secondary = null, Test = new SimulatedTest.RestrictedMean(24) };
        var after = more.Replay(1, 0, 3);
        after.Participants.Select(who => (who.Randomized, who.Arm, who.Progresses, who.Dies, who.Primary))
            .ShouldBe(before.Participants.Select(who => (who.Randomized, who.Arm, who.Progresses, who.Dies, who.Primary)));
    }

    [Fact]
    public void Scenarios_that_share_their_number_share_the_luck_of_every_participant()
    {
        var better = patina with { Experimental = patina.Experimental with { DeathAfterProgression = 0.005 } };
        var (one, other) = (patina.Replay(1, 0, 8), better.Replay(1, 0, 8));
        for (var i = 0; i < one.Participants.Count; i++)
        {
            var (a, b) = (one.Participants[i], other.Participants[i]);
            (b.Randomized, b.Arm, b.Stratum, b.Progresses).ShouldBe((a.Randomized, a.Arm, a.Stratum, a.Progresses));
            if (a.Arm == 1 && a.Progresses is not null && b.Dies is { } later)
                later.ShouldBeGreaterThanOrEqualTo(a.Dies!.Value);
        }
        patina.Replay(1, 1, 8).Participants[0].Progresses.ShouldNotBe(one.Participants[0].Progresses);
    }

    [Fact]
    public void A_trial_allocates_nothing()
    {
        var trial = patina with { TallyAdverseEvents = true };
        var (few, many) = (Allocated(trial, 5), Allocated(trial, 105));
        few.ShouldBeGreaterThan(100_000); // the workspace: so it is this thread that simulates, and is measured
        (many - few).ShouldBeLessThan(100 * 24); // a hundred trials more: less than the smallest object each

        static long Allocated(ScenarioTrial trial, long trials)
        {
            TrialSimulator.Run(trial, new() { Seed = 1, Trials = trials });
            var before = GC.GetAllocatedBytesForCurrentThread();
            TrialSimulator.Run(trial, new() { Seed = 1, Trials = trials });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Looks_come_in_their_order_on_the_day_of_the_counted_event_or_at_their_month()
    {
        var trial = Patina.AsItIs.Trial(new LookPlan.AtEvents(100), new LookPlan.AtMonth(60), new LookPlan.AtEvents(257));
        var replayed = trial.Replay(1, 0, 0);
        replayed.Looks.Select(look => look.Found.Look).ShouldBe([0, 1, 2]);
        replayed.Looks[1].Day.ShouldBe((int)double.Round(60 * 30.4375));
        // By hand: a sponsor counts first events before any new therapy.
        int CountedBy(int day) =>
            replayed.Participants.Count(who =>
                new[] { who.Assessments.Where(seen => seen.ShowsProgression).Select(seen => (int?)seen.Day).FirstOrDefault(), who.Died }
                    .Min() is { } first
                && who.Randomized + first <= day
                && (who.NewTherapy is not { } therapy || first < therapy)
            );
        CountedBy(replayed.Looks[0].Day).ShouldBeGreaterThanOrEqualTo(100);
        CountedBy(replayed.Looks[0].Day - 1).ShouldBeLessThan(100);
        CountedBy(replayed.Looks[2].Day - 1).ShouldBeLessThan(257);
    }

    // The days are those of the rules, from what the replayed participants say: the day of the counted event, the month, months after the last
    // of them or after the look before, whichever is later; and the month that ends it, whatever is waited for.
    [Fact]
    public void Looks_that_wait_for_times_are_made_on_the_later_day_and_none_after_the_end()
    {
        static int Days(double months) => (int)double.Round(months * 30.4375);
        var (byEvents, byMonth, byLast, byApart, ended) = (0, 0, 0, 0, 0);
        foreach (var latest in new double?[] { null, 62 })
        {
            LookPlan[] looks =
            [
                new LookPlan.WhenDue(80) { NotBefore = 36 },
                new LookPlan.WhenDue(150) { Apart = 12 },
                new LookPlan.WhenDue(200) { AfterLast = 13 },
                new LookPlan.WhenDue(257) { Apart = 3, AtTheLatest = latest },
            ];
            LookPlan[] plain = [.. looks.Cast<LookPlan.WhenDue>().Select(look => new LookPlan.AtEvents(look.Events))];
            var (waits, counts) = (Patina.AsItIs.Trial(looks), Patina.AsItIs.Trial(plain));
            waits.Problems().ShouldBeEmpty();
            for (var index = 0ul; index < 12; index++)
            {
                var (made, events) = (waits.Replay(1, 0, index), counts.Replay(1, 0, index));
                int[] reached = [.. events.Looks.Select(look => look.Day)];
                var last = made.Participants.Max(who => who.Randomized);
                List<int> due = [int.Max(reached[0], Days(36))];
                due.Add(int.Max(reached[1], due[0] + Days(12)));
                due.Add(int.Max(int.Max(reached[2], last + Days(13)), due[1]));
                due.Add(int.Max(reached[3], due[2] + Days(3)));
                if (latest is { } month)
                    due = [.. due.SkipLast(1).Where(day => day < Days(month)), int.Min(due[3], Days(month))];
                made.Looks.Select(look => look.Day).ShouldBe(due, $"trial {index}");
                made.Looks[^1].Found.Look.ShouldBe(3);
                byMonth += due[0] == Days(36) ? 1 : 0;
                byEvents += due[0] == reached[0] ? 1 : 0;
                byApart += made.Looks[1].Day == due[0] + Days(12) ? 1 : 0;
                byLast += made.Looks.Count > 2 && made.Looks[2].Day == last + Days(13) ? 1 : 0;
                ended += latest is { } end && made.Looks[^1].Day == Days(end) ? 1 : 0;
            }
        }
        (byMonth > 0 || byEvents > 0, byApart > 0, byLast > 0, ended > 0)
            .ShouldBe((true, true, true, true), $"{byMonth}, {byEvents}, {byApart}, {byLast}, {ended}");
    }

    [Fact]
    public void Events_that_never_come_are_said_to_never_come()
    {
        var trial = Patina.AsItIs.Trial(new LookPlan.AtEvents(500), new LookPlan.AtEvents(518));
        var healthy = trial with
        {
            Control = trial.Control with { CuredFraction = 0.9 },
            Experimental = trial.Experimental with { CuredFraction = 0.9 },
        };
        var tally = TrialSimulator.Run(healthy, new() { Seed = 1, Trials = 5 });
        tally.NeverReached.ShouldBe(5);
        tally.Looks[0].Reached.ShouldBe(0);
        tally.ExpectedEvents!.Value.Estimate.ShouldBeInRange(20, 100);
    }
}
