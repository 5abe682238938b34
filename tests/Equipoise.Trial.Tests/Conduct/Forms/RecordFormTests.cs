using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using static Equipoise.Trial.Tests.Conduct.Forms.FormTrial;

namespace Equipoise.Trial.Tests.Conduct.Forms;

/// <summary>Values of forms: taken, refused, changed, cleared, and asked about.</summary>
public sealed class RecordFormTests : IDisposable
{
    readonly FormTrial trial = new();

    public void Dispose() => trial.Dispose();

    [Fact]
    public void Every_type_is_recorded_in_the_one_writing_of_its_value()
    {
        trial.With(
            Record(
                new("words", "  two leading blanks, \"quotes\" & <tags> 🩺\n"),
                new("count", "+7"),
                new("weight", "70.50"),
                new("day", "2018-03-01"),
                new("smoker", "Yes"),
                new("pain", "2"),
                new("since", "2001-05-06"),
                new("where", "home"),
                new("how-long", "30"),
                new("where", "clinic", 2)
            )
        );

        trial
            .Form.Items.Select(item => $"{item.Key}={item.Value.Value}")
            .ShouldBe([
                "words=  two leading blanks, \"quotes\" & <tags> 🩺\n",
                "count=7",
                "weight=70.5",
                "day=2018-03-01",
                "smoker=yes",
                "pain=2",
                "since=2001-05-06",
                "where=home",
                "how-long=30",
                "where (2)=clinic",
            ]);
    }

    /// <summary>It is 2018-03-09. Of an earlier disease or habit perhaps the year is known, and nothing is filled in.</summary>
    [Theory]
    [InlineData("2001", "")]
    [InlineData("2001-05", "")]
    [InlineData("2018", "")]
    [InlineData("2018-03", "")]
    [InlineData("2018-04", "in-the-future")]
    [InlineData("2019", "in-the-future")]
    [InlineData("2018-03-11", "in-the-future")]
    [InlineData("2001-5", "not-of-its-type")]
    [InlineData("2001-02-30", "not-of-its-type")]
    [InlineData("May 2001", "not-of-its-type")]
    public void A_date_is_recorded_as_far_as_it_is_known(string value, string rule)
    {
        var decision = trial.Do(Record(new("smoker", "yes"), new("since", value)), Now);
        if (rule.Length == 0)
            trial.Form.ValueOf(new("since", 1)).ShouldBe(value);
        else
            ((Decision.Refused)decision).Reasons.Select(reason => reason.Rule).ShouldContain(rule);
    }

    [Fact]
    public void A_row_tells_the_place_the_value_the_version_and_the_day()
    {
        trial.With(Record(new ItemEntry("count", "5")));

        trial.Rows[^1].Kind.ShouldBe("FormItemRecorded");
        trial
            .Rows[^1]
            .Payload.ShouldBe(
                """{"participant":"101-001","visit":"unscheduled","occurrence":1,"form":"every-type","itemId":"count","repeat":1,"value":"5","protocolVersion":"1.0","on":"2018-03-05"}"""
            );
    }

    [Fact]
    public void The_same_value_twice_is_one_record_however_it_is_written()
    {
        trial.With(Record(new("weight", "70.5"), new("smoker", "no")));

        trial.KindsOf(Record(new("weight", "70.50"), new("smoker", "NO"))).ShouldBeEmpty();
    }

    [Fact]
    public void A_form_may_be_saved_in_parts()
    {
        trial.With(Record(new ItemEntry("count", "5")), Record(new ItemEntry("smoker", "no")));

        trial.Form.Items.Count.ShouldBe(2);
    }

    [Fact]
    public void A_change_needs_a_reason_for_each_item()
    {
        trial.With(Record(new("count", "5"), new("pain", "1")));

        trial
            .RefusalsOf(Record(new("count", "6"), Changed("pain", "2")))
            .ShouldBe(["change-without-reason"], "one of the two has a reason");
        trial.KindsOf(Record(Changed("count", "6"), new("pain", "2") { ReasonForChange = "Asked again" }));
        trial.Form.Items.Select(item => item.Value).Select(item => (item.Value, item.Recorded.ReasonForChange)).ShouldBe([("6", "Misread"), ("2", "Asked again")]);
    }

