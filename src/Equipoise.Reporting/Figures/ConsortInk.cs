using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Figures;

/// <summary>Boxes and arrows of a flow of participants, alike in every layout.</summary>
sealed class ConsortInk(ConsortFigure figure)
{
    public const double Size = 13;
    const double Line = 18;
    const double Pad = 11;

    /// <summary>The drawing in its frame.</summary>
    public Html Frame(double width, double height, IEnumerable<Html> drawn) =>
        Html.Of(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 {width + 2} {height
                + 2}" role="img" aria-labelledby="{figure.Id}-title {figure.Id}-desc" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" font-size="{Size}" fill="#1c2126">
            <title id="{figure.Id}-title">{figure.Title}</title>
            <desc id="{figure.Id}-desc">{figure.Description}</desc>
            <defs><marker id="{figure.Id}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0.5L8,4L0,7.5Z" fill="#5a6268"/></marker></defs>
            {drawn}
            </svg>
            """
        );

    public Html Arrow(Html path) =>
        Html.Of(
            $"<path class=\"arrow\" d=\"{path}\" fill=\"none\" stroke=\"#5a6268\" stroke-width=\"1.2\" "
                + $"marker-end=\"url(#{figure.Id}-tip)\"/>\n"
        );

    public static Html StageName(string name, double x, double y) =>
        Html.Of(
            $"<text x=\"{x}\" y=\"{y}\" font-size=\"12\" fill=\"#50585f\" font-weight=\"600\" "
                + $"letter-spacing=\"0.4\">{name}</text>\n"
        );

    public static double HeightOf(IReadOnlyList<ConsortLine> lines) => (lines.Count * Line) + (2 * Pad) - 4;

    /// <summary>The lines of a box, broken to its width; the first have depth -1, which marks the heading.</summary>
    public static IReadOnlyList<ConsortLine> Layout(ConsortBox box, double width)
    {
        var lines = new List<ConsortLine>();
        foreach (var line in SvgText.Wrap(box.Heading, Size * 1.12, width - (2 * Pad)))
            lines.Add(new(line, Depth: -1));
        foreach (var line in box.Lines)
            foreach (var part in SvgText.Wrap(line.Text, Size, width - (2 * Pad) - (16 * line.Depth)))
                lines.Add(line with { Text = part });
        return lines;
    }

    public static Html Box(double x, double y, double width, double height, IReadOnlyList<ConsortLine> lines) =>
        Html.Of(
            $"""
            <rect x="{x}" y="{y}" width="{width}" height="{height}" rx="3" fill="#fff" stroke="#5a6268"/>
            {lines.Select((line, i) =>
                Html.Of(
                    $"<text x=\"{x + Pad + (16 * Math.Max(0, line.Depth))}\" y=\"{y + Pad + 11 + (Line * i)}\" font-weight=\"{(line.Depth < 0 ? "600" : "400")}\">{SvgText.Of(line.Text)}</text>\n"
                )
            )}

            """
        );
}
