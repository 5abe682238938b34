using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using static Equipoise.Trial.Tests.Conduct.Forms.FormTrial;

namespace Equipoise.Trial.Tests.Conduct.Forms;

/// <summary>What people do with a form: ask, verify, freeze, lock and sign.</summary>
public sealed class FormWorkTests : IDisposable
{
    static readonly ItemPlace Count = new("count", 1);
    static readonly OpenQuery Why = new(Who, Every, Count, "Why five?");

    readonly FormTrial trial = new FormTrial().WithComplete();

    public void Dispose() => trial.Dispose();

    [Fact]
    public void A_query_is_asked_answered_and_closed_each_by_its_own_user()
    {
        trial.Do(Why, Now with { By = "monitor" });
        trial.Do(new AnswerQuery(Who, 1, "There were five."), Now);
        trial.Do(new CloseQuery(Who, 1, null), Now with { By = "monitor" });

        trial.Rows[^3..].Select(row => $"{row.Kind} {row.By}").ShouldBe(["QueryOpened monitor", "QueryAnswered nurse", "QueryClosed monitor"]);
        trial.State.Query(1)!.Status.ShouldBe(QueryStatus.Closed);
        trial.State.Query(1)!.Answered!.Text.ShouldBe("There were five.");
    }

    [Fact]
    public void The_same_question_answer_or_closing_twice_is_one_record()
    {
        trial.With(Why);
        trial.KindsOf(Why).ShouldBeEmpty();
        trial.With(new AnswerQuery(Who, 1, "Yes."));
        trial.KindsOf(new AnswerQuery(Who, 1, "Yes.")).ShouldBeEmpty();
        trial.With(new CloseQuery(Who, 1, null));
        trial.KindsOf(new CloseQuery(Who, 1, null)).ShouldBeEmpty();
        trial.KindsOf(Why).ShouldBe(["QueryOpened"], "a closed question may be asked again");
    }

    [Fact]
    public void Only_an_open_query_is_answered()
    {
        trial.RefusalsOf(new AnswerQuery(Who, 1, "Yes.")).ShouldBe(["unknown-query"]);
        trial.With(Why, new AnswerQuery(Who, 1, "Yes."));
        trial.RefusalsOf(new AnswerQuery(Who, 1, "No.")).ShouldBe(["query-answered"]);
        trial.With(new CloseQuery(Who, 1, null));
        trial.RefusalsOf(new AnswerQuery(Who, 1, "No.")).ShouldBe(["query-closed"]);
    }

    [Fact]
    public void A_query_without_an_answer_is_closed_with_a_reason_only()
    {
        trial.With(Why);
        trial.RefusalsOf(new CloseQuery(Who, 1, null)).ShouldBe(["no-reason"]);
        trial.RefusalsOf(new CloseQuery(Who, 1, " ")).ShouldBe(["no-reason"]);
        trial.KindsOf(new CloseQuery(Who, 1, "Asked by mistake")).ShouldBe(["QueryClosed"]);
        trial.RefusalsOf(new CloseQuery(Who, 7, "x")).ShouldBe(["unknown-query"]);
    }

    [Fact]
    public void A_query_needs_words_and_something_to_ask_about()
    {
        trial.RefusalsOf(Why with { Text = "  " }).ShouldBe(["no-text"]);
        trial.RefusalsOf(Why with { Text = "a bell \u0007" }).ShouldBe(["unreadable-text"]);
        trial.RefusalsOf(Why with { Text = new('x', 10_001) }).ShouldBe(["unreadable-text"]);
        trial.RefusalsOf(Why with { Item = new("nothing", 1) }).ShouldBe(["unknown-item"]);
        trial.RefusalsOf(Why with { Item = new("count", 2) }).ShouldBe(["bad-repeat"]);
        trial.RefusalsOf(Why with { Place = new("cycle", 9, "every-type") }).ShouldBe(["not-at-this-visit"]);
        trial.RefusalsOf(new AnswerQuery(Who, 1, "")).ShouldBe(["no-text", "unknown-query"]);
        trial.RefusalsOf(Why with { Participant = "101-999" }).ShouldBe(["unknown-participant"]);
    }

    [Fact]
    public void A_query_may_be_about_a_form_that_is_still_empty()
    {
        trial.With(new OpenQuery(Who, new("cycle", 1, "every-type"), null, "Where is it?"));

        trial.State.Queries.Single().Opened.ItemPlace.ShouldBeNull();
        trial.State.Find(new("cycle", 1, "every-type")).ShouldBeNull();
    }

