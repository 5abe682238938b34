using System.Globalization;
using System.Xml.Linq;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Pictures;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tests;

/// <summary>Waterfall, spider and swimmer: places as their numbers, and every text within the drawing.</summary>
public sealed class FiguresOfTumors
{
    static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Bars_fall_from_growth_to_shrinkage_on_the_scale_of_the_axis()
    {
        var drawn = Waterfall(840);

        var bars = Of(drawn, "rect", "bar").Take(4).ToArray();
        bars.Select(bar => Number(bar, "x")).ShouldBeInOrder();
        // By hand: +150 is cut at +100, then +50, -25 and -100 of it; those that grew stand on the line of none, the others hang.
        var heights = bars.Select(bar => Number(bar, "height") / Number(bars[0], "height")).ToArray();
        heights[1].ShouldBe(0.5, 0.001);
        heights[2].ShouldBe(0.25, 0.001);
        heights[3].ShouldBe(1, 0.001);
        var none = Number(bars[2], "y");
        Number(bars[3], "y").ShouldBe(none);
        bars.Take(2).ShouldAllBe(bar => Math.Abs(Number(bar, "y") + Number(bar, "height") - none) < 0.02);
    }

    [Fact]
    public void A_bar_that_is_cut_ends_in_a_point_and_no_other_does()
    {
        var drawn = Waterfall(840);

        var point = Of(drawn, "path", "cut").ShouldHaveSingleItem();
        Coordinates(point)[0].X.ShouldBe(Number(Of(drawn, "rect", "bar").First(), "x"), 0.01);
    }

    [Fact]
    public void The_lines_of_reference_stand_at_a_fifth_of_growth_and_three_tenths_of_shrinkage()
    {
        var drawn = Waterfall(840);
        var places = Of(drawn, "text", "change").Take(8).ToDictionary(text => text.Value, text => Number(text, "y") - 4.5);

        var lines = Of(drawn, "path", "reference").Take(2).Select(line => Coordinates(line)[0].Y).ToArray();

        lines.ShouldBe([places["+20"], places["−30"]], 0.01);
        var one = (places["−100"] - places["+100"]) / 200;
        lines[0].ShouldBe(places["0"] - (20 * one), 0.02);
        lines[1].ShouldBe(places["0"] + (30 * one), 0.02);
    }

    [Fact]
    public void The_best_response_of_each_bar_is_told_without_color_in_a_row_of_its_own_under_it()
    {
        var drawn = Waterfall(840);
        var bars = Of(drawn, "rect", "bar").Take(4).Select(bar => Number(bar, "x")).ToArray();
        var rows = Of(drawn, "text", "strip").Take(3).ToDictionary(text => text.Value, text => Number(text, "y") - 3.5 - 4);

        var marks = Of(drawn, "rect", "response").Take(4).Select(mark => (X: Number(mark, "x"), Y: Number(mark, "y"))).ToArray();

        // The bars in their order: PD, SD, SD, CR.
        marks.OrderBy(mark => mark.X).Select(mark => mark.Y).ShouldBe([rows["PD"], rows["SD"], rows["SD"], rows["CR"]], 0.01);
        marks.Select(mark => mark.X).Order().ShouldBe(bars);
    }

