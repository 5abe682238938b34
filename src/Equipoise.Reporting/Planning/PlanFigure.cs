using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

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
    public static Figure One(string id, BoundText caption, string described, CurvePlot plot, BoundText notes) =>
        new(
            id,
            caption,
            [
                new(
                    plot.Svg(new($"{id}-wide", caption.Text, described, Wide)).Markup,
                    plot.Svg(new($"{id}-narrow", caption.Text, described, Narrow)).Markup
                ),
            ],
            notes
        )
        {
            Key = plot.Key,
        };

    /// <param name="id">The anchor.</param>
    /// <param name="caption">What they show.</param>
    /// <param name="plots">The plots, each with its name and what a reader who does not see it is told.</param>
    /// <param name="notes">What stands under them.</param>
    public static Figure Several(
        string id,
        BoundText caption,
        IReadOnlyList<(string Title, string Described, CurvePlot Plot)> plots,
        BoundText notes
    ) =>
        new(
            id,
            caption,
            [
                .. plots.Select(
                    (one, i) =>
                        new Panel(
                            one.Plot.Svg(new($"{id}-{i}", $"{caption.Text}: {one.Title}", one.Described, Multiple)).Markup,
                            Title: one.Title
                        )
                ),
            ],
            notes
        )
        {
            Key = plots[0].Plot.Key,
        };
}
