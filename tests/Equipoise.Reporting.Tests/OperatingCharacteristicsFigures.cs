using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Equipoise.Reporting.OperatingCharacteristics;

namespace Equipoise.Reporting.Tests;

/// <summary>How combinations are drawn: what is the axis, what a line, what a panel.</summary>
public sealed partial class OperatingCharacteristicsFigures
{
    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void The_name_with_the_most_numbers_is_the_axis_and_each_combination_of_the_others_a_line()
    {
        var page = Grid(["dropout", "hazard ratio"], ["none", "5%"], ["0.8", "0.6", "0.7"]);

        var drawing = Panels(page, "figure-power")[0];

        Texts(drawing, "tick-label").ShouldBe(["0.6", "0.7", "0.8"]);
        Of(drawing, "path", "curve").Count().ShouldBe(2);
        Key(page, "figure-power").ShouldBe(["dropout none", "dropout 5%", "Planned power, 90%"]);
    }

    [Fact]
    public void A_unit_of_the_numbers_stands_at_the_axis()
    {
        var drawing = Panels(Grid(["control median"], ["29.1 months", "24 months", "1 month"]), "figure-power")[0];

        Texts(drawing, "tick-label").ShouldBe(["1", "24", "29.1"]);
        drawing.Descendants(Svg + "text").Select(text => text.Value).ShouldContain("control median (months)");
    }

    [Theory]
    [InlineData("1:1", "2:1")]
    [InlineData("2017-06-21", "2018-06-21")]
    [InlineData("8 weeks", "2 months")]
    [InlineData("none", "5%")]
    [InlineData("{ at: [100%] }", "{ at: [50%, 100%] }")]
    public void What_is_not_a_number_on_one_scale_is_a_row_of_its_own(string one, string other)
    {
        var drawing = Panels(Grid(["x"], [one, other]), "figure-power")[0];

        Texts(drawing, "row").ShouldBe([one, other]);
        Of(drawing, "path", "mark").Count().ShouldBe(2);
    }

    [Fact]
    public void A_point_stands_at_its_numbers_on_the_scales_of_the_axes()
    {
        // Made up: 9,000 of 10,000 rejected at 0.6, 9,010 at 0.8, 9,020 at 1.1.
        var drawing = Panels(Grid(["hazard ratio"], ["0.6", "0.8", "1.1"]), "figure-power")[0];
        var heights = drawing
            .Descendants(Svg + "text")
            .Where(text => (string?)text.Attribute("text-anchor") == "end")
            .ToDictionary(text => Number(text.Value), text => Number(text, "y") - 4.5);
        var (low, high) = (heights.Keys.Min(), heights.Keys.Max());
        double Power(double y) => low + ((y - heights[low]) / (heights[high] - heights[low]) * (high - low));
        var ticks = Of(drawing, "text", "tick-label").Select(text => Number(text, "x")).ToArray();

        var points = Coordinates((string)Of(drawing, "path", "curve").Single().Attribute("d")!);

        points.Select(point => Power(point.Y)).Zip([90, 90.1, 90.2]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 0.01);
        points.Select(point => point.X).ShouldBe(ticks);
        ((ticks[1] - ticks[0]) / (ticks[2] - ticks[0])).ShouldBe(0.4, 0.001);
        // √(0.9 × 0.1 / 10000) = 0.003, so the bar reaches from 89.412 to 90.588.
        var bar = BarEnds().Match((string)Of(drawing, "path", "bars").Single().Attribute("d")!);
        Power(Number(bar.Groups["high"].Value)).ShouldBe(90.588, 0.01);
        Power(Number(bar.Groups["low"].Value)).ShouldBe(89.412, 0.01);
    }

