using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Figures;

/// <summary>The few elements of which figures consist.</summary>
static class SvgMarks
{
    /// <summary>What a figure begins with: its size, its letters, its name and description for those who do not see it.</summary>
    /// <param name="size">The attributes that say how large it is.</param>
    /// <param name="id">Begins every id inside it.</param>
    /// <param name="title">Its name.</param>
    /// <param name="description">What it shows.</param>
    /// <param name="letters">The size of its letters.</param>
    public static Html Begin(Html size, string id, string title, string description, double letters) =>
        Html.Of(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="{id}-title {id}-desc" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" font-size="{letters}" fill="#1c2126">
            <title id="{id}-title">{title}</title>
            <desc id="{id}-desc">{description}</desc>
            """
        );

    /// <summary>A text.</summary>
    /// <param name="x">Where it begins, is in the middle or ends, as the anchor says.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="words">What it says.</param>
    /// <param name="anchor">"start", "middle" or "end".</param>
    /// <param name="kind">Its class; "" for none.</param>
    /// <param name="color">Its color; "" for that of the figure.</param>
    public static Html Text(double x, double y, Html words, string anchor = "start", string kind = "", string color = "")
    {
        var (named, filled) = (Attribute("class", kind), Attribute("fill", color));
        return Html.Of($"<text{named} x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\"{filled}>{words}</text>\n");
    }

    /// <summary>A filled rectangle.</summary>
    public static Html Rectangle(double x, double y, double width, double height, string fill, string kind = "") =>
        Html.Of(
            $"<rect{Attribute("class", kind)} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>\n"
        );

    /// <summary>An area with a border of straight lines.</summary>
    public static Html Area(Html border, string fill, string kind) =>
        Html.Of($"<path class=\"{kind}\" d=\"{border}\" fill=\"{fill}\"/>\n");

    /// <summary>Straight lines.</summary>
    public static Html Stroke(Html way, string color, string kind, double width = 1, string dash = "none") =>
        Html.Of(
            $"""
            <path class="{kind}" d="{way}" fill="none" stroke="{color}" stroke-width="{width}" stroke-dasharray="{dash}"/>

            """
        );

    /// <summary>A cross around a place.</summary>
    public static Html Cross(double x, double y, string color, string kind)
    {
        const double arm = 3.2;
        var (left, right, above, below) = (x - arm, x + arm, y - arm, y + arm);
        return Stroke(Html.Of($"M{left},{above}L{right},{below}M{left},{below}L{right},{above}"), color, kind, 1.6);
    }

    /// <summary>A tick of an axis that lies, with its number.</summary>
    public static Html Tick(double x, double y, string number) =>
        Html.Of(
            $"""
            <line x1="{x}" x2="{x}" y1="{y}" y2="{y + 5}" stroke="#5a6268"/>
            {Text(x, y + 20, Html.Of($"{number}"), "middle")}
            """
        );

    static Html Attribute(string name, string value) => value.Length == 0 ? Html.Empty : Html.Of($" {name}=\"{value}\"");
}
