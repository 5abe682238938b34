using System.Net;
using System.Text.RegularExpressions;
using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Reporting.Tests;

/// <summary>No sentence that the design does not allow, and no harm left out.</summary>
public sealed partial class ClaimTests
{
    static DesignAssumptions Design => PatinaLike.Protocol.Design!;

    [Fact]
    public void With_fewer_events_than_planned_nothing_is_claimed_and_both_numbers_are_told()
    {
        var early = PatinaLike.Protocol with { Design = Design with { Cutoff = new DataCutoff.AtEvents(400) } };

        var (report, brief) = (Report(PatinaLike.Output(), early), Brief(PatinaLike.Output(), early));

        report.ShouldContain("With 319 of the 400 planned events this is not an analysis that the design planned");
        brief.ShouldContain("With 319 of the 400 planned events");
        foreach (var text in new[] { report, brief })
        {
            text.ShouldNotContain("was longer");
            text.ShouldNotContain("met the standard of evidence");
        }
    }

    /// <summary>A trial that is looked at after four fifths of its events, and given up when it does badly by then.</summary>
    static TrialProtocol Interim =>
        PatinaLike.Protocol with
        {
            Design = Design with
            {
                Cutoff = new DataCutoff.AtEvents(400),
                Looks = new(
                    [319 / 400.0, 1],
                    new EfficacyRule.Spending(new SpendingFunction.LanDeMetsOBrienFleming()),
                    new FutilityRule.Spending(new SpendingFunction.LanDeMetsOBrienFleming(), Binding: false),
                    SpendingClock.Events
                ),
            },
        };

    // The bound: rpact, getDesignGroupSequential(typeOfDesign = "asOF", typeBetaSpending = "bsOF"), is far above a Z of 0.
    [Fact]
    public void At_the_bound_for_futility_every_text_says_so_and_none_that_the_groups_are_the_same()
    {
        var output = PatinaLike.Output(0.95, 0.6, synthetic: false);
        string Of(string file) =>
            Plain(Written(TrialTexts.All.Single(text => text.File == file).Render(Interim, output, ReportStyle.Journal)));

        var brief = Brief(output, Interim);
        brief.ShouldStartWith("# Palbociclib + standard: little hope of being shown better in time until the cancer grew or the person died");
        brief.ShouldContain("the bound for futility was reached");
        Of(TrialTexts.LaySummaryFile).ShouldContain("By the rule set before, there is little hope that palbociclib + standard will do better than standard.");
        Of(TrialTexts.AbstractFile).ShouldContain("is not decided; the bound for futility was reached.");
        Of("results.md").ShouldContain("the bound for futility was reached");
        foreach (var text in TrialTexts.All.Select(text => Of(text.File)).Append(brief))
        {
            text.ShouldNotContain("no difference");
            text.ShouldNotContain("was not shown to differ");
        }
    }

    [Fact]
    public void A_standard_that_was_met_by_a_worse_result_is_no_good_news()
    {
        var lay = TrialTexts.All.Single(text => text.File == TrialTexts.LaySummaryFile);
        string Of(double ratio) => Plain(Written(lay.Render(PatinaLike.Protocol, PatinaLike.Output(ratio, 0.003), ReportStyle.Journal)));

        Of(1.4).ShouldContain("met the standard that was set before the study began. It speaks against palbociclib + standard.");
        Of(0.7).ShouldNotContain("speaks against");
    }

    [Fact]
    public void A_secondary_endpoint_without_a_place_in_the_order_has_estimate_and_interval_and_no_P()
    {
        var output = With(PatinaLike.Output(), "OS.Cox", ("upper", 0.97), ("hazardRatio", 0.68), ("lower", 0.47));

        var (report, brief) = (Report(output), Brief(output));

        brief.ShouldContain("The time until death of any cause was not tested:");
        brief.ShouldNotContain("death of any cause was longer");
        report.ShouldContain("Overall survival was not tested between palbociclib + standard and standard, because the design sets no level of significance for it");
        report[report.IndexOf("OS-table-caption", StringComparison.Ordinal)..].ShouldNotContain("Log-rank test, two-sided P");
    }

