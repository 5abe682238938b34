using System.Text;

namespace Equipoise.Reporting.Pictures;

/// <summary>A figure as a file of the kind that its name says: SVG, PNG or PDF.</summary>
/// <remarks>
/// The three show the same marks. SVG is set in the fonts of whoever looks at it; PNG and PDF in DejaVu Sans Condensed, PNG with
/// two dots a pixel, PDF with lines as lines and text as text.
/// </remarks>
public static class FigureFile
{
    const string Svg = ".svg";
    const string Png = ".png";
    const string Pdf = ".pdf";

    /// <summary>How the name of such a file may end.</summary>
    public static IReadOnlyList<string> Endings { get; } = [Svg, Png, Pdf];

    /// <summary>Whether the name of a file says what it is to be.</summary>
    /// <param name="path">The name.</param>
    public static bool IsKnown(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The content of the file.</summary>
    /// <param name="svg">The figure as a file of its own, in SVG.</param>
    /// <param name="path">The name of the file.</param>
    /// <exception cref="ArgumentException">The name says no such kind.</exception>
    /// <exception cref="IOException">A text of the figure has a character that the font of PNG and PDF does not have, or the
    /// machine has no library that draws.</exception>
    public static byte[] Content(string svg, string path)
    {
        var ending = Path.GetExtension(path).ToLowerInvariant();
        if (!Endings.Contains(ending))
            throw new ArgumentException($"{path} ends in none of {string.Join(", ", Endings)}.", nameof(path));
        if (ending == Svg)
            return Encoding.UTF8.GetBytes(svg);
        var picture = Picture.Of(svg);
        try
        {
            if (SkiaCanvas.Missing(picture) is { } missing)
                throw new IOException(
                    $"{path}: the figure has \"{missing}\", which the font of {ending[1..].ToUpperInvariant()} does not have. "
                        + $"Write it as {Path.ChangeExtension(path, Svg)}."
                );
            return ending == Png ? SkiaCanvas.Png(picture) : SkiaCanvas.Pdf(picture);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            throw new IOException(
                $"{path}: the library that draws {ending[1..].ToUpperInvariant()} does not start on this machine. "
                    + $"Write the figure as {Path.ChangeExtension(path, Svg)}.",
                e
            );
        }
    }
}
