using System.Globalization;
using System.Text;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Rendering.Markdown;

/// <summary>Bound text as Markdown. Data can neither format nor inject: what Markdown would read is escaped.</summary>
static class MarkdownText
{
    /// <summary>As a reader of the file sees it.</summary>
    public static string Plain(BoundText text) =>
        string.Concat(
            text.Runs.Select(run =>
                run is TextRun.Aside { Kind: AsideKind.Strong } ? $"**{Escape(run.Text)}**" : Escape(run.Text)
            )
        );

    static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '&' or '~' or '|')
                escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>A list of the numbers in a text with their addresses and full precision.</summary>
    public static string Sources(IEnumerable<BoundText> texts)
    {
        var lines = texts
            .SelectMany(text => text.Numbers)
            .DistinctBy(number => number.Address)
            .Select(number =>
                $"- {Escape(number.Text)} is `{number.Address}` "
                + $"({number.Raw?.ToString("R", CultureInfo.InvariantCulture) ?? "NaN"})\n"
            );
        return string.Concat(lines);
    }
}
