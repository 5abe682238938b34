using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Pages;
using Equipoise.Reporting.Quoting;

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
        var m = new Manuscript(plan.Protocol, PlanResults.Of(plan), []);
        Section[] sections =
        [
            BoundsSection.Of(plan, m),
            PowerSection.Of(plan, m),
            CourseSection.Of(plan, m),
            PlanProvenance.Of(plan, m),
        ];
        var page = new Document(
            m.Plain("{{protocol:id}}: sample size"),
            plan.Program,
            Html.Of($"{StyleSheet.OperatingCharacteristics}{StyleSheet.Planning}"),
            ("sample-size", "Sample size"),
            Html.Of($"{Masthead(plan, m)}{Text(plan, m)}"),
            sections
        ).Render();
        return m.Problems.Count > 0 ? new ReportOutcome.Refused(m.Problems) : new ReportOutcome.Written(page, m.Quoted);
    }

    static Html Masthead(PlannedTrial plan, Manuscript m) =>
        Html.Of(
            $"""
            <header class="masthead">
            <p class="kicker">Sample size and interim analyses</p>
            <h1>{m.Plain("{{protocol:title}}")}</h1>
            <dl class="identity">
            {Document.Fact("Trial", plan.Protocol.Trial.Id)}{Document.Fact("Protocol version", plan.Protocol.Trial.Version)}{Document.Fact("Protocol SHA-256", $"{plan.Protocol.Sha256[..Math.Min(12, plan.Protocol.Sha256.Length)]}\u2026")}</dl>
            </header>

            """
        );

    static Html Text(PlannedTrial plan, Manuscript m) =>
        Html.Of(
            $"""
            <section class="statement" id="sample-size" aria-labelledby="sample-size-title">
            <h2 id="sample-size-title">Sample size</h2>
            {SampleSizeText.Paragraphs(plan).Select(m.Paragraph)}</section>

            """
        );
}
