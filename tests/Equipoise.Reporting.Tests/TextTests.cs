using System.Text.RegularExpressions;
using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tests;

/// <summary>Brief, lay summary, abstract and results section: what each says, whatever was found.</summary>
public sealed partial class TextTests
{
    static DesignAssumptions Design => PatinaLike.Protocol.Design!;

    public static TheoryData<string> Files => [.. TrialTexts.All.Select(text => text.File)];

    // What may come of a trial, each from results alone.
    static readonly Dictionary<string, (TrialProtocol Protocol, AnalysisOutput Output)> outcomes = new()
    {
        ["benefit"] = (PatinaLike.Protocol, PatinaLike.Output(synthetic: false)),
        ["harm"] = (PatinaLike.Protocol, PatinaLike.Output(1.4, 0.004, synthetic: false)),
        ["not shown"] = (PatinaLike.Protocol, PatinaLike.Output(0.95, 0.6, synthetic: false)),
        ["undecided"] = (
            PatinaLike.Protocol with { Design = Design with { Cutoff = new DataCutoff.AtEvents(400) } },
            PatinaLike.Output(synthetic: false)
        ),
        ["non-inferiority"] = (
            PatinaLike.Protocol with { Design = Design with { Margin = 1.3, Cutoff = new DataCutoff.AtEvents(300) } },
            WithLog(PatinaLike.Output(0.99, 0.8129, synthetic: false), 0.99, 0.0538)
        ),
        ["margin not ruled out"] = (
            PatinaLike.Protocol with { Design = Design with { Margin = 1.3, Cutoff = new DataCutoff.AtEvents(300) } },
            WithLog(PatinaLike.Output(1.25, 0.1, synthetic: false), 1.25, 0.1)
        ),
        ["nobody with the event"] = (PatinaLike.Protocol, NoEvents(PatinaLike.Output(0.5, 0.0001, (double.NaN, 29.1)))),
        ["three arms"] = (
            ArmsOf.WithAnother(PatinaLike.Protocol, "high", "High dose"),
            ArmsOf.WithAnother(PatinaLike.Output(synthetic: false), "high", "High dose")
        ),
        ["rehearsal"] = (PatinaLike.Protocol, PatinaLike.Output(synthetic: true)),
        ["the example"] = (Examples.PatinaProtocol, PatinaLike.Output(synthetic: false)),
    };

