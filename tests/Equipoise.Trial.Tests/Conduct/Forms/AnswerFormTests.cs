using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Views;
using Equipoise.Trial.Tests.Conduct.Allocating;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Forms;

/// <summary>A participant answers a form of their own by a code; nobody answers for them.</summary>
public sealed class AnswerFormTests
{
    const string Id = "101-001";
    static readonly DateOnly day = PatinaTrial.Randomization;
    static readonly FormPlace own = new("unscheduled", 1, "own-words");
    static readonly Stamp self = PatinaTrial.At(day) with { By = OwnName.Of(Id) };
    static readonly ItemEntry[] answers = [new("tired", "2"), new("slept", "6"), new("kept-from", "yes"), new("from-what", "My garden")];

    static AnswerForm Answer(int code = 1, params ItemEntry[] items) => new(Id, own, items.Length == 0 ? answers : items, code, day);

    static PatinaTrial WithCode()
    {
        var trial = PatinaTrial.WithRandomized();
        trial.Today(new GiveAnswerCode(Id, own)).ShouldBeOfType<Decision.Accepted>();
        return trial;
    }

    static string[] Rules(PatinaTrial trial, TrialCommand command, Stamp? stamp = null) =>
        PatinaTrial.Rule(trial.Conduct.Do(command, stamp ?? self));

