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
        if ((row.Ratio, row.Lower, row.Upper) is not ({ } ratio, { } lower, { } upper))
            return Html.Empty;
        var side = Math.Max(SmallestSide, LargestSide * Math.Sqrt(row.Events / mostEvents));
        return Html.Of(
            $"""
            <line x1="{scale.X(lower)}" x2="{scale.X(upper)}" y1="{y}" y2="{y}" stroke="#1c2126" stroke-width="1.3"/>
            {Arrow(lower, y, scale, 1)}{Arrow(upper, y, scale, -1)}<rect class="mark" x="{scale.X(ratio)
                - (side / 2)}" y="{y - (side / 2)}" width="{side}" height="{side}" fill="#1c2126"/>
            """
        );
    }

    /// <summary>A diamond as wide as the interval.</summary>
    public static Html Diamond(ForestRow row, double y, ForestScale scale) =>
        (row.Ratio, row.Lower, row.Upper) is ({ } ratio, { } lower, { } upper)
            ? Html.Of(
                $"<path class=\"mark\" "
                    + $"d=\"M{scale.X(lower)},{y}L{scale.X(ratio)},{y - 7}L{scale.X(upper)}"
                    + $",{y}L{scale.X(ratio)},{y + 7}Z\" fill=\"#0072B2\"/>"
            )
            : Html.Empty;

    static Html Arrow(double limit, double y, ForestScale scale, int inward) =>
        scale.Holds(limit)
            ? Html.Empty
            : Html.Of(
                $"<path class=\"arrow\" "
                    + $"d=\"M{scale.X(limit) + (6 * inward)},{y - 4}L{scale.X(limit)},{y}L{scale.X(limit) + (6 * inward)}"
                    + $",{y + 4}\" fill=\"none\" stroke=\"#1c2126\" stroke-width=\"1.3\"/>"
            );
}
