using System.Globalization;
using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Figures;

/// <summary>
/// The upright axis of changes from baseline in percent: from all gone, -100, up to twice the size at most, with the lines of
/// reference at +20 and -30.
/// </summary>
sealed record ChangeAxis
{
    /// <summary>Beyond it a change is cut: whatever grows has no end, and the others would be flattened.</summary>
    public const double Highest = 100;
    const double Lowest = -100;
    const double Growth = 20;
    const double Shrinkage = -30;
    const double Step = 20;

    readonly double high;

    /// <param name="changes">What it must hold.</param>
    public ChangeAxis(IEnumerable<double> changes) =>
        high = Math.Clamp(Math.Ceiling(changes.DefaultIfEmpty(0).Max() / Step) * Step, 2 * Step, Highest);

    IEnumerable<double> Ticks =>
        new[] { Highest, 80, 60, Growth, 0, Shrinkage, -60, Lowest }.Where(tick => tick <= high);

    /// <summary>The room that the numbers of the axis take, whose signs are wide in some faces.</summary>
    public static double RoomOf(double size) => 13 + TextWidth.Of(Print(Lowest), size);

    /// <summary>Where a change stands between the ends of the axis.</summary>
    public double Y(double change, double top, double bottom) =>
        top + ((high - Math.Clamp(change, Lowest, high)) / (high - Lowest) * (bottom - top));

    /// <summary>Whether a change lies beyond the axis.</summary>
    public static bool IsCut(double change) => change > Highest;

    /// <summary>The numbers and the lines across, which lie under what is drawn.</summary>
    public Html Behind(double left, double right, double top, double bottom) =>
        Html.Join(
            Ticks.Select(tick =>
            {
                var y = Y(tick, top, bottom);
                return Html.Of(
                    $"""
                    <line x1="{left}" x2="{right}" y1="{y}" y2="{y}" stroke="#e3e6e8"/>
                    {SvgMarks.Text(left - 8, y + 4.5, Html.Of($"{Print(tick)}"), "end", "change")}
                    """
                );
            })
        );

    /// <summary>The line of no change and those of reference, which lie over what is drawn.</summary>
    public Html Over(double left, double right, double top, double bottom)
    {
        return Html.Join([
            Across(0, "none", "#5a6268", "none"),
            Across(Growth, "reference", "#3d454b", "5 3"),
            Across(Shrinkage, "reference", "#3d454b", "5 3"),
        ]);

        Html Across(double change, string kind, string color, string dash) =>
            SvgMarks.Stroke(Html.Of($"M{left},{Y(change, top, bottom)}H{right}"), color, kind, dash: dash);
    }

    static string Print(double change) => change.ToString("+0;\u22120;0", CultureInfo.InvariantCulture);
}
