using System.Text;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>How laboratories write their files, as the protocol says it.</summary>
public sealed class LaboratoryFilesTests
{
    const string Central = "follow up.laboratory.files.central";

    /// <summary>What docs/laboratory-files.md shows.</summary>
    static string Shown => File.ReadAllText(Repository.At("docs", "laboratory-files.md")).Split("```yaml\n")[1].Split("```")[0];

    [Fact]
    public void What_the_page_shows_is_read_and_without_it_there_is_no_layout()
    {
        Parse(Example).FollowUp!.LaboratoryFiles.ShouldBeEmpty();
        var layout = Read().FollowUp!.LaboratoryFiles.ShouldHaveSingleItem();
        (layout.Id, layout.Label, layout.Separator, layout.Decimal).ShouldBe(("central", "Central laboratory", ';', ','));
        layout.Days.ShouldBe(DayForm.DayMonthYearPoints);
        layout.Columns[LaboratoryColumn.Participant].ShouldBe("SUBJECT");
        layout.Columns[LaboratoryColumn.Range].ShouldBe("REFERENCE");
        layout.Columns.ContainsKey(LaboratoryColumn.Lower).ShouldBeFalse();
        layout.Tests["anc"].ShouldBe("neutrophils", "the laboratory's words are told apart by their letters");
        layout.Units["G/l"].ShouldBe("10^9/L");
    }

    [Theory]
    [InlineData("separator: semicolon", "separator: ‸bar", "separator", "is 'bar'")]
    [InlineData("decimal sign: comma", "decimal sign: ‸dot", "decimal sign", "is 'dot'")]
    [InlineData("days as: 28.11.2026", "days as: ‸28.11.26", "days as", "is '28.11.26'")]
    [InlineData("unit: UNIT", "unit: ‸result", "columns.unit", "'result' is the column of the value too")]
    [InlineData("sample: TUBE", "‸lower: LOW", "columns.lower", "is told by 'range' already")]
    [InlineData("sample: TUBE", "‸tube: TUBE", "columns.tube", "is an unknown key")]
    [InlineData("ANC: neutrophils", "ANC: ‸neutrophil", "tests.ANC", "is 'neutrophil'")]
    [InlineData("\"Platelets (EDTA)\":", "‸anc:", "tests.anc", "differs from 'ANC' only in case")]
    [InlineData("\"G/l\": 10^9/L", "G: ‸mmHg", "units.G", "no test of the protocol is told in 'mmHg'")]
    public void A_slip_is_refused_at_its_place(string right, string wrong, string path, string says) =>
        Slip.In([with, (right, wrong)], $"{Central}.{path}", says);

    [Fact]
    public void A_layout_without_a_name_is_refused() =>
        Slip.In(
            [with, ("        label: Central laboratory\n", ""), ("      central:", "      ‸central:")],
            $"{Central}.label",
            "is missing"
        );

    [Fact]
    public void A_layout_without_a_column_that_every_value_needs_is_refused() =>
        Slip.In(
            [with, ("          value: RESULT\n", ""), ("        columns: ", "        ‸columns: ")],
            $"{Central}.columns.value",
            "is missing"
        );

    const string Next = "  adverse events:\n    grade: CTCAE 4.03";

    /// <summary>The example's protocol with what the page shows under its laboratory.</summary>
    static readonly (string, string) with = (Next, Shown + Next);

    static string Example => File.ReadAllText(Examples.ProtocolPath("patina"));

    static TrialProtocol Read() => Parse(Slip.Replace(Example, with.Item1, with.Item2));

    static TrialProtocol Parse(string text) =>
        ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml") switch
        {
            ProtocolReading.Accepted accepted => accepted.Protocol,
            var other => throw new InvalidOperationException(string.Join("\n", other.Problems)),
        };
}
