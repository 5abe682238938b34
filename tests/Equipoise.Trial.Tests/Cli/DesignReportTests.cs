using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Equipoise.Trial.Tests.Protocol;

namespace Equipoise.Trial.Tests.Cli;

/// <summary><c>design --report</c>: the sample size as text, tables and figures, every number from the plan.</summary>
public sealed partial class DesignReportTests
{
    static readonly string threeLooks = File.ReadAllText(Repository.At("bench", "scenarios", "three-looks.yaml"));

    [Theory]
    [InlineData("as it is")]
    [InlineData("futility")]
    [InlineData("late effect")]
    [InlineData("one look")]
    [InlineData("verified")]
    [InlineData("margin")]
    [InlineData("Lachin-Foulkes")]
    public void Every_number_that_the_page_quotes_is_the_one_of_the_JSON_at_its_address(string kind)
    {
        var (page, json) = Made(kind);

        var quoted = Quoted().Matches(page);
        quoted.Count.ShouldBeGreaterThan(60);
        foreach (Match one in quoted)
        {
            var address = WebUtility.HtmlDecode(one.Groups["address"].Value);
            At(json, address).ShouldBe(double.Parse(one.Groups["value"].Value, CultureInfo.InvariantCulture), address);
        }
    }

    // The only digits of the text that are no quoted number are those of the protocol's own words: here none but 1:1 and the rate.
    [Fact]
    public void No_number_of_the_text_is_typed()
    {
        var (page, _) = Made("as it is");
        var text = page[page.IndexOf("class=\"statement\"", StringComparison.Ordinal)..];
        text = text[..text.IndexOf("</section>", StringComparison.Ordinal)];
        var unquoted = Tag().Replace(Quoted().Replace(text, ""), "");
        Digits().Matches(unquoted).Select(match => match.Value).ShouldBe(["1", "1", "28.78", "5"]);
    }

    [Fact]
    public void The_text_says_all_that_a_reader_needs_to_size_the_trial_again()
    {
        var text = Text(Made("as it is").Page);

        text.ShouldContain(
            "The final analysis is made when 400 events have been observed, which by Schoenfeld\u2019s formula give a power of "
                + "81.3% to detect a hazard ratio (experimental over control) of 0.75 at a one-sided significance level of 2.5%."
        );
        text.ShouldContain(
            "In all, 518 participants are randomized, 1:1 to experimental or control. They are assumed to enter at a rate of 28.78 "
                + "a month, so that enrollment takes 18.0 months."
        );
        text.ShouldContain("exponential, with a median of 6.0 months. The hazard ratio is assumed to be the same at all times.");
        text.ShouldContain("independent of the event and exponential, with 5% lost a year.");
        text.ShouldContain("there are two interim analyses, at 200 and 300 events (50.0% and 75.0% of the planned events)");
        text.ShouldContain("There are no bounds for futility.");
        text.ShouldContain("The arms are compared by the log-rank test.");
        text.ShouldContain("Lan KKG, DeMets DL.");
        text.ShouldContain("Schoenfeld D. ");
    }

    // R: bounds by mvtnorm::pmvnorm (Miwa) and uniroot for 2(1 - pnorm(qnorm(1 - 0.0125)/sqrt(t))) at t of 1/2, 3/4, 1; then
    // 1 - pmvnorm(upper = bounds, mean = log(1/hr) sqrt(d)/2). Good to 1e-9.
    [Theory]
    [InlineData(0.6, 0.999072655451)]
    [InlineData(0.65, 0.989678456328)]
    [InlineData(0.75, 0.813064044742)]
    [InlineData(0.8, 0.597757922934)]
    [InlineData(0.9, 0.178627479111)]
    [InlineData(1, 0.025)]
    public void The_power_over_hazard_ratios_is_that_of_these_looks(double hazardRatio, double power) =>
        At(Made("as it is").Json, string.Create(CultureInfo.InvariantCulture, $"Design.ByHazardRatio/power[hazardRatio={hazardRatio}]"))
            .ShouldBe(power, 1e-8);

    // R: for each arm integrate(function(u) 518/36 * l/(l + e) * (1 - exp(-(l + e) * (m - u))), 0, min(m, 18)) with l = log(2)/6,
    // 0.75 times it, and e = -log(0.95)/12; rel.tol 1e-12.
    [Theory]
    [InlineData(6, 23.875032099750, 18.861021531284)]
    [InlineData(12, 78.190764369969, 64.384346235081)]
    [InlineData(20, 169.16207863808, 145.55448204941)]
    public void The_events_of_a_month_are_those_of_exponential_times(int month, double control, double experimental)
    {
        var json = Made("as it is").Json;
        At(json, $"Design.ByMonth/controlEvents[month={month}]").ShouldBe(control, 1e-8);
        At(json, $"Design.ByMonth/experimentalEvents[month={month}]").ShouldBe(experimental, 1e-8);
        At(json, $"Design.ByMonth/eventsUnderNull[month={month}]").ShouldBe(2 * control, 1e-8);
        At(json, $"Design.ByMonth/participants[month={month}]").ShouldBe(Math.Min(518, 518.0 / 18 * month), 1e-8);
    }

