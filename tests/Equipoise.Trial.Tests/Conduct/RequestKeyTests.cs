using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
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
