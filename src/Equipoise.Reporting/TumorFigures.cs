using Equipoise.Analysis;
using Equipoise.Protocol;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Reports;

namespace Equipoise.Reporting;

/// <summary>The figures of tumor response of a trial as files of their own, for a slide, a paper or a web page.</summary>
public static class TumorFigures
{
    /// <summary>
    /// The figures that the data allow, each with its name and as an SVG document. Each is that of the report, on a white ground;
    /// where the data are synthetic it says so itself, because it will be seen without the report.
    /// </summary>
    /// <param name="protocol">What was promised.</param>
    /// <param name="output">What the analysis found.</param>
    /// <param name="style">For which readers.</param>
    public static IReadOnlyList<(string Name, string Svg)> Render(
        TrialProtocol protocol,
        AnalysisOutput output,
        ReportStyle style = ReportStyle.Journal
    )
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(output);
        var m = new Manuscript(protocol, output, style);
        var notice = ReportMasthead.Notice(m).Text;
        var drawn = new List<(string, string)>();
        if (LesionFigures.Waterfall(m) is { } waterfall)
            drawn.Add(("waterfall", waterfall.ToFile(notice)));
        if (LesionFigures.Spider(m) is { } spider)
            drawn.Add(("spider", spider.ToFile(notice)));
        if (CourseFigures.Swimmer(m) is { } swimmer)
            drawn.Add(("swimmer", swimmer.ToFile(notice)));
        return drawn;
    }
}
