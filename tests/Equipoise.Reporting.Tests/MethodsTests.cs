using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Reporting.Plans;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Verdicts;

namespace Equipoise.Reporting.Tests;

/// <summary>The methods of a report follow its protocol: what is changed there is said otherwise here.</summary>
public sealed partial class MethodsTests
{
    [Fact]
    public void The_sizes_of_the_blocks_are_those_of_the_protocol()
    {
        var written = File.ReadAllText(Examples.ProtocolPath("patina"));

        Part(Report(Parsed(written)), "methods-randomization").ShouldContain("in permuted blocks of 4, 6 or 8, the size of each drawn");
        Part(Report(Parsed(written.Replace("[4, 6, 8]", "[6, 10]"))), "methods-randomization")
            .ShouldContain("in permuted blocks of 6 or 10, the size of each drawn");
        var fixedSize = Part(Report(Parsed(written.Replace("[4, 6, 8]", "[12]"))), "methods-randomization");
        fixedSize.ShouldContain("in permuted blocks of 12, within each stratum");
        fixedSize.ShouldNotContain("drawn at random");
    }

    [Fact]
    public void Sizes_that_the_protocol_conceals_are_said_to_be_missing()
    {
        var concealed = File.ReadAllText(Examples.ProtocolPath("patina")).Replace("[4, 6, 8]", "concealed");

        Part(Report(Parsed(concealed)), "methods-randomization")
            .ShouldContain("The sizes of the blocks are not told by the text of the protocol");
    }

    [Fact]
    public void Where_endpoints_share_alpha_each_is_told_with_its_events_its_looks_and_its_share()
    {
        var path = Repository.At("examples", "published-designs", "keynote-189.yaml");
        var protocol = Parsed(File.ReadAllText(path));
        var plan = PlannedTrial.Of(protocol).ShouldNotBeNull();
        var looks = plan.Others.ShouldHaveSingleItem().Sized.Looks.Select(look => look.Events);

        // Gandhi and others 2018, supplement: 468 events of PFS at 0.95%; looks at 240, 332 and 416 deaths at 1.55%.
        plan.Design.Events.ShouldBe(468);
        looks.ShouldBe([240, 332, 416]);
        var text = Part(Report(protocol), "methods-sample-size");
        text.ShouldContain("Overall survival has its final analysis with 416 events, and is looked at before with 240 and 332 events.");
        text.ShouldContain("a hazard ratio of 0.7 at a one-sided significance level of 1.55%, before any share passes to it.");
    }

    [Fact]
    public void Visits_and_forms_are_told_as_the_protocol_plans_them()
    {
        var text = Part(Report(Examples.PatinaProtocol), "methods-visits");

        text.ShouldContain("Day 1 of each cycle: day 1, then every 28 days, within 3 days of the planned day, while on treatment");
        text.ShouldContain("Survival follow-up: day 85, then every 12 weeks, within 14 days of the planned day, until death or withdrawal");
        text.ShouldContain("EQ-5D-5L: baseline; day 1 of each cycle (every 3rd from the 4th on)");
        text.ShouldContain("Medical history: baseline");
    }

    [Fact]
    public void Minimization_is_told_with_its_probability_its_weights_and_the_site()
    {
        var text = Part(
            Report(
                With(
                    new RandomizationMethod.Minimization(Imbalance.Variance, 0.85)
                    {
                        Weights = new Dictionary<string, double> { ["response"] = 2 },
                        SiteWeight = 0.5,
                    }
                )
            ),
            "methods-randomization"
        );

        text.ShouldContain("by minimization: with a probability of 85% to the arm that left the levels of the factors most even");
        text.ShouldContain("by the variance of the counts. The site counted as one more factor, with weight 0.5.");
        text.ShouldContain("response to induction (responded, stable; weight 2)");
        text.ShouldNotContain("block");
    }

    [Fact]
    public void Simple_randomization_claims_no_balance()
    {
        var text = Part(Report(With(new RandomizationMethod.Simple())), "methods-randomization");

        text.ShouldContain("each by a draw of their own");
        text.ShouldContain("Recorded, and not kept even, were pertuzumab with induction (pertuzumab, no pertuzumab)");
    }

