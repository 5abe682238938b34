using Equipoise.Analysis;
using Equipoise.Protocol;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Reports;

namespace Equipoise.Reporting;

/// <summary>The survival curves of a trial as files of their own, for a slide, a paper or a web page.</summary>
public static class SurvivalFigures
{
    /// <summary>
    /// One SVG document per endpoint that has curves, in the order of the protocol. Each is that of the report, on a white
    /// ground; where the data are synthetic it says so itself, because it will be seen without the report.
    /// </summary>
    /// <param name="protocol">What was promised.</param>
    /// <param name="output">What the analysis found.</param>
    /// <param name="style">For which readers.</param>
    public static IReadOnlyList<(string EndpointId, string Svg)> Render(
        TrialProtocol protocol,
        AnalysisOutput output,
        ReportStyle style = ReportStyle.Journal
    )
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(output);
        var m = new Manuscript(protocol, output, style);
        var notice = ReportMasthead.Notice(m).Text;
        return
        [
            .. protocol
                .Endpoints.Select(endpoint => (endpoint.Id, Figure: EndpointFigures.Curves(m, endpoint)))
                .Where(drawn => drawn.Figure is not null)
                .Select(drawn => (drawn.Id, (drawn.Figure! with { Heading = drawn.Figure.Title }).ToFile(notice))),
        ];
    }
}
