using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Equipoise.Protocol;
using Equipoise.Reporting.OperatingCharacteristics;

namespace Equipoise.Reporting.Tests;

/// <summary>What the page of operating characteristics says. Expected numbers are those that <see cref="SimulatedGrids.MadeUp"/> was made of.</summary>
public sealed partial class OperatingCharacteristicsPages
{
    [Fact]
    public void The_table_of_combinations_holds_the_numbers_of_the_tally_with_their_standard_errors()
    {
        var grid = SimulatedGrids.Of(["hazard ratio"], [new(["0.667"], SimulatedGrids.MadeUp())]);

        // By hand: √(0.9012 × 0.0988 / 10000) = 0.00298; e^-0.405 = 0.666977, times 0.001; √(0.948 × 0.052 / 10000) = 0.00222.
        Rows(OperatingCharacteristicsPage.Render(grid), "combinations")
            .ShouldHaveSingleItem()
            .ShouldBe([
                "0.667",
                "90.12 (0.30)",
                "345.50 (0.20)",
                "48.250 (0.050)",
                "518.0 (0)",
                "0.66698 (0.00067)",
                "94.80 (0.22)",
            ]);
    }

    [Fact]
    public void The_table_of_looks_says_how_often_each_is_reached_and_stops_and_when()
    {
        var grid = SimulatedGrids.Of(["hazard ratio"], [new(["0.667"], SimulatedGrids.MadeUp())]);

        // Percentiles are spread evenly over an eighth of a month: 20 + 0.5/8 and so on.
        Rows(OperatingCharacteristicsPage.Render(grid), "look-by-look")
            .ShouldBe([
                ["0.667", "1", "100.00", "40.00", "1.50", "172.5", "518.0", "20.1 (20.0\u201320.1)"],
                ["2", "58.50", "50.12", "8.38", "172.5", "518.0", "50.1 (50.0\u201350.1)"],
            ]);
    }

    [Fact]
    public void Every_number_of_a_simulated_grid_stands_in_the_row_of_its_combination()
    {
        var grid = SimulatedGrids.Simulated;
        var rows = Rows(OperatingCharacteristicsPage.Render(grid), "combinations");

        rows.Length.ShouldBe(12);
        foreach (var (cell, row) in grid.Cells.Zip(rows))
        {
            row[..2].ShouldBe(cell.Values);
            Number(row[2]).ShouldBe(100.0 * cell.Tally.Rejections / 200, 0.05);
            Number(row[3]).ShouldBe(cell.Tally.Events.Sum.Value / 200, 0.05);
            Number(row[4]).ShouldBe(cell.Tally.Months.Sum.Value / 200, 0.05);
        }
    }

    [Fact]
    public void It_says_in_plain_sentences_what_was_simulated_and_found()
    {
        var text = Text(OperatingCharacteristicsPage.Render(SimulatedGrids.Over("hazard ratio", "0.6", "0.7", "0.8")));

        text.ShouldContain(
            "30,000 trials were simulated: 10,000 for each of 3 combinations of hazard ratio, with seed 20261."
        );
        text.ShouldContain(
            "Power is lowest, 90.0%, with hazard ratio 0.6, and highest, 90.2%, with hazard ratio 0.8; the protocol plans 90%."
        );
    }

    [Fact]
    public void Rejections_under_the_null_hypothesis_are_a_type_I_error_and_not_a_power()
    {
        var grid = SimulatedGrids.Of(
            ["hazard ratio"],
            [new(["0.667"], SimulatedGrids.MadeUp()), new(["1"], SimulatedGrids.MadeUp(4_000) with { Rejections = 240 }, NullIsTrue: true)]
        );
        var page = OperatingCharacteristicsPage.Render(grid);

        Text(page).ShouldContain("Power is 90.1%; the protocol plans 90%.");
        Text(page).ShouldContain("Where the null hypothesis is true, 2.4% of trials reject it; the design allows 2.5%.");
        Text(page).ShouldContain("One-sided type I error of the design, 2.5%");
        page.ShouldContain("id=\"figure-type-1-error\"");
        OperatingCharacteristicsPage
            .Render(SimulatedGrids.Over("hazard ratio", "0.6", "0.7"))
            .ShouldNotContain("id=\"figure-type-1-error\"");
    }

    [Fact]
    public void What_a_grid_says_is_never_read_as_markup()
    {
        const string Value = "<b>5% & \"more\"</b> 'x'";
        var page = OperatingCharacteristicsPage.Render(
            SimulatedGrids.Of(["<i>loss</i>"], [new([Value], SimulatedGrids.MadeUp()), new(["none"], SimulatedGrids.MadeUp())]) with
            {
                Title = "<script>alert(1)</script>",
                TrialId = "A&B",
            }
        );

        page.ShouldNotContain("<b>");
        page.ShouldNotContain("<i>");
        page.ShouldNotContain("<script");
        Rows(page, "combinations")[0][0].ShouldBe(Value);
        Drawings(page).ShouldNotBeEmpty();
    }