    public static TheoryData<string> Outcomes => [.. outcomes.Keys];

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void A_lay_summary_reads_at_the_eighth_grade_or_below_whatever_was_found(string outcome)
    {
        var written = Written(TrialTexts.LaySummaryFile, outcomes[outcome]);

        written.Notes.ShouldBeEmpty();
        double.Parse(Graded().Match(written.Text).Groups["grade"].Value, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeInRange(3, 8);
    }

    [Fact]
    public void Hard_words_of_the_protocol_are_told_with_the_grade_and_the_longest_sentences()
    {
        var why =
            "Notwithstanding considerable pharmacological improvements, progressively accumulating endocrine resistance "
            + "characteristically necessitates intensification of therapeutic interventions in metastatic malignancies, "
            + "particularly following discontinuation of cytotoxic chemotherapy administered concomitantly with antibodies "
            + "against epidermal growth factor receptors, irrespective of individually established prognostic characteristics.";
        var hard = PatinaLike.Protocol with { PlainWords = PatinaLike.Protocol.PlainWords! with { Why = why } };

        var notes = Written(TrialTexts.LaySummaryFile, (hard, PatinaLike.Output())).Notes;

        notes[0].ShouldContain("Flesch-Kincaid grade");
        notes[1].ShouldContain("Notwithstanding");
    }

    [Theory]
    [InlineData("benefit", "This time was longer with palbociclib + standard than with standard.")]
    [InlineData("harm", "This time was shorter with palbociclib + standard than with standard.")]
    [InlineData("not shown", "The study did not show that palbociclib + standard changed this time.")]
    [InlineData("undecided", "It is too soon to say if the groups differ.")]
    [InlineData("non-inferiority", "was not worse than standard by more than the limit set before")]
    [InlineData("margin not ruled out", "did not show that palbociclib + standard is about as good as standard")]
    [InlineData("nobody with the event", "It happened to none of 261 people on palbociclib + standard and 166 of 257 people")]
    [InlineData("three arms", "It did not test if the groups differ.")]
    public void A_lay_summary_says_what_was_found(string outcome, string expected) =>
        Body(TrialTexts.LaySummaryFile, outcome).ShouldContain(expected);

    [Theory]
    [InlineData("benefit", "Progression-free survival was longer with")]
    [InlineData("harm", "Progression-free survival was shorter with")]
    [InlineData("not shown", "No difference in progression-free survival was shown between")]
    [InlineData("undecided", "is not decided yet")]
    [InlineData("non-inferiority", "was not inferior to standard by the margin")]
    [InlineData("margin not ruled out", "was not shown to be non-inferior to standard by the margin")]
    [InlineData("three arms", "was described and not tested")]
    [InlineData("rehearsal", "A rehearsal allows no conclusion about a treatment")]
    public void An_abstract_concludes_what_was_found(string outcome, string expected)
    {
        var text = Body(TrialTexts.AbstractFile, outcome);

        text[text.IndexOf("## Conclusions", StringComparison.Ordinal)..].ShouldContain(expected);
    }

    // The items of CONSORT for Abstracts, PLoS Med 2008;5:e20, table 1; authors stand with the article.
    [Fact]
    public void An_abstract_has_the_items_of_CONSORT_and_counts_its_words()
    {
        var text = Written(TrialTexts.AbstractFile, outcomes["benefit"]).Text.Replace('\u00A0', ' ');
        string[] items =
        [
            "a randomized trial",
            "## Trial design",
            "**Participants:**",
            "**Interventions:**",
            "**Objective:**",
            "**Outcome:**",
            "**Randomization:**",
            "**Blinding:**",
            "**Numbers randomized:**",
            "**Numbers analyzed:**",
            "**Harms:**",
            "## Conclusions",
            "## Trial registration\n\nNCT02947685.",
            "## Funding",
        ];
        items.Where(item => !text.Contains(item)).ShouldBeEmpty();
        var words = text.Split("---")[0]
            .Split('\n')
            .Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split(' '))
            .Count(word => word.Any(char.IsLetterOrDigit));
        text.ShouldContain($"\n{words} words, without title and headings.");
        words.ShouldBeLessThanOrEqualTo(350);
    }

    [Fact]
    public void A_section_of_results_goes_from_the_flow_to_the_harms_in_the_order_of_the_hierarchy()
    {
        var text = Body("results.md", "benefit");
        string[] headings = ["Participants", "Baseline", "Primary outcome", "Secondary outcomes", "Subgroups", "Harms"];

        text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ShouldBe(headings.Select(one => $"## {one}"));
        text.ShouldContain("Of 607 people screened, 89 were excluded (most often for");
        text.ShouldContain("248 were treated; 190 stopped treatment");
        text.ShouldContain("**Overall survival.**");
        text.ShouldContain("was not tested");
        text.ShouldContain("hazard ratio of palbociclib + standard lay between 0.68 (0.53 to 0.88;");
        text.ShouldContain("bear no claim");
    }

