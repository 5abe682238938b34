using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Equipoise.Datasets.DefineXml;

/// <summary>A piece of HTML: what stands in the holes of its text is a text and not HTML, unless it is markup itself.</summary>
/// <param name="Html">The piece.</param>
readonly record struct Markup(string Html)
{
    public static Markup None => new("");

    public static Markup Of(MarkupHandler html) => new(html.ToString());

    public static Markup Join(IEnumerable<Markup> pieces, string between = "") =>
        new(string.Join(between, pieces.Select(piece => piece.Html)));

    public override string ToString() => Html;
}

/// <summary>Fills the holes of a <see cref="Markup"/>.</summary>
[InterpolatedStringHandler]
readonly struct MarkupHandler
{
    readonly StringBuilder html;

    public MarkupHandler(int literalLength, int holes) => html = new(literalLength + (16 * holes));

    public void AppendLiteral(string literal) => html.Append(literal);

    public void AppendFormatted(string? text) => html.Append(WebUtility.HtmlEncode(text));

    public void AppendFormatted(int? number) => html.Append(number);

    public void AppendFormatted(Markup markup) => html.Append(markup.Html);

    public override string ToString() => html.ToString();
}