    [Theory]
    [InlineData("as it is", 5)]
    [InlineData("one look", 2)]
    [InlineData("late effect", 5)]
    public void Every_figure_has_a_name_and_a_description_and_constants_are_sentences(string kind, int figures)
    {
        var page = Made(kind).Page;
        XElement[] drawings = [.. Drawing().Matches(page).Select(match => XElement.Parse(match.Value))];

        // Each drawing that is not one of several is there for wide and for narrow readers.
        var titled = drawings.Where(drawing => drawing.Attribute("role")?.Value == "img").ToArray();
        titled.Select(drawing => drawing.Elements().First().Value).Distinct().Count().ShouldBe(figures);
        foreach (var drawing in titled)
        {
            drawing.Elements().Take(2).Select(element => element.Name.LocalName).ShouldBe(["title", "desc"]);
            drawing.Elements().ElementAt(1).Value.ShouldNotBeEmpty();
        }
        page.ShouldNotContain("NaN", Case.Sensitive);
        page.ShouldNotContain("\u221E");
        if (kind == "one look")
            Text(page).ShouldContain("There is one analysis. The null hypothesis of a hazard ratio of 1 or more is rejected if Z is 1.9600");
    }

    [Fact]
    public void What_verify_found_is_part_of_the_text() =>
        Text(Made("verified").Page).ShouldMatch(@"In 2,000 trials simulated under these assumptions \(seed 1\) the power was [0-9.]+%");

    [Fact]
    public void It_is_one_file_without_scripts()
    {
        var page = Made("futility").Page;
        page.ShouldNotContain("<script");
        page.ShouldNotContain("src=");
    }

    [Theory]
    [InlineData("--report is 'page.pdf'", "page.pdf")]
    [InlineData("there is no folder", "nowhere/page.html")]
    public void A_file_that_cannot_be_is_refused_in_one_line(string said, string file)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var path = file.StartsWith("nowhere", StringComparison.Ordinal) ? Path.Combine(folder, file) : file;
        var (exit, output, error) = CommandLine.Run("design", OnProtocol.Saved(threeLooks), "--report", path);
        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        error.TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldContain(said);
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public void A_plan_that_cannot_be_leaves_no_page_and_one_that_solves_has_none()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var page = Path.Combine(folder, "page.html");
        var impossible = OnProtocol.Saved(Slip.Replace(threeLooks, "participants: 518", "participants: 410"));
        CommandLine.Run("design", impossible, "--report", page).Exit.ShouldBe(1);
        File.Exists(page).ShouldBeFalse();
        var (exit, _, error) = CommandLine.Run(
            "design",
            OnProtocol.Saved(threeLooks),
            "--solve",
            "power",
            "--events",
            "300",
            "--report",
            page
        );
        (exit, File.Exists(page)).ShouldBe((2, false));
        error.ShouldContain("--solve and --report exclude each other");
    }

    static (string Page, JsonElement Json) Made(string kind)
    {
        var protocol = kind switch
        {
            "futility" => Slip.Replace(
                threeLooks,
                "efficacy: Lan-DeMets O'Brien-Fleming",
                "efficacy: Lan-DeMets O'Brien-Fleming\n    futility: non-binding Hwang-Shih-DeCani -2"
            ),
            "late effect" => Slip.Replace(
                threeLooks,
                "hazard ratio: 0.75",
                "hazard ratio: [ { from: 0 months, ratio: 1 }, { from: 2 months, ratio: 0.65 } ]"
            ),
            "one look" => Looks().Replace(threeLooks, ""),
            "margin" => Slip.Replace(threeLooks, "hazard ratio: 0.75", "hazard ratio: 0.9\n  non-inferiority margin: 1.3"),
            "Lachin-Foulkes" => Slip.Replace(threeLooks, "cutoff: at 400 events", "cutoff: at 400 events\n  formula: Lachin-Foulkes"),
            _ => threeLooks,
        };
        string[] verify = kind == "verified" ? ["--verify", "--trials", "2000"] : [];
        var file = OnProtocol.Saved(protocol);
        var page = Path.Combine(Path.GetDirectoryName(file)!, "page.html");
        var (exit, output, error) = CommandLine.Run(["design", file, "--report", page, "--format", "json", .. verify]);
        exit.ShouldBe(0, error);
        return (File.ReadAllText(page), JsonDocument.Parse(output).RootElement);
    }

    /// <summary>The number of the JSON at an address of the page: <c>Design.Looks/efficacyZ[look=2]</c>.</summary>
    static double At(JsonElement design, string address)
    {
        var parts = Address().Match(address);
        parts.Success.ShouldBeTrue(address);
        var operation = parts.Groups["operation"].Value;
        if (parts.Groups["part"] is not { Success: true, Value: var name })
            return design.GetProperty(operation).GetDouble();
        var part = design.GetProperty(char.ToLowerInvariant(name[0]) + name[1..]);
        if (parts.Groups["grouping"] is not { Success: true, Value: var grouping })
            return Found(part, operation);
        var group = parts.Groups["group"].Value;
        return part.ValueKind == JsonValueKind.Object
            ? part.GetProperty(group).GetProperty(operation).GetDouble()
            : part.EnumerateArray()
                .Single(one => one.GetProperty(grouping).GetDouble() == double.Parse(group, CultureInfo.InvariantCulture))
                .GetProperty(operation)
                .GetDouble();

        // The limits of a simulated power stand in an object of their own.
        static double Found(JsonElement part, string operation) =>
            (part.TryGetProperty(operation, out var own) ? own : part.GetProperty("interval").GetProperty(operation)).GetDouble();
    }

    static string Text(string markup) => WebUtility.HtmlDecode(Tag().Replace(markup, "")).Replace('\u00A0', ' ');

    [GeneratedRegex("<data value=\"(?<value>[^\"]*)\" data-result=\"(?<address>[^\"]*)\">[^<]*</data>", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^Design(\.(?<part>\w+))?/(?<operation>\w+)(\[(?<grouping>\w+)=(?<group>[^\]]+)\])?$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Address();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Drawing();

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Tag();

    [GeneratedRegex("[0-9.]*[0-9]", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Digits();

    [GeneratedRegex("  looks:\n.*\n.*\n", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Looks();
}