    [Theory]
    [InlineData("benefit")]
    [InlineData("not shown")]
    [InlineData("undecided")]
    public void Turned_around_every_word_of_direction_turns(string outcome)
    {
        var (protocol, output) = outcomes[outcome];
        foreach (var file in TrialTexts.All.Select(text => text.File))
        {
            var one = Directions(Plain(Written(file, (protocol, output)).Text));
            var other = Directions(Plain(Written(file, (protocol, ArmsOf.TurnedAround(output))).Text));

            one.ShouldNotBeEmpty(file);
            other.ShouldBe(one.Select(Opposite), file);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Three_arms_are_told_each_by_its_numbers_and_no_word_says_which_is_better(string file)
    {
        var text = Body(file, "three arms");

        text.ShouldContain("high dose");
        Directions(text).ShouldBeEmpty();
    }

    [Fact]
    public void A_brief_of_the_trial_says_who_where_when_and_what_was_said()
    {
        var words = PatinaLike.Protocol.PlainWords! with
        {
            Authors = "A. Author and B. Writer of the Institute",
            Journal = "the Journal of Trials",
            Published = new(2026, 1, 22),
            Where = "Spain and Italy",
            Quotation = new("We need to know more", "C. Speaker, who had no part in the trial"),
        };
        var protocol = PatinaLike.Protocol with { PlainWords = words };

        var trial = Plain(Written("brief.md", (protocol, PatinaLike.Output(synthetic: false))).Text);
        var rehearsal = Plain(Written("brief.md", (protocol, PatinaLike.Output(synthetic: true))).Text);

        trial.ShouldContain("A. Author and B. Writer of the Institute reported the trial in the Journal of Trials on January 22, 2026.");
        trial.ShouldContain("They were enrolled in Spain and Italy.");
        trial.ShouldContain("\u201CWe need to know more,\u201D said C. Speaker, who had no part in the trial.");
        foreach (var said in new[] { "Journal of Trials", "Spain", "Speaker" })
            rehearsal.ShouldNotContain(said);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_text_lists_the_address_of_every_number_that_it_quotes(string file)
    {
        var written = Written(file, outcomes["benefit"]);

        written.Quoted.Count.ShouldBeGreaterThan(15);
        foreach (var address in written.Quoted)
            written.Text.ShouldContain($"`{address}`");
    }

    static string[] Directions(string text) => [.. Direction().Matches(text.Split("\n---\n")[0]).Select(word => word.Value)];

    static string Opposite(string word) =>
        word switch
        {
            "longer" => "shorter",
            "shorter" => "longer",
            "more common" => "less common",
            "less common" => "more common",
            _ => word,
        };

    static string Body(string file, string outcome) => Plain(Written(file, outcomes[outcome]).Text).Split("\n---\n")[0];

    static ReportOutcome.Written Written(string file, (TrialProtocol Protocol, AnalysisOutput Output) of) =>
        TrialTexts.All.Single(text => text.File == file).Render(of.Protocol, of.Output, ReportStyle.Journal) switch
        {
            ReportOutcome.Written written => written,
            ReportOutcome.Refused refused => throw new ShouldAssertException(string.Join('\n', refused.Problems)),
            var other => throw new ShouldAssertException($"{other}"),
        };

    static AnalysisOutput WithLog(AnalysisOutput output, double ratio, double error) =>
        Changed(
            output,
            "PFS.Cox",
            results =>
                [
                    .. results,
                    new("logHazardRatio", [new(By.Arm, PatinaLike.New)], Math.Log(ratio), Format.Fixed(Math.Log(ratio), 4)),
                    new("standardError", [new(By.Arm, PatinaLike.New)], error, Format.Fixed(error, 4)),
                ]
        );

    static AnalysisOutput NoEvents(AnalysisOutput output) =>
        Changed(
            output,
            "PFS.Events",
            results =>
                [
                    .. results.Select(result =>
                        result.Operation == "events" && result.Groups.Any(group => group.Group == PatinaLike.New)
                            ? result with { Raw = 0, Formatted = "0" }
                            : result
                    ),
                ]
        );

    static AnalysisOutput Changed(
        AnalysisOutput output,
        string id,
        Func<IReadOnlyList<OperationResult>, OperationResult[]> change
    )
    {
        var results = output.Results;
        return output with
        {
            Results = results.With(
                results.Conventions,
                results.Groupings,
                [
                    .. results.Analyses.Select(analysis =>
                        analysis.Id == id ? analysis with { Results = change(analysis.Results) } : analysis
                    ),
                ]
            ),
        };
    }

    static string Plain(string text) => text.Replace('\u00A0', ' ');

    [GeneratedRegex("longer|shorter|more common|less common", RegexOptions.None, 1000)]
    private static partial Regex Direction();

    [GeneratedRegex(@"Flesch-Kincaid grade (?<grade>-?[\d.]+)\.\n", RegexOptions.None, 1000)]
    private static partial Regex Graded();
}