    [Fact]
    public void What_the_participant_says_is_recorded_in_their_name_with_the_code_and_who_gave_it_out()
    {
        using var trial = WithCode();
        Rules(trial, Answer()).ShouldBeEmpty();
        var forms = trial.Participant().Forms;
        foreach (var (place, item) in forms.Find(own)!.Items)
        {
            item.Value.ShouldBe(answers.Single(answer => answer.Item == place.Item).Value);
            (item.Entry.Stamp.By, item.Recorded.Code).ShouldBe(("participant 101-001", 1));
        }
        var view = trial.Look("nurse").Form(Id, own)!;
        (view.Code!.Number, view.Code.By, view.Code.IsUsed).ShouldBe((1, Staff.Name, true));
        view.Items.ShouldAllBe(item => item.Recorded!.By == "participant 101-001");
        trial.Look("nurse").Timeline(Id)!.Facts.ShouldContain(fact =>
            fact.Says == "How you have been, unscheduled 1: How tired have you been in the last 7 days: quite a lot, said by the participant with code 1"
        );
        trial.Verified().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_answers_for_them_and_they_answer_for_nobody_else()
    {
        using var trial = WithCode();
        trial.AndEligible("101-002");
        foreach (var person in new[] { "nurse", "investigator", "monitor", "data-manager", "signatory", Staff.Administrator, "participant 101-002", "nobody" })
            Rules(trial, Answer(), PatinaTrial.At(day) with { By = person }).ShouldBe(["not-granted"], person);
        Rules(trial, new RecordForm(Id, own, answers, day), PatinaTrial.At(day) with { By = "nurse" }).ShouldBe(["participants-own"]);
        // In the name of a participant nothing else is taken.
        Rules(trial, new RecordVisit(Id, "cycle", 1, day)).ShouldBe(["unknown-person"]);
        Rules(trial, new RecordForm(Id, new("cycle", 1, "vital-signs"), [new("systolic", "120")], day)).ShouldBe(["unknown-person"]);
        Rules(trial, Answer() with { Place = new("cycle", 1, "vital-signs") }).ShouldContain("not-participants-own");
    }

    [Fact]
    public void A_code_counts_once_until_it_ends_and_until_another_takes_its_place()
    {
        using var trial = WithCode();
        Rules(trial, Answer(2)).ShouldBe(["no-such-code"]);
        trial.Today(new GiveAnswerCode(Id, own)).ShouldBeOfType<Decision.Accepted>();
        Rules(trial, Answer(1)).ShouldBe(["no-such-code"], "the second took its place");
        var late = day.AddDays(GiveAnswerCode.Days);
        Rules(trial, Answer(2) with { On = late }, PatinaTrial.At(late) with { By = self.By }).ShouldBe(["code-ended"]);
        Rules(trial, Answer(2)).ShouldBeEmpty();
        Rules(trial, Answer(2)).ShouldBe(["code-used"]);
        PatinaTrial.Rule(trial.Today(new GiveAnswerCode(Id, own))).ShouldBe(["already-answered"]);
        OwnFormView.Of(trial.Conduct.State, trial.TrialRules, Id, 2, self.RecordedAt).ShouldBeNull();
    }

    [Fact]
    public void Answers_that_are_not_theirs_are_cleared_with_a_reason_and_a_new_code_is_given()
    {
        using var trial = WithCode();
        Rules(trial, Answer()).ShouldBeEmpty();
        var cleared = new RecordForm(Id, own, [.. answers.Select(answer => new ItemEntry(answer.Item, ""))], day) { ReasonForChange = "The letter went to another person" };
        PatinaTrial.Rule(trial.Today(cleared)).ShouldBeEmpty();
        PatinaTrial.Rule(trial.Today(new GiveAnswerCode(Id, own))).ShouldBeEmpty();
        Rules(trial, Answer(2)).ShouldBeEmpty();
        trial.Participant().Forms.Find(own)!.ValueOf(new("tired", 1)).ShouldBe("2");
        trial.Verified().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_is_missing_or_cannot_be_is_told_at_once_each_at_its_question()
    {
        using var trial = WithCode();
        var refused = (Decision.Refused)trial.Conduct.Do(Answer(1, new("slept", "25"), new("kept-from", "no"), new("from-what", "My garden")), self);
        var form = OwnFormView.Of(trial.Conduct.State, trial.TrialRules, Id, 1, self.RecordedAt)!;
        refused.Reasons.Select(reason => (reason.Rule, form.About(reason)?.Place.Item)).ShouldBe([
            ("not-possible", "slept"), ("not-asked", "from-what"), ("not-answered", "tired"),
        ]);
        // The code still counts.
        Rules(trial, Answer()).ShouldBeEmpty();
    }

    [Fact]
    public void Codes_are_given_for_forms_of_their_own_to_those_who_are_in_the_study()
    {
        using var trial = PatinaTrial.WithRandomized();
        PatinaTrial.Rule(trial.Today(new GiveAnswerCode(Id, new("cycle", 1, "vital-signs")))).ShouldBe(["not-participants-own"]);
        PatinaTrial.Rule(trial.Today(new GiveAnswerCode(Id, new("cycle", 1, "own-words")))).ShouldBe(["not-at-this-visit"]);
        trial.With(new RecordDeath(Id, null, day));
        PatinaTrial.Rule(trial.Do(new GiveAnswerCode(Id, own))).ShouldBe(["left-the-study"]);
    }

    [Theory]
    [InlineData("\"code\":1", "\"code\":2", "no-such-code")]
    [InlineData("\"value\":\"2\"", "\"value\":\"9\"", "not-of-its-type")]
    public void A_forged_answer_is_found(string from, string to, string rule)
    {
        using var trial = WithCode();
        Rules(trial, Answer()).ShouldBeEmpty();
        var row = trial.Rows.First(one => one.Kind == nameof(FormItemRecorded));
        trial.Verified(Forgery.Of(trial.Rows, row.Sequence, from, to))
            .Problems.Select(problem => $"{problem}")
            .ShouldContain(problem => problem.StartsWith($"row {row.Sequence}: it could not have been recorded: {rule}: ", StringComparison.Ordinal));
        trial.Verified(Forgery.Of(trial.Rows, one => one == row ? one with { By = "nurse" } : one))
            .Problems.Select(problem => $"{problem}")
            .ShouldContain(problem => problem.StartsWith($"row {row.Sequence}: it could not have been recorded: not-granted: ", StringComparison.Ordinal));
    }
}
