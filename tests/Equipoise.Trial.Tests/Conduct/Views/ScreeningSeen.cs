using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Views;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Conduct.Views;

/// <summary>What the pages of eligibility, of its signature and of randomization show of somebody who is screened.</summary>
public sealed class ScreeningSeen
{
    const string Id = "101-001";

    static ScreeningView Of(PatinaTrial trial, DateOnly? day = null) =>
        trial.Look("nurse", PatinaTrial.At(day ?? PatinaTrial.Randomization).RecordedAt).Screening(Id)!;

    static CriterionView Criterion(PatinaTrial trial, string id, DateOnly? day = null) =>
        Of(trial, day).Criteria.Single(one => one.Id == id);

    static AssessEligibility Answer(string criterion, Answer answer, int daysLater = 1) =>
        new(Id, new Dictionary<string, Answer> { [criterion] = answer }, PatinaTrial.Consent.AddDays(daysLater));

    [Fact]
    public void Every_criterion_of_the_protocol_stands_in_its_order_with_its_question_and_what_is_expected()
    {
        using var trial = PatinaTrial.Opened();
        trial.With(new ScreenParticipant(Id, "101", 57, Sex.Female, PatinaTrial.Screening), new RecordConsent(Id, PatinaTrial.Consent));
        var view = Of(trial);
        view.Criteria.Select(one => one.Id).ShouldBe(Examples.PatinaProtocol.Eligibility.Select(one => one.Id));
        (view.Answered, view.IsMet, view.Signed).ShouldBe((0, false, null));

        CriterionView Shown(string id) => view.Criteria.Single(one => one.Id == id);
        Shown("her2").ShouldBe(
            new("her2", "HER2 positive by the local laboratory?", CriterionKind.Include, "must be yes", AnswerKind.YesNo, null, [], null, null, null, CriterionVerdict.Unanswered)
        );
        (Shown("induction").Expected, Shown("induction").Asks, Shown("induction").Unit).ShouldBe(("must be between 4 and 8 cycles", AnswerKind.Number, "cycles"));
        (Shown("pregnancy").Expected, Shown("pregnancy").Kind).ShouldBe(("must not be yes", CriterionKind.Exclude));
        (Shown("no-progression").Asks, string.Join(' ', Shown("no-progression").Options)).ShouldBe((AnswerKind.Choice, "CR PR SD"));
    }

    [Fact]
    public void A_verdict_is_that_of_the_latest_answer_on_that_day()
    {
        using var trial = PatinaTrial.WithEligible();
        Of(trial).IsMet.ShouldBeTrue();
        Of(trial).Criteria.ShouldAllBe(one => one.Verdict == CriterionVerdict.Permits);

        // Fourteen days are the most for a blood count, and performance may be twenty-eight days old.
        Criterion(trial, "neutrophils").UsableUntil.ShouldBe(PatinaTrial.Consent.AddDays(14));
        Criterion(trial, "adult").UsableUntil.ShouldBeNull();
        Criterion(trial, "neutrophils", PatinaTrial.Consent.AddDays(14)).Verdict.ShouldBe(CriterionVerdict.Permits);
        Criterion(trial, "neutrophils", PatinaTrial.Consent.AddDays(15)).Verdict.ShouldBe(CriterionVerdict.TooOld);
        Criterion(trial, "performance", PatinaTrial.Consent.AddDays(15)).Verdict.ShouldBe(CriterionVerdict.Permits);
        Of(trial, PatinaTrial.Consent.AddDays(15)).IsMet.ShouldBeFalse();

        trial.With(Answer("neutrophils", new Answer.Number(0.9)));
        var shown = Criterion(trial, "neutrophils");
        (shown.Answer, shown.On, shown.Verdict).ShouldBe(("0.9", PatinaTrial.Consent.AddDays(1), CriterionVerdict.KeepsOut));
        Of(trial).IsMet.ShouldBeFalse();
    }

    [Fact]
    public void Factors_say_what_they_follow_from_and_choices_what_can_be_named()
    {
        using var trial = PatinaTrial.WithEligible();
        var view = Of(trial);
        view.Factors.Select(one => (one.Id, one.Question is not null, one.Criterion, one.Treatment, one.Level)).ShouldBe([
            ("pertuzumab", true, null, null, null),
            ("prior-HER2", true, null, null, null),
            ("response", false, "no-progression", null, "responded"),
            ("partner", false, null, "endocrine", null),
        ]);
        view.Factors[0].Levels.ShouldBe(["yes", "no"]);
        var choice = view.Choices.Single();
        (choice.Treatment, choice.Label, string.Join('|', choice.Alternatives)).ShouldBe(("endocrine", "Endocrine therapy", "aromatase inhibitor|fulvestrant"));
    }

    [Fact]
    public void What_is_signed_is_shown_and_whether_it_holds_for_what_is_recorded_now()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.Sign(Id).ShouldBeOfType<Decision.Accepted>();
        var signed = Of(trial).Signed!;
        (signed.By, signed.At, signed.On, signed.ProtocolVersion, signed.Holds)
            .ShouldBe((Staff.Name, PatinaTrial.At(PatinaTrial.Randomization).RecordedAt, PatinaTrial.Randomization, "1.0", true));
        signed.Stratum.Select(one => (one.Label, one.Value)).ShouldBe([
            ("Pertuzumab with induction", "yes"),
            ("HER2-targeted therapy before metastasis", "no"),
            ("Response to induction", "responded"),
            ("Endocrine partner", "fulvestrant"),
        ]);
        signed.Choices.ShouldBe([new("endocrine", "Endocrine therapy", "fulvestrant")]);
        signed.Changes.ShouldBeEmpty();
        signed.WhyNot.ShouldBeEmpty();

        trial.With(Answer("no-progression", new Answer.Choice("SD")));
        var lapsed = Of(trial).Signed!;
        lapsed.Holds.ShouldBeFalse();
        lapsed.WhyNot.Single().ShouldContain("'no-progression'");
        lapsed.Changes.ShouldBe([
            new("no-progression", "Response at the end of induction (complete, partial, stable disease)", "PR", PatinaTrial.Consent, "SD", PatinaTrial.Consent.AddDays(1)),
            new("response", "Response to induction", "responded", null, "stable", null),
        ]);

        trial.Sign(Id).ShouldBeOfType<Decision.Accepted>();
        (Of(trial).Signed!.Holds, Of(trial).Signed!.Stratum[2].Value).ShouldBe((true, "stable"));
    }

    [Fact]
    public void Whoever_may_not_see_the_participant_sees_no_screening()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.Look("nobody").Screening(Id).ShouldBeNull();
        trial.Look("nurse").Screening("101-999").ShouldBeNull();
    }
}
