using System.Globalization;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Rendering.Web;

/// <summary>Bound text as markup in which every number carries its address.</summary>
static class HtmlText
{
    /// <summary>The attribute of a number that holds its address.</summary>
    public const string Result = "data-result";

    /// <summary>The class of a name that holds a number which is no result: "48 months".</summary>
    public const string Stated = "stated";

    public static Html Of(BoundText text) => Of(text.Runs);

    static Html Of(IEnumerable<TextRun> runs) => Html.Join(runs.Select(Of));

    static Html Of(TextRun run) =>
        run switch
        {
            TextRun.Number number => Html.Of(
                $"<data value=\"{Value(number.Raw)}\" {Result}=\"{number.Address}\">{number.Text}</data>"
            ),
            TextRun.Named named when StandingNumber.In(named.Text).Any() => Html.Of(
                $"<span class=\"{Stated}\">{named.Text}</span>"
            ),
            TextRun.Code { Whole: { } whole } code => Html.Of($"<code title=\"{whole}\">{code.Text}</code>"),
            TextRun.Code code => Html.Of($"<code>{code.Text}</code>"),
            TextRun.Link link => Html.Of($"<a href=\"#{link.Anchor}\">{Of(link.Runs)}</a>"),
            TextRun.Aside { Kind: AsideKind.Strong } aside => Html.Of($"<strong>{Of(aside.Runs)}</strong>"),
            TextRun.Aside { Kind: AsideKind.Size } aside => Html.Of($"<br><span class=\"size\">{Of(aside.Runs)}</span>"),
            TextRun.Aside aside => Html.Of($"<span class=\"{ClassOf(aside.Kind)}\">{Of(aside.Runs)}</span>"),
            _ => Html.Of($"{run.Text}"),
        };

    static string ClassOf(AsideKind kind) =>
        kind switch
        {
            AsideKind.Share => "share",
            AsideKind.Interval => "interval",
            AsideKind.Unit => "unit",
            AsideKind.Error => "se",
            _ => "see",
        };

    static string Value(double? raw) => raw?.ToString("R", CultureInfo.InvariantCulture) ?? "NE";
}
