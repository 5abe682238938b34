using Equipoise.Datasets.Files;
using Equipoise.Datasets.Inspection;
using Equipoise.Datasets.ValueFormats;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Tests;

/// <summary>
/// Formats of a study, as SAS documents the data set of CNTLOUT: value agegr low-&lt;18="Child" 18-&lt;65="Adult" 65-high="Elderly"
/// .="Unknown"; value $sex 'F'="Female" 'M'="Male" other="Not known"; value visit 1="Week 1" .A="Asked".
/// </summary>
public sealed class ValueFormatFacts : IDisposable
{
    static readonly Table cntlout = new(
        "FORMATS",
        "",
        [
            new TextColumn("FMTNAME", "", ["AGEGR", "AGEGR", "AGEGR", "AGEGR", "SEX", "SEX", "SEX", "VISIT", "VISIT", "SEXIN"]),
            new TextColumn("START", "", ["LOW", "              18", "              65", ".", "F", "M", "**OTHER**", "1", ".A", "F"]),
            new TextColumn("END", "", ["              18", "              65", "HIGH", ".", "F", "M", "**OTHER**", "1", ".A", "F"]),
            new TextColumn(
                "LABEL",
                "",
                ["Child", "Adult", "Elderly", "Unknown", "Female", "Male", "Not known", "Week 1", "Asked", "1"]
            ),
            new TextColumn("TYPE", "", ["N", "N", "N", "N", "C", "C", "C", "N", "N", "J"]),
            new TextColumn("HLO", "", ["L", "", "H", "", "", "", "O", "", "", ""]),
            new TextColumn("SEXCL", "", [.. Enumerable.Repeat("N", 10)]),
            new TextColumn("EEXCL", "", ["Y", "Y", "N", "N", "N", "N", "N", "N", "N", "N"]),
        ]
    );

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    IReadOnlyDictionary<string, ValueFormat> Formats()
    {
        XptFile.Write(cntlout, folder.File("formats.xpt"), new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        return ValueFormatReader.Read(DatasetFile.One(folder.File("formats.xpt")));
    }

    [Theory]
    [InlineData(-1, "Child")]
    [InlineData(17.9, "Child")]
    [InlineData(18, "Adult")]
    [InlineData(65, "Elderly")]
    [InlineData(1e9, "Elderly")]
    [InlineData(double.NaN, "Unknown")]
    public void A_number_has_the_words_of_the_range_that_holds_it(double age, string words) =>
        Formats()["AGEGR"].LabelOf(age).ShouldBe(words);

    [Fact]
    public void Missing_values_are_told_apart_and_what_has_no_words_has_none()
    {
        var formats = Formats();
        formats.Keys.Order(StringComparer.Ordinal).ShouldBe(["$SEX", "AGEGR", "VISIT"]);
        formats["VISIT"].LabelOf(1).ShouldBe("Week 1");
        formats["VISIT"].LabelOf(2).ShouldBeNull();
        formats["VISIT"].LabelOf(MissingValue.Of('A')).ShouldBe("Asked");
        formats["VISIT"].LabelOf(MissingValue.Of('B')).ShouldBeNull();
        formats["AGEGR"].LabelOf(MissingValue.Of('A')).ShouldBeNull();
        formats["$SEX"].LabelOf("M").ShouldBe("Male");
        formats["$SEX"].LabelOf("X").ShouldBe("Not known");
    }

    [Fact]
    public void What_a_data_set_holds_is_shown_with_its_words()
    {
        var dm = new Table(
            "DM",
            "",
            [new TextColumn("SEX", "", ["F", "M", "F"]) { Format = "$SEX6." }, new NumberColumn("VISIT", "", [1, 2, 2], "VISIT.")]
        );
        var inspected = InspectedDataset.Of(dm.AsDataset(), 1, Formats());
        InspectedText.ValuesOf(inspected.Columns[0], 5).ShouldBe("F Female (2), M Male");
        InspectedText.ValuesOf(inspected.Columns[1], 5).ShouldBe("2 (2), 1 Week 1");
    }

    [Fact]
    public void A_data_set_of_something_else_is_refused_in_words() =>
        Should
            .Throw<DataException>(() => ValueFormatReader.Read(new Table("DM", "", [new NumberColumn("START", "", [1])]).AsDataset()))
            .Message.ShouldBe("DM: holds no formats, for it has no FMTNAME, LABEL; PROC FORMAT writes them with CNTLOUT.");
}
