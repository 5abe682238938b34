using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>How a line looks: color, dash and mark each tell it from the others.</summary>
/// <param name="Stroke">The color, that of the arms of the report as far as these go; contrast 3 or more on white.</param>
/// <param name="Dash">The dash pattern; "none" for a solid line.</param>
/// <param name="Mark">The shape of its points.</param>
readonly record struct LineStyle(string Stroke, string Dash, PointMark Mark)
{
    static readonly LineStyle[] All =
    [
        new(ArmStyle.Of(0).Stroke, "none", PointMark.Disk),
        new(ArmStyle.Of(1).Stroke, "7 3", PointMark.Square),
        new("#007F5F", "2 2.5", PointMark.Triangle),
        new(ArmStyle.Of(3).Ink, "9 3 2 3", PointMark.Diamond),
        new("#555555", "1 4", PointMark.Ring),
        new("#8A6A00", "12 4", PointMark.OpenSquare),
        new("#5B3FA0", "5 2 1 2 1 2", PointMark.OpenTriangle),
        new("#1C2126", "3 5", PointMark.OpenDiamond),
    ];

    public static LineStyle Of(int index) => All[index % All.Length];

    public Html Point(double x, double y) =>
        Html.Of(
            $"<path class=\"mark\" d=\"M{x},{y}{Shape}\" fill=\"{(Mark >= PointMark.Ring ? "#fff" : Stroke)}\" "
                + $"stroke=\"{Stroke}\" stroke-width=\"1.6\"/>"
        );

    /// <summary>The line with its mark, for the key.</summary>
    public Html Sample() =>
        Html.Of(
            $"<svg viewBox=\"0 0 40 14\" aria-hidden=\"true\"><path d=\"M0,7H40\" fill=\"none\" stroke=\"{Stroke}\" "
                + $"stroke-width=\"2\" stroke-dasharray=\"{Dash}\"/>{Point(20, 7)}</svg>"
        );

    string Shape =>
        Mark switch
        {
            PointMark.Disk or PointMark.Ring => "m-4,0a4,4 0 1 0 8,0a4,4 0 1 0 -8,0Z",
            PointMark.Square or PointMark.OpenSquare => "m-3.6,-3.6h7.2v7.2h-7.2Z",
            PointMark.Triangle or PointMark.OpenTriangle => "m0,-5l4.7,8h-9.4Z",
            _ => "m0,-5.2l4.6,5.2l-4.6,5.2l-4.6,-5.2Z",
        };
}

/// <summary>The shape of a point; those from the ring on are open.</summary>
enum PointMark
{
    Disk,
    Square,
    Triangle,
    Diamond,
    Ring,
    OpenSquare,
    OpenTriangle,
    OpenDiamond,
}
