using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>
/// How the trial was done, from its protocol alone: whatever the file says is said here, and nothing that it does not say.
/// </summary>
static class MethodsSection
{
    public const string Id = "methods";

    public static Section Of(Manuscript m) =>
        new(
            Id,
            m.Say("Methods"),
            [
                .. TrialDesignSection.Of(m),
                .. ChangesSection.Of(m),
                .. EligibilitySection.Of(m),
                .. InterventionsSection.Of(m),
                .. OutcomesSection.Of(m),
                .. VisitsSection.Of(m),
                .. HarmsSection.Of(m),
                .. SampleSizeSection.Of(m),
                .. LooksSection.Of(m),
                .. RandomizationSection.Of(m),
                .. MaskingSection.Of(m),
                .. AnalysisSetsSection.Of(m),
                .. StatisticsSection.Of(m),
                .. EstimandTable.Of(m),
            ]
        );

    /// <summary>A part under a heading to which a reader can be sent; none without blocks.</summary>
    public static IEnumerable<Block> Part(string id, BoundText title, IEnumerable<Block> blocks)
    {
        Block[] all = [.. blocks];
        return all.Length == 0 ? [] : [new Heading(title, id), .. all];
    }
}
