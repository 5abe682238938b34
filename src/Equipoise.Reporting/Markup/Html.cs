using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Equipoise.Reporting.Markup;

/// <summary>Markup that is safe to print: what was written in code stands as it is, what came from data is escaped.</summary>
/// <remarks><c>Html.Of($"&lt;td&gt;{label}&lt;/td&gt;")</c> escapes the label, in text and in quoted attributes alike.</remarks>
readonly record struct Html(string Markup)
{
    public static Html Empty => new("");

    public bool IsEmpty => string.IsNullOrEmpty(Markup);

    public static Html Of(HtmlWriter writer) => new(writer.ToString());

    public static Html Join(IEnumerable<Html> parts, string separator = "") =>
        new(string.Join(separator, parts.Select(part => part.Markup)));

    public override string ToString() => Markup;
}

/// <summary>Collects an interpolated string, escaping every hole that is not markup itself.</summary>
[InterpolatedStringHandler]
readonly struct HtmlWriter(int literalLength, int holes)
{
    readonly StringBuilder written = new(literalLength + (holes * 16));

    public void AppendLiteral(string markup) => written.Append(markup);

    public void AppendFormatted(Html markup) => written.Append(markup.Markup);

    public void AppendFormatted(IEnumerable<Html> markup)
    {
        foreach (var part in markup)
            written.Append(part.Markup);
    }

    public void AppendFormatted(string? text)
    {
        foreach (var c in text ?? "")
            _ = c switch
            {
                '&' => written.Append("&amp;"),
                '<' => written.Append("&lt;"),
                '>' => written.Append("&gt;"),
                '"' => written.Append("&quot;"),
                '\'' => written.Append("&#39;"),
                // Not allowed in HTML or SVG at all; a stray one must not break the page.
                < ' ' and not '\n' and not '\t' => written.Append('\uFFFD'),
                _ => written.Append(c),
            };
    }

    public void AppendFormatted(int number) => written.Append(number);

    /// <summary>A coordinate: a hundredth of a pixel is finer than any screen or printer.</summary>
    public void AppendFormatted(double coordinate) => written.Append(coordinate.ToString("0.##", CultureInfo.InvariantCulture));

    public override string ToString() => written.ToString();
}
