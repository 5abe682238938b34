using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>Facts of the follow-up: their order in time, and how a recorded value may change.</summary>
public sealed class RecordingTests
{
    const string Id = "101-001";
    static readonly DateOnly day = PatinaTrial.Randomization.AddDays(28);

    [Fact]
    public void What_somebody_looks_at_does_not_change_while_the_trial_goes_on()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.With(new RecordVisit(Id, "cycle", 1, day));
        var look = trial.Conduct.State;
        var (who, head) = (look.Find(Id)!, look.Head);

        trial.With(
            new RecordVisit(Id, "cycle", 2, day),
            new RecordVisit(Id, "cycle", 1, day.AddDays(1)) { ReasonForChange = "Misread" },
            new RecordDeath(Id, "stroke", day.AddDays(3))
        );

        (look.Head, look.Find(Id)).ShouldBe((head, who));
        who.All<VisitRecorded>().ShouldBe([new VisitRecorded(Id, "cycle", 1, day)]);
        who.Death.ShouldBeNull();
        trial.Participant().All<VisitRecorded>().Count().ShouldBe(2);
    }

    [Fact]
    public void A_change_of_a_recorded_value_without_reason_is_refused()
    {
        using var trial = PatinaTrial.WithRandomized();
        TrialCommand[] first =
        [
            new RecordLabValue(Id, "neutrophils", 0.9, day),
            new RecordTumorAssessment(Id, OverallResponse.SD, day),
            new RecordVisit(Id, "cycle", 2, day),
            Commands.Neutropenia(day),
            new StartNewTherapy(Id, "capecitabine", day),
            new GiveDose(Id, "endocrine", 1, null, day, day),
            new ModifyDose(Id, "endocrine", DoseChange.Withheld, null, "surgery", day),
            new DiscontinueTreatment(Id, "endocrine", DiscontinuationReason.Other, day),
            new WithdrawParticipant(Id, WithdrawalReason.Other, day),
            new RecordDeath(Id, "stroke", day),
        ];
        ParticipantCommand[] second =
        [
            new RecordLabValue(Id, "neutrophils", 1.9, day),
            new RecordTumorAssessment(Id, OverallResponse.PD, day),
            new RecordVisit(Id, "cycle", 2, day.AddDays(-1)),
            Commands.Neutropenia(day) with
            {
                Grade = 4,
            },
            new StartNewTherapy(Id, "capecitabine", day.AddDays(-1)),
            new GiveDose(Id, "endocrine", 1, null, day.AddDays(-1), day, "taken before the call"),
            new ModifyDose(Id, "endocrine", DoseChange.Withheld, null, "infection", day),
            new DiscontinueTreatment(Id, "endocrine", DiscontinuationReason.AdverseEvent, day),
            new WithdrawParticipant(Id, WithdrawalReason.LostToFollowUp, day),
            new RecordDeath(Id, "infarction", day),
            new RecordConsent(Id, PatinaTrial.Screening),
        ];
        trial.With(first);
        foreach (var command in second)
        {
            trial.RefusalsOf(command).ShouldBe(["change-without-reason"], command.ToString());
            trial.RefusalsOf(command with { ReasonForChange = " " }).ShouldBe(["change-without-reason"], command.ToString());
            trial.With(command with { ReasonForChange = "Transcribed from another page" });
        }
        trial
            .RefusalsOf(new ScreenParticipant(Id, "101", 58, Sex.Female, PatinaTrial.Screening))
            .ShouldBe(["change-without-reason"]);
        trial.With(new CutOffData(day)).RefusalsOf(new CutOffData(day.AddDays(1))).ShouldBe(["change-without-reason"]);
    }

    [Fact]
    public void A_change_with_reason_keeps_both_values_in_the_log()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.With(
            new RecordLabValue(Id, "neutrophils", 0.9, day),
            new RecordLabValue(Id, "neutrophils", 1.9, day) { ReasonForChange = "Typing error" }
        );
        trial.Participant().All<LabValueRecorded>().Single().Value.ShouldBe(1.9);
        trial
            .Rows[^2..]
            .Select(PatinaTrial.Told)
            .ShouldBe([
                """{"participant":"101-001","test":"neutrophils","value":0.9,"unit":"10^9/L","on":"2018-04-05"}""",
                """{"participant":"101-001","test":"neutrophils","value":1.9,"unit":"10^9/L","on":"2018-04-05","reasonForChange":"Typing error"}""",
            ]);
    }

    [Fact]
    public void The_same_value_again_is_taken_and_writes_nothing()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.With(new RecordLabValue(Id, "neutrophils", 0.9, day));
        var rows = trial.Rows.Length;
        trial
            .Do(new RecordLabValue(Id, "neutrophils", 0.9, day))
            .ShouldBeOfType<Decision.Accepted>()
            .AlreadyRecorded.ShouldBeTrue();
        trial.Rows.Length.ShouldBe(rows);
    }

    [Fact]
    public void The_end_of_an_adverse_event_is_news_and_needs_no_reason()
    {
        using var trial = PatinaTrial.WithRandomized();
        var ended = Commands.Neutropenia(day) with { Outcome = AdverseEventOutcome.Recovered, End = day.AddDays(7) };
        trial.With(Commands.Neutropenia(day), ended);
        trial.RefusalsOf(ended with { End = day.AddDays(9) }).ShouldBe(["change-without-reason"]);
    }

    [Fact]
    public void Nothing_is_dated_in_the_future()
    {
        using var trial = PatinaTrial.WithRandomized();
        foreach (var command in Commands.OfEveryKindOn(new(2024, 1, 17)))
            trial.RefusalsOf(command).ShouldContain("in-the-future", command.ToString());
    }

    [Fact]
    public void Nothing_is_dated_after_death()
    {
        using var trial = PatinaTrial.WithRandomized().With(new RecordDeath(Id, null, day));
        foreach (var command in Commands.OfEveryKindOn(day.AddDays(1)).Where(command => command is not RecordDeath))
            trial.RefusalsOf(command).ShouldContain("after-death", command.ToString());
        trial.With(new RecordLabValue(Id, "neutrophils", 0.9, day));
    }

    [Fact]
    public void Nothing_but_death_is_dated_after_leaving_the_study()
    {
        using var trial = PatinaTrial
            .WithRandomized()
            .With(new WithdrawParticipant(Id, WithdrawalReason.WithdrawalBySubject, day));
        foreach (
            var command in Commands
                .OfEveryKindOn(day.AddDays(1))
                .Where(command => command is not (RecordDeath or WithdrawParticipant))
        )
            trial.RefusalsOf(command).ShouldContain("after-withdrawal", command.ToString());
        trial.With(new RecordDeath(Id, null, day.AddDays(100)));
    }

    [Fact]
    public void Death_and_withdrawal_cannot_be_dated_before_what_is_recorded_after_them()
    {
        using var trial = PatinaTrial.WithRandomized().With(new RecordLabValue(Id, "neutrophils", 0.9, day));
        trial.RefusalsOf(new RecordDeath(Id, null, day.AddDays(-1))).ShouldBe(["facts-after-the-end"]);
        trial.RefusalsOf(new WithdrawParticipant(Id, WithdrawalReason.Other, day.AddDays(-1))).ShouldBe(["facts-after-the-end"]);
    }

    [Fact]
    public void Nothing_is_dated_after_the_data_cutoff_and_corrections_before_it_are_taken()
    {
        using var trial = PatinaTrial.WithRandomized().With(new RecordLabValue(Id, "neutrophils", 0.9, day), new CutOffData(day));
        foreach (var command in Commands.OfEveryKindOn(day.AddDays(1)))
            trial.RefusalsOf(command).ShouldContain("after-cutoff", command.ToString());
        trial.With(new RecordLabValue(Id, "neutrophils", 0.8, day) { ReasonForChange = "Typing error" });
        trial.RefusalsOf(new CutOffData(new(2024, 1, 17))).ShouldBe(["in-the-future"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    public void A_grade_outside_1_to_5_is_refused(int grade)
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.RefusalsOf(Commands.Neutropenia(day) with { Grade = grade }).ShouldBe(["bad-grade"]);
    }

    [Fact]
    public void Grade_5_a_fatal_outcome_and_seriousness_go_together()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.RefusalsOf(Commands.Neutropenia(day) with { Grade = 5 }).ShouldBe(["grade-5-is-death"]);
        trial
            .RefusalsOf(Commands.Neutropenia(day) with { Outcome = AdverseEventOutcome.Fatal })
            .ShouldBe(["grade-5-is-death", "fatal-is-serious"]);
        trial
            .RefusalsOf(Commands.Neutropenia(day) with { Term = " ", End = day.AddDays(-1) })
            .ShouldBe(["no-term", "ends-before-it-starts"]);
    }

    [Fact]
    public void What_the_protocol_does_not_know_is_refused()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.RefusalsOf(new RecordLabValue(Id, "sodium", double.NaN, day)).ShouldBe(["unknown-test", "bad-value"]);
        trial.RefusalsOf(new RecordVisit(Id, "dentist", 1, day)).ShouldBe(["unknown-visit"]);
        trial.RefusalsOf(new RecordVisit(Id, "cycle", 0, day)).ShouldBe(["bad-visit-number"]);
        trial.RefusalsOf(new RecordTumorAssessment(Id, (OverallResponse)17, day)).ShouldBe(["bad-response"]);
        trial.RefusalsOf(new StartNewTherapy(Id, "", day)).ShouldBe(["no-therapy"]);
        trial.RefusalsOf(new GiveDose(Id, "aspirin", 1, null, day, day)).ShouldBe(["unknown-treatment"]);
    }

    [Fact]
    public void State_is_the_fold_of_the_log()
    {
        using var trial = PatinaTrial.WithRandomized().With(Commands.OfEveryKindOn(day));
        var again = new TrialConduct(trial.Log, PatinaTrial.Rules, TimeProvider.System);
        again.Head.ShouldBe(trial.Conduct.Head);
        again.State.Find(Id)!.Facts.Select(EventJson.Write).ShouldBe(trial.Participant().Facts.Select(EventJson.Write));
    }
}
