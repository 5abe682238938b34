using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Plans;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Rendering.Web;
using Equipoise.Reporting.Reports;

namespace Equipoise.Reporting.Planning;

/// <summary>
/// The sample size of a trial to paste into its protocol or paper: text, looks with their bounds, power, accrual and events, in
/// one HTML file that needs no other, on screen and on paper.
/// </summary>
public static class SampleSizePage
{
    /// <summary>The whole page.</summary>
    /// <remarks>
    /// Every number of the text and of the tables is quoted from the plan by an address, which is that of <c>design --format
    /// json</c>. Numbers of an axis, and of descriptions for those who do not see a figure, are the plan's, rounded.
    /// </remarks>
    /// <param name="plan">The plan.</param>
    public static ReportOutcome Render(PlannedTrial plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var m = new Manuscript(plan.Protocol, PlanResults.Of(plan));
        var document = new Document(
            m.Plain($"{m.Names.Trial}: sample size"),
            "page",
            plan.Program,
            new(
                m.Say("Sample size and interim analyses"),
                m.Say($"{m.Names.Title}"),
                new([
                    new("Trial", m.Say($"{m.Names.Trial}")),
                    new("Protocol version", m.Say($"{m.Names.Version}")),
                    new("Protocol SHA-256", new([ReportMasthead.Hash(plan.Protocol.Sha256)])),
                ])
            ),
            [
                new("sample-size", m.Say("Sample size"), [.. Paragraph.Of(new SampleSizeText(plan, m).Paragraphs())])
                {
                    Kind = SectionKind.Statement,
                },
                BoundsSection.Of(plan, m),
                PowerSection.Of(plan, m),
                CourseSection.Of(plan, m),
                PlanProvenance.Of(plan, m),
            ]
        );
        return m.Problems.Count > 0
            ? new ReportOutcome.Refused(m.Problems)
            : new ReportOutcome.Written(
                HtmlPage.Of(document, StyleSheet.OperatingCharacteristics, StyleSheet.Planning),
                m.Quoted
            );
    }
}