    [Fact]
    public void Verification_covers_the_items_named_or_all_that_have_values()
    {
        trial.KindsOf(new MarkVerified(Who, Every, [Count])).ShouldBe(["ItemVerified"]);
        trial.KindsOf(new MarkVerified(Who, Every, [])).ShouldBe(["ItemVerified"], "the other one");
        trial.KindsOf(new MarkVerified(Who, Every, [])).ShouldBeEmpty();
        trial.Form.Items.Select(item => item.Value).ShouldAllBe(item => item.Verified!.Value == item.Value);
        trial.RefusalsOf(new MarkVerified(Who, Every, [new("pain", 1)])).ShouldBe(["no-value"]);
        trial.RefusalsOf(new MarkVerified(Who, new("cycle", 1, "every-type"), [])).ShouldBe(["nothing-recorded"]);
    }

    [Fact]
    public void A_change_ends_the_verification_of_that_item_alone_and_a_change_back_does_not_restore_it()
    {
        trial.With(new MarkVerified(Who, Every, []));

        trial.KindsOf(Record(Changed("count", "6"))).ShouldBe(["FormItemRecorded", "ItemVerificationLapsed"]);
        trial.With(Record(Changed("count", "5")));

        trial.Form.Find(Count)!.Verified.ShouldBeNull();
        trial.Form.Find(Count)!.VerificationLapsed.ShouldNotBeNull();
        trial.Form.Find(new("smoker", 1))!.Verified.ShouldNotBeNull();
        trial.KindsOf(new MarkVerified(Who, Every, [])).ShouldBe(["ItemVerified"]);
        trial.Form.Find(Count)!.VerificationLapsed.ShouldBeNull();
    }

    [Fact]
    public void A_frozen_form_takes_no_values_but_queries_verification_and_a_signature()
    {
        trial.With(new FreezeForm(Who, Every));
        trial.KindsOf(new FreezeForm(Who, Every)).ShouldBeEmpty();

        trial.RefusalsOf(Record(Changed("count", "6"))).ShouldBe(["form-frozen"]);
        trial.With(Why, new CloseQuery(Who, 1, "Seen"), new MarkVerified(Who, Every, []), new SignForm(Who, Every, Sign()));
        trial.RefusalsOf(new UnfreezeForm(Who, Every, "")).ShouldBe(["no-reason"]);
        trial.With(new UnfreezeForm(Who, Every, "Correction"));
        trial.RefusalsOf(Record(Changed("count", "6"))).ShouldBeEmpty();
        trial.RefusalsOf(new UnfreezeForm(Who, Every, "Again")).ShouldBe(["not-frozen"]);
    }

    [Fact]
    public void Nothing_can_be_done_with_a_locked_form()
    {
        trial.With(Why, new AnswerQuery(Who, 1, "Yes."));
        trial.RefusalsOf(new LockForm(Who, Every)).ShouldBe(["queries-open"]);
        trial.With(new CloseQuery(Who, 1, null), new FreezeForm(Who, Every), new LockForm(Who, Every));
        trial.KindsOf(new LockForm(Who, Every)).ShouldBeEmpty();

        trial.RefusalsOf(Record(Changed("count", "6"))).ShouldBe(["form-locked"]);
        trial.RefusalsOf(Why).ShouldBe(["form-locked"]);
        trial.RefusalsOf(new AnswerQuery(Who, 1, "Yes.")).ShouldBe(["form-locked", "query-closed"]);
        trial.RefusalsOf(new CloseQuery(Who, 1, "x")).ShouldBe(["form-locked"]);
        trial.RefusalsOf(new MarkVerified(Who, Every, [])).ShouldBe(["form-locked"]);
        trial.RefusalsOf(new FreezeForm(Who, Every)).ShouldBe(["form-locked"]);
        trial.RefusalsOf(new UnfreezeForm(Who, Every, "x")).ShouldBe(["form-locked"]);
        trial.RefusalsOf(new SignForm(Who, Every, Sign())).ShouldBe(["form-locked"]);
    }

    [Fact]
    public void Unlocking_needs_a_reason_and_leaves_a_form_as_frozen_as_it_was()
    {
        trial.RefusalsOf(new UnlockForm(Who, Every, "x")).ShouldBe(["not-locked"]);
        trial.With(new FreezeForm(Who, Every), new LockForm(Who, Every));
        trial.RefusalsOf(new UnlockForm(Who, Every, " ")).ShouldBe(["no-reason"]);

        trial.With(new UnlockForm(Who, Every, "Late source document"));

        (trial.Form.IsLocked, trial.Form.IsFrozen).ShouldBe((false, true));
        PatinaTrial.Told(trial.Rows[^1]).ShouldContain("Late source document");
    }

    [Fact]
    public void A_form_without_values_is_neither_frozen_locked_nor_signed()
    {
        var empty = new FormPlace("cycle", 1, "every-type");

        trial.RefusalsOf(new FreezeForm(Who, empty)).ShouldBe(["nothing-recorded"]);
        trial.RefusalsOf(new LockForm(Who, empty)).ShouldBe(["nothing-recorded"]);
        trial.RefusalsOf(new SignForm(Who, empty, Sign())).ShouldBe(["nothing-recorded"]);
    }