    [Fact]
    public void A_bar_is_as_wide_in_an_arm_of_one_as_in_an_arm_of_four()
    {
        var widths = Of(Waterfall(360), "rect", "bar").Select(bar => Number(bar, "width")).ToArray();

        widths.Length.ShouldBe(5);
        widths.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void A_line_of_a_spider_begins_at_no_change_and_goes_through_its_assessments()
    {
        var drawn = Spider(840);
        var places = Of(drawn, "text", "change").Take(8).ToDictionary(text => text.Value, text => Number(text, "y") - 4.5);
        var (none, one) = (places["0"], (places["−100"] - places["+100"]) / 200);
        var ticks = drawn
            .Descendants(svg + "text")
            .Where(text => (string?)text.Attribute("text-anchor") == "middle" && text.Value is "0" or "6")
            .Take(2)
            .Select(text => Number(text, "x"))
            .ToArray();
        var month = (ticks[1] - ticks[0]) / 6;

        var line = Coordinates(Of(drawn, "path", "course").First());

        // By hand: -40 at 2 months, +130 at 4, which is cut.
        line[0].ShouldBe((ticks[0], none));
        line[1].X.ShouldBe(ticks[0] + (2 * month), 0.02);
        line[1].Y.ShouldBe(none + (40 * one), 0.02);
        line[2].Y.ShouldBe(places["+100"], 0.02);
        Of(drawn, "path", "cut").ShouldHaveSingleItem();
    }

    [Fact]
    public void A_cross_stands_at_the_day_of_progression_and_is_joined_to_the_change_seen_last()
    {
        var drawn = Spider(840);
        var line = Coordinates(Of(drawn, "path", "course").ElementAt(1));

        var cross = Coordinates(Of(drawn, "path", "progression").ShouldHaveSingleItem());

        // The second participant was measured once, at 3 months, and progressed at 6.
        var (left, right) = (line[0].X, line[1].X);
        cross.Average(point => point.X).ShouldBe(left + (2 * (right - left)), 0.02);
        cross.Average(point => point.Y).ShouldBe(line[1].Y, 0.02);
        var joined = Coordinates(Of(drawn, "path", "unmeasured").ShouldHaveSingleItem());
        joined[0].ShouldBe(line[1]);
        joined[1].X.ShouldBe(cross.Average(point => point.X), 0.02);
    }

    [Fact]
    public void Swimmers_stand_by_time_on_treatment_and_every_mark_has_a_shape_of_its_own()
    {
        var drawn = Swimmer(840);

        var lanes = Of(drawn, "rect", "lane").ToArray();
        // By hand: 8, 4 and 2 months.
        Number(lanes[0], "width").ShouldBe(2 * Number(lanes[1], "width"), 0.02);
        Number(lanes[1], "width").ShouldBe(2 * Number(lanes[2], "width"), 0.02);
        lanes.Select(lane => Number(lane, "y")).ShouldBeInOrder();
        var shapes = new[] { "response", "progression", "death" }.Select(kind =>
            string.Concat(((string)Of(drawn, "path", kind).ShouldHaveSingleItem().Attribute("d")!).Where(char.IsLetter))
        );
        shapes.ShouldBe(["MLLZ", "MLML", "MHVHZ"]);
        // Who died is followed no more; who is still treated has an arrow at the end of the bar.
        var arrow = Coordinates(Of(drawn, "path", "goes-on").ShouldHaveSingleItem());
        arrow[0].X.ShouldBe(Number(lanes[0], "x") + Number(lanes[0], "width"), 0.02);
        Of(drawn, "text", "key")
            .Select(text => text.Value)
            .ShouldBe(["Treatment", "Follow-up after treatment", "Response begins", "Progression", "Death", "Treatment goes on"]);
    }

    [Theory]
    [InlineData(840)]
    [InlineData(360)]
    public void No_text_leaves_the_drawing_no_letter_is_turned_and_every_canvas_knows_the_marks(double width)
    {
        var name = string.Join(' ', Enumerable.Repeat("trastuzumab-deruxtecan", 6));
        foreach (var drawn in new[] { Waterfall(width, name), Spider(width, name), Swimmer(width, name) })
        {
            var box = ((string)drawn.Attribute("viewBox")!).Split(' ').Select(one => double.Parse(one, CultureInfo.InvariantCulture)).ToArray();
            var texts = Picture.Of(drawn.ToString()).Marks.OfType<Mark.Text>().ToArray();
            texts.Length.ShouldBeGreaterThan(8);
            foreach (var text in texts)
            {
                // A name is set in the widest of the common faces, semibold: the others need less.
                var wide = TextWidth.Of(text.Words, text.Size) * 0.85;
                var from = text.X - (text.Anchor == Anchor.End ? wide : text.Anchor == Anchor.Middle ? wide / 2 : 0);
                from.ShouldBeGreaterThanOrEqualTo(-1, text.Words);
                (from + wide).ShouldBeLessThanOrEqualTo(box[2] + 1, text.Words);
                text.Y.ShouldBeInRange(8, box[3]);
            }
        }
    }

    static XElement Waterfall(double width, string name = "New") =>
        XElement.Parse(
            new WaterfallFigure
            {
                Id = "w",
                Title = "Waterfall",
                Description = "Waterfall",
                VerticalTitle = "Best change, %",
                Responses = [("CR", "Complete response (CR)"), ("SD", "Stable disease (SD)"), ("PD", "Progressive disease (PD)")],
                Panels =
                [
                    new(Text($"{name} (n = 4)"), [Text($"Of {name} all")], [new(-25, "SD"), new(150, "PD"), new(-100, "CR"), new(50, "SD")]),
                    new(Text($"{name} (n = 1)"), [], [new(0, "SD")]),
                ],
                Width = width,
            }.ToSvg()
        );

    static XElement Spider(double width, string name = "New") =>
        XElement.Parse(
            new SpiderFigure
            {
                Id = "s",
                Title = "Spider",
                Description = "Spider",
                VerticalTitle = "Change, %",
                HorizontalTitle = "Months since randomization",
                Ticks = [0, 6],
                Responses = [("PR", "Partial response (PR)"), ("PD", "Progressive disease (PD)")],
                CrossLabel = "Progression first seen",
                Panels =
                [
                    new(Text($"{name} (n = 2)"), [new([(2, -40), (4, 130)], "PR", null), new([(3, -10)], "PD", 6)]),
                    new(Text($"{name} (n = 0)"), []),
                ],
                Width = width,
            }.ToSvg()
        );

    static XElement Swimmer(double width, string name = "New") =>
        XElement.Parse(
            new SwimmerFigure
            {
                Id = "l",
                Title = "Swimmer",
                Description = "Swimmer",
                HorizontalTitle = "Months since the first dose",
                Ticks = [0, 3, 6, 9],
                Panels =
                [
                    new(
                        Text($"{name} (n = 3)"),
                        0,
                        [
                            new(2, 5, false, false, [(SwimmerMark.Progression, 2), (SwimmerMark.Death, 5)]),
                            new(8, 8, true, true, [(SwimmerMark.Response, 1)]),
                            new(4, 9, false, false, []),
                        ]
                    ),
                ],
                Width = width,
            }.ToSvg()
        );

    static BoundText Text(string words) => BoundText.AsGiven(words);

    static IEnumerable<XElement> Of(XElement drawn, string name, string kind) =>
        drawn.Descendants(svg + name).Where(element => (string?)element.Attribute("class") == kind);

    static double Number(XElement element, string name) =>
        double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    static (double X, double Y)[] Coordinates(XElement path) =>
        [.. PenPath.Of((string)path.Attribute("d")!).Where(step => step.Move != PenMove.Close).Select(step => (step.X, step.Y))];
}
