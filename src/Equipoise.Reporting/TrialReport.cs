using Equipoise.Analysis;
using Equipoise.Protocol;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Pages;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting;

/// <summary>The report of a trial: one HTML file that needs no other, on screen and on paper.</summary>
public static class TrialReport
{
    /// <summary>The whole report.</summary>
    /// <remarks>
    /// What the results do not hold is left out, never guessed. A text that quotes a result which is not there, or states a
    /// number that is bound to none, refuses the report; all such problems are listed.
    /// </remarks>
    /// <param name="protocol">What was promised.</param>
    /// <param name="output">What the analysis found.</param>
    public static ReportOutcome Render(TrialProtocol protocol, AnalysisOutput output)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(output);
        var m = new Manuscript(protocol, output);
        Section[] sections =
        [
            .. new[] { Brief.InReport(m) }.Where(section => !section.Body.IsEmpty),
            .. Sections.Of(m),
            .. new[] { Appendix.Funding(m), Appendix.Conventions(m), Appendix.Provenance(m) }.Where(section =>
                !section.Body.IsEmpty
            ),
        ];
        var page = Page(m, sections);
        return m.Problems.Count > 0
            ? new ReportOutcome.Refused(m.Problems)
            : new ReportOutcome.Written(page.ToString(), m.Quoted);
    }

    static Html Page(Manuscript m, IReadOnlyList<Section> sections) =>
        Html.Of(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="generator" content="{m.Plain("{{provenance:program}}")}">
            <title>{m.Plain("{{protocol:id}}: {{protocol:title}}")}</title>
            <style>
            {StyleSheet.Text}{(m.Results.Provenance.Synthetic ? StyleSheet.SyntheticPages : Html.Empty)}</style>
            </head>
            <body>
            <a class="skip" href="#content">Skip to the report</a>
            {Masthead.Banner(m)}<div class="page">
            <nav class="contents" aria-label="Contents">
            <ol>
            <li><a href="#key-result">Key result</a></li>
            {sections.Select(section => Html.Of($"<li><a href=\"#{section.Id}\">{section.Title}</a></li>\n"))}</ol>
            </nav>
            <main id="content">
            {Masthead.Render(m)}{KeyResult.Render(m)}{sections.Select(section => section.Render())}</main>
            </div>
            </body>
            </html>

            """
        );
}
