using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signing;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>The same request key gives the same answer for ever.</summary>
public sealed class RequestKeyTests
{
    const string Id = "101-001";
    static readonly RandomizeParticipant randomize = new(Id, PatinaTrial.Randomization);
    static readonly Stamp now = PatinaTrial.At(PatinaTrial.Randomization);

    static PatinaTrial Signed()
    {
        var trial = PatinaTrial.WithEligible();
        trial.Sign(Id).ShouldBeOfType<Decision.Accepted>();
        return trial;
    }

    [Fact]
    public void A_request_repeated_under_its_key_is_answered_again_and_recorded_once()
    {
        using var trial = Signed();
        var first = trial.Do(randomize, now, "k1").ShouldBeOfType<Decision.Accepted>();
        var rows = trial.Rows.Length;
        // A reply that was lost, and one that came twice: asked again at once, and a year later.
        foreach (var stamp in new[] { now, now with { RecordedAt = now.RecordedAt.AddYears(1) } })
            trial.Do(randomize, stamp, "k1").ShouldBeOfType<Decision.Accepted>().Events.ShouldBe(first.Events);
        trial.Rows.Length.ShouldBe(rows);
    }

    [Fact]
    public void Another_key_for_the_same_participant_is_a_second_request_and_is_refused()
    {
        using var trial = Signed();
        trial.Do(randomize, now, "k1").ShouldBeOfType<Decision.Accepted>();
        PatinaTrial.Rule(trial.Do(randomize, now, "k2")).ShouldBe(["already-randomized"]);
    }

    [Fact]
    public void A_refusal_stays_a_refusal_under_its_key_whatever_changed_since()
    {
        using var trial = PatinaTrial.WithEligible();
        PatinaTrial.Rule(trial.Do(randomize, now, "early")).ShouldBe(["not-signed"]);
        trial.Sign(Id).ShouldBeOfType<Decision.Accepted>();
        PatinaTrial.Rule(trial.Do(randomize, now, "early")).ShouldBe(["not-signed"]);
        trial.Participant().Randomized.ShouldBeNull();
        trial.Do(randomize, now, "later").ShouldBeOfType<Decision.Accepted>();
    }

    [Fact]
    public void A_thousand_refused_saves_with_keys_leave_no_row_and_each_is_recorded_once_it_is_right()
    {
        using var trial = PatinaTrial.WithRandomized();
        var rows = trial.Rows.Length;
        for (var save = 0; save < 1000; save++)
            PatinaTrial
                .Rule(trial.Conduct.Do(new RecordLabValue(Id, "platelets", -1, PatinaTrial.Randomization), PatinaTrial.Later, $"save {save}"))
                .ShouldBe(["bad-value"]);
        trial.Rows.Length.ShouldBe(rows);

        trial
            .Conduct.Do(new RecordLabValue(Id, "platelets", 150, PatinaTrial.Randomization), PatinaTrial.Later, "save 7")
            .ShouldBeOfType<Decision.Accepted>("a refusal that is told binds no key");
        trial.Rows.Length.ShouldBe(rows + 1);
    }

    [Fact]
    public void A_request_repeated_with_a_new_proof_of_identity_after_midnight_is_answered_and_recorded_once()
    {
        using var trial = PatinaTrial.WithEligible();
        var first = trial.Conduct.Do(PatinaTrial.Eligibility(Id, PatinaTrial.Randomization), now, "s1").ShouldBeOfType<Decision.Accepted>();
        var rows = trial.Rows.Length;
        var tomorrow = PatinaTrial.At(PatinaTrial.Randomization.AddDays(1));

        var again = PatinaTrial.Eligibility(Id, PatinaTrial.Randomization.AddDays(1));
        again = again with { Signature = again.Signature with { AuthenticatedBy = "passkey" } };
        again.Signature.AuthenticatedAt.ShouldBe(tomorrow.RecordedAt);
        trial.Conduct.Do(again, tomorrow, "s1").ShouldBeOfType<Decision.Accepted>().Events.ShouldBe(first.Events);
        trial.Rows.Length.ShouldBe(rows);
    }