    [Fact]
    public void A_signature_says_who_and_what_it_means_and_a_change_ends_it_visibly()
    {
        trial.With(new SignForm(Who, Every, Sign()));
        trial.Form.Signature!.Signature.Name.ShouldBe(Staff.Name);
        trial.Rows[^1].Payload.ShouldContain(SignForm.Meaning);

        trial.KindsOf(Record(Changed("count", "6"))).ShouldBe(["FormItemRecorded", "FormSignatureLapsed"]);

        trial.Form.Signature.ShouldBeNull();
        trial.Form.SignatureLapsed!.Signer.ShouldBe(Staff.Name);
        trial.KindsOf(Record(new ItemEntry("words", "more"))).ShouldBe(["FormItemRecorded"], "it ends once");
        trial.With(new SignForm(Who, Every, Sign()));
        trial.Form.SignatureLapsed.ShouldBeNull();
    }

    [Fact]
    public void An_addition_to_a_signed_form_ends_its_signature_too()
    {
        trial.With(new SignForm(Who, Every, Sign()));

        trial.KindsOf(Record(new ItemEntry("words", "more"))).ShouldBe(["FormItemRecorded", "FormSignatureLapsed"]);
    }

    [Fact]
    public void The_same_values_again_leave_a_signature_as_it_is()
    {
        trial.With(new SignForm(Who, Every, Sign()));

        trial.KindsOf(Record(new("count", "5"), new("smoker", "no"))).ShouldBeEmpty();
        trial.Form.Signature.ShouldNotBeNull();
    }

    [Fact]
    public void What_is_incomplete_or_still_asked_about_cannot_be_signed()
    {
        trial.With(Record(Changed("smoker", "yes"), new("how-long", ""), new("where", "home", 2)), Why);
        trial.RefusalsOf(new SignForm(Who, Every, Sign())).ShouldBe(["queries-open", "not-complete"]);
        trial
            .Do(new SignForm(Who, Every, Sign()), Now)
            .ShouldBeOfType<Decision.Refused>()
            .Reasons[1]
            .Words.ShouldBe("every-type at unscheduled 1 of 101-001 lacks since.");
        trial.With(Record(new ItemEntry("since", "2001-01-01")), new CloseQuery(Who, 1, "Seen"));
        trial.RefusalsOf(new SignForm(Who, Every, Sign())).ShouldBeEmpty();
        trial.RefusalsOf(new SignForm(Who, Every, Sign())).ShouldBe(["already-signed"]);
    }

    [Fact]
    public void A_repetition_that_was_cleared_altogether_is_not_missed()
    {
        trial.With(Record(new("where", "home", 3), new("how-long", "5", 3)));
        trial.With(Record(Changed("how-long", "", 3), Changed("where", "", 3), new("where", "home", 4)));
        trial.RefusalsOf(new SignForm(Who, Every, Sign())).ShouldBeEmpty();
    }

    [Fact]
    public void A_signature_of_something_else_or_from_too_long_ago_is_refused()
    {
        var other = Sign() with { Meaning = "I have seen this." };
        var old = Sign() with { AuthenticatedAt = Now.RecordedAt - Signature.Fresh - TimeSpan.FromSeconds(1) };

        trial.RefusalsOf(new SignForm(Who, Every, other)).ShouldBe(["signature-of-something-else"]);
        trial.RefusalsOf(new SignForm(Who, Every, old)).ShouldBe(["signature-not-fresh"]);
    }

    [Fact]
    public void Forms_are_worked_on_after_a_death_and_do_not_stand_in_its_way()
    {
        trial.With(Why, new MarkVerified(Who, Every, []), new RecordDeath(Who, null, Day), new AnswerQuery(Who, 1, "Yes."));

        trial.With(new CloseQuery(Who, 1, null), new SignForm(Who, Every, Sign()), new LockForm(Who, Every));
    }

    [Fact]
    public void Two_users_at_once_on_one_form_are_each_named_in_their_own_rows()
    {
        var users = new[] { "nurse", "coordinator" };
        var before = trial.Rows.Length;
        Parallel.For(
            0,
            100,
            step =>
            {
                var who = users[step % 2];
                var entry = new ItemEntry("where", $"{who} {step}", step + 1);
                trial.Do(Record(entry), Now with { By = who }).ShouldBeOfType<Decision.Accepted>();
            }
        );

        var rows = trial.Rows.Where(row => row.Kind == "FormItemRecorded" && row.Sequence > before).ToList();
        rows.Count.ShouldBe(100);
        rows.ShouldAllBe(row => PatinaTrial.Told(row).Contains($"\"value\":\"{row.By} "));
        trial.Form.Items.Count(item => item.Key.Item == "where").ShouldBe(100);
    }
}
