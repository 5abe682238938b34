using System.Text;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Redaction;
using Equipoise.Conduct.Views;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Trial.Tests.Conduct.Tabulation;
using Equipoise.Trial.Tests.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Allocating;

/// <summary>
/// The code of a participant is broken in an emergency (ICH E6(R3) 4.1.4): one person learns the arm, all others that they did.
/// </summary>
public sealed class UnblindingTests
{
    const string Id = "101-001";
    static readonly DateOnly day = PatinaTrial.Randomization;

    static readonly Lazy<TrialProtocol> protocol = new(() =>
    {
        var text = Slip.Replace(File.ReadAllText(Examples.ProtocolPath("patina")), "masking: open label", "masking: double blind");
        return ((ProtocolReading.Accepted)ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "masked.yaml")).Protocol;
    });

    static PatinaTrial Masked() =>
        new PatinaTrial(SqliteTrialLog.InMemory(), new(protocol.Value, PatinaTrial.Key, PatinaTrial.Seal))
            .With(new OpenTrial(null, Synthetic: true))
            .AndEligible(Id)
            .AndRandomized(Id);

    static UnblindParticipant Unblind(DateOnly on, string reason = "Overdose") =>
        new(Id, UnblindingPurpose.Emergency, reason, on, Variants.Signed(UnblindParticipant.Meaning, on));

    static Decision.Accepted Told(PatinaTrial trial, string key = "u1") =>
        trial.Do(Unblind(day), PatinaTrial.At(day), key).ShouldBeOfType<Decision.Accepted>();

    [Fact]
    public void Who_asks_is_told_the_arm_in_the_first_answer_and_nobody_else_and_never_again()
    {
        using var trial = Masked();
        var arm = protocol.Value.Arms.Single(one => one.Id == trial.Participant().Randomized!.Arm).Label;
        trial.Look("investigator").ArmOf(Id).ShouldBeNull("an investigator is blinded");

        var answer = Told(trial);
        trial.Look("investigator").ArmToldBy(answer).ShouldBe(arm);
        foreach (var other in new[] { "nurse", "monitor", "data-manager", "safety", "signatory", Staff.Administrator, "nobody" })
            trial.Look(other).ArmToldBy(answer).ShouldBeNull(other);
        var again = Told(trial);
        again.IsRepeat.ShouldBeTrue();
        again.Events.ShouldBe(answer.Events);
        trial.Look("investigator").ArmToldBy(again).ShouldBeNull("the same request is answered, not told again");
        trial.Look("investigator").ArmToldBy(new([answer.Events.OfType<ParticipantUnblinded>().Single() with { Number = 2 }])).ShouldBeNull();

        // Nothing else is shown to them afterwards than before.
        trial.Look("investigator").ArmOf(Id).ShouldBeNull();
        trial.Look("investigator").FindUnblinded(Id).ShouldBeNull();
        trial.Look("investigator").Doses(Id).ShouldBeNull();
    }

    [Fact]
    public void The_row_says_who_learned_it_when_and_why_and_holds_no_arm()
    {
        using var trial = Masked();
        Told(trial);
        var row = trial.Rows[^1];
        row.Kind.ShouldBe(nameof(ParticipantUnblinded));
        var told = (ParticipantUnblinded)Entry.Of(row).Event;
        (told.ToldTo, told.Purpose, told.Reason, told.Number, told.On).ShouldBe(("investigator", UnblindingPurpose.Emergency, "Overdose", 1, day));
        foreach (var arm in protocol.Value.Arms)
        {
            PatinaTrial.Told(row).ShouldNotContain(arm.Id);
            PatinaTrial.Told(row).ShouldNotContain(arm.Label);
        }
    }

    [Fact]
    public void Everybody_who_sees_the_participant_sees_that_it_was_told_to_whom_when_and_why_and_a_week_long_among_what_waits()
    {
        using var trial = Masked();
        trial.Appoint("blinded", Role.BlindedStatistician, null);
        trial.Appoint("elsewhere", Role.Coordinator, "102");
        Told(trial);
        const string says = "Unblinded, emergency: the arm was told to " + Staff.Name + ". Why: Overdose";
        foreach (var person in new[] { "nurse", "investigator", "monitor", "data-manager", "blinded", "safety", "signatory" })
        {
            var look = trial.Look(person);
            look.Timeline(Id)!.Facts.ShouldContain(fact => fact.Says == says && fact.SignedBy == Staff.Name, person);
            look.Audit(new(Id)).Rows[0].Says.ShouldBe(says, person);
            var told = look.Unblindings(Id).ShouldHaveSingleItem(person);
            (told.Person, told.Name, told.At, told.Reason).ShouldBe(("investigator", Staff.Name, PatinaTrial.At(day).RecordedAt, "Overdose"));
            look.Today("101").Rows.ShouldContain(row => row.Section == TodaySection.Unblinded && row.Says == says && row.Left == "today", person);
        }
        trial.Look("nurse", PatinaTrial.At(day.AddDays(6)).RecordedAt).Today("101").Rows.ShouldContain(row => row.Left == "6 days ago");
        trial.Look("nurse", PatinaTrial.At(day.AddDays(7)).RecordedAt).Today("101").Rows.ShouldNotContain(row => row.Section == TodaySection.Unblinded);
        trial.Look("elsewhere").Unblindings(Id).ShouldBeEmpty();
    }

    [Fact]
    public void It_needs_nobody_but_an_investigator_of_the_site_with_a_reason_and_a_fresh_signature()
    {
        using var trial = Masked();
        trial.Appoint("elsewhere", Role.Investigator, "102");
        string[] Rules(UnblindParticipant command, string by = "investigator") =>
            PatinaTrial.Rule(trial.Conduct.Do(command, PatinaTrial.At(day) with { By = by }));
        foreach (var other in new[] { "nurse", "monitor", "data-manager", "safety", "signatory", Staff.Administrator })
            Rules(Unblind(day), other).ShouldBe(["not-granted"], other);
        Rules(Unblind(day), "elsewhere").ShouldBe(["unknown-participant"]);
        Rules(Unblind(day, " ")).ShouldBe(["no-reason"]);
        Rules(Unblind(day) with { Purpose = (UnblindingPurpose)7 }).ShouldBe(["unknown-purpose"]);
        Rules(Unblind(day) with { Signature = Variants.Signed(MarkAllocationInError.Meaning, day) }).ShouldBe(["signature-of-something-else"]);
        Rules(Unblind(day) with { Signature = Variants.Signed(UnblindParticipant.Meaning, day.AddDays(-1)) }).ShouldBe(["signature-not-fresh"]);
        Rules(Unblind(day.AddDays(-1)) with { Signature = Unblind(day).Signature }).ShouldBe(["before-randomization", "backdated"]);
        trial.AndEligible("101-002");
        Rules(Unblind(day) with { Participant = "101-002" }).ShouldBe(["not-randomized"]);
        Rules(Unblind(day)).ShouldBeEmpty();
    }

    [Fact]
    public void In_an_open_trial_there_is_nothing_to_unblind()
    {
        using var trial = PatinaTrial.WithRandomized();
        var refused = trial.Today(Unblind(day)).ShouldBeOfType<Decision.Refused>().Reasons.ShouldHaveSingleItem();
        (refused.Rule, refused.Words).ShouldBe(
            ("not-masked", "The trial is open label: the arm of 101-001 stands on their page, and there is nothing to unblind.")
        );
    }

    [Fact]
    public void It_may_follow_death_and_cutoff_and_each_time_somebody_is_told_is_an_unblinding_of_its_own()
    {
        using var trial = Masked();
        Told(trial, "first");
        trial.With(new RecordDeath(Id, null, day.AddDays(1)), new CutOffData(day.AddDays(2)));
        trial.Appoint("second", Role.Investigator, "101");
        var late = day.AddDays(20);
        var by = PatinaTrial.At(late) with { By = "second" };
        var answer = trial.Conduct.Do(Unblind(late, "Autopsy"), by, "second").ShouldBeOfType<Decision.Accepted>();
        trial.Look("second").ArmToldBy(answer).ShouldNotBeNull();
        trial.Look("investigator").ArmToldBy(answer).ShouldBeNull();
        trial.Participant().Unblinded.Select(one => (one.Number, one.ToldTo)).ShouldBe([(1, "investigator"), (2, "second")]);
        trial.Verified().Problems.ShouldBeEmpty();

        var disposition = SdtmTabulation.Tabulate(trial.Conduct.State, protocol.Value).Named("DS");
        Rows.Of(disposition, "DSTERM", "DSDECOD", "DSCAT", "DSSTDTC")
            .Where(row => row.Contains("UNBLINDED", StringComparison.Ordinal))
            .ShouldBe([
                "TREATMENT UNBLINDED: EMERGENCY|TREATMENT UNBLINDED|OTHER EVENT|2018-03-08",
                "TREATMENT UNBLINDED: EMERGENCY|TREATMENT UNBLINDED|OTHER EVENT|2018-03-28",
            ]);
    }

    [Fact]
    public void Another_person_who_learned_it_is_found_by_verification_and_a_name_in_the_reason_can_be_taken_out()
    {
        using var trial = Masked();
        Told(trial);
        var row = trial.Rows[^1];
        trial.Verified(Forgery.Of(trial.Rows, row.Sequence, "\"toldTo\":\"investigator\"", "\"toldTo\":\"nurse\""))
            .Problems.Select(problem => $"{problem}")
            .ShouldContain(problem => problem.StartsWith($"row {row.Sequence}: its toldTo is \"nurse\", and would have been \"investigator\"", StringComparison.Ordinal));
        trial.With(new RedactText(row.Sequence, null, "A name"));
        trial.Look("nurse").Unblindings(Id).ShouldHaveSingleItem().Reason.ShouldBe(FreeTextAttribute.Redacted);
        trial.Verified().Problems.ShouldBeEmpty();
    }
}