    [Theory]
    [InlineData(0.75, 0.0205, "was not shown to differ")]
    [InlineData(0.95, 0.6, "was not tested, because progression-free survival, which had to be shown before, was not")]
    public void What_comes_after_in_the_order_waits_for_what_comes_before(double ratio, double p, string expected)
    {
        var ordered = PatinaLike.Protocol with
        {
            Analysis = PatinaLike.Protocol.Analysis with { TestOrder = ["PFS", "OS"] },
        };

        Brief(PatinaLike.Output(ratio, p), ordered).ShouldContain($"death of any cause {expected}");
    }

    [Fact]
    public void A_word_of_direction_is_never_against_the_medians()
    {
        var output = PatinaLike.Output(ratio: 0.5, p: 0.0001, medians: (11.2, 16.4));

        var (report, brief) = (Report(output), Brief(output));

        report.ShouldContain("differed between palbociclib + standard and standard, and not in one direction throughout");
        foreach (var text in new[] { report, brief })
        {
            text.ShouldNotContain("was longer");
            text.ShouldNotContain("a longer time");
        }
    }

    [Fact]
    public void A_margin_that_is_ruled_out_is_told_by_its_limit_and_without_a_P_of_superiority()
    {
        var protocol = PatinaLike.Protocol with
        {
            Design = Design with { Margin = 1.3, Cutoff = new DataCutoff.AtEvents(300) },
        };
        var output = With(PatinaLike.Output(0.99, 0.8129), "PFS.Cox", ("logHazardRatio", Math.Log(0.99)), ("standardError", 0.0538));

        var brief = Brief(output, protocol);

        brief.ShouldContain("not inferior in time");
        brief.ShouldContain("the upper limit of the hazard ratio, 1.10, lies below 1.3");
        brief.ShouldNotContain("0.8129");
        Report(output, protocol).ShouldContain("was not inferior to standard by the margin of 1.3");
    }

    [Fact]
    public void Nobody_with_the_event_is_said_in_words_and_a_curve_at_one_half_is_at_least_half()
    {
        var none = With(PatinaLike.Output(medians: (double.NaN, 29.1)), "PFS.Events", "palbociclib", ("events", 0));

        Brief(none).ShouldContain("none of 261 had such an event, against 166 of 257");
        Brief(PatinaLike.Output(medians: (double.NaN, 29.1)) with { Curves = [] }).ShouldContain("at least half had none throughout");
    }

    [Fact]
    public void Deaths_and_serious_events_come_first_wherever_they_occurred()
    {
        var output = Fatal(PatinaLike.Output(), 6);

        Brief(output).ShouldContain("Adverse events led to death in 2.3% (6) with palbociclib + standard and in none with standard.");
        Brief(output).ShouldContain("Serious ones occurred in 21.1% against 14.9%.");
        Report(output).ShouldContain("Adverse events led to death in 2.3% (6) with palbociclib + standard and in none with standard.");
        Brief(Fatal(PatinaLike.Output(), 0)).ShouldNotContain("led to death");
    }

    [Fact]
    public void Without_adverse_events_it_is_said_that_harms_were_not_analyzed()
    {
        var output = PatinaLike.Output();
        var results = output.Results;
        var none = output with
        {
            Results = new(
                results.Provenance,
                results.Conventions,
                results.Sets,
                results.Groupings,
                [.. results.Analyses.Where(analysis => !analysis.Id.StartsWith("AE.", StringComparison.Ordinal))]
            ),
        };

        Brief(none).ShouldContain("Harms were not analyzed");
        Report(none).ShouldContain("Harms were not analyzed");
    }

    [Fact]
    public void A_rehearsal_is_never_told_as_the_result_of_the_trial()
    {
        Brief(PatinaLike.Output(synthetic: true)).ShouldContain("the rehearsal of PATINA reports");
        Report(PatinaLike.Output(synthetic: true)).ShouldContain("This is the rehearsal of PATINA with virtual participants");
        Brief(PatinaLike.Output(synthetic: false)).ShouldContain("the PATINA trial reports");
    }

    [Fact]
    public void A_flow_that_does_not_add_up_is_not_drawn()
    {
        Report(PatinaLike.Output()).ShouldNotContain("is not drawn");
        var lost = With(PatinaLike.Output(), "Disposition", "palbociclib", ("treated", 250));

        Report(lost).ShouldContain("The flow of participants is not drawn: the numbers");
    }