    [Fact]
    public void A_reason_of_the_save_counts_for_every_item_that_has_none_of_its_own()
    {
        trial.With(Record(new("count", "5"), new("pain", "1")));

        trial.With(Record(Changed("count", "6"), new("pain", "2"), new("words", "new")) with { ReasonForChange = "Source found" });

        trial
            .Form.Items.Select(item => item.Value).Select(item => item.Recorded.ReasonForChange)
            .ShouldBe(["Misread", "Source found", null], "what was empty is no change");
    }

    [Fact]
    public void A_reason_is_legible()
    {
        trial.With(Record(new ItemEntry("count", "5")));

        trial.RefusalsOf(Record(new ItemEntry("count", "6") { ReasonForChange = "a bell \u0007" })).ShouldBe(["unreadable-text"]);
        trial.RefusalsOf(Record(new ItemEntry("count", "6")) with { ReasonForChange = "\0" }).ShouldBe(["unreadable-text"]);
    }

    [Fact]
    public void Another_day_is_a_change_too()
    {
        trial.With(Record(new ItemEntry("count", "5")));

        trial.RefusalsOf(Record(new ItemEntry("count", "5")) with { On = Day.AddDays(1) }).ShouldBe(["change-without-reason"]);
    }

    [Fact]
    public void A_value_is_cleared_by_the_empty_text_with_a_reason()
    {
        trial.With(Record(new ItemEntry("pain", "1")));

        trial.RefusalsOf(Record(new ItemEntry("pain", ""))).ShouldBe(["change-without-reason"]);
        trial.With(Record(Changed("pain", "")));

        trial.Form.ValueOf(new("pain", 1)).ShouldBeNull();
        trial.Rows[^1].Payload.ShouldNotContain("\"value\"");
        trial.KindsOf(Record(new ItemEntry("pain", ""))).ShouldBeEmpty("it is clear already");
        trial.KindsOf(Record(new ItemEntry("pain", "2"))).ShouldBe(["FormItemRecorded"], "filling what is empty is no change");
    }

    [Fact]
    public void An_item_that_was_never_filled_cannot_be_cleared() =>
        trial.KindsOf(Record(new ItemEntry("pain", ""))).ShouldBeEmpty();

    [Fact]
    public void Every_problem_of_a_save_is_told_and_nothing_is_recorded()
    {
        var refused = trial.Do(
            Record(
                new("count", "101"),
                new("weight", "heavy"),
                new("day", "2018-03-11"),
                new("smoker", "perhaps"),
                new("pain", "3"),
                new("nonsense", "1"),
                new("words", new string('x', 51)),
                new("words", "twice"),
                new("where", "home", 0),
                new("count", "5", 2)
            ),
            Now
        );

        refused
            .ShouldBeOfType<Decision.Refused>()
            .Reasons.Select(reason => $"{reason.Rule}: {reason.Words}")
            .ShouldBe([
                "not-possible: How many? (count): 101 is not possible; write 0 to 100.",
                "not-of-its-type: How heavy? (weight): write a number with a decimal point and at most 2 decimals.",
                "in-the-future: When? (day): 2018-03-11 is in the future.",
                "not-of-its-type: Smoker? (smoker): write yes or no.",
                "not-of-its-type: Pain? (pain): write one of 0, 1, 2.",
                "unknown-item: Form 'every-type' has no item 'nonsense'.",
                "not-of-its-type: Words? (words): write a text of at most 50 characters.",
                "item-twice: 'words' was given twice.",
                "bad-repeat: There is no number 0 of 'where' in form 'every-type'.",
                "bad-repeat: There is no number 2 of 'count' in form 'every-type'.",
            ]);
        trial.State.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("every-typ", "unscheduled", 1, "unknown-form")]
    [InlineData("every-type", "cycle", 3, "not-at-this-visit")]
    [InlineData("every-type", "baseline", 1, "not-at-this-visit")]
    [InlineData("every-type", "unscheduled", 0, "not-at-this-visit")]
    public void A_place_that_the_protocol_does_not_have_is_refused(string form, string visit, int occurrence, string rule) =>
        trial.RefusalsOf(new RecordForm(Who, new(visit, occurrence, form), [new("count", "5")], Day)).ShouldBe([rule]);

