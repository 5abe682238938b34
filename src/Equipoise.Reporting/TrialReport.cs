using Equipoise.Analysis;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Methods;
using Equipoise.Reporting.Paper;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Rendering.Web;
using Equipoise.Reporting.Rendering.Word;
using Equipoise.Reporting.Reports;

namespace Equipoise.Reporting;

/// <summary>The report of a trial: one HTML file that needs no other, on screen and on paper, and a Word file.</summary>
public static class TrialReport
{
    /// <summary>The name of its file.</summary>
    public const string File = "report.html";

    /// <summary>The name of the Word file that says the same.</summary>
    public const string WordFile = "report.docx";

    /// <summary>The whole report.</summary>
    /// <remarks>
    /// What the results do not hold is left out, never guessed. A text that quotes a result which is not there, or states a
    /// number that is bound to none, refuses the report; all such problems are listed.
    /// </remarks>
    /// <param name="protocol">What was promised.</param>
    /// <param name="output">What the analysis found.</param>
    /// <param name="style">For which readers.</param>
    public static ReportOutcome Render(
        TrialProtocol protocol,
        AnalysisOutput output,
        ReportStyle style = ReportStyle.Journal
    )
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(output);
        var m = new Manuscript(protocol, output, style);
        var document = style == ReportStyle.Regulatory ? OutputShells.WithNumbers(m, Document(m)) : Document(m);
        return m.Problems.Count > 0
            ? new ReportOutcome.Refused(m.Problems)
            : new ReportOutcome.Written(HtmlPage.Of(document), m.Quoted)
            {
                Outputs = ReportedOutputs.Of(document, File),
                Word = stream => WordPage.Write(document, stream),
            };
    }

    internal static Document Document(Manuscript m) =>
        new(
            m.Results.Provenance.Synthetic
                ? m.Plain($"Rehearsal of {m.Names.Trial}: {m.Names.Title}")
                : m.Plain($"{m.Names.Trial}: {m.Names.Title}"),
            "report",
            m.Plain($"{m.Names.Program}"),
            ReportMasthead.Of(m),
            [.. WithChecklists(m), Appendix.Conventions(m), Appendix.Provenance(m)]
        )
        {
            Notice = ReportMasthead.Notice(m),
            Origin = ReportMasthead.Origin(m),
        };

    /// <summary>In the order in which it is read: a convention is stated where it is first needed.</summary>
    static IReadOnlyList<Section> WithChecklists(Manuscript m)
    {
        Section[] report =
        [
            KeyResult.Of(m),
            Brief.InReport(m),
            MethodsSection.Of(m),
            RecruitmentSection.Of(m),
            .. Sections.Of(m),
            AdverseEventsInFull.Of(m),
            Appendix.Findings(m),
            Appendix.Funding(m),
        ];
        return [.. report, ChecklistsSection.Of(m, report)];
    }
}