    // Each sentence was put together by hand from examples/patina/protocol.yaml.
    [Theory]
    [InlineData("methods-design", "PATINA (NCT02947685) was a randomized, phase 3, open label trial with parallel arms.")]
    [InlineData("methods-design", "participants were allocated 1:1. It was designed to show superiority.")]
    [InlineData("methods-eligibility", "Age in completed years at consent: at least 18 years")]
    [InlineData("methods-eligibility", "Absolute neutrophil count: at least 1 × 10^9/L, within 14 days before randomization")]
    [InlineData("methods-eligibility", "Response at the end of induction (complete, partial, stable disease): CR, PR or SD")]
    [InlineData("methods-eligibility", "Pregnant or breastfeeding")]
    [InlineData("methods-interventions", "Palbociclib: on days 1 to 21 of cycles of 28 days; starting dose 125 mg, reduced to 100 mg")]
    [InlineData("methods-interventions", "Endocrine therapy: aromatase inhibitor or fulvestrant, named by the investigator")]
    [InlineData("methods-outcomes", "The primary endpoint was progression-free survival, the time from randomization to progression or death")]
    [InlineData("methods-outcomes", "Tumors were assessed every 12 weeks from randomization, within 7 days of the planned day")]
    [InlineData("methods-outcomes", "judged by the investigator according to RECIST 1.1.")]
    [InlineData("methods-harms", "graded by CTCAE 4.03 and counted as treatment emergent until 30 days after the last dose")]
    [InlineData("methods-harms", "in at least 5% of the participants of an arm")]
    [InlineData("methods-harms", "on day 1 of each cycle and on day 15 of cycles 1 to 2 for neutrophils, platelets and hemoglobin")]
    [InlineData("methods-masking", "The trial was open label: nobody was masked to the allocation.")]
    [InlineData("methods-statistics", "what was tested was tested by the stratified log-rank test")]
    [InlineData("methods-statistics", "on the log-log scale, and is quoted at 12, 24, 36 and 48 months")]
    [InlineData("methods-statistics", "Progression-free survival was tested at the one-sided level of 2.5%.")]
    [InlineData("recruitment", "to open on June 21, 2017 and to close to accrual on July 20, 2021")]
    public void Every_part_of_the_protocol_is_told(string part, string sentence) =>
        Part(Report(Examples.PatinaProtocol), part).ShouldContain(sentence);

    // 256.3: (1.959964 + 1.281552)^2 / (1/4 x log(0.667)^2), Schoenfeld 1981; halves of a trial of one to one.
    [Fact]
    public void The_sample_size_quotes_the_plan_by_its_addresses()
    {
        var html = Html(Examples.PatinaProtocol);

        html.ShouldContain("data-result=\"Design/exactEvents\">256.3</data>");
        html.ShouldContain("data-result=\"Design/events\">257</data>");
        html.ShouldContain("data-result=\"Design/participants\">496</data>");
        Part(Text(html), "methods-sample-size").ShouldContain("496 participants are randomized, 1:1 to");
        Part(Text(html), "methods-looks").ShouldContain("There is one analysis.");
    }

    [Fact]
    public void Looks_and_a_margin_of_the_design_are_told()
    {
        var written = File.ReadAllText(Examples.ProtocolPath("patina"))
            .Replace("  cutoff: at planned events", "  looks: {at: [50%, 100%], efficacy: Pocock}\n  cutoff: at planned events");

        Part(Report(Parsed(written)), "methods-looks").ShouldContain("Before the final analysis there is one interim analysis, at ");
        var margin = PatinaLike.Protocol with
        {
            Design = PatinaLike.Protocol.Design! with { HazardRatio = PiecewiseRatio.Constant(1), Margin = 1.3 },
        };
        Part(Report(margin), "methods-design")
            .ShouldContain("to show non-inferiority, with a margin of 1.3 for the hazard ratio.");
    }

    [Fact]
    public void What_the_protocol_does_not_say_is_left_out()
    {
        var bare = PatinaLike.Protocol with
        {
            Trial = PatinaLike.Protocol.Trial with { Masking = null, Registry = null },
            Design = null,
            Treatments = [],
            Arms = [.. PatinaLike.Protocol.Arms.Select(arm => arm with { Gives = [] })],
        };
        var html = Html(bare);

        foreach (var part in (string[])["changes", "eligibility", "interventions", "sample-size", "looks", "masking"])
            html.ShouldNotContain($"id=\"methods-{part}\"");
        html.ShouldNotContain("id=\"planned\"");
        Part(Text(html), "methods-design").ShouldContain("PATINA was a randomized, phase 3 trial with parallel arms.");
        Part(Text(html), "methods-statistics").ShouldContain("No level of significance was set in advance");
    }

