using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Equipoise.Analysis;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Verdicts;

namespace Equipoise.Reporting.Tests;

public sealed partial class Reports
{
    [Fact]
    public void Every_number_that_carries_an_address_is_the_result_at_that_address()
    {
        var output = TestedOutput.Of(PatinaLike.Protocol, PatinaLike.Output()).Output;
        var numbers = BoundNumber().Matches(Html(output)).ToArray();

        numbers.Length.ShouldBeGreaterThan(200);
        foreach (var number in numbers)
        {
            var result = output.Results.At(WebUtility.HtmlDecode(number.Groups["address"].Value)).ShouldNotBeNull();
            // A limit leaves the percent sign to its estimate.
            // A P value has the decimals of a journal, and is the same number.
            if (result.Operation is "pTwoSided" or "pValue" or "pStratified" or "pGray")
                double.Parse(number.Groups["text"].Value, CultureInfo.InvariantCulture).ShouldBe(result.Raw!.Value, 0.005);
            else
                number.Groups["text"].Value.ShouldBeOneOf(result.Formatted, result.Formatted.TrimEnd('%'));
            if (result.IsEstimable)
                double.Parse(number.Groups["value"].Value, CultureInfo.InvariantCulture).ShouldBe(result.Raw!.Value);
        }
    }

    [Fact]
    public void Every_number_in_a_table_of_results_carries_an_address()
    {
        // What is estimated is told in words of the protocol.
        var html = Estimands().Replace(Html(PatinaLike.Output()), "");
        var cells = TableCell()
            .Matches(html[..html.IndexOf("id=\"conventions\"", StringComparison.Ordinal)])
            .Select(match => match.Groups["cell"].Value);

        foreach (var cell in cells)
            Tag().Replace(BoundNumber().Replace(cell, ""), "").Any(char.IsDigit).ShouldBeFalse(cell);
    }

    [Theory]
    [InlineData("flow")]
    [InlineData("PFS-subgroups-palbociclib")]
    public void A_figure_says_the_same_on_a_phone_as_on_a_wide_screen(string figure)
    {
        var html = Html(PatinaLike.Output());
        var markup = html[html.IndexOf($"id=\"{figure}\"", StringComparison.Ordinal)..];
        var drawings = markup[..markup.IndexOf("</figure>", StringComparison.Ordinal)].Split("<div class=\"narrow\">");
        string[] Quoted(string drawing) =>
            [
                .. DrawnNumber()
                    .Matches(drawing)
                    .Select(match => match.Groups["address"].Value)
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];

        drawings.Length.ShouldBe(2);
        Quoted(drawings[0]).Length.ShouldBeGreaterThan(10);
        Quoted(drawings[1]).ShouldBe(Quoted(drawings[0]));
    }

    [Fact]
    public void Apostrophes_are_curved_and_a_number_stays_with_its_unit()
    {
        var html = Html(
            PatinaLike.Output(),
            PatinaLike.Protocol with
            {
                Trial = PatinaLike.Protocol.Trial with { Title = "Alzheimer's 'quoted' disease" },
            }
        );

        html.ShouldContain("Alzheimer\u2019s &#39;quoted&#39; disease");
        html.ShouldContain("29.1</data>\u00A0months");
    }

    [Fact]
    public void An_interval_prints_the_percent_sign_once()
    {
        var text = Text(Html(PatinaLike.Output()));

        PercentInterval().Count(text).ShouldBeGreaterThanOrEqualTo(4);
        text.ShouldNotContain("%\u2013");
    }

    [Fact]
    public void What_data_say_cannot_become_markup()
    {
        const string attack = "<script>alert(\"x\")</script> & 'quoted' --> </style></svg>";

        var html = Html(PatinaLike.Output(label: attack));

        html.ShouldNotContain("<script", Case.Insensitive);
        html.ShouldContain(
            "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;quoted&#39; --&gt; &lt;/style&gt;&lt;/svg&gt;"
        );
        html.Split("</style>").Length.ShouldBe(2);
        html.Split("<svg ").Length.ShouldBe(html.Split("</svg>").Length);
    }

    [Theory]
    [InlineData(0.75, 0.0205, "Progression-free survival was longer with palbociclib + standard than with standard")]
    [InlineData(1.40, 0.0040, "Progression-free survival was shorter with palbociclib + standard than with standard")]
    [InlineData(0.90, 0.3900, "No difference in progression-free survival was shown between palbociclib + standard and standard")]
    public void Words_of_direction_follow_the_results(double ratio, double p, string expected) =>
        Text(Html(PatinaLike.Output(ratio, p))).ShouldContain(expected);

    [Fact]
    public void The_level_that_was_promised_decides_not_a_customary_one()
    {
        var strict = PatinaLike.Protocol with
        {
            Design = PatinaLike.Protocol.Design! with { OneSidedAlpha = 0.005, Cutoff = new DataCutoff.AtEvents(200) },
        };

        Text(Html(PatinaLike.Output(0.75, 0.0205), strict)).ShouldContain("No difference in progression-free survival was shown");
    }

