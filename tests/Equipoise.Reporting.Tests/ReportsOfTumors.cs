using System.Xml.Linq;
using Equipoise.Analysis;
using Equipoise.Analysis.Response;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tests;

/// <summary>The figures of single participants in a report: when each is there, and that every width quotes the same results.</summary>
public sealed class ReportsOfTumors
{
    [Fact]
    public void A_report_has_waterfall_spider_and_swimmer_where_the_data_have_target_lesions()
    {
        var output = Six();

        var report = Report(output);

        foreach (var name in new[] { "waterfall", "spider", "swimmer" })
            report.ShouldContain($"id=\"{name}-figure\"");
        TumorFigures.Render(HandMadeTumors.Protocol(), output).Select(figure => figure.Name).ShouldBe(["waterfall", "spider", "swimmer"]);
    }

    [Theory]
    [InlineData("waterfall")]
    [InlineData("spider")]
    [InlineData("swimmer")]
    public void Both_widths_of_a_figure_quote_the_same_results(string name)
    {
        var report = Report(Six());

        var wide = Quoted(report, $"aria-labelledby=\"{name}-title");
        wide.ShouldNotBeEmpty();
        Quoted(report, $"aria-labelledby=\"{name}-narrow-title").ShouldBe(wide);
    }

    [Fact]
    public void Who_has_measurable_disease_and_was_not_assessed_again_is_told_at_the_bars()
    {
        var svg = XElement.Parse(TumorFigures.Render(HandMadeTumors.Protocol(), Six())[0].Svg);

        // 5 has the new drug and no assessment, 3 grew by 130%; the standard's three were all assessed.
        svg.Descendants()
            .Where(text => (string?)text.Attribute("class") == "panel-note")
            .Select(text => text.Value)
            .ShouldBe(
                [
                    "Measurable disease at baseline: 3 of 3; not drawn, for want of an assessment after it: 1.",
                    "Bars that end in a point go on: 1, the longest to +130.0%.",
                    "Measurable disease at baseline: 3 of 3, all with an assessment after it.",
                ]
            );
    }

    [Fact]
    public void Without_ADTR_the_report_has_no_figure_of_target_lesions()
    {
        var data = HandMadeTumors.Of(["PR", "SD"], (1, 50, -40, "PR"));
        data.Remove("ADTR");

        var report = Report(Outputs.Analyzed(HandMadeTumors.Protocol(), data));

        report.ShouldNotContain("waterfall");
        report.ShouldNotContain("spider");
    }

    [Theory]
    // The rule: 60 bars at most, of all who were treated, else of those who responded.
    [InlineData(60, 60, 60, false)]
    [InlineData(61, 60, 60, true)]
    [InlineData(61, 2, 2, true)]
    [InlineData(61, 61, 0, false)]
    [InlineData(61, 0, 0, false)]
    public void Bars_of_single_participants_are_drawn_as_far_as_they_can_be_told_apart(int treated, int responded, int drawn, bool ofResponders)
    {
        string[] best = [.. Enumerable.Range(0, treated).Select(who => who < responded ? "PR" : "SD")];
        var data = HandMadeTumors.Of(best, (1, 50, -40, best[0]));

        var output = Outputs.Analyzed(HandMadeTumors.Protocol(), data);

        (output.Courses?.Of.Count ?? 0, output.Courses?.OfResponders ?? false).ShouldBe((drawn, ofResponders));
        var report = Report(output);
        report.Contains("id=\"swimmer-figure\"", StringComparison.Ordinal).ShouldBe(drawn > 0);
        report.Contains("more than a reader could tell apart", StringComparison.Ordinal).ShouldBe(drawn == 0);
        data.Remove("ADTR");
        var without = Outputs.Analyzed(HandMadeTumors.Protocol(), data);
        (without.Results.Find(new TreatmentCourseResults().Id) is not null).ShouldBe(drawn > 0, "alone, what is not drawn is not worth a word");
    }

    [Fact]
    public void A_swimmer_is_treated_to_the_last_dose_and_followed_to_death_or_the_last_day_known()
    {
        // Days from the first dose, which is day 1, by hand: 1 died on day 213; 2 is still treated, and known until day 274.
        var data = HandMadeTumors
            .Of(["PR", "SD"], (1, 50, -40, "PR"), (1, 120, -10, "PD"))
            .With("ADSL", "DTHDT", "2020-07-31", "")
            .With("ADSL", "LSTALVDT", "2020-07-31", "2020-09-30")
            .With("ADSL", "EOTSTT", "DISCONTINUED", "ONGOING")
            .With("ADSL", "EOSSTT", "DISCONTINUED", "ONGOING");

        var courses = Outputs.Analyzed(HandMadeTumors.Protocol(), data).Courses.ShouldNotBeNull().Of;

        var (first, second) = (courses[0], courses[1]);
        (Days(first.TreatedUntil), Days(first.FollowedUntil), Days(first.Died!.Value)).ShouldBe((182, 213, 213));
        (Days(first.Responded!.Value), Days(first.Progressed!.Value)).ShouldBe((50, 120));
        (first.IsTreated, first.IsFollowed).ShouldBe((false, false));
        (Days(second.TreatedUntil), Days(second.FollowedUntil), second.Died).ShouldBe((274, 274, null));
        (second.IsTreated, second.IsFollowed).ShouldBe((true, true));

        static int Days(double months) => (int)Math.Round(months * 30.4375);
    }

    static AnalysisOutput Six() =>
        Outputs.Analyzed(
            HandMadeTumors.Protocol(),
            HandMadeTumors.Of(
                ["PR", "SD", "PD", "CR", "NE", "SD"],
                (1, 50, -40, "PR"),
                (2, 50, -10, "SD"),
                (3, 50, 130, "PD"),
                (4, 50, -100, "CR"),
                (6, 50, 5, "SD")
            )
        );

    static string Report(AnalysisOutput output) =>
        TrialReport.Render(HandMadeTumors.Protocol(), output).ShouldBeOfType<ReportOutcome.Written>().Text;

    static string[] Quoted(string report, string beginning)
    {
        var from = report.IndexOf(beginning, StringComparison.Ordinal);
        from.ShouldBeGreaterThan(0, beginning);
        var drawing = report[from..report.IndexOf("</svg>", from, StringComparison.Ordinal)];
        return [.. drawing.Split("data-result=\"").Skip(1).Select(part => part[..part.IndexOf('"')]).Order(StringComparer.Ordinal)];
    }
}