    [Fact]
    public void An_amendment_is_told_with_whom_it_bound()
    {
        var amended = PatinaLike.Protocol with
        {
            Amendment = new("2.1", AmendmentBinding.AfterRenewedConsent, ["Tumors are assessed every 9 weeks."]),
        };

        var text = Part(Report(amended), "methods-changes");

        text.ShouldContain("Version 3.0 of the protocol, on which this report rests, amended version 2.1");
        text.ShouldContain("all others from their renewed consent on");
        text.ShouldContain("Tumors are assessed every 9 weeks.");
    }

    [Fact]
    public void Those_who_are_masked_are_named()
    {
        var blind = new Masking.Blind(BlindingLevel.Double, [MaskedParty.Participant, MaskedParty.OutcomesAssessor]);

        Part(Report(PatinaLike.Protocol with { Trial = PatinaLike.Protocol.Trial with { Masking = blind } }), "methods-masking")
            .ShouldContain("The trial was double blind. The allocation was not known to: participant and outcomes assessor.");
    }

    [Fact]
    public void Endpoints_in_order_are_said_to_be_tested_in_order()
    {
        var ordered = PatinaLike.Protocol with
        {
            Analysis = PatinaLike.Protocol.Analysis with { TestOrder = ["PFS", "OS"] },
        };

        Part(Report(ordered), "methods-statistics")
            .ShouldContain("at the one-sided level of 2.5% and only if the one before was shown: progression-free survival, then overall survival.");
    }

    // ICH E9(R1), A.3.2: what censors an event away is a hypothetical strategy, what counts as the endpoint a composite one,
    // and what changes nothing a treatment policy strategy; a gap of visits is missing data and no intercurrent event (A.5.1).
    [Theory]
    [InlineData("Variable", "The time from randomization to progression or death of any cause, whichever came first", "The time from randomization to death of any cause")]
    [InlineData("Treatment stopped or changed", "treatment policy", "treatment policy")]
    [InlineData("New anticancer therapy", "hypothetical", "treatment policy")]
    [InlineData("Death", "composite", "The endpoint itself")]
    [InlineData("Two or more assessments missed", "when the event happened is not known", "known without assessments")]
    [InlineData("No event seen", "last adequate tumor assessment", "last date known alive")]
    [InlineData("Population-level summary", "Hazard ratio, by the stratified Cox model", "Hazard ratio, by the stratified Cox model")]
    public void Each_intercurrent_event_has_the_strategy_of_its_rule(string attribute, string pfs, string os)
    {
        var html = Html(Examples.PatinaProtocol);
        var table = html[html.IndexOf("id=\"estimands\"", StringComparison.Ordinal)..];
        var row = Row().Matches(table[..table.IndexOf("</table>", StringComparison.Ordinal)])
            .Select(match => Cell().Matches(match.Value).Select(cell => Text(cell.Groups["text"].Value)).ToArray())
            .Single(cells => cells[0].StartsWith(attribute, StringComparison.Ordinal));

        row[1].ShouldContain(pfs);
        row[2].ShouldContain(os);
    }

    [Fact]
    public void A_rule_that_is_taken_away_changes_the_strategy()
    {
        var written = File.ReadAllText(Examples.ProtocolPath("patina"));
        var without = string.Join(
            '\n',
            written.Split('\n').Where(line => !line.TrimStart().StartsWith("new anticancer therapy:", StringComparison.Ordinal))
        );

        Html(Parsed(written)).ShouldContain("as if it had not been given: hypothetical");
        Html(Parsed(without)).ShouldNotContain("hypothetical");
    }

    [Fact]
    public void Every_link_of_the_report_leads_to_a_place_in_it()
    {
        foreach (var protocol in (TrialProtocol[])[Examples.PatinaProtocol, PatinaLike.Protocol])
        {
            var html = Html(protocol);
            var places = Anchor().Matches(html).Select(match => match.Groups["id"].Value).ToArray();
            var links = Link().Matches(html).Select(match => match.Groups["to"].Value).ToArray();

            links.Length.ShouldBeGreaterThan(60);
            links.Except(places).ShouldBeEmpty();
            places.ShouldBeUnique();
        }
    }

    // The numbers of the 30 items and their parts in table 1 of the statement (BMJ 2025;389:e081123).
    [Fact]
    public void The_checklist_has_every_item_of_the_statement_once()
    {
        const string items =
            "1a 1b 2 3 4 5a 5b 6 7 8 9 10 11 12a 12b 13 14 15 16a 16b 17a 17b 18 19 20a 20b 21a 21b 21c 21d "
            + "22a 22b 23a 23b 24a 24b 25 26 27 28 29 30";

        Checklist(Html(Examples.PatinaProtocol), "consort").Select(row => row.Item).ShouldBe(items.Split(' '));
    }

