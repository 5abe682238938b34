using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>The keys of docs/efficacy.md: each is refused with its line and a remedy where its words are not known.</summary>
public sealed class EfficacyKeyTests
{
    const string At = "    landmarks: [12 months, 24 months, 36 months, 48 months]\n    subgroups";

    [Theory]
    [InlineData("comparisons", "pairs", "is 'pairs'")]
    [InlineData("landmark test", "score", "is 'score'")]
    [InlineData("restricted mean to", "48", "is '48'")]
    public void An_unknown_word_is_refused_where_it_stands(string key, string word, string message) =>
        Slip.In(At, $"    {key}: ‸{word}\n{At}", $"analysis.PFS.{key}", message);

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