    [Fact]
    public void The_title_of_the_upright_axis_stands_level_above_its_numbers()
    {
        var drawing = Panels(Grid(["hazard ratio"], ["0.6", "0.8", "1.1"]), "figure-power")[0];

        var title = Of(drawing, "text", "vertical-title").ShouldHaveSingleItem();

        title.Attribute("transform").ShouldBeNull();
        var numbers = drawing.Descendants(Svg + "text").Where(text => (string?)text.Attribute("text-anchor") == "end");
        Number(title, "y").ShouldBeLessThan(numbers.Min(number => Number(number, "y")) - 8);
    }

    [Fact]
    public void Lines_differ_in_mark_and_dash_as_well_as_in_color()
    {
        var lines = Panels(
            Grid(["hazard ratio", "arm"], ["0.6", "0.7"], ["a", "b", "c", "d", "e", "f", "g", "h"]),
            "figure-power"
        )[0]
            .Descendants(Svg + "g")
            .Where(group => (string?)group.Attribute("class") == "line")
            .ToArray();

        lines.Length.ShouldBe(8);
        lines.Select(line => (string?)Of(line, "path", "curve").Single().Attribute("stroke")).Distinct().Count().ShouldBe(8);
        lines.Select(line => (string?)Of(line, "path", "curve").Single().Attribute("stroke-dasharray")).Distinct().Count().ShouldBe(8);
        lines
            .Select(line => (string?)Of(line, "path", "mark").First().Attribute("fill") + Shape(line))
            .Distinct()
            .Count()
            .ShouldBe(8);

        static string Shape(XElement line) => ((string)Of(line, "path", "mark").First().Attribute("d")!).Split('m')[1];
    }

    [Fact]
    public void More_than_eight_lines_become_panels_by_the_first_of_the_other_names()
    {
        var page = Grid(["loss", "n", "hazard ratio"], ["none", "some"], ["a", "b", "c", "d", "e"], [.. Ten]);

        Panels(page, "figure-power").Length.ShouldBe(2);
        PanelTitles(page, "figure-power").ShouldBe(["loss none", "loss some"]);
        Key(page, "figure-power")[..5].ShouldBe(["n a", "n b", "n c", "n d", "n e"]);
        foreach (var panel in Panels(page, "figure-power"))
            Of(panel, "path", "curve").Count().ShouldBe(5);
    }

    [Fact]
    public void All_hundred_rows_of_a_name_without_numbers_are_drawn()
    {
        var page = Grid(["look plan"], [.. Enumerable.Range(0, 100).Select(i => $"plan {i}")]);

        Panels(page, "figure-power").SelectMany(panel => Texts(panel, "row")).Count().ShouldBe(100);
        Panels(page, "figure-power").Sum(panel => Of(panel, "path", "mark").Count()).ShouldBe(100);
    }

    [Fact]
    public void A_figure_of_too_many_panels_says_how_many_it_leaves_out()
    {
        var page = Grid(["a", "hazard ratio"], [.. Enumerable.Range(0, 230).Select(i => $"plan {i}")], ["0.6", "0.7"]);

        Panels(page, "figure-power").Length.ShouldBe(24);
        page.ShouldContain("Drawn are the first 24 of 230 panels; the tables hold every combination.");
    }

    // 518 participants in every trial: an axis from 517 to 519 would show nothing.
    [Fact]
    public void What_is_the_same_in_every_trial_is_a_sentence_and_not_a_figure()
    {
        var cells = SimulatedGrids.Over("hazard ratio", "0.6", "0.7").Cells;
        var constant = cells.Select(cell => cell with { Tally = cell.Tally with { Events = cell.Tally.Participants } });

        var page = OperatingCharacteristicsPage.Render(SimulatedGrids.Of(["hazard ratio"], [.. constant]));

        page.Replace("<span class=\"stated\">", "", StringComparison.Ordinal)
            .Replace("</span>", "", StringComparison.Ordinal)
            .ShouldContain("Expected number of events at the end of the trial: 518 in every combination, and in every trial of each.</p>");
        page.ShouldNotContain("<figure class=\"exhibit\" id=\"figure-events\"");
        page.ShouldContain("<figure class=\"exhibit\" id=\"figure-months\"");
    }