    [Fact]
    public void What_ought_to_be_looked_at_in_the_data_stands_in_the_report()
    {
        var output = PatinaLike.Output() with
        {
            Findings = [new("ADTTE", "AVAL", 40, [41, 42, 43], "'S000' has a shorter OS than PFS.")],
        };

        Report(output).ShouldContain("ADTTE.AVAL41, 42, 4340'S000' has a shorter OS than PFS.");
        Report(PatinaLike.Output()).ShouldNotContain("Data to look at");
    }

    [Fact]
    public void The_values_of_every_figure_stand_beside_it_for_those_who_do_not_see_it()
    {
        var html = Written(TrialReport.Render(PatinaLike.Protocol, PatinaLike.Output()));
        var figures = html.Split("<figure class=\"exhibit\"").Skip(1).ToArray();

        figures.Length.ShouldBeGreaterThan(3);
        foreach (var figure in figures)
            figure[..figure.IndexOf("</figure>", StringComparison.Ordinal)].ShouldContain("<details class=\"values\">");
    }

    static AnalysisOutput Fatal(AnalysisOutput output, int count)
    {
        var results = output.Results;
        OperationResult Of(string operation, string arm, double raw, string printed) =>
            new(operation, [new("arm", arm), new("category", "fatal")], raw, printed);
        return output with
        {
            Results = new(
                results.Provenance,
                results.Conventions,
                results.Sets,
                [
                    .. results.Groupings.Select(grouping =>
                        grouping.Id == "category" ? grouping with { Groups = [.. grouping.Groups, new("fatal", "Fatal")] } : grouping
                    ),
                ],
                [
                    .. results.Analyses.Select(analysis =>
                        analysis.Id != "AE.Overview"
                            ? analysis
                            : analysis with
                            {
                                Results =
                                [
                                    .. analysis.Results,
                                    Of("participants", "palbociclib", count, $"{count}"),
                                    Of("percent", "palbociclib", 100 * count / 261.0, $"{100 * count / 261.0:0.0}%"),
                                    Of("participants", "standard", 0, "0"),
                                    Of("percent", "standard", 0, "0%"),
                                ],
                            }
                    ),
                ]
            ),
        };
    }

    static AnalysisOutput With(AnalysisOutput output, string id, params (string Operation, double Value)[] changed) =>
        With(output, id, null, changed);

    /// <summary>The output with other numbers in an analysis; those that it lacks are added for the experimental arm.</summary>
    static AnalysisOutput With(AnalysisOutput output, string id, string? arm, params (string Operation, double Value)[] changed)
    {
        var results = output.Results;
        return output with
        {
            Results = new(
                results.Provenance,
                results.Conventions,
                results.Sets,
                results.Groupings,
                [.. results.Analyses.Select(analysis => analysis.Id == id ? Changed(analysis) : analysis)]
            ),
        };

        NamedAnalysis Changed(NamedAnalysis analysis)
        {
            var kept = analysis.Results.Where(result =>
                !changed.Any(one => one.Operation == result.Operation)
                || (arm is not null && result.Groups.All(group => group.Group != arm))
            );
            return analysis with
            {
                Results =
                [
                    .. kept,
                    .. changed.Select(one => new OperationResult(
                        one.Operation,
                        [new("arm", arm ?? "palbociclib")],
                        one.Value,
                        one.Operation == "events" ? $"{one.Value:0}" : $"{one.Value:0.00}"
                    )),
                ],
            };
        }
    }

    static string Report(AnalysisOutput output, TrialProtocol? protocol = null) =>
        Plain(
            WebUtility.HtmlDecode(
                Tag().Replace(Written(TrialReport.Render(protocol ?? PatinaLike.Protocol, output)), match => match.Value.Contains("caption") ? match.Value : "")
            )
        );

    static string Brief(AnalysisOutput output, TrialProtocol? protocol = null) =>
        Plain(Written(Equipoise.Reporting.Brief.Render(protocol ?? PatinaLike.Protocol, output))).Split("---")[0];

    static string Written(ReportOutcome outcome) =>
        outcome switch
        {
            ReportOutcome.Written written => written.Text,
            ReportOutcome.Refused refused => throw new ShouldAssertException(string.Join('\n', refused.Problems)),
            var other => throw new ShouldAssertException($"{other}"),
        };

    static string Plain(string text) => text.Replace('\u00A0', ' ');

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 2000)]
    private static partial Regex Tag();
}