    [Theory]
    [InlineData("9", "Trial design")]
    [InlineData("12a", "Eligibility")]
    [InlineData("16a", "Sample size")]
    [InlineData("17b", "Randomization")]
    [InlineData("22a", "Flow of participants")]
    [InlineData("26", "Progression-free survival; Overall survival")]
    [InlineData("4", "Not in protocol")]
    [InlineData("10", "Not in protocol")]
    [InlineData("20b", "Does not apply: open label")]
    [InlineData("30", "Not in this report")]
    public void An_item_names_its_place_or_says_that_it_has_none(string item, string where) =>
        Checklist(Html(Examples.PatinaProtocol), "consort").Single(row => row.Item == item).Where.ShouldBe(where);

    [Fact]
    public void An_item_whose_part_the_protocol_lacks_is_not_in_protocol()
    {
        var rows = Checklist(Html(PatinaLike.Protocol with { Design = null, Randomization = PatinaLike.Protocol.Randomization }), "consort");

        foreach (var item in (string[])["12a", "16a", "16b"])
            rows.Single(row => row.Item == item).Where.ShouldBe("Not in protocol");
        rows.Single(row => row.Item == "17a").Where.ShouldBe("Randomization");
    }

    [Fact]
    public void Harms_have_a_checklist_of_their_own()
    {
        var rows = Checklist(Html(Examples.PatinaProtocol), "consort-harms");

        rows.Where(row => row.Item == "27").ShouldAllBe(row => row.Where == "Safety");
        rows.First(row => row.Item == "15").Where.ShouldBe("Harms");
        Checklist(Html(PatinaLike.Protocol with { FollowUp = null }), "consort-harms")
            .First(row => row.Item == "15")
            .Where.ShouldBe("Not in protocol");
    }

    [Fact]
    public void A_protocol_that_only_analyzes_has_the_methods_of_an_analysis()
    {
        var pilot = Examples.CdiscPilotProtocol;
        var sets = PatinaLike.Output(synthetic: false);
        var nothing = sets with
        {
            Results = new(sets.Results.Provenance, [], sets.Results.Sets, sets.Results.Groupings, []),
            Curves = [],
        };
        var html = Html(pilot, nothing);

        Part(Text(html), "methods-design")
            .ShouldContain(
                "It compared Xanomeline Low Dose and Xanomeline High Dose with placebo; participants were allocated 1:1:1."
            );
        Part(Text(html), "methods-outcomes")
            .ShouldContain("time to first dermatologic event, the time from the first dose to dermatologic event.");
        Part(Text(html), "methods-masking").ShouldContain("double blind; the protocol does not say who was masked");
        foreach (var part in (string[])["eligibility", "interventions", "sample-size", "looks", "randomization"])
            html.ShouldNotContain($"id=\"methods-{part}\"");
        var estimands = html[html.IndexOf("id=\"estimands\"", StringComparison.Ordinal)..];
        estimands[..estimands.IndexOf("</table>", StringComparison.Ordinal)].ShouldContain("Not in protocol");
        Link().Matches(html).Select(match => match.Groups["to"].Value)
            .Except(Anchor().Matches(html).Select(match => match.Groups["id"].Value))
            .ShouldBeEmpty();
    }

    [Fact]
    public void What_was_planned_stands_beside_what_was_observed()
    {
        var html = Html(Examples.PatinaProtocol);
        var table = html[html.IndexOf("id=\"planned\"", StringComparison.Ordinal)..];
        var rows = Row().Matches(table[..table.IndexOf("</table>", StringComparison.Ordinal)])
            .Select(match => string.Join(" | ", Cell().Matches(match.Value).Select(cell => Text(cell.Groups["text"].Value))))
            .ToArray();

        // Planned: the protocol and Schoenfeld's formula; observed: 518 randomized, 153 and 166 events, a median of 29.1.
        rows.ShouldContain("Participants | 496 | 518");
        rows.ShouldContain("Events of progression-free survival | 257 | 319");
        rows.ShouldContain("Median with standard, months | 29.1 | 29.1");
    }

    [Fact]
    public void Several_experimental_arms_are_said_to_share_no_level()
    {
        var three = PatinaLike.Protocol with
        {
            Arms = [.. PatinaLike.Protocol.Arms, new("other", "Another dose", ArmRole.Experimental, 1, [])],
        };
        var report = Report(three);

        Part(report, "methods-sample-size")
            .ShouldContain("plans 496 participants, for a power of 90% at a one-sided level of 2.5% if the hazard ratio is 0.667.");
        Part(report, "methods-statistics").ShouldContain("no rule to share the level among several experimental arms");
    }

