using Equipoise.Analysis.Results;
using Equipoise.Datasets;
using Equipoise.Reporting.Paper;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tests;

public sealed class StylesOfReports
{
    // NEJM: two digits from 0.01 on, three below, <0.001; SAS PVALUE6.4: four, <.0001. More where 0.05 would change sides.
    [Theory]
    [InlineData(0.06, "0.06", "0.0600")]
    [InlineData(0.0564, "0.06", "0.0564")]
    [InlineData(0.052, "0.052", "0.0520")]
    [InlineData(0.0504, "0.0504", "0.0504")]
    [InlineData(0.05, "0.05", "0.0500")]
    [InlineData(0.04998, "0.04998", "0.04998")]
    [InlineData(0.0496, "0.0496", "0.0496")]
    [InlineData(0.049, "0.049", "0.0490")]
    [InlineData(0.02045, "0.02", "0.0205")]
    [InlineData(0.008, "0.008", "0.0080")]
    [InlineData(0.0009999, "<0.001", "0.0010")]
    [InlineData(0.00009999, "<0.001", "<.0001")]
    [InlineData(0.0, "<0.001", "<.0001")]
    [InlineData(0.991, ">0.99", "0.9910")]
    [InlineData(1.0, ">0.99", ">.9999")]
    public void A_printed_P_value_stays_on_its_side_of_the_level(double p, string journal, string regulatory)
    {
        Format.PValue(p, PValueStyle.Journal).ShouldBe(journal);
        Format.PValue(p, PValueStyle.Regulatory).ShouldBe(regulatory);
    }

    [Fact]
    public void The_level_of_the_design_is_a_side_too()
    {
        Format.PValue(0.0482, PValueStyle.Journal, 0.05, 0.0481).ShouldBe("0.0482");
        Format.PValue(0.0124, PValueStyle.Journal, 0.05, 0.012).ShouldBe("0.0124");
        Format.PValue(0.0124, PValueStyle.Journal, 0.05).ShouldBe("0.01");
    }

    [Fact]
    public void A_journal_numbers_tables_by_their_place_and_a_regulator_by_ICH_E3()
    {
        var journal = Html(ReportStyle.Journal);
        var regulatory = Html(ReportStyle.Regulatory);

        journal.ShouldContain(">0.02</data>");
        journal.ShouldNotContain("14.2.1");
        journal.ShouldContain("P values have two decimals");
        regulatory.ShouldContain(">0.0205</data>");
        regulatory.ShouldContain("<b class=\"number\">Table 14.2.1.</b>");
        regulatory.ShouldContain("P values have four decimals");
        // The numbers are those of the pages.
        foreach (var output in PagesOfText.Trial(ReportStyle.Regulatory).Outputs.Where(output => output.Rows.Any()))
            regulatory.ShouldContain($"<b class=\"number\">{output.Name}.</b>");
    }

    [Fact]
    public void A_table_as_data_has_a_row_for_each_number_and_a_listing_its_own_rows()
    {
        var numbers = Table.Of(OutputData.Of(SmallBook.Table));
        var listing = Table.Of(OutputData.Of(SmallBook.Listing));

        OutputData.FileOf(SmallBook.Table).ShouldBe("t-14-1-1-ages");
        ((TextColumn)numbers.Find("PRINTED")!).Values.ShouldBe(["10", "83.3%", "2", "9.1%", "0", "20", "90.9%", "1.25", "10.5"]);
        ((TextColumn)numbers.Find("ROWLAB")!).Values.Distinct().ShouldBe(["Sex: Female", "Sex: Male", "Mean"]);
        ((TextColumn)numbers.Find("COLLAB")!).Values.Distinct().ShouldBe(["A (N = 2)", "B (N = 12)"]);
        ((TextColumn)numbers.Find("ADDRESS")!).Values[1].ShouldBe("A/83.3%");
        ((NumberColumn)numbers.Find("VALUE")!).Values[1].ShouldBe(83.3);
        listing.Columns.Select(column => column.Name).ShouldBe(["PARTICIPANT", "TERM"]);
        ((TextColumn)listing.Find("TERM")!).Values.ShouldBe(["Nausea", "治疗 {x}\\"]);
    }

    [Fact]
    public void Serious_events_are_listed_by_treatment_participant_and_day()
    {
        var adae = new Table(
            "ADAE",
            "",
            [
                new TextColumn("USUBJID", "", ["P2", "P1", "P1", "P3"]),
                new TextColumn("TRTA", "", ["A", "A", "A", "B"]),
                new NumberColumn("ASTDT", "", [10, 20, 5, 1], "DATE9."),
                new TextColumn("AEDECOD", "", ["Nausea", "Sepsis", "Fever", "Rash"]),
                new TextColumn("AESER", "", ["Y", "Y", "Y", "N"]),
            ]
        );
        var m = new Manuscript(PatinaLike.Protocol, PatinaLike.Output());
        var listing = ParticipantListings.Of(m, [adae]).Single();

        listing.Heads.ShouldBe(["Treatment", "Participant", "Began", "Preferred term"]);
        // Day 5 of SAS is January 6, 1960.
        listing.Rows.Select(row => string.Join('|', row)).ShouldBe(
            ["A|P1|1960-01-06|Fever", "A|P1|1960-01-21|Sepsis", "A|P2|1960-01-11|Nausea"]
        );
    }

    static string Html(ReportStyle style) =>
        ((ReportOutcome.Written)TrialReport.Render(PatinaLike.Protocol, PatinaLike.Output(), style)).Text;
}