    [Fact]
    public void A_randomization_repeated_after_midnight_is_answered_with_its_arm()
    {
        using var trial = Signed();
        var first = trial.Conduct.Do(randomize, now, "k1").ShouldBeOfType<Decision.Accepted>();
        var tomorrow = PatinaTrial.Randomization.AddDays(1);
        trial
            .Conduct.Do(randomize with { On = tomorrow }, PatinaTrial.At(tomorrow), "k1")
            .ShouldBeOfType<Decision.Accepted>()
            .Events.ShouldBe(first.Events);
    }

    [Fact]
    public void Another_name_or_sentence_under_a_signature_or_another_day_of_a_fact_is_another_request()
    {
        using var trial = PatinaTrial.WithEligible();
        var sign = PatinaTrial.Eligibility(Id, PatinaTrial.Randomization);
        trial.Conduct.Do(sign, now, "s1").ShouldBeOfType<Decision.Accepted>();
        PatinaTrial
            .Rule(trial.Conduct.Do(sign with { Signature = sign.Signature with { Name = "Somebody" } }, now, "s1"))
            .ShouldBe(["key-of-another-request"]);
        PatinaTrial
            .Rule(trial.Conduct.Do(sign with { Signature = sign.Signature with { Meaning = "I saw it" } }, now, "s1"))
            .ShouldBe(["key-of-another-request"]);

        var value = new RecordLabValue(Id, "platelets", 150, PatinaTrial.Randomization);
        trial.Conduct.Do(value, PatinaTrial.Later, "v1").ShouldBeOfType<Decision.Accepted>();
        PatinaTrial
            .Rule(trial.Conduct.Do(value with { On = value.On.AddDays(1) }, PatinaTrial.Later, "v1"))
            .ShouldBe(["key-of-another-request"]);
    }

    [Fact]
    public void Refusals_of_what_decides_about_the_trial_are_kept()
    {
        var stamp = PatinaTrial.Later;
        var today = DateOnly.FromDateTime(stamp.RecordedAt.UtcDateTime);
        Signature Sign(string meaning) => PatinaTrial.Signature(meaning, stamp) with { Meaning = "Something else" };
        TrialCommand[] grave =
        [
            new RandomizeParticipant(Id, today),
            PatinaTrial.Eligibility(Id, today) with { Signature = Sign("") },
            new MarkAllocationInError(Id, "Wrong", today, Sign("")),
            new UnblindParticipant(Id, UnblindingPurpose.Emergency, "Overdose", today, Sign("")),
            new MarkEnteredInError(Id, 2, "Wrong", today, Sign("")),
            new DeclareError(Id, 2, "Wrong", today, Sign("")),
            new ConfirmError(Id, 2, today, Sign("")),
            new SignForm(Id, new("baseline", 1, "demographics"), Sign("")),
            new CloseArm("standard", "x", today, Sign("")),
            new CloseSite("101", "x", today, Sign("")),
            new OpenSite("101", "x", today, Sign("")),
            new LockTrial(Sign("")),
        ];
        using var trial = PatinaTrial.WithRandomized();
        var rows = trial.Rows.Length;
        foreach (var (place, command) in grave.Index())
        {
            trial.Conduct.Do(command, stamp, $"g{place}").ShouldBeOfType<Decision.Refused>();
            trial.Rows[^1].Kind.ShouldBe(nameof(RequestRefused), $"{command}");
        }
        trial.Rows.Length.ShouldBe(rows + grave.Length);
    }

