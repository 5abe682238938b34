using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>
/// What every panel has: a name and a description for those who do not see it, and the look of the report's drawings.
/// </summary>
/// <param name="Id">Begins every id inside the drawing; unique in its page.</param>
/// <param name="Title">Its name.</param>
/// <param name="Description">What it shows, in sentences.</param>
/// <param name="Width">The width in pixels that it is designed for.</param>
sealed record PanelFrame(string Id, string Title, string Description, double Width)
{
    public const double Size = 13;

    public Html Svg(double height, Html drawn) =>
        Html.Of(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" role="img" aria-labelledby="{Id}-title {Id}-desc" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" font-size="{Size}" fill="#1c2126">
            <title id="{Id}-title">{Title}</title>
            <desc id="{Id}-desc">{Description}</desc>
            {drawn}</svg>

            """
        );

    /// <summary>Text in lines that fit the width; a word too long for it is broken where the width ends.</summary>
    public static IReadOnlyList<string> Lines(string text, double width) =>
        [.. TextWidth.Wrap(text, Size, width).SelectMany(line => Pieces(line, width))];

    static IEnumerable<string> Pieces(string line, double width)
    {
        while (TextWidth.Of(line, Size) > width && line.Length > 1)
        {
            var fits = line.Length - 1;
            while (fits > 1 && TextWidth.Of(line[..fits], Size) > width)
                fits--;
            yield return line[..fits];
            line = line[fits..];
        }
        yield return line;
    }

    /// <summary>The title of the horizontal axis, in the middle of its axis.</summary>
    public static Html AxisTitle(IReadOnlyList<string> lines, double x, double y) =>
        Html.Join(
            lines.Select((line, i) => Html.Of($"<text x=\"{x}\" y=\"{y + (16 * i)}\" text-anchor=\"middle\">{line}</text>\n"))
        );
}