    [Fact]
    public void Each_look_has_a_panel_and_a_plan_without_it_no_point()
    {
        var one = SimulatedGrids.MadeUp();
        var page = OperatingCharacteristicsPage.Render(
            SimulatedGrids.Of(["looks"], [new(["two"], one), new(["one"], one with { Looks = [one.Looks[1]] })])
        );

        PanelTitles(page, "figure-looks").ShouldBe(["Look 1", "Look 2 (final)"]);
        Panels(page, "figure-looks").Select(panel => Of(panel, "path", "mark").Count()).ShouldBe([2, 1]);
    }

    [Fact]
    public void Those_who_do_not_see_a_figure_are_told_what_it_shows()
    {
        var drawing = Panels(Grid(["hazard ratio", "dropout"], ["0.6", "0.7"], ["none", "some"]), "figure-power")[0];

        ((string?)drawing.Attribute("role")).ShouldBe("img");
        var said = ((string)drawing.Attribute("aria-labelledby")!)
            .Split(' ')
            .Select(id => drawing.Elements().Single(element => (string?)element.Attribute("id") == id).Value);
        said.ShouldBe([
            "Probability to reject the null hypothesis",
            "Power (%) by hazard ratio. dropout none: 90 at 0.6, 90.2 at 0.7. dropout some: 90.1 at 0.6, 90.3 at 0.7.",
        ]);
    }

    static IEnumerable<string> Ten => Enumerable.Range(1, 10).Select(i => $"0.{i:00}");

    /// <summary>The page of every combination; each has ten rejections more than the one before it, from 9,000 on.</summary>
    static string Grid(string[] names, params string[][] values)
    {
        IEnumerable<string[]> combinations = [[]];
        foreach (var list in values)
            combinations = [.. combinations.SelectMany(before => list.Select(value => (string[])[.. before, value]))];
        return OperatingCharacteristicsPage.Render(
            SimulatedGrids.Of(
                names,
                [.. combinations.Select((one, i) => new SimulatedCell(one, SimulatedGrids.MadeUp(9_000 + (10 * (i % 100)))))]
            )
        );
    }

    static string Figure(string page, string id)
    {
        var markup = page[page.IndexOf($"<figure class=\"exhibit\" id=\"{id}\"", StringComparison.Ordinal)..];
        return markup[..markup.IndexOf("</figure>", StringComparison.Ordinal)];
    }

    // A single panel is drawn again for phones.
    static XElement[] Panels(string page, string id) =>
        [
            .. Drawing()
                .Matches(Figure(page, id).Split("<div class=\"narrow\">")[0])
                .Select(match => XElement.Parse(match.Value))
                .Where(drawing => drawing.Attribute("role") is not null),
        ];

    static string[] PanelTitles(string page, string id) =>
        [.. PanelTitle().Matches(Figure(page, id)).Select(match => match.Groups["title"].Value)];

    static string[] Key(string page, string id) =>
        [.. KeyEntry().Matches(Figure(page, id)).Select(match => match.Groups["label"].Value)];

    static IEnumerable<XElement> Of(XElement drawing, string name, string kind) =>
        drawing.Descendants(Svg + name).Where(element => (string?)element.Attribute("class") == kind);

    static string[] Texts(XElement drawing, string kind) => [.. Of(drawing, "text", kind).Select(text => text.Value)];

    static (double X, double Y)[] Coordinates(string path) =>
        [.. path.Split('M', 'L').Skip(1).Select(point => (Number(point.Split(',')[0]), Number(point.Split(',')[1])))];

    static double Number(XElement element, string attribute) => Number((string)element.Attribute(attribute)!);

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Drawing();

    [GeneratedRegex("<p class=\"panel-title\">(?<title>.*?)</p>", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex PanelTitle();

    [GeneratedRegex("</svg>(?<label>[^<]*)</li>", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex KeyEntry();

    [GeneratedRegex(@"^M[^,]*,(?<high>[0-9.]+)h6m-3,0V(?<low>[0-9.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BarEnds();
}