    [Fact]
    public void Nothing_is_claimed_of_the_primary_endpoint_without_a_design()
    {
        var text = Text(Html(PatinaLike.Output(0.75, 0.0205), PatinaLike.Protocol with { Design = null }));

        text.ShouldContain("because no level of significance was set in advance");
        text.ShouldNotContain("survival was longer with");
        text.ShouldNotContain("standard of evidence set in advance");
    }

    [Fact]
    public void Synthetic_data_say_so_on_screen_and_in_the_margin_of_every_printed_page()
    {
        Html(PatinaLike.Output(synthetic: true)).ShouldContain("@top-center { content: \"Synthetic data");
        Html(PatinaLike.Output(synthetic: true))
            .ShouldContain("<p class=\"synthetic\">Synthetic data: virtual participants, no real person</p>");
        Html(PatinaLike.Output(synthetic: false)).ShouldNotContain("Synthetic data");
    }

    [Fact]
    public void A_median_that_was_not_reached_is_said_not_to_be()
    {
        Text(Html(PatinaLike.Output(medians: (double.NaN, 29.1))))
            .ShouldContain("a median that was not reached against one of 29.1 months");
    }

    [Fact]
    public void Results_that_are_not_there_are_left_out_and_the_rest_is_reported()
    {
        var full = PatinaLike.Output();
        var few = full with
        {
            Results = new(
                full.Results.Provenance,
                [],
                full.Results.Sets,
                full.Results.Groupings,
                [.. full.Results.Analyses.Where(analysis => analysis.Id.StartsWith("PFS.Events", StringComparison.Ordinal))]
            ),
            Curves = [],
        };

        var html = Html(few);

        html.ShouldContain("With event");
        html.ShouldNotContain("<svg");
        html.ShouldNotContain("id=\"safety\"");
    }

    [Fact]
    public void A_text_of_the_protocol_with_a_number_of_its_own_refuses_the_report()
    {
        var protocol = PatinaLike.Protocol with
        {
            PlainWords = PatinaLike.Protocol.PlainWords! with { Meaning = ["It helps 9 of 10 people."] },
        };

        var problems = TrialReport.Render(protocol, PatinaLike.Output()).ShouldBeOfType<ReportOutcome.Refused>().Problems;

        problems.Select(problem => problem.Subject).ShouldBe(["9", "10"]);
    }

    [Fact]
    public void Each_convention_stands_under_the_outputs_to_which_it_applies()
    {
        var html = Html(PatinaLike.Output());
        var notes = Notes().Matches(html).Select(match => match.Value).ToArray();
        string Under(string exhibit) => Notes().Match(html, html.IndexOf($"id=\"{exhibit}\"", StringComparison.Ordinal)).Value;

        // In full under the first output that rests on it, by number under those that follow.
        notes.Count(note => note.Contains("Efron\u2019s method", StringComparison.Ordinal)).ShouldBe(1);
        Under("PFS-table").ShouldContain("Efron\u2019s method");
        notes.Count(note => note.Contains("A month is 30.4375 days.", StringComparison.Ordinal)).ShouldBe(1);
        Under("PFS-figure").ShouldContain("A month is 30.4375 days.");
        var months = Listed()
            .Matches(html)
            .Single(item => item.Groups["text"].Value.Contains("A month is 30.4375", StringComparison.Ordinal))
            .Groups["number"]
            .Value;
        foreach (var later in new[] { "PFS-table", "OS-figure", "OS-table" })
            References(Under(later)).ShouldContain(int.Parse(months, CultureInfo.InvariantCulture), later);
        References(Under("adverse-events")).ShouldBeEmpty();
    }

    [Fact]
    public void A_convention_of_every_output_is_stated_once_as_general()
    {
        var html = Html(PatinaLike.Output());

        html.Split("rounded away from zero").Length.ShouldBe(2);
        Listed().Match(html).Groups["text"].Value.ShouldStartWith("<strong>General.</strong> Halves are rounded away from zero");
    }

    [Fact]
    public void A_convention_that_applies_to_two_endpoints_in_the_same_words_is_listed_once()
    {
        var output = PatinaLike.Output();
        Equipoise.Analysis.Results.Convention[] twice =
        [
            .. output.Results.Conventions,
            new("OS.ties", "OS.Cox", "Tied event times are handled by Efron's method."),
        ];

        var html = Html(
            output with
            {
                Results = new(
                    output.Results.Provenance,
                    twice,
                    output.Results.Sets,
                    output.Results.Groupings,
                    output.Results.Analyses
                ),
            }
        );

        Listed().Matches(html).Count(item => item.Groups["text"].Value.Contains("Efron", StringComparison.Ordinal)).ShouldBe(1);
        // Among the methods it is no convention of an output.
        html[html.IndexOf("id=\"participants\"", StringComparison.Ordinal)..].Split("Efron\u2019s").Length.ShouldBe(3);
    }

