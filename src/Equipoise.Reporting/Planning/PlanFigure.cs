using Equipoise.Reporting.Markup;
using Equipoise.Reporting.OperatingCharacteristics;

namespace Equipoise.Reporting.Planning;

/// <summary>A figure of the page: one plot for wide and for narrow readers, or several beside one another.</summary>
static class PlanFigure
{
    const double Wide = 760;
    const double Narrow = 360;
    const double Multiple = 410;

    /// <param name="id">The anchor.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="described">What a reader who does not see it is told.</param>
    /// <param name="plot">The plot.</param>
    /// <param name="notes">What stands under it.</param>
    public static Html One(string id, string caption, string described, CurvePlot plot, Html notes) =>
        Html.Of(
            $"""
            <figure class="exhibit" id="{id}">
            <figcaption id="{id}-caption">{caption}</figcaption>
            {plot.Key()}<div class="wide">{plot.Svg(new($"{id}-wide", caption, described, Wide))}</div>
            <div class="narrow">{plot.Svg(new($"{id}-narrow", caption, described, Narrow))}</div>
            <p class="notes">{notes}</p>
            </figure>

            """
        );

    /// <param name="id">The anchor.</param>
    /// <param name="caption">What they show.</param>
    /// <param name="plots">The plots, each with its name and what a reader who does not see it is told.</param>
    /// <param name="notes">What stands under them.</param>
    public static Html Several(
        string id,
        string caption,
        IReadOnlyList<(string Title, string Described, CurvePlot Plot)> plots,
        Html notes
    ) =>
        Html.Of(
            $"""
            <figure class="exhibit" id="{id}">
            <figcaption id="{id}-caption">{caption}</figcaption>
            {plots[0].Plot.Key()}<div class="multiples">
            {plots.Select((one, i) =>
                Html.Of(
                    $"<div><p class=\"panel-title\">{one.Title}</p>\n{one.Plot.Svg(new PanelFrame($"{id}-{i}", $"{caption}: {one.Title}", one.Described, Multiple))}</div>\n"
                )
            )}</div>
            <p class="notes">{notes}</p>
            </figure>

            """
        );
}
