using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>The keys of docs/efficacy.md: each is refused with its line and a remedy where its words are not known.</summary>
public sealed class EfficacyKeyTests
{
    const string At = "    landmarks: [12 months, 24 months, 36 months, 48 months]\n    subgroups: [pertuzumab";

    [Theory]
    [InlineData("comparisons", "pairs", "is 'pairs'")]
    [InlineData("landmark test", "score", "is 'score'")]
    [InlineData("restricted mean to", "48", "is '48'")]
    public void An_unknown_word_is_refused_where_it_stands(string key, string word, string message) =>
        Slip.In(At, $"    {key}: ‸{word}\n{At}", $"analysis.PFS.{key}", message);

    [Theory]
    [InlineData("censor: [FDA, EMA, treatment policy]", "censor: ‸PMDA", "censor", "is 'PMDA'")]
    [InlineData("interval-censored: yes", "interval-censored: ‸maybe", "interval-censored", "is 'maybe'")]
    public void An_unknown_word_of_a_sensitivity_analysis_is_refused(string find, string line, string key, string message) =>
        Slip.In(find, line, $"analysis.PFS.sensitivity.{key}", message);

    [Fact]
    public void An_analysis_without_strata_beside_one_that_has_none_is_refused() =>
        Slip.In(
            [
                ("    test: stratified log-rank            # or: log-rank", "    test: log-rank"),
                ("effect: \"stratified Cox, ties Efron\"   # or", "effect: \"Cox, ties Efron\"   # or"),
                ("      unstratified: yes", "      unstratified: ‸yes"),
            ],
            "analysis.PFS.sensitivity.unstratified",
            "is yes, and the analysis is not stratified"
        );

    [Theory]
    [InlineData("confirmed: yes  ", "confirmed: ‸perhaps  ", "confirmed", "is 'perhaps'")]
    [InlineData("interval: Clopper-Pearson", "interval: ‸exact", "interval", "is 'exact'")]
    [InlineData("difference: Newcombe", "difference: ‸Mee", "difference", "is 'Mee'")]
    [InlineData("stable for: 6 weeks ", "stable for: ‸6 ", "stable for", "is '6'")]
    public void An_unknown_word_of_the_analysis_of_responses_is_refused(string find, string line, string key, string message) =>
        Slip.In(find, line, $"analysis.response.{key}", message);

    [Theory]
    [InlineData("progression: PFS", "progression: ‸PSF", "progression", "'PSF' is no endpoint of this protocol")]
    [InlineData("utility of toxicity: 0.5 ", "utility of toxicity: ‸1.5 ", "utility of toxicity", "is '1.5'")]
    [InlineData("draws: 1000", "draws: ‸10", "draws", "is '10'")]
    public void An_unknown_word_of_the_quality_of_survival_is_refused(string find, string line, string key, string message) =>
        Slip.In(find, line, $"analysis.Q-TWiST.{key}", message);

    [Fact]
    public void What_is_said_is_read()
    {
        var text = Slip.Replace(
            File.ReadAllText(Examples.ProtocolPath("patina")),
            At,
            $"    comparisons: pairwise\n    landmark test: log-log\n    restricted mean to: 3 years\n{At}"
        );
        var plan = ProtocolFile
            .Parse(System.Text.Encoding.UTF8.GetBytes(text), "protocol.yaml")
            .ShouldBeOfType<ProtocolReading.Accepted>()
            .Protocol.Analysis.TimeToEvent[0];
        plan.Comparisons.ShouldBe(ArmComparisons.Pairwise);
        plan.LandmarkTest.ShouldBe(Equipoise.Statistics.IntervalTransformation.LogLog);
        plan.RestrictedMeanTo.ShouldBe(new Duration(3, TimeUnit.Year));
    }
}
