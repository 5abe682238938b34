using Equipoise.Conformance.Checks;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;
using Equipoise.Datasets;

namespace Equipoise.Trial.Tests.Conformance;

/// <summary>What FDA and the transport format do not allow (Study Data Technical Conformance Guide 3.3; TS-140).</summary>
public sealed class LimitFacts
{
    [Theory]
    [InlineData("LIMIT-SIZE", 5_368_709_121, "AE", "", "A", "", "x", "AE")]
    [InlineData("LIMIT-DATASET-NAME", 1, "SUPPQSSWLS", "", "A", "", "x", "SUPPQSSWLS")]
    [InlineData("LIMIT-DATASET-LABEL", 1, "AE", "Ereignisse, unerwünscht", "A", "", "x", "AE")]
    [InlineData("LIMIT-VARIABLE-NAME", 1, "AE", "", "AETERMNEW", "", "x", "AE 1")]
    [InlineData("LIMIT-VARIABLE-LABEL", 1, "AE", "", "A", "Forty-one characters are one more than may", "x", "AE 1")]
    [InlineData("LIMIT-ASCII", 1, "AE", "", "A", "", "René", "AE 1")]
    public void One_limit_is_passed(
        string limit,
        long bytes,
        string name,
        string label,
        string variable,
        string its,
        string value,
        string found
    )
    {
        var study = new Study([new(name, "f.xpt", bytes, new Table(name, label, [new TextColumn(variable, its, [value])]))]);
        Found(study).ShouldBe($"{limit} {found}");
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(201, "LIMIT-TEXT AE 1")]
    public void A_text_has_at_most_200_bytes(int length, string found) =>
        Found(SmallStudy.Of($"AE: A: {new string('x', length)}")).ShouldBe(found);

    [Fact]
    public void At_the_limits_nothing_is_found() =>
        Found(new Study([new("SUPPAE01", "f.xpt", 5_368_709_120, AtTheLimits())])).ShouldBe("");

    static Table AtTheLimits() => new("SUPPAE01", new('l', 40), [new TextColumn("AETERM_1", new('l', 40), ["x"])]);

    static string Found(Study study) =>
        string.Join(
            ", ",
            ConformanceCheck
                .Run(study, RuleFile.Limits())
                .SelectMany(result => result.Findings)
                .Select(finding => $"{finding.Rule} {finding.Dataset} {finding.Row}".TrimEnd())
        );
}
