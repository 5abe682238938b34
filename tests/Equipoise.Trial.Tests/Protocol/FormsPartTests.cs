using System.Text;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>What the forms, the code lists and the amendment of a protocol are read as.</summary>
public sealed class FormsPartTests
{
    static readonly TrialProtocol patina = Examples.PatinaProtocol;

    [Fact]
    public void Patina_asks_its_forms_at_their_visits()
    {
        patina.Forms.Select(form => form.Id)
            .ShouldBe(["demographics", "history", "performance-status", "vital-signs", "quality-of-life", "own-words"]);
        patina.Forms.Where(form => form.IsParticipantsOwn).Select(form => form.Id).ShouldBe(["own-words"]);
        var life = patina.Forms[4];
        life.At.ShouldBe([new FormTiming("baseline", 1, 1, 1), new FormTiming("cycle", 4, null, 3)]);
        Enumerable.Range(1, 12).Where(cycle => life.IsFilledInAt("cycle", cycle)).ShouldBe([4, 7, 10]);
        life.IsFilledInAt("baseline", 1).ShouldBeTrue();
        life.IsFilledInAt("baseline", 2).ShouldBeFalse();
        life.IsFilledInAt("unscheduled", 1).ShouldBeFalse();
    }

    [Fact]
    public void An_item_has_its_type_its_bounds_and_its_place_in_sdtm()
    {
        var systolic = patina.Forms[3].Find("systolic")!;

        systolic.ShouldBe(
            new FormItem(
                "systolic",
                "Systolic Blood Pressure",
                new ItemType.WholeNumber(),
                "mmHg",
                new ItemRange.Numbers(30, 300),
                new ItemRange.Numbers(90, 180),
                Required: true,
                OnlyIf: null,
                new SdtmTarget("VS", "SYSBP", "Systolic Blood Pressure")
            )
        );
        patina.Forms[3].Find("temperature")!.Type.ShouldBe(new ItemType.DecimalNumber(1));
        patina.Forms[4].Find("health-today")!.Sdtm.ShouldBe(new SdtmTarget("QS", "EQ5D0206", "EQ5D02-EQ VAS Score"));
    }

    [Fact]
    public void A_group_repeats_when_it_says_so_and_its_items_may_depend_on_others()
    {
        var history = patina.Forms[1];

        history.Groups.Select(group => (group.Id, group.Repeats)).ShouldBe([("history", false), ("conditions", true)]);
        history.Find("ended")!.OnlyIf.ShouldBe(new SkipRule("ongoing", "no"));
    }

    [Fact]
    public void A_code_list_is_shared_by_every_item_that_names_it()
    {
        var lists = patina.Forms[4].Items.Select(item => item.Type).OfType<ItemType.Choice>().Select(choice => choice.List).ToList();

        lists.Count.ShouldBe(5);
        lists.ShouldAllBe(list => ReferenceEquals(list, patina.CodeLists.Single(one => one.Id == "problems")));
        lists[0].TextOf("1").ShouldBe("none");
        lists[0].TextOf("6").ShouldBeNull();
    }

    [Theory]
    [InlineData("cycle", 1, 2, 3, 4, 5, 6)]
    [InlineData("cycle 1", 1)]
    [InlineData("cycle 1-2", 1, 2)]
    [InlineData("every 2nd cycle", 2, 4, 6)]
    [InlineData("every 3rd cycle from 1", 1, 4)]
    [InlineData("every 4th cycle from 2", 2, 6)]
    public void A_timing_names_occurrences(string written, params int[] occurrences)
    {
        var form = Read("at: [baseline, every 3rd cycle from 4]", $"at: {written}").Forms[4];

        Enumerable.Range(1, 6).Where(cycle => form.IsFilledInAt("cycle", cycle)).ShouldBe(occurrences);
    }

    [Fact]
    public void Bounds_may_lie_on_one_side_and_dates_have_them_too()
    {
        Read("possible: 30 to 300", "possible: at least 30").Forms[3].Find("systolic")!.Possible.ShouldBe(
            new ItemRange.Numbers(30, null)
        );
        var began = Read(
                "began: { ask: \"Since when?\", type: date,",
                "began: { ask: \"Since when?\", type: date, possible: 1900-01-01 to 2030-12-31, usual: at most 2024-01-31,"
            )
            .Forms[1]
            .Find("began")!;

        began.Possible!.Holds("1900-01-01").ShouldBeTrue();
        began.Possible.Holds("1899-12-31").ShouldBeFalse();
        began.Usual!.ToString().ShouldBe("at most 2024-01-31");
    }

    [Fact]
    public void An_amendment_says_what_it_changes_and_for_whom()
    {
        var amended = Read(
            [
                ("protocol version: \"1.0\"", "protocol version: \"2.0\""),
                (
                    "\narms:",
                    "\namendment:\n  of version: \"1.0\"\n  binds: after renewed consent\n  changes:\n    - Weight is asked at each cycle.\n\narms:"
                ),
            ]
        );

        amended.Amendment!.OfVersion.ShouldBe("1.0");
        amended.Amendment.Binds.ShouldBe(AmendmentBinding.AfterRenewedConsent);
        amended.Amendment.Changes.ShouldBe(["Weight is asked at each cycle."]);
        patina.Amendment.ShouldBeNull();
    }

    [Theory]
    [InlineData("5.10", "5.1")]
    [InlineData("-0.0", "0")]
    [InlineData("007.5", "7.5")]
    [InlineData("120", "120")]
    [InlineData("5.123", null)]
    [InlineData("5,1", null)]
    [InlineData("1e3", null)]
    [InlineData(" 5", null)]
    [InlineData("", null)]
    public void A_decimal_number_has_one_writing(string typed, string? recorded) =>
        new ItemType.DecimalNumber(2).Read(typed).ShouldBe(recorded);

    [Theory]
    [InlineData("+7", "7")]
    [InlineData("-3", "-3")]
    [InlineData("7.0", null)]
    [InlineData("99999999999999999999", null)]
    public void A_whole_number_has_one_writing(string typed, string? recorded) =>
        new ItemType.WholeNumber().Read(typed).ShouldBe(recorded);

    [Theory]
    [InlineData("2018-02-28", true)]
    [InlineData("2018-02-29", false)]
    [InlineData("28.02.2018", false)]
    public void A_date_is_one_of_the_calendar(string typed, bool taken) =>
        new ItemType.Date().Read(typed).ShouldBe(taken ? typed : null);

    [Theory]
    [InlineData("  leading blanks, \"quotes\", <tags>, 🩺\nand a new line\t", true)]
    [InlineData("a bell \u0007", false)]
    [InlineData("half a pair \uD83D", false)]
    [InlineData("\uFFFE", false)]
    public void A_text_is_kept_letter_by_letter_or_refused(string typed, bool taken) =>
        new ItemType.Text(100).Read(typed).ShouldBe(taken ? typed : null);

    [Fact]
    public void A_text_is_as_long_as_allowed_and_no_longer()
    {
        new ItemType.Text(3).Read("abc").ShouldBe("abc");
        new ItemType.Text(3).Read("abcd").ShouldBeNull();
    }

    static TrialProtocol Read(string find, string replacement) => Read([(find, replacement)]);

    static TrialProtocol Read((string Find, string Replacement)[] edits)
    {
        var text = edits.Aggregate(
            File.ReadAllText(Examples.ProtocolPath("patina")),
            (text, edit) => Slip.Replace(text, edit.Find, edit.Replacement)
        );
        var reading = ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml");
        return reading.ShouldBeOfType<ProtocolReading.Accepted>(string.Join('\n', reading.Problems)).Protocol;
    }
}
