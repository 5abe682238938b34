using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Verification;
using Equipoise.Design.Rehearsal;
using Equipoise.Protocol;
using Equipoise.Trial.Tests.Protocol;

namespace Equipoise.Trial.Tests.Design;

/// <summary>What holds in every rehearsal, whatever its luck.</summary>
[Trait("Takes", "time")]
public sealed class RehearsalTests
{
    static readonly SmallRehearsal one = SmallRehearsal.First;

    [Fact]
    public void A_cutoff_that_waits_for_follow_up_of_everyone_is_that_long_after_the_last_was_randomized()
    {
        var rehearsal = SmallRehearsal.Run(
            seed: 1,
            Slip.Replace(
                SmallRehearsal.ProtocolText,
                "cutoff: at 25 events",
                "cutoff: the later of 25 events and 36 months after the last participant"
            )
        );
        var last = rehearsal.State.Participants.Max(participant => participant.Randomized?.On)!.Value;
        var cutoff = rehearsal.State.DataCutoff!.On;
        (cutoff.DayNumber - last.DayNumber).ShouldBe((int)Math.Ceiling(36 * 30.4375));
        SmallRehearsal.First.State.DataCutoff!.On.ShouldBeLessThan(cutoff);
    }

    [Fact]
    public void A_cutoff_at_the_latest_in_a_month_is_then_although_events_are_missing()
    {
        var rehearsal = SmallRehearsal.Run(
            seed: 1,
            Slip.Replace(
                SmallRehearsal.ProtocolText,
                "cutoff: at 25 events",
                "cutoff: at 25 events, at the latest in month 30"
            )
        );
        rehearsal.Summary.Events.ShouldBeLessThan(25);
        rehearsal.State.DataCutoff!.On.ShouldBe(rehearsal.Protocol.Trial.Calendar!.Opens.AddDays((int)Math.Ceiling(30 * 30.4375)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_log_to_the_last_bit() => SmallRehearsal.Run(seed: 1).Head.ShouldBe(one.Head);

    [Fact]
    public void Every_response_follows_from_lesions_that_were_measured()
    {
        var judged = one.Screened.SelectMany(participant => participant.All<TumorAssessed>()).ToArray();

        judged.Length.ShouldBeGreaterThan(100);
        judged.ShouldAllBe(assessed => assessed.Derived == assessed.Response);
        judged.Select(assessed => assessed.Response).Distinct().Count().ShouldBeGreaterThan(2);
        one.Screened
            .SelectMany(participant => participant.All<LesionIdentified>())
            .Select(lesion => lesion.Kind)
            .Distinct()
            .Count()
            .ShouldBe(3);
    }

    [Fact]
    public void Another_seed_gives_another_trial()
    {
        var other = SmallRehearsal.Run(seed: 2);

        other.Head.Hash.ShouldNotBe(one.Head.Hash);
        other
            .Screened.Select(participant => participant.Screened.Age)
            .ShouldNotBe(one.Screened.Select(participant => participant.Screened.Age));
    }

    [Theory]
    [InlineData("12%", 8)] // 60 x 0.12 / 0.88 = 8.2
    [InlineData("0%", 0)]
    [InlineData("75%", 180)] // three of four: 60 x 0.75 / 0.25
    public void As_many_are_randomized_as_planned_and_as_many_fail_as_their_share_asks(string share, int failures)
    {
        var scenario = Slip.Replace(SmallRehearsal.ScenarioText, "screen failures: 12%", $"screen failures: {share}");
        // Without a cutoff before the end of accrual: at 25 events one of 60 might still be on the way.
        var rehearsal = SmallRehearsal.Run(
            1,
            Slip.Replace(SmallRehearsal.ProtocolText, "at 25 events", "on 2021-08-01"),
            scenario
        );

        rehearsal.Randomized.Count().ShouldBe(60);
        rehearsal.Screened.Count.ShouldBe(60 + failures);
        (rehearsal.Summary.Randomized, rehearsal.Summary.Screened).ShouldBe((60, 60 + failures));
    }

    [Fact]
    public void Everybody_comes_while_the_trial_is_open_to_accrual()
    {
        foreach (var participant in one.Screened)
        {
            participant.Screened.On.ShouldBeGreaterThanOrEqualTo(new DateOnly(2017, 6, 21));
            (participant.Randomized?.On ?? participant.Screened.On).ShouldBeLessThanOrEqualTo(new DateOnly(2021, 7, 20));
        }
    }

    [Fact]
    public void A_scenario_that_takes_longer_than_the_calendar_still_keeps_to_it()
    {
        var scenario = Slip.Replace(SmallRehearsal.ScenarioText, "accrual: 49 months", "accrual: 30 years");

        SmallRehearsal
            .Run(1, scenarioText: scenario)
            .Randomized.Max(participant => participant.Randomized!.On)
            .ShouldBeLessThanOrEqualTo(new DateOnly(2021, 7, 20));
    }

    [Fact]
    public void Whoever_is_randomized_meets_every_criterion()
    {
        foreach (var participant in one.Randomized)
            Eligibility.Of(participant, one.Protocol).IsMet.ShouldBeTrue(participant.Id);
    }

    [Fact]
    public void Whoever_is_not_misses_exactly_one_whatever_the_kind_of_rule()
    {
        // Rules at whose bound a step of the wrong size or direction would let in, or keep out, by mistake.
        var protocol = SmallRehearsal.ProtocolText.Replace(
            "  exclude:\n",
            "    creatinine: { ask: Creatinine, unit: mg/dL, at most: 1.5 }\n    bilirubin: { ask: Bilirubin, unit: mg/dL, at least: 0 }\n    albumin: { ask: Albumin, unit: g/dL, at least: 0.4 }\n  exclude:\n"
                + "    old: { ask: Age by calendar year, unit: years, at least: 90 }\n    lean: { ask: Body mass index, at most: 15 }\n    heart: { ask: NYHA class, between: 3 and 4 }\n    kind: { ask: Histology, one of: [lobular, other] }\n"
        );
        var scenario = Slip.Replace(SmallRehearsal.ScenarioText, "screen failures: 12%", "screen failures: 80%");
        var rehearsal = SmallRehearsal.Run(1, protocol, scenario);

        var missed = new HashSet<string>();
        foreach (var participant in rehearsal.Screened.Where(participant => participant.Randomized is null))
        {
            var eligibility = Eligibility.Of(participant, rehearsal.Protocol);
            eligibility.Unanswered.ShouldBeEmpty();
            missed.Add(eligibility.Unmet.ShouldHaveSingleItem(participant.Id).Criterion.Id);
        }
        // 240 failures on 20 criteria: one is left out with a chance of 20 x 0.95^240 = 0.0001.
        missed.Count.ShouldBe(20);
        rehearsal.Randomized.ShouldAllBe(participant => Eligibility.Of(participant, rehearsal.Protocol).IsMet);
    }

    [Fact]
    public void An_age_that_keeps_out_is_also_the_age_on_record()
    {
        var scenario = Slip.Replace(SmallRehearsal.ScenarioText, "screen failures: 12%", "screen failures: 80%");

        var young = SmallRehearsal
            .Run(1, scenarioText: scenario)
            .Screened.Where(participant => participant.AnswerTo("adult")?.Answer is Answer.Number { Value: < 18 })
            .ToList();

        young.ShouldNotBeEmpty();
        young
            .Select(participant => (double)participant.Screened.Age)
            .ShouldBe(young.Select(participant => ((Answer.Number)participant.AnswerTo("adult")!.Answer).Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_data_are_cut_on_the_day_of_the_event_that_was_waited_for(ulong seed)
    {
        var rehearsal = SmallRehearsal.Run(seed);

        // Counted again by the protocol: progression or death, whichever first, unless a new therapy came before.
        var days = rehearsal.Randomized.Select(FirstEvent).OfType<DateOnly>().Order().ToList();
        rehearsal.State.DataCutoff!.On.ShouldBe(days[24], string.Join(' ', days.Skip(22)));
        (rehearsal.Summary.Events, rehearsal.Summary.Cutoff).ShouldBe((days.Count, days[24]));
    }

    [Fact]
    public void Nothing_is_dated_after_the_cutoff()
    {
        var cutoff = one.State.DataCutoff!.On;

        foreach (var fact in one.Screened.SelectMany(participant => participant.Facts))
            LastDay(fact).ShouldBeLessThanOrEqualTo(cutoff, fact.ToString());
    }

    [Fact]
    public void A_cutoff_on_a_day_is_kept_whatever_was_seen()
    {
        var rehearsal = SmallRehearsal.Run(1, Slip.Replace(SmallRehearsal.ProtocolText, "at 25 events", "on 2021-12-31"));

        rehearsal.State.DataCutoff!.On.ShouldBe(new DateOnly(2021, 12, 31));
        rehearsal
            .Screened.SelectMany(participant => participant.Facts)
            .Max(LastDay)
            .ShouldBeLessThanOrEqualTo(new DateOnly(2021, 12, 31));
    }

    [Fact]
    public void The_trial_is_marked_as_synthetic_and_holds_its_protocol()
    {
        one.State.Opened!.Synthetic.ShouldBeTrue();
        // As everybody may read it: without the block sizes and the remark on them.
        one.State.Opened!.ProtocolText.ShouldBe(
            Slip.Replace(
                SmallRehearsal.ProtocolText,
                "  block sizes: [4, 6, 8]                 # drawn at random, and no 2, whose second arm all would know; [assumed]\n",
                "  block sizes: concealed\n"
            )
        );
    }

    [Fact]
    public void One_more_participant_leaves_the_fate_of_the_others_as_it_was()
    {
        var scenario = Slip.Replace(SmallRehearsal.ScenarioText, "screen failures: 12%", "screen failures: 0%");
        var few = SmallRehearsal.Run(1, scenarioText: scenario);
        var more = SmallRehearsal.Run(1, scenarioText: Slip.Replace(scenario, "participants: 60", "participants: 61"));

        var facts = 0;
        foreach (var (before, after) in few.Screened.Zip(more.Screened))
        {
            (after.Screened.Age, after.Screened.Sex).ShouldBe((before.Screened.Age, before.Screened.Sex));
            if (before.Randomized is null || after.Randomized is null || before.Randomized!.Arm != after.Randomized!.Arm)
                continue;
            // The day of coming moved with the newcomer, so days count from randomization, up to the earlier of the two cutoffs.
            var known = Math.Min(Days(few, before), Days(more, after));
            var fate = Fate(before, known).ToList();
            Fate(after, known).ShouldBe(fate, before.Id);
            facts += fate.Count;
        }
        facts.ShouldBeGreaterThan(1000);

        static int Days(SmallRehearsal rehearsal, ParticipantState participant) =>
            rehearsal.State.DataCutoff!.On.DayNumber - participant.Randomized!.On.DayNumber;
    }

    [Fact]
    public void A_protocol_that_lacks_parts_is_told_which()
    {
        var protocol = Examples.PatinaProtocol;

        TrialRehearsal.Lacks(protocol).ShouldBeEmpty();
        TrialRehearsal.Lacks(protocol with { Randomization = null }).ShouldBe(["'randomize'"]);
        TrialRehearsal.Lacks(protocol with { FollowUp = null }).ShouldBe(["'follow up'"]);
        TrialRehearsal.Lacks(protocol with { Design = null }).ShouldBe(["'design'"]);
        TrialRehearsal.Lacks(protocol with { Trial = protocol.Trial with { Calendar = null } }).ShouldBe(["'trial: calendar'"]);
        TrialRehearsal.Lacks(protocol with { Eligibility = [] }).ShouldBe(["'eligibility'"]);
        TrialRehearsal.Lacks(protocol with { Randomization = null, Design = null }).ShouldBe(["'randomize'", "'design'"]);
        var second = protocol.Arms[0] with { Id = "double" };
        TrialRehearsal
            .Lacks(protocol with { Arms = [.. protocol.Arms, second] })
            .ShouldHaveSingleItem()
            .ShouldContain("single experimental arm");
    }

    [Fact]
    public void A_protocol_that_lacks_parts_is_not_rehearsed()
    {
        using var trial = new Conduct.PatinaTrial();

        Should
            .Throw<ArgumentException>(() =>
                TrialRehearsal.Run(one.Protocol with { FollowUp = null }, one.Scenario, trial.Conduct, "", 1)
            )
            .Message.ShouldContain("without 'follow up'");
        trial.Rows.ShouldBeEmpty();
    }

    [Fact]
    public void Stopped_in_between_it_leaves_whole_months_in_a_sound_log()
    {
        using var trial = new Conduct.PatinaTrial();
        using var stop = new CancellationTokenSource();

        Should.Throw<OperationCanceledException>(() =>
            TrialRehearsal.Run(
                Examples.PatinaProtocol,
                one.Scenario,
                trial.Conduct,
                File.ReadAllText(Examples.ProtocolPath("patina")),
                1,
                progress: new After(5, stop),
                cancellation: stop.Token
            )
        );

        // Five months were lived from 2017-06-21 on; the sixth did not begin.
        trial
            .Conduct.State.Participants.SelectMany(participant => participant.Facts)
            .Max(LastDay)
            .ShouldBeLessThan(new DateOnly(2017, 11, 21));
        LogReading.Of(trial.Rows, trial.Conduct.Head).ShouldBeOfType<LogReading.Sound>().State.DataCutoff.ShouldBeNull();
    }

    static DateOnly? FirstEvent(ParticipantState participant)
    {
        var ends = participant
            .All<TumorAssessed>()
            .Where(seen => seen.Response == OverallResponse.PD)
            .Select(seen => seen.On)
            .ToList();
        if (participant.Death is { } death)
            ends.Add(death.On);
        var therapy = participant.All<NewTherapyStarted>().Select(started => started.On).DefaultIfEmpty(DateOnly.MaxValue).Min();
        return ends.Count > 0 && ends.Min() <= therapy ? ends.Min() : null;
    }

    static DateOnly LastDay(ParticipantEvent fact) =>
        fact switch
        {
            DoseGiven dose => dose.Until,
            AdverseEventRecorded { End: { } end } => end.First,
            _ => fact.On,
        };

    static IEnumerable<string> Fate(ParticipantState participant, int known)
    {
        var start = participant.Randomized!.On.DayNumber;
        return participant
            .Facts.Where(fact =>
                fact
                    is not (
                        ParticipantScreened
                        or EligibilityAnswered
                        or ConsentRecorded
                        or Equipoise.Conduct.Randomization.ParticipantRandomized
                        // Paper work, some days after what it tells of, at the site to which the newcomer moved them.
                        or Equipoise.Conduct.Forms.FormItemRecorded
                        or Equipoise.Conduct.Safety.SiteBecameAware
                        or Equipoise.Conduct.Safety.ReportedToSponsor
                    )
            )
            // A dose is recorded when its cycle is over; of an adverse event the end may not be known yet.
            .Where(fact => (fact is DoseGiven dose ? dose.Until : fact.On).DayNumber - start <= known)
            .Select(fact => $"{Told(fact)} on day {fact.On.DayNumber - start}")
            .Order(StringComparer.Ordinal);
    }

    static string Told(ParticipantEvent fact) =>
        fact switch
        {
            TumorAssessed seen => $"{seen.Response}",
            AdverseEventRecorded harm => $"{harm.Term} of grade {harm.Grade}",
            LabValueRecorded lab => $"{lab.Test} {lab.Value}",
            DoseGiven dose => $"{dose.Treatment} {dose.Amount} until day {dose.Until.DayNumber - dose.On.DayNumber}",
            _ => fact.GetType().Name,
        };

    sealed class After(int months, CancellationTokenSource stop) : IProgress<RehearsalProgress>
    {
        int told;

        public void Report(RehearsalProgress value)
        {
            if (++told == months)
                stop.Cancel();
        }
    }
}
