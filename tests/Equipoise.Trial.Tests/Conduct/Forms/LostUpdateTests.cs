using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using static Equipoise.Trial.Tests.Conduct.Forms.FormTrial;

namespace Equipoise.Trial.Tests.Conduct.Forms;

/// <summary>Two people with the same form open: nothing that one of them recorded is overwritten by the other unseen.</summary>
public sealed class LostUpdateTests : IDisposable
{
    readonly FormTrial trial = new();

    public void Dispose() => trial.Dispose();

    [Fact]
    public void What_was_recorded_after_the_form_was_opened_is_not_overwritten_unseen()
    {
        trial.With(Record(new ItemEntry("count", "5")));
        var seen = trial.Form.Version;
        Colleague(Record(Changed("count", "7")));

        var refused = trial.Conduct.Do(Record(Changed("count", "6")) with { BasedOn = seen }, Now).ShouldBeOfType<Decision.Refused>();

        var reason = refused.Reasons.ShouldHaveSingleItem();
        reason.Rule.ShouldBe("changed-meanwhile");
        reason.Words.ShouldBe(
            "How many? (count): after you opened the form, coordinator recorded 7 on 2018-03-09 12:30 UTC; you give 6. "
                + "Look again, and save what is right."
        );
        trial.Form.ValueOf(new("count", 1)).ShouldBe("7");
    }

    [Fact]
    public void Whoever_has_looked_again_may_change_it()
    {
        trial.With(Record(new ItemEntry("count", "5")));
        Colleague(Record(Changed("count", "7")));

        trial.With(Record(Changed("count", "6")) with { BasedOn = trial.Form.Version });

        trial.Form.ValueOf(new("count", 1)).ShouldBe("6");
    }

    [Fact]
    public void All_conflicts_of_a_save_are_told_at_once_with_all_else_that_is_wrong()
    {
        trial.With(Record(new("count", "5"), new("pain", "1"), new("smoker", "no")));
        var seen = trial.Form.Version;
        Colleague(Record(Changed("count", "7"), Changed("pain", ""), new ItemEntry("where", "home")));

        trial
            .RefusalsOf(
                Record(Changed("count", ""), Changed("pain", "2"), new("where", "clinic"), new("weight", "heavy")) with { BasedOn = seen }
            )
            .ShouldBe(["not-of-its-type", "changed-meanwhile", "changed-meanwhile", "changed-meanwhile"]);
    }

    [Fact]
    public void Items_that_nobody_touched_meanwhile_do_not_conflict()
    {
        trial.With(Record(new("count", "5"), new("pain", "1")));
        var seen = trial.Form.Version;
        Colleague(Record(Changed("count", "7")));

        trial.With(Record(Changed("pain", "2"), new("weight", "70")) with { BasedOn = seen });

        trial.Form.Items.Select(item => item.Value.Value).ShouldBe(["7", "2", "70"]);
    }

    [Fact]
    public void Saying_the_same_is_no_conflict_however_it_is_written()
    {
        trial.With(Record(new ItemEntry("count", "5")));
        var seen = trial.Form.Version;
        Colleague(Record(new ItemEntry("weight", "70.5")));

        trial.KindsOf(Record(new("weight", "70.50"), new("count", "+5")) with { BasedOn = seen }).ShouldBeEmpty();
    }

    [Fact]
    public void Two_who_begin_an_empty_form_conflict_where_both_gave_a_value()
    {
        Colleague(Record(new("count", "7"), new("smoker", "no")));

        trial
            .RefusalsOf(Record(new("count", "5"), new("pain", "1")) with { BasedOn = 0, ReasonForChange = "As I read it" })
            .ShouldBe(["changed-meanwhile"]);
    }

    [Fact]
    public void A_save_that_says_nothing_of_what_was_seen_still_needs_a_reason_for_a_change()
    {
        Colleague(Record(new ItemEntry("count", "7")));

        trial.RefusalsOf(Record(new ItemEntry("count", "5"))).ShouldBe(["change-without-reason"]);
        trial.With(Record(Changed("count", "5")));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void A_version_that_the_form_never_had_does_not_switch_the_check_off(long version)
    {
        trial.With(Record(new ItemEntry("count", "5")));

        trial.RefusalsOf(Record(Changed("count", "6")) with { BasedOn = version }).ShouldBe(["unknown-version"]);
        trial.RefusalsOf(Record(new ItemEntry("count", "6")) with { Place = Every with { Visit = "cycle" }, BasedOn = 1 }).ShouldBe(["unknown-version"]);
    }

    [Fact]
    public void A_save_repeated_after_a_lost_reply_is_answered_and_one_on_a_later_look_is_another_request()
    {
        var save = Record(new ItemEntry("count", "5")) with { BasedOn = 0 };
        trial.Conduct.Do(save, Now, "k1").ShouldBeOfType<Decision.Accepted>();
        Colleague(Record(Changed("count", "7")));

        trial.Conduct.Do(save, Now, "k1").ShouldBeOfType<Decision.Accepted>("it was recorded, whatever was recorded since");
        // The answer to the first would hide that the record says 7.
        trial.RefusalsOf(save with { BasedOn = trial.Form.Version }, "k1").ShouldBe(["key-of-another-request"]);
        trial.Form.ValueOf(new("count", 1)).ShouldBe("7");
    }

    void Colleague(RecordForm save) =>
        trial
            .Conduct.Do(save, Now with { By = "coordinator", RecordedAt = Now.RecordedAt.AddMinutes(30) })
            .ShouldBeOfType<Decision.Accepted>();
}
