using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tests;

/// <summary>Survival curves as a reader of a journal wants them: with everybody accounted for, and nothing over anything.</summary>
public sealed partial class CurvesOfATrial
{
    static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void At_risk_censored_and_events_add_up_to_the_arm_under_every_tick_also_where_somebody_had_the_event_at_a_tick()
    {
        // The new drug has the even places: an event at 6 months, a tick, and one censored at 6.
        string[] times = ["6", "1", "6", "2", "7.5", "3", "9", "4", "11", "12", "12", "12"];
        string[] censored = ["0", "0", "1", "1", "0", "0", "0", "1", "1", "0", "0", "1"];
        var data = HandMadeAdam.Of(12).With("ADTTE", "AVAL", times).With("ADTTE", "CNSR", censored);
        var output = Outputs.Analyzed(HandMadeAdam.Protocol(), data);
        var of = new KaplanMeierResults("PFS");
        var arms = HandMadeAdam.Protocol().Arms.Select(arm => arm.Id).ToArray();

        foreach (var tick in output.Curves.Single().Ticks)
            foreach (var arm in arms)
            {
                var time = Format.Exact(tick);
                (Raw(of.AtRisk(arm, time)) + Raw(of.EventsBefore(arm, time)) + Raw(of.CensoredBefore(arm, time))).ShouldBe(6);
            }
        // By hand, in the arm of the first participant: 6, 6+, 7.5, 9, 11+, 12.
        var first = arms.Single(arm => Raw(of.AtRisk(arm, "2")) == 6);
        (Raw(of.AtRisk(first, "6")), Raw(of.EventsBefore(first, "6")), Raw(of.CensoredBefore(first, "6"))).ShouldBe((6, 0, 0));
        (Raw(of.AtRisk(first, "8")), Raw(of.EventsBefore(first, "8")), Raw(of.CensoredBefore(first, "8"))).ShouldBe((3, 2, 1));

        double Raw(ResultRef result) => output.Results.At(result.Address)!.Raw!.Value;
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 0)]
    [InlineData(6, 0)]
    public void Bands_are_drawn_for_two_arms_at_most(int arms, int bands) =>
        Texts(Figure([.. Enumerable.Range(0, arms).Select(i => Falling($"Arm {i}", 0.9 - (0.1 * i)))]), "path", "ribbon")
            .Count()
            .ShouldBe(bands);

    [Fact]
    public void Where_few_are_left_the_curve_is_paler_and_goes_on_where_it_stopped()
    {
        var curve = Falling("New", 0.5);
        var drawn = Figure([curve with { Curve = curve.Curve with { FewAfter = 20 } }]);

        var (solid, pale) = (Texts(drawn, "path", "curve").Single(), Texts(drawn, "path", "curve-tail").Single());
        ((string?)pale.Attribute("stroke")).ShouldBe("#7FB8D8");
        var end = Ends(solid);
        ((string)pale.Attribute("d")!)[1..].Split('H')[0].ShouldBe(string.Create(CultureInfo.InvariantCulture, $"{end.X},{end.Y}"));
        Texts(Figure([curve]), "path", "curve-tail").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_written_in_the_plot_stands_on_no_curve_and_no_band()
    {
        var inside = 0;
        for (var n = 0; n < 300; n++)
        {
            var drawn = Figure(
                [.. Enumerable.Range(0, 1 + (n % 4)).Select(i => Falling($"Arm {i}", ((n * 37) + (i * 11)) % 101 / 101.0))],
                n % 2 == 0 ? 840 : 360
            );
            var lines = Texts(drawn, "text", "inset").ToArray();
            var top = lines.Min(line => Number(line, "y")) - 12;
            var bottom = lines.Max(line => Number(line, "y")) + 3;
            var (left, right) = (Number(lines[0], "x"), Number(lines[0], "x") + lines.Max(line => TextWidth.Of(line.Value, 11)));
            var plotTop = Texts(drawn, "path", "curve").Min(path => Points(path).Min(point => point.Y));
            if (bottom < plotTop)
                continue;
            inside++;
            foreach (var path in Texts(drawn, "path", "curve").Concat(Texts(drawn, "path", "ribbon")))
                foreach (var (from, to) in Points(path).Zip(Points(path).Skip(1)))
                    (
                        Math.Max(from.X, to.X) >= left
                        && Math.Min(from.X, to.X) <= right
                        && Math.Max(from.Y, to.Y) >= top
                        && Math.Min(from.Y, to.Y) <= bottom
                    ).ShouldBeFalse($"figure {n}");
        }
        inside.ShouldBeGreaterThan(150);
    }

    [Theory]
    [InlineData(840)]
    [InlineData(360)]
    public void No_text_is_turned_and_none_begins_outside_the_drawing_however_long_the_names_are(double width)
    {
        var name = string.Join(' ', Enumerable.Repeat("palbociclib with trastuzumab", 6))[..160];
        var drawn = Figure([Falling(name, 0.4), Falling(new string('x', 160), 0.6)], width);
        var box = ((string)drawn.Attribute("viewBox")!).Split(' ').Select(one => double.Parse(one, CultureInfo.InvariantCulture)).ToArray();

        foreach (var text in drawn.Descendants(svg + "text"))
        {
            text.Attribute("transform").ShouldBeNull();
            Number(text, "x").ShouldBeInRange(box[0], box[0] + box[2]);
            Number(text, "y").ShouldBeInRange(box[1] + 8, box[1] + box[3]);
        }
    }

    static XElement Figure(KaplanMeierCurve[] curves, double width = 840) =>
        XElement.Parse(
            new KaplanMeierFigure
            {
                Id = "k",
                Title = "Survival",
                Description = "Survival",
                VerticalTitle = "Survival (%)",
                HorizontalTitle = "Months",
                Ticks = [0, 10, 20, 30, 40],
                Inset = [BoundText.AsGiven("Median, months (95% CI)"), BoundText.AsGiven("New: 12.3 (10.1–14.2)")],
                Curves = curves,
                Width = width,
            }.ToSvg()
        );

    /// <summary>Falls to that share at 40, in eight steps.</summary>
    static KaplanMeierCurve Falling(string label, double to)
    {
        var steps = Enumerable.Range(1, 8).Select(i => (Time: 5.0 * i, S: 1 - ((1 - to) * i / 8)));
        return new(
            label,
            new(label, [new(0, 1, 1, 1), .. steps.Select(one => new CurveStep(one.Time, one.S, one.S * 0.9, Math.Min(1, one.S * 1.1)))], [], 40),
            [.. Enumerable.Range(0, 5).Select(_ => new TextRun.Words("10"))]
        );
    }

    static IEnumerable<XElement> Texts(XElement drawn, string name, string kind) =>
        drawn.Descendants(svg + name).Where(element => (string?)element.Attribute("class") == kind);

    static double Number(XElement element, string name) =>
        double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    static (double X, double Y) Ends(XElement path) => Points(path)[^1];

    /// <summary>The corners of a path of steps.</summary>
    static List<(double X, double Y)> Points(XElement path)
    {
        var points = new List<(double X, double Y)>();
        var words = Move().Matches((string)path.Attribute("d")!);
        foreach (Match word in words)
        {
            var to = word.Groups["to"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(one => double.Parse(one, CultureInfo.InvariantCulture))
                .ToArray();
            points.Add(
                word.Groups["move"].Value switch
                {
                    "M" => (to[0], to[1]),
                    "H" => (to[0], points[^1].Y),
                    "V" => (points[^1].X, to[0]),
                    _ => points[0],
                }
            );
        }
        return points;
    }

    [GeneratedRegex("(?<move>[MHVZ])(?<to>[-0-9.,]*)", RegexOptions.None, 1000)]
    private static partial Regex Move();
}
