using System.Globalization;
using System.Xml.Linq;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tests;

/// <summary>Bars and butterflies: lengths as the numbers, and every text within the drawing.</summary>
public sealed class FiguresOfPartsTests
{
    static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void The_parts_of_a_bar_are_as_long_as_their_numbers_and_lie_end_to_end()
    {
        var drawn = Bars(840);

        var parts = Of(drawn, "rect", "part").Select(part => (X: Number(part, "x"), Width: Number(part, "width"))).ToArray();
        parts.Length.ShouldBe(5, "a part of nothing is not drawn");
        // Two to one to one, then one to three.
        (parts[0].Width / parts[1].Width).ShouldBe(2, 0.01);
        (parts[1].Width / parts[2].Width).ShouldBe(1, 0.01);
        (parts[4].Width / parts[3].Width).ShouldBe(3, 0.01);
        (parts[0].X + parts[0].Width).ShouldBe(parts[1].X, 0.01);
        (parts[3].X + parts[3].Width).ShouldBe(parts[4].X, 0.01);
        Of(drawn, "text", "key").Select(text => text.Value).ShouldBe(["First", "Second", "Third"]);
    }

    [Fact]
    public void Both_wings_of_a_butterfly_have_one_scale_and_the_severe_lie_in_the_bars()
    {
        var drawn = Butterfly("Neutropenia", 840);

        var any = Of(drawn, "rect", "any").ToArray();
        var severe = Of(drawn, "rect", "severe").ToArray();
        (any.Length, severe.Length).ShouldBe((2, 1), "nobody on the right had it severely");
        // By hand: 80 against 20 of a hundred, of the 80 a half severe.
        (Number(any[0], "width") / Number(any[1], "width")).ShouldBe(4, 0.01);
        (Number(severe[0], "width") / Number(any[0], "width")).ShouldBe(0.5, 0.01);
        (Number(any[0], "x") + Number(any[0], "width")).ShouldBe(Number(severe[0], "x") + Number(severe[0], "width"), 0.01);
        Of(drawn, "text", "share").Select(text => text.Value).ShouldBe(["80.0 (40.0)", "20.0 (0)"]);
    }

    [Theory]
    [InlineData(840)]
    [InlineData(360)]
    public void No_text_leaves_the_drawing_however_long_the_names_are(double width)
    {
        var name = string.Join(' ', Enumerable.Repeat("palmar-plantar erythrodysesthesia", 5))[..160];
        foreach (var drawn in new[] { Bars(width, name), Butterfly(name, width), Butterfly(new string('x', 160), width) })
        {
            var box = ((string)drawn.Attribute("viewBox")!).Split(' ').Select(one => double.Parse(one, CultureInfo.InvariantCulture)).ToArray();
            foreach (var text in drawn.Descendants(svg + "text"))
            {
                // A name is set in the widest of the common faces, semibold: the others need less.
                var (x, wide) = (Number(text, "x"), TextWidth.Of(text.Value, 13) * 0.85);
                var (from, to) = (string?)text.Attribute("text-anchor") switch
                {
                    "end" => (x - wide, x),
                    "middle" => (x - (wide / 2), x + (wide / 2)),
                    _ => (x, x + wide),
                };
                from.ShouldBeGreaterThanOrEqualTo(-1, text.Value);
                to.ShouldBeLessThanOrEqualTo(box[2] + 1, text.Value);
                Number(text, "y").ShouldBeInRange(8, box[3]);
            }
        }
    }

    [Fact]
    public void A_line_breaks_before_a_bracket_and_not_between_it_and_its_number()
    {
        var text = new BoundText(
            [new TextRun.Words("Palbociclib plus standard (n\u00A0=\u00A0"), new TextRun.Number("261", "a", 261), new TextRun.Words(")")]
        );

        for (var width = 100.0; width < 300; width += 5)
            SvgText.Wrap(text, 13, width).Select(line => line.Text).ShouldContain(line => line.EndsWith("(n\u00A0=\u00A0261)", StringComparison.Ordinal), $"{width}");
    }

    static XElement Bars(double width, string name = "One") =>
        XElement.Parse(
            new BarsFigure
            {
                Id = "b",
                Title = "Bars",
                Description = "Bars",
                Parts = [new("First", "#0072B2", "#fff"), new("Second", "#56A0D3", "#000"), new("Third", "#D0D4D8", "#000")],
                AxisTitle = "Months",
                Bars =
                [
                    new(Text(name), [20, 10, 10], [Text("20"), Text("10"), Text("10")]),
                    new(Text("Two"), [10, 0, 30], [Text("10"), Text("0"), Text("30")]),
                ],
                Width = width,
            }.ToSvg()
        );

    static XElement Butterfly(string name, double width) =>
        XElement.Parse(
            new ButterflyFigure
            {
                Id = "h",
                Title = "Harms",
                Description = "Harms",
                LeftHead = Text($"{name} (n = 100)"),
                RightHead = Text("Old (n = 100)"),
                AxisTitle = "Participants with the event, % (darker and in parentheses: severe)",
                Rows = [new(Text(name), new(80, 40, Text("80.0 (40.0)")), new(20, 0, Text("20.0 (0)")))],
                Width = width,
            }.ToSvg()
        );

    static BoundText Text(string words) => BoundText.AsGiven(words);

    static IEnumerable<XElement> Of(XElement drawn, string name, string kind) =>
        drawn.Descendants(svg + name).Where(element => (string?)element.Attribute("class") == kind);

    static double Number(XElement element, string name) =>
        double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);
}
