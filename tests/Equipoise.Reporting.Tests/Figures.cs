using System.Globalization;
using System.Xml.Linq;
using Equipoise.Analysis.Results;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tests;

public sealed class Figures
{
    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(840)]
    [InlineData(360)]
    public void Numbers_at_risk_stand_under_their_ticks(double width)
    {
        var svg = Drawn(width);

        var ticks = Of(svg, "text", "tick-label").ToDictionary(text => text.Value, text => Number(text, "x"));
        var numbers = Of(svg, "text", "at-risk-number").ToArray();

        ticks.Count.ShouldBeGreaterThanOrEqualTo(3);
        numbers.Length.ShouldBe(2 * ticks.Count);
        foreach (var number in numbers)
            ticks.Values.ShouldContain(Number(number, "x"));
        // The made-up numbers name their own tick: 100 less at each.
        foreach (var number in numbers.Take(ticks.Count))
            Number(number, "x").ShouldBe(ticks[$"{(500 - double.Parse(number.Value, CultureInfo.InvariantCulture)) / 100 * 10}"]);
    }

    [Fact]
    public void The_curve_goes_through_its_steps_on_the_scale_of_the_axes()
    {
        var svg = Drawn(840);
        var axis = Of(svg, "text", "tick-label").ToArray();
        var (left, tenMonths) = (Number(axis[0], "x"), Number(axis[1], "x") - Number(axis[0], "x"));
        var path = (string)Of(svg, "path", "curve").First().Attribute("d")!;
        var start = path[1..path.IndexOf('H')]
            .Split(',')
            .Select(part => double.Parse(part, CultureInfo.InvariantCulture))
            .ToArray();

        start[0].ShouldBe(left);
        // By hand: steps at 5 (to 0.8) and 20 (to 0.5) of a curve that ends at 40.
        var bottom = start[1] + ((Vertical(path, 0) - start[1]) / 0.2);
        Horizontal(path, 0).ShouldBe(left + (0.5 * tenMonths), 0.02);
        Horizontal(path, 1).ShouldBe(left + (2 * tenMonths), 0.02);
        Vertical(path, 1).ShouldBe((start[1] + bottom) / 2, 0.02);
        Horizontal(path, 2).ShouldBe(left + (4 * tenMonths), 0.02);
    }

    [Fact]
    public void Arms_differ_in_line_as_well_as_in_color()
    {
        var curves = Of(Drawn(840), "path", "curve").ToArray();

        curves.Select(curve => (string?)curve.Attribute("stroke")).Distinct().Count().ShouldBe(2);
        curves.Select(curve => (string?)curve.Attribute("stroke-dasharray")).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void A_figure_has_a_name_and_a_description_for_those_who_do_not_see_it()
    {
        var svg = Drawn(840);

        ((string?)svg.Attribute("role")).ShouldBe("img");
        var ids = ((string)svg.Attribute("aria-labelledby")!).Split(' ');
        ids.Select(id => svg.Elements().Single(element => (string?)element.Attribute("id") == id).Value)
            .ShouldBe(["A title", "What it says"]);
    }

    [Fact]
    public void A_figure_in_a_file_of_its_own_has_a_size_a_white_ground_and_its_notice()
    {
        var svg = XElement.Parse(Figure(840).ToFile("Synthetic <data>"));

        var (width, height) = (Number(svg, "width"), Number(svg, "height"));
        ((string?)svg.Attribute("viewBox")).ShouldBe(string.Create(CultureInfo.InvariantCulture, $"-20 -20 {width} {height}"));
        var paper = Of(svg, "rect", "paper").ShouldHaveSingleItem();
        ((string?)paper.Attribute("fill"), Number(paper, "width"), Number(paper, "height")).ShouldBe(("#fff", width, height));
        var notice = Of(svg, "text", "notice").ShouldHaveSingleItem();
        notice.Value.ShouldBe("Synthetic <data>");
        Number(notice, "y").ShouldBeLessThan(height - 20);
        Of(XElement.Parse(Figure(840).ToFile("")), "text", "notice").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Figures_of_synthetic_data_say_so_wherever_they_are_taken(bool synthetic)
    {
        var figures = SurvivalFigures.Render(PatinaLike.Protocol, PatinaLike.Output(synthetic: synthetic));

        figures.Select(figure => figure.EndpointId).ShouldBe(["PFS", "OS"]);
        foreach (var (_, svg) in figures)
            svg.Contains("Synthetic data: virtual participants", StringComparison.Ordinal).ShouldBe(synthetic);
    }

    [Fact]
    public void Undefined_limits_leave_a_gap_in_the_band_not_in_the_file()
    {
        var curve = new ArmCurve("a", [new(0, 1, 1, 1), new(5, 0, null, null)], [], 5);

        var svg = (Figure(840) with { Curves = [new("A", curve, [])] }).ToSvg();

        svg.ShouldNotContain("NaN");
        Of(XElement.Parse(svg), "path", "ribbon").ShouldHaveSingleItem();
    }

    [Fact]
    public void An_interval_beyond_the_axis_of_a_forest_plot_ends_in_an_arrow_and_an_estimate_never_does()
    {
        ForestRow Row(string label, double ratio, double lower, double upper, double events) =>
            new(Words(label), [Words("")], Words("x"), ratio, lower, upper, events);
        var svg = XElement.Parse(
            new ForestFigure
            {
                Id = "f",
                Title = "t",
                Description = "d",
                CountHeads = ["a"],
                RatioHead = "r",
                FavorsBelowOne = "l",
                FavorsAboveOne = "r",
                Overall = Row("All", 0.8, 0.7, 0.9, 400),
                Rows =
                [
                    Row("A", 0.8, 0.6, 1.1, 100),
                    Row("B", 0.9, 0.7, 1.2, 25),
                    Row("C", 0.7, 0.6, 1.3, 100),
                    Row("D", 1.5, 0.4, 9, 4),
                ],
            }.ToSvg()
        );

        Of(svg, "path", "arrow").Count().ShouldBe(2);
        // Area is proportional to events: a quarter of the events has half the side.
        var sides = Of(svg, "rect", "mark").Select(mark => Number(mark, "width")).ToArray();
        (sides[1] / sides[0]).ShouldBe(0.5, 0.01);
    }

    static KaplanMeierFigure Figure(double width) =>
        new()
        {
            Id = "k",
            Title = "A title",
            Description = "What it says",
            VerticalTitle = "Survival (%)",
            HorizontalTitle = "Months since randomization",
            Ticks = [0, 10, 20, 30, 40],
            Curves =
            [
                Curve("New", [new(0, 1, 1, 1), new(5, 0.8, 0.7, 0.9), new(20, 0.5, 0.4, 0.6)]),
                Curve("Old", [new(0, 1, 1, 1), new(10, 0.4, 0.3, 0.5)]),
            ],
            Width = width,
        };

    static KaplanMeierCurve Curve(string label, CurveStep[] steps) =>
        new(
            label,
            new ArmCurve(label, steps, [7, 7, 30], 40),
            [.. Enumerable.Range(0, 5).Select(i => new TextRun.Words($"{500 - (100 * i)}"))]
        );

    static XElement Drawn(double width) => XElement.Parse(Figure(width).ToSvg());

    static BoundText Words(string text) => new([new TextRun.Words(text)]);

    static IEnumerable<XElement> Of(XElement svg, string name, string kind) =>
        svg.Descendants(Svg + name).Where(element => (string?)element.Attribute("class") == kind);

    static double Number(XElement element, string attribute) =>
        double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);

    static double Horizontal(string path, int step) => Part(path, step)[0];

    static double Vertical(string path, int step) => Part(path, step)[1];

    static double[] Part(string path, int step) =>
        [.. path.Split('H')[step + 1].Split('V').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
}
