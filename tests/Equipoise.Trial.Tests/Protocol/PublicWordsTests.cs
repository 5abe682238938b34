using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>The optional words in which a news desk says who reports a trial, and what somebody said of it.</summary>
public sealed class PublicWordsTests
{
    const string Meaning = "  meaning:\n";

    [Fact]
    public void Authors_journal_day_places_and_a_quotation_are_read()
    {
        var words = Read(
            "  authors: A. Author of the Institute\n  journal: the Journal of Trials\n  published: 2026-01-22\n"
                + "  where: Spain and Italy\n  quotation:\n    words: We need to know more\n    speaker: C. Speaker\n"
        );

        (words.Authors, words.Journal, words.Published, words.Where).ShouldBe(
            ("A. Author of the Institute", "the Journal of Trials", new DateOnly(2026, 1, 22), "Spain and Italy")
        );
        words.Quotation.ShouldBe(new("We need to know more", "C. Speaker"));
    }

    [Fact]
    public void All_of_them_may_be_left_out()
    {
        var words = Read("");

        (words.Authors, words.Journal, words.Published, words.Where, words.Quotation).ShouldBe((null, null, null, null, null));
    }

    [Fact]
    public void A_quotation_without_a_speaker_is_refused() =>
        Slip.In(
            Meaning,
            "  ‸quotation:\n    words: We need to know more\n  meaning:\n",
            "plain words.quotation.speaker",
            "is missing"
        );

    [Fact]
    public void A_number_in_a_quotation_is_refused_as_in_all_plain_words() =>
        Slip.In(
            Meaning,
            "  quotation:\n    words: ‸It helps 90 of them\n    speaker: C. Speaker\n  meaning:\n",
            "plain words.quotation.words",
            "holds the number '90'"
        );

    static Equipoise.Protocol.PlainWords Read(string more)
    {
        var text = File.ReadAllText(Examples.ProtocolPath("patina")).Replace(Meaning, more + Meaning);
        return ProtocolFile
            .ParseRecorded(System.Text.Encoding.UTF8.GetBytes(text), "patina.yaml")
            .ShouldBeOfType<ProtocolReading.Accepted>()
            .Protocol.PlainWords.ShouldNotBeNull();
    }
}
