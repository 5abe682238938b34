using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Figures;

/// <summary>The marks of a forest plot.</summary>
static class ForestMark
{
    const double LargestSide = 13;
    const double SmallestSide = 4;

    /// <summary>A square whose area is proportional to the events, on its interval.</summary>
    public static Html Square(ForestRow row, double y, ForestScale scale, double mostEvents)
    {
        if (double.IsNaN(row.Ratio) || double.IsNaN(row.Lower) || double.IsNaN(row.Upper))
            return Html.Empty;
        var side = Math.Max(SmallestSide, LargestSide * Math.Sqrt(row.Events / mostEvents));
        return Html.Of(
            $"""
            <line x1="{scale.X(row.Lower)}" x2="{scale.X(row.Upper)}" y1="{y}" y2="{y}" stroke="#1c2126" stroke-width="1.3"/>
            {Arrow(row.Lower, y, scale, 1)}{Arrow(row.Upper, y, scale, -1)}<rect class="mark" x="{scale.X(row.Ratio)
                - (side / 2)}" y="{y - (side / 2)}" width="{side}" height="{side}" fill="#1c2126"/>
            """
        );
    }

    /// <summary>A diamond as wide as the interval.</summary>
    public static Html Diamond(ForestRow row, double y, ForestScale scale) =>
        double.IsNaN(row.Ratio) || double.IsNaN(row.Lower) || double.IsNaN(row.Upper)
            ? Html.Empty
            : Html.Of(
                $"<path class=\"mark\" "
                    + $"d=\"M{scale.X(row.Lower)},{y}L{scale.X(row.Ratio)},{y - 7}L{scale.X(row.Upper)}"
                    + $",{y}L{scale.X(row.Ratio)},{y + 7}Z\" fill=\"#0072B2\"/>"
            );

    static Html Arrow(double limit, double y, ForestScale scale, int inward) =>
        scale.Holds(limit)
            ? Html.Empty
            : Html.Of(
                $"<path class=\"arrow\" "
                    + $"d=\"M{scale.X(limit) + (6 * inward)},{y - 4}L{scale.X(limit)},{y}L{scale.X(limit) + (6 * inward)}"
                    + $",{y + 4}\" fill=\"none\" stroke=\"#1c2126\" stroke-width=\"1.3\"/>"
            );
}
