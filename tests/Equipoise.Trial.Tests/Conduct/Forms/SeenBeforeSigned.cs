using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Views;
using Equipoise.Trial.Tests.Conduct.Allocating;
using Equipoise.Trial.Tests.Conduct.Attacks;

namespace Equipoise.Trial.Tests.Conduct.Forms;

/// <summary>Who signs or verifies a form answers for what they saw; who is refused is told at which question.</summary>
public sealed class SeenBeforeSigned
{
    const string Id = "101-001";
    static readonly FormPlace place = new("cycle", 1, "vital-signs");
    static readonly DateOnly day = PatinaTrial.Randomization;

    static RecordForm Record(params ItemEntry[] items) => new(Id, place, items, day);

    static PatinaTrial Filled() =>
        PatinaTrial.WithRandomized().With(Record(new("systolic", "120"), new("diastolic", "80"), new("weight", "70")));

    static long Version(PatinaTrial trial) => trial.Participant().Forms.Find(place)!.Version;

    static SignForm Sign(long? seen) => new(Id, place, PatinaTrial.Signature(SignForm.Meaning, PatinaTrial.Later)) { BasedOn = seen };

    static MarkVerified Verify(long? seen, params ItemPlace[] items) => new(Id, place, items) { BasedOn = seen };

    [Fact]
    public void What_was_recorded_after_somebody_looked_is_not_signed_unseen()
    {
        using var trial = Filled();
        var seen = Version(trial);
        trial.With(Record(new ItemEntry("weight", "71") { ReasonForChange = "Read again" }));
        var refused = ((Decision.Refused)trial.Do(Sign(seen))).Reasons.ShouldHaveSingleItem();
        (refused.Rule, refused.About).ShouldBe(("changed-since-seen", "weight"));
        refused.Words.ShouldStartWith("Weight (weight): the value was changed since you looked: investigator recorded 71 on 2024-01-15");
        trial.RefusalsOf(Sign(Version(trial) + 1)).ShouldBe(["unknown-version"]);
        trial.RefusalsOf(Sign(Version(trial))).ShouldBeEmpty();
        trial.Verified().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_recorded_after_somebody_compared_is_not_marked_as_verified()
    {
        using var trial = Filled();
        var seen = Version(trial);
        trial.With(Record(new ItemEntry("weight", "71") { ReasonForChange = "Read again" }));
        trial.RefusalsOf(Verify(seen)).ShouldBe(["changed-since-seen"]);
        trial.RefusalsOf(Verify(seen, new ItemPlace("weight", 1))).ShouldBe(["changed-since-seen"]);
        trial.RefusalsOf(Verify(seen, new ItemPlace("systolic", 1))).ShouldBeEmpty("the others are as they were");
        trial.RefusalsOf(Verify(Version(trial))).ShouldBeEmpty();
        trial.Verified().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_refusal_names_the_question_it_is_about_and_a_page_need_not_read_its_words()
    {
        using var trial = Filled();
        Refusal[] Of(RecordForm command) => [.. ((Decision.Refused)trial.Do(command)).Reasons];
        var reasons = Of(Record(new("systolic", "9999"), new("pulse", "x"), new("weight", "71"), new("height", "1"), new("diastolic", "80", 2)));
        reasons.Select(reason => (reason.Rule, reason.About)).ShouldBe([
            ("not-possible", "systolic"), ("not-of-its-type", "pulse"), ("unknown-item", "height"), ("bad-repeat", "diastolic (2)"),
        ]);
        Of(Record(new ItemEntry("weight", "71"))).Select(reason => (reason.Rule, reason.About)).ShouldBe([("change-without-reason", "weight")]);
        var view = trial.Look("nurse").Form(Id, place)!;
        view.About(reasons[0])!.Ask.ShouldBe("Systolic Blood Pressure");
        view.About(new("not-possible", "Systolic Blood Pressure (systolic): words")).ShouldBeNull();
        PatinaTrial.Told(trial.Rows[^1]).ShouldNotContain("about");
    }

    [Fact]
    public void In_a_masked_trial_the_refusal_of_an_end_names_no_treatment()
    {
        using var trial = PatinaTrial.WithRandomized().With(new GiveDose(Id, "endocrine", 1, null, day, day.AddDays(20)));
        string Words() => ((Decision.Refused)trial.Do(new RecordDeath(Id, null, day.AddDays(9)))).Reasons.Single(reason => reason.Rule == "facts-after-the-end").Words;
        Words().ShouldContain("endocrine");
        trial.With(StoriesOfEveryKind.Unblinding(Id)[0]);
        Words().ShouldBe("Death on 2018-03-17 contradicts the treatment, recorded until 2018-03-28. Correct one of them.");
    }
}
