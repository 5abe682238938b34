using System.Globalization;
using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tests;

public sealed class Briefs
{
    [Theory]
    [InlineData(0.75, 0.0205)]
    [InlineData(0.95, 0.6)]
    [InlineData(1.4, 0.004)]
    public void A_brief_has_about_250_words(double ratio, double p) =>
        Words(Body(PatinaLike.Output(ratio, p))).ShouldBeInRange(200, 300);

    [Fact]
    public void That_of_the_example_that_ships_has_a_disclosure_more()
    {
        var written = Brief.Render(Examples.PatinaProtocol, PatinaLike.Output()).ShouldBeOfType<ReportOutcome.Written>();

        Words(Plain(written.Text).Split("---")[0]).ShouldBeInRange(200, 320);
    }

    [Fact]
    public void It_tells_who_what_the_finding_its_cost_and_who_paid()
    {
        var body = Body(PatinaLike.Output());

        body.ShouldContain("Of 518 participants, chance assigned 261 to palbociclib + standard and 257 to standard.");
        body.ShouldContain(
            "Half of those on palbociclib + standard went 44.3 months or more without such an event, against 29.1 months on standard."
        );
        body.ShouldContain("0.75 (95% confidence interval 0.59 to 0.96)");
        body.ShouldContain("Severe adverse events (grade three or higher) were more common with palbociclib + standard");
        body.ShouldContain("89.7% against 34.3% of those treated");
        body.ShouldContain("Funding: Pfizer, the manufacturer of palbociclib.");
    }

    [Theory]
    [InlineData(0.75, 0.0205, "followed by a longer time", "met the standard of evidence")]
    [InlineData(1.40, 0.0040, "followed by a shorter time", "met the standard of evidence")]
    [InlineData(0.95, 0.6000, "was not shown to change", "did not meet the standard of evidence")]
    public void Its_sentences_follow_the_results(double ratio, double p, string finding, string verdict)
    {
        var body = Body(PatinaLike.Output(ratio, p));

        body.ShouldContain(finding);
        body.ShouldContain(verdict);
        body.ShouldNotContain("prove", Case.Insensitive);
    }

    [Theory]
    [InlineData(5.1, 0.0, "made 5.1% stop a treatment, and nobody on standard.")]
    [InlineData(0.0, 5.1, "made nobody on palbociclib + standard stop a treatment, against 5.1%.")]
    [InlineData(5.1, 2.0, "made 5.1% against 2.0% stop a treatment.")]
    [InlineData(0.0, 0.0, "made nobody stop a treatment.")]
    public void Nobody_is_not_called_a_percentage(double one, double other, string expected) =>
        Body(Stopping(one, other)).ShouldContain($"Adverse events {expected}");

    [Fact]
    public void Synthetic_data_say_so_first()
    {
        Text(PatinaLike.Output(synthetic: true)).ShouldStartWith("> **Synthetic data: virtual participants, no real person.**");
        Text(PatinaLike.Output(synthetic: false)).ShouldNotContain("Synthetic");
    }

    [Fact]
    public void It_lists_the_address_of_every_number_that_it_quotes()
    {
        var written = Brief.Render(PatinaLike.Protocol, PatinaLike.Output()).ShouldBeOfType<ReportOutcome.Written>();

        written.Quoted.Count.ShouldBeGreaterThan(20);
        foreach (var address in written.Quoted)
            written.Text.ShouldContain($"`{address}`");
    }

    [Fact]
    public void Without_plain_words_there_is_none_and_the_reason_is_stated() =>
        Brief
            .Render(PatinaLike.Protocol with { PlainWords = null }, PatinaLike.Output())
            .ShouldBeOfType<ReportOutcome.LeftOut>()
            .Reason.ShouldBe("The protocol gives no plain words, so there is no plain-language summary.");

    [Fact]
    public void A_number_in_the_plain_words_refuses_it_and_names_number_and_sentence()
    {
        var words = PatinaLike.Protocol.PlainWords! with { Why = "It cures 90 percent." };

        var problem = Brief
            .Render(PatinaLike.Protocol with { PlainWords = words }, PatinaLike.Output())
            .ShouldBeOfType<ReportOutcome.Refused>()
            .Problems.ShouldHaveSingleItem();

        problem.Subject.ShouldBe("90");
    }

    [Fact]
    public void What_data_say_cannot_become_Markdown_or_HTML()
    {
        var text = Body(PatinaLike.Output(label: "New [drug](http://x) <img src=x> *A*"));

        text.ShouldContain(@"new \[drug\](http://x) \<img src=x\> \*A\*");
    }

    static AnalysisOutput Stopping(double one, double other)
    {
        var output = PatinaLike.Output();
        var analyses = output.Results.Analyses.Select(analysis =>
            analysis.Id == "AE.Overview"
                ? analysis with
                {
                    Results =
                    [
                        .. analysis.Results.Where(result => !IsStopping(result)),
                        Share("palbociclib", one),
                        Share("standard", other),
                    ],
                }
                : analysis
        );
        var results = output.Results;
        return output with
        {
            Results = new(results.Provenance, results.Conventions, results.Sets, results.Groupings, [.. analyses]),
        };

        static bool IsStopping(OperationResult result) =>
            result.Operation == "percent" && result.Groups.Any(group => group.Group == "discontinuation");

        static OperationResult Share(string arm, double percent) =>
            new(
                "percent",
                [new("arm", arm), new("category", "discontinuation")],
                percent,
                percent.ToString("0.0", CultureInfo.InvariantCulture)
            );
    }

    static int Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length;

    static string Text(AnalysisOutput output) =>
        Plain(Brief.Render(PatinaLike.Protocol, output).ShouldBeOfType<ReportOutcome.Written>().Text);

    static string Plain(string text) => text.Replace('\u00A0', ' ');

    static string Body(AnalysisOutput output) => Text(output).Split("---")[0];
}
