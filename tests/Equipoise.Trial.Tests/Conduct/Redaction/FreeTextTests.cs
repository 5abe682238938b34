using System.Security.Cryptography;
using System.Text;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Trial.Tests.Conduct.Forms;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Redaction;

/// <summary>What a row holds in the place of what a person typed.</summary>
public sealed class FreeTextTests
{
    [Fact]
    public void A_text_of_a_form_lies_beside_the_log_and_a_number_a_day_or_a_code_does_not()
    {
        using var trial = new FormTrial();
        trial.With(FormTrial.Record(new("words", "Mary"), new("count", "5"), new("smoker", "no"), new("day", "2018-03-02")));
        var values = trial.Rows.Where(row => row.Kind == nameof(FormItemRecorded)).ToDictionary(row => Item(row).ItemId);

        values["words"].Payload.ShouldNotContain("Mary");
        values["words"].Texts.Single().ShouldSatisfyAllConditions(
            text => text.Name.ShouldBe("value"),
            text => text.Content.ShouldBe("\"Mary\"")
        );
        foreach (var (item, value) in new[] { ("count", "5"), ("smoker", "no"), ("day", "2018-03-02") })
        {
            values[item].Payload.ShouldContain($"\"value\":\"{value}\"");
            values[item].Texts.ShouldBeEmpty();
        }
        Item(values["words"]).Value.ShouldBe("Mary");

        static FormItemRecorded Item(LogRow row) => (FormItemRecorded)Entry.Of(row).Event;
    }

    [Fact]
    public void The_hash_is_that_of_the_salt_a_line_feed_and_the_text_in_quotes()
    {
        var salt = "000102030405060708090a0b0c0d0e0f";
        new KeptText("value", salt, "\"Mary\"").Hash.ShouldBe(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("000102030405060708090a0b0c0d0e0f\n\"Mary\"")))
        );
        // printf '000102030405060708090a0b0c0d0e0f\n"Mary"' | sha256sum
        new KeptText("value", salt, "\"Mary\"").Hash.ShouldBe("abf87077d7509e2d251b7fc94c8bcfb5f9c28b54c96f620e5ab32305bf967fb8");
    }

    [Fact]
    public void Reasons_and_refusals_are_taken_out_of_lists_too()
    {
        var refused = new RequestRefused("RecordForm", null, [new("one", "Mary said no."), new("two", "Example said \"no\".\u0001")]);
        var row = RowWriting.Row(LogHead.Empty, PatinaTrial.Later, refused, name => new TextSeal.Salted(new string('0', 32)));

        row.Texts.Select(text => text.Name).ShouldBe(["reasons.0.words", "reasons.1.words"]);
        row.Payload.ShouldNotContain("said");
        RowTexts.PutBack(row).Json.ShouldBe(EventJson.Write(refused));
        RowTexts.PutBack(row with { Texts = [row.Texts[1]] }).Json.ShouldBe(
            EventJson.Write(refused with { Reasons = [new("one", "[redacted]"), refused.Reasons[1]] })
        );
    }
}