    [Fact]
    public void The_numbers_of_the_plan_are_in_the_results_file_and_read_back_from_it()
    {
        var results = TestedOutput.Of(Examples.PatinaProtocol, PatinaLike.Output()).Output.Results;

        var read = ResultsJson.Read(ResultsJson.Write(results));

        read.At("Design/events")!.Formatted.ShouldBe("257");
        read.At("Design.Looks/efficacyZ[look=1]")!.Formatted.ShouldBe("1.9600");
        read.Find("Design")!.SetId.ShouldBe("");
        read.Grouping("look").Groups.Select(group => group.Id).ShouldBe(["1"]);
    }

    [Fact]
    public void Results_that_have_their_plan_already_have_it_once()
    {
        var once = TestedOutput.Of(Examples.PatinaProtocol, PatinaLike.Output()).Output;
        var twice = TestedOutput.Of(Examples.PatinaProtocol, once).Output;

        twice.Results.Analyses.Select(analysis => analysis.Id).ShouldBe(once.Results.Analyses.Select(analysis => analysis.Id), ignoreOrder: true);
        twice.Results.Groupings.Select(grouping => grouping.Id).ShouldBeUnique();
        twice.Results.Conventions.Count.ShouldBe(once.Results.Conventions.Count);
    }

    static TrialProtocol With(RandomizationMethod method) =>
        PatinaLike.Protocol with
        {
            Randomization = PatinaLike.Protocol.Randomization! with { Method = method },
        };

    static TrialProtocol Parsed(string yaml) =>
        ProtocolFile.Parse(Encoding.UTF8.GetBytes(yaml), "protocol.yaml") switch
        {
            ProtocolReading.Accepted accepted => accepted.Protocol,
            var refused => throw new ShouldAssertException(string.Join('\n', refused.Problems)),
        };

    static string Report(TrialProtocol protocol) => Text(Html(protocol));

    static string Html(TrialProtocol protocol, AnalysisOutput? output = null) =>
        TrialReport.Render(protocol, output ?? PatinaLike.Output()) switch
        {
            ReportOutcome.Written written => written.Text,
            ReportOutcome.Refused refused => throw new ShouldAssertException(string.Join('\n', refused.Problems)),
            var other => throw new ShouldAssertException($"{other}"),
        };

    /// <summary>From a heading to the next one.</summary>
    static string Part(string text, string id)
    {
        var start = text.IndexOf($"\u27E6{id}\u27E7", StringComparison.Ordinal);
        start.ShouldBeGreaterThanOrEqualTo(0, id);
        var end = text.IndexOf('\u27E6', start + 1);
        return end < 0 ? text[start..] : text[start..end];
    }

    /// <summary>The words, with the anchors of sections and their headings kept as marks.</summary>
    static string Text(string html) =>
        WebUtility
            .HtmlDecode(Tag().Replace(Marked().Replace(html, "\u27E6${id}\u27E7"), ""))
            .Replace('\u00A0', ' ')
            .Trim();

    static (string Item, string What, string Where)[] Checklist(string html, string id)
    {
        var table = html[html.IndexOf($"id=\"{id}\"", StringComparison.Ordinal)..];
        return
        [
            .. Row().Matches(table[..table.IndexOf("</table>", StringComparison.Ordinal)])
                .Select(match => Cell().Matches(match.Value).Select(cell => Text(cell.Groups["text"].Value)).ToArray())
                .Where(cells => cells.Length == 3 && cells[0] != "Item")
                .Select(cells => (cells[0], cells[1], cells[2])),
        ];
    }

    [GeneratedRegex("<(section|h3) id=\"(?<id>[^\"]*)\"[^>]*>", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Marked();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 2000)]
    private static partial Regex Tag();

    [GeneratedRegex("<tr[^>]*>.*?</tr>", RegexOptions.Singleline, 2000)]
    private static partial Regex Row();

    [GeneratedRegex("<t[hd][^>]*>(?<text>.*?)</t[hd]>", RegexOptions.Singleline, 2000)]
    private static partial Regex Cell();

    [GeneratedRegex(" id=\"(?<id>[^\"]*)\"", RegexOptions.None, 2000)]
    private static partial Regex Anchor();

    [GeneratedRegex(" href=\"#(?<to>[^\"]*)\"", RegexOptions.None, 2000)]
    private static partial Regex Link();
}
