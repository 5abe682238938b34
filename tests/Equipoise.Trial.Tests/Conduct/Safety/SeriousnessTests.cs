using Equipoise.Conduct.FollowUp;

namespace Equipoise.Trial.Tests.Conduct.Safety;

/// <summary>Why an adverse event is serious is recorded with it.</summary>
public sealed class SeriousnessTests
{
    static readonly DateOnly day = PatinaTrial.Randomization.AddDays(28);

    [Fact]
    public void A_serious_event_says_why()
    {
        using var trial = PatinaTrial.WithRandomized();
        var serious = Commands.Neutropenia(day) with { Serious = true };
        trial.RefusalsOf(serious).ShouldBe(["serious-without-criterion"]);
        trial.RefusalsOf(serious with { Criteria = SeriousnessCriteria.None }).ShouldBe(["serious-without-criterion"]);
        trial.RefusalsOf(serious with { Criteria = (SeriousnessCriteria)64 }).ShouldBe(["bad-criterion"]);
        trial.RefusalsOf(serious with { Criteria = SeriousnessCriteria.Death }).ShouldBe(["death-is-fatal"]);
        trial
            .RefusalsOf(Commands.Neutropenia(day) with { Criteria = SeriousnessCriteria.Hospitalization })
            .ShouldBe(["criterion-without-serious"]);
        trial
            .RefusalsOf(
                serious with
                {
                    Grade = 5,
                    Outcome = AdverseEventOutcome.Fatal,
                    Criteria = SeriousnessCriteria.Hospitalization,
                }
            )
            .ShouldBe(["death-is-fatal"]);
        trial.With(serious with { Criteria = SeriousnessCriteria.Hospitalization | SeriousnessCriteria.LifeThreatening });
        trial.Rows[^1].Payload.ShouldContain("\"criteria\":\"LifeThreatening, Hospitalization\",\"dictionary\":\"CTCAE 4.03\"");
    }

    [Fact]
    public void Whether_an_event_was_expected_may_be_judged_later_and_is_news()
    {
        using var trial = PatinaTrial.WithRandomized();
        var serious = Commands.Neutropenia(day) with { Serious = true, Criteria = SeriousnessCriteria.Hospitalization };
        trial.With(serious, serious with { Expected = true });
        trial.RefusalsOf(serious with { Expected = false }).ShouldBe(["change-without-reason"]);
    }

    /// <summary>Rows that earlier versions wrote have no criteria and no dictionary: telling them again in full changes nothing.</summary>
    [Fact]
    public void An_event_recorded_before_criteria_existed_can_be_completed()
    {
        using var trial = PatinaTrial.WithRandomized();
        var full = Commands.Neutropenia(day) with { Serious = true, Criteria = SeriousnessCriteria.Disability };
        trial.With(full);
        var now = trial.Participant().All<AdverseEventRecorded>().Single();
        var before = now with { Criteria = null, Dictionary = null };
        now.Completes(before).ShouldBeTrue();
        before.Completes(now).ShouldBeFalse("what is recorded does not vanish");
        (now with { Grade = 4 }).Completes(before).ShouldBeFalse();
    }
}