    [Fact]
    public void A_refusal_leaves_no_row_in_a_log_of_the_first_format_which_is_not_gone_on_with()
    {
        using var log = SqliteTrialLog.InMemory();
        var opened = new TrialOpened("PATINA", "1.0", Examples.PatinaProtocol.Sha256, PatinaTrial.Key.Commitment, true, null);
        log.Append([PatinaTrial.Row(LogHead.Empty, PatinaTrial.Later, opened)]).ShouldBeTrue();
        using var trial = new PatinaTrial(log);

        PatinaTrial.Rule(trial.Conduct.Do(randomize, now, "k1")).ShouldBe(["older-format"]);
        trial.Rows.Length.ShouldBe(1);
    }

    [Fact]
    public void A_key_used_for_something_else_or_by_somebody_else_is_refused_and_not_answered()
    {
        using var trial = Signed();
        trial.Do(randomize, now, "k1").ShouldBeOfType<Decision.Accepted>();
        string[] Of(TrialCommand command, string by) =>
            PatinaTrial.Rule(trial.Do(command, now with { By = by }, "k1"));
        Of(randomize with { Participant = "101-002" }, now.By).ShouldBe(["key-of-another-request"]);
        Of(new RecordVisit(Id, "cycle", 1, PatinaTrial.Randomization), now.By).ShouldBe(["key-of-another-request"]);
        Of(randomize, "somebody else").ShouldBe(["key-of-another-request"]);
    }

    [Fact]
    public void The_order_in_which_a_client_lists_answers_makes_no_other_request()
    {
        using var trial = PatinaTrial.Opened().AndEligible(Id);
        var answers = PatinaTrial.EligibleAnswers;
        var day = PatinaTrial.Consent.AddDays(1);
        trial.Do(new AssessEligibility(Id, answers, day), PatinaTrial.Later, "a").ShouldBeOfType<Decision.Accepted>();
        var turned = answers.Reverse().ToDictionary();
        trial
            .Conduct.Do(new AssessEligibility(Id, turned, day), PatinaTrial.Later, "a")
            .ShouldBeOfType<Decision.Accepted>()
            .Events.Count.ShouldBe(13);
    }

    [Fact]
    public void A_request_that_tells_nothing_new_is_remembered_too()
    {
        using var trial = PatinaTrial.WithRandomized();
        var visit = new RecordVisit(Id, "cycle", 1, PatinaTrial.Randomization);
        trial.With(visit);
        trial.Do(visit, PatinaTrial.Later, "v").ShouldBeOfType<Decision.Accepted>().AlreadyRecorded.ShouldBeTrue();
        trial.Rows[^1].Kind.ShouldBe(nameof(RequestChangedNothing));
        trial.Do(visit, PatinaTrial.Later, "v").ShouldBeOfType<Decision.Accepted>().AlreadyRecorded.ShouldBeTrue();
    }

    [Fact]
    public void The_answers_are_in_the_log_and_are_given_again_after_a_restart()
    {
        using var file = new LogFile();
        Decision first;
        using (var trial = file.Create().AndEligible(Id))
        {
            trial.Sign(Id).ShouldBeOfType<Decision.Accepted>();
            first = trial.Do(randomize, now, "k1");
            trial.Do(randomize, now, "k2").ShouldBeOfType<Decision.Refused>();
        }
        using var again = file.Open();
        var arm = ((ParticipantRandomized)((Decision.Accepted)first).Events[0]).Arm;
        ((ParticipantRandomized)((Decision.Accepted)again.Conduct.Do(randomize, now, "k1")).Events[0]).Arm.ShouldBe(arm);
        PatinaTrial.Rule(again.Conduct.Do(randomize, now, "k2")).ShouldBe(["already-randomized"]);
        file.Verify().Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    public void A_key_that_is_none_is_refused(string key)
    {
        using var trial = Signed();
        PatinaTrial.Rule(trial.Do(randomize, now, key)).ShouldBe(["bad-request-key"]);
        PatinaTrial.Rule(trial.Do(randomize, now, new string('k', 101))).ShouldBe(["bad-request-key"]);
    }
}
