using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Equipoise.Datasets.Pages;

/// <summary>A piece of HTML: what stands in the holes of its text is a text and not HTML, unless it is markup itself.</summary>
/// <param name="Html">The piece.</param>
public readonly record struct Markup(string Html)
{
    /// <summary>Nothing.</summary>
    public static Markup None => new("");

    /// <summary>A piece of an interpolated text.</summary>
    public static Markup Of(MarkupHandler html) => new(html.ToString());

    /// <summary>Pieces one after the other.</summary>
    public static Markup Join(IEnumerable<Markup> pieces, string between = "") =>
        new(string.Join(between, pieces.Select(piece => piece.Html)));

    /// <summary>The piece.</summary>
    public override string ToString() => Html;
}

/// <summary>Fills the holes of a <see cref="Markup"/>.</summary>
[InterpolatedStringHandler]
public readonly struct MarkupHandler
{
    readonly StringBuilder html;

    /// <summary>For a text of that length with so many holes.</summary>
    public MarkupHandler(int literalLength, int holes) => html = new(literalLength + (16 * holes));

    /// <summary>What is HTML.</summary>
    public void AppendLiteral(string literal) => html.Append(literal);

    /// <summary>A text, which is no HTML.</summary>
    public void AppendFormatted(string? text) => html.Append(WebUtility.HtmlEncode(text));

    /// <summary>A whole number; of thousands with commas.</summary>
    public void AppendFormatted(long? number) => html.Append(number?.ToString("#,0", CultureInfo.InvariantCulture));

    /// <summary>Markup as it is.</summary>
    public void AppendFormatted(Markup markup) => html.Append(markup.Html);

    /// <summary>The text with its holes filled.</summary>
    public override string ToString() => html.ToString();
}