    [Fact]
    public void One_combination_is_a_page_too()
    {
        var page = OperatingCharacteristicsPage.Render(SimulatedGrids.Of([], [new([], SimulatedGrids.MadeUp())]));

        Text(page).ShouldContain("10,000 trials were simulated, with seed 20261.");
        Rows(page, "combinations").ShouldHaveSingleItem()[0].ShouldBe("as planned");
        page.ShouldNotContain("NaN", Case.Sensitive);
    }

    [Fact]
    public void A_combination_without_trials_has_no_numbers_and_says_so()
    {
        var page = OperatingCharacteristicsPage.Render(
            SimulatedGrids.Of(["dropout"], [new(["none"], SimulatedGrids.WithoutTrials), new(["5%"], SimulatedGrids.MadeUp())])
        );

        Rows(page, "combinations")[0].ShouldBe(["none", .. Enumerable.Repeat("\u2013", 6)]);
        Text(page).ShouldContain("\u2013: no estimate.");
        page.ShouldNotContain("NaN", Case.Sensitive);
        page.ShouldNotContain("\u221E");
    }

    [Fact]
    public void Without_any_trial_there_are_tables_and_no_figures()
    {
        var page = OperatingCharacteristicsPage.Render(SimulatedGrids.Of(["dropout"], [new(["none"], SimulatedGrids.WithoutTrials)]));

        page.ShouldNotContain("<figure");
        Rows(page, "combinations").ShouldHaveSingleItem();
    }

    [Fact]
    public void A_power_of_all_or_none_does_not_boast_of_its_standard_error()
    {
        // 0.025^(1/10000) = 0.99963, R: binom.test(10000, 10000)$conf.int.
        var certain = OperatingCharacteristicsPage.Render(SimulatedGrids.Of(["x"], [new(["a"], SimulatedGrids.MadeUp(10_000))]));
        Rows(certain, "combinations").ShouldHaveSingleItem()[1].ShouldBe("100.0 (99.963\u2013100)");
        Text(certain).ShouldContain("exact 95% limits");
        Text(OperatingCharacteristicsPage.Render(SimulatedGrids.Of(["x"], [new(["a"], SimulatedGrids.MadeUp())])))
            .ShouldNotContain("exact 95% limits (");
    }

    [Theory]
    [InlineData(GridLuck.Common, "Common random numbers")]
    [InlineData(GridLuck.Own, "random numbers of its own")]
    public void It_says_whether_combinations_shared_their_luck_and_where_it_all_comes_from(GridLuck luck, string said)
    {
        var text = Text(
            OperatingCharacteristicsPage.Render(
                SimulatedGrids.Over("x", "1", "2") with
                {
                    Luck = luck,
                    GridSha256 = new('b', 64),
                    Engine = "equipoise 9.9.9, streams 7",
                }
            )
        );

        foreach (var part in new[] { said, new string('a', 64), new string('b', 64), "equipoise 9.9.9, streams 7", "20261" })
            text.ShouldContain(part);
    }

    [Fact]
    public void Numbers_look_the_same_under_any_culture() =>
        ForeignCulture
            .Under(() => OperatingCharacteristicsPage.Render(SimulatedGrids.Simulated))
            .ShouldBe(OperatingCharacteristicsPage.Render(SimulatedGrids.Simulated));

    [Fact]
    public void What_is_no_grid_is_refused()
    {
        var grid = SimulatedGrids.Over("x", "1");

        Should
            .Throw<ArgumentException>(() => OperatingCharacteristicsPage.Render(grid with { Cells = [] }))
            .Message.ShouldContain("no combination");
        Should
            .Throw<ArgumentException>(() => OperatingCharacteristicsPage.Render(grid with { Names = ["x", "y"] }))
            .Message.ShouldContain("'1' has 1 values for 2 names");
        Should
            .Throw<ArgumentOutOfRangeException>(() => OperatingCharacteristicsPage.Render(grid with { PlannedPower = 90 }))
            .Message.ShouldContain("90");
    }

    /// <summary>The drawings of the page; that they are XML shows that nothing in them broke their markup.</summary>
    static XElement[] Drawings(string page) => [.. Drawing().Matches(page).Select(match => XElement.Parse(match.Value))];

    static string[][] Rows(string page, string table)
    {
        var markup = page[page.IndexOf($"id=\"{table}\"", StringComparison.Ordinal)..];
        markup = markup[markup.IndexOf("<tbody>", StringComparison.Ordinal)..markup.IndexOf("</table>", StringComparison.Ordinal)];
        return [.. Row().Matches(markup).Select(row => Cell().Matches(row.Value).Select(cell => Text(cell.Value)).ToArray())];
    }

    static string Text(string markup) => WebUtility.HtmlDecode(Tag().Replace(markup, "")).Replace('\u00A0', ' ');

    static double Number(string cell) => double.Parse(cell.Split(' ')[0], CultureInfo.InvariantCulture);

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Drawing();

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Row();

    [GeneratedRegex("<t[hd].*?</t[hd]>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Cell();

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Tag();
}