    [Fact]
    public void A_save_without_values_is_refused() => trial.RefusalsOf(Record()).ShouldBe(["nothing-recorded"]);

    [Fact]
    public void Nothing_is_recorded_before_consent_or_after_death()
    {
        trial.RefusalsOf(Record(new ItemEntry("count", "5")) with { On = PatinaTrial.Screening }).ShouldBe(["before-consent"]);
        trial.With(new RecordDeath(Who, null, Day));
        trial.RefusalsOf(Record(new ItemEntry("count", "5")) with { On = Day.AddDays(1) }).ShouldBe(["after-death"]);
        trial.RefusalsOf(new RecordForm("101-999", Every, [new("count", "5")], Day)).ShouldBe(["unknown-participant"]);
    }

    [Fact]
    public void An_item_is_asked_only_when_its_rule_says_so()
    {
        trial.RefusalsOf(Record(new ItemEntry("since", "2001-05-06"))).ShouldBe(["not-asked"], "nobody said smoker");
        trial.RefusalsOf(Record(new("smoker", "no"), new("since", "2001-05-06"))).ShouldBe(["not-asked"]);
        trial.With(Record(new("smoker", "yes"), new("since", "2000-01-01"), new("brand", "A")));

        trial.RefusalsOf(Record(Changed("smoker", "no"))).ShouldBe(["no-longer-asked", "no-longer-asked"], "since, and brand behind it");
        trial
            .KindsOf(Record(Changed("smoker", "no"), Changed("since", ""), Changed("brand", "")))
            .ShouldBe(["FormItemRecorded", "FormItemRecorded", "FormItemRecorded"]);
    }

    [Fact]
    public void In_a_group_that_repeats_a_rule_looks_at_its_own_repetition()
    {
        trial.With(Record(new("where", "clinic", 1), new("where", "home", 2)));

        trial.RefusalsOf(Record(new ItemEntry("how-long", "30", 1))).ShouldBe(["not-asked"]);
        trial.RefusalsOf(Record(new ItemEntry("how-long", "30", 2))).ShouldBeEmpty();
    }

    [Fact]
    public void An_unusual_value_is_taken_and_asked_about_until_it_is_usual()
    {
        trial.KindsOf(Record(new ItemEntry("count", "11"))).ShouldBe(["FormItemRecorded", "QueryOpened"]);
        trial.State.Query(1)!.Opened.ShouldSatisfyAllConditions(
            query => query.Text.ShouldBe("11 is unusual: usual is 1 to 10. Please check."),
            query => query.Automatic.ShouldBeTrue(),
            query => query.ItemPlace.ShouldBe(new ItemPlace("count", 1))
        );

        trial.KindsOf(Record(Changed("count", "12"))).ShouldBe(["FormItemRecorded"], "it is asked already");
        trial.KindsOf(Record(Changed("count", "10"))).ShouldBe(["FormItemRecorded", "QueryClosed"]);

        trial.State.Query(1)!.Status.ShouldBe(QueryStatus.Closed);
        trial.State.Query(1)!.Closed!.Automatic.ShouldBeTrue();
    }

    [Fact]
    public void Several_unusual_values_of_one_save_are_each_asked_about()
    {
        trial.With(Record(new("count", "0"), new("weight", "99.51"), new("day", "2017-12-31")));

        trial.State.Queries.Select(query => (query.Opened.Query, query.Opened.ItemId)).ShouldBe([(1, "count"), (2, "weight"), (3, "day")]);
    }

    [Fact]
    public void A_boundary_is_usual_and_possible()
    {
        trial.With(Record(new("count", "10"), new("weight", "0.5"), new("day", "2018-01-01")));

        trial.State.Queries.ShouldBeEmpty();
    }
}