    /// <summary>The numbers of the conventions that a note refers to, ranges written out.</summary>
    static int[] References(string note) =>
        [
            .. Reference()
                .Matches(note)
                .SelectMany(match =>
                {
                    var from = int.Parse(match.Groups["from"].Value, CultureInfo.InvariantCulture);
                    var to = match.Groups["to"] is { Success: true, Value: var last }
                        ? int.Parse(last, CultureInfo.InvariantCulture)
                        : from;
                    return Enumerable.Range(from, to - from + 1);
                }),
        ];

    [Fact]
    public void Excluded_participants_are_told_apart_by_the_kind_of_criterion()
    {
        EligibilityCriterion Criterion(string ask, CriterionKind kind) =>
            new(ask, kind, ask, new EligibilityRule.Is(true), null, null);
        var reasons = PatinaLike.Output().Results.Groupings.Single(grouping => grouping.Id == "reason").Groups;
        var excluded = PatinaLike
            .Output()
            .Results.Find("Disposition")!
            .Results.Where(result => result.Operation == "excludedBecause")
            .Select(result => reasons.Single(reason => reason.Id == result.Groups[0].Group).Label)
            .ToArray();
        var protocol = PatinaLike.Protocol with
        {
            Eligibility = [Criterion($"{excluded[0]}?", CriterionKind.Include), Criterion(excluded[1], CriterionKind.Exclude)],
        };

        var flow = FlowText().Match(Html(PatinaLike.Output(), protocol)).Value;

        string[] order =
        [
            "Excluded (n",
            "Inclusion criterion not met",
            excluded[0],
            "Exclusion criterion met",
            excluded[1],
            "Randomized",
        ];
        var places = order.Select(text => Text(flow).IndexOf(text, StringComparison.Ordinal)).ToArray();
        places.ShouldAllBe(place => place >= 0);
        places.ShouldBe([.. places.Order()]);
    }

    [ReferenceFact]
    public void A_real_trial_of_three_arms_in_days_without_grades_or_strata_is_reported()
    {
        var protocol = Examples.CdiscPilotProtocol;
        var output = Outputs.Analyzed(
            protocol,
            Equipoise.Datasets.Files.DatasetFile.ReadFolder(ReferenceData.PathOf("cdisc-pilot", "adam"))
        );

        var text = Text(Html(output, protocol));

        // Clinical study report of H2Q-MC-LZZT, figure 14-1 and table 14-5.01; hazard ratio by R's coxph.
        text.ShouldContain("hazard ratio 4.15, 95% confidence interval 2.65 to 6.50");
        text.ShouldNotContain("was shorter with");
        text.ShouldContain("was not tested between Xanomeline Low Dose and placebo, because no level of significance was set");
        text.ShouldContain("Days since first dose");
        text.ShouldContain("77 (91.7%) [412]");
        text.ShouldNotContain("Synthetic data");
    }

    static string Html(AnalysisOutput output, TrialProtocol? protocol = null) =>
        TrialReport.Render(protocol ?? PatinaLike.Protocol, output) switch
        {
            ReportOutcome.Written written => written.Text,
            ReportOutcome.Refused refused => throw new ShouldAssertException(string.Join('\n', refused.Problems)),
            var other => throw new ShouldAssertException($"{other}"),
        };

    static string Text(string html) => WebUtility.HtmlDecode(Tag().Replace(html, "")).Replace('\u00A0', ' ');

    [GeneratedRegex(@"\d% \(\d+\.\d–\d+\.\d\)", RegexOptions.None, 2000)]
    private static partial Regex PercentInterval();

    [GeneratedRegex("<li id=\"convention-(?<number>\\d+)\">(?<text>.*?)</li>", RegexOptions.Singleline, 2000)]
    private static partial Regex Listed();

    [GeneratedRegex(
        "<a href=\"#convention-(?<from>\\d+)\">\\d+</a>(–<a href=\"#convention-(?<to>\\d+)\">)?",
        RegexOptions.ExplicitCapture,
        2000
    )]
    private static partial Regex Reference();

    [GeneratedRegex("<tspan data-result=\"(?<address>[^\"]*)\">", RegexOptions.None, 2000)]
    private static partial Regex DrawnNumber();

    [GeneratedRegex("<figure class=\"exhibit\" id=\"flow\">.*?</svg>", RegexOptions.Singleline, 2000)]
    private static partial Regex FlowText();

    [GeneratedRegex(
        "<data value=\"(?<value>[^\"]*)\" data-result=\"(?<address>[^\"]*)\">(?<text>[^<]*)</data>",
        RegexOptions.None,
        2000
    )]
    private static partial Regex BoundNumber();

    [GeneratedRegex("<td[^>]*>(?<cell>.*?)</td>", RegexOptions.Singleline, 2000)]
    private static partial Regex TableCell();

    [GeneratedRegex("<div class=\"exhibit\" id=\"estimands\">.*?</table>", RegexOptions.Singleline, 2000)]
    private static partial Regex Estimands();

    [GeneratedRegex("<p class=\"notes\">.*?</p>", RegexOptions.Singleline, 2000)]
    private static partial Regex Notes();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 2000)]
    private static partial Regex Tag();
}
