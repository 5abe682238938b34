using System.Globalization;
using System.Text;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>Bound text as Markdown. Data can neither format nor inject: what Markdown would read is escaped.</summary>
static class MarkdownText
{
    /// <summary>As a reader of the file sees it.</summary>
    public static string Plain(BoundText text) => string.Concat(text.Runs.Select(run => Escape(run.Text)));

    /// <summary>For the report: each number is an HTML element that carries its address.</summary>
    public static string Traced(BoundText text) =>
        string.Concat(
            text.Runs.Select(run => run is TextRun.Number ? Manuscript.Markup(new BoundText([run])).Markup : Escape(run.Text))
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
            .SelectMany(text => text.Runs.OfType<TextRun.Number>())
            .DistinctBy(number => number.Address)
            .Select(number =>
                $"- {Escape(number.Text)} is `{number.Address}` "
                + $"({number.Raw?.ToString("R", CultureInfo.InvariantCulture) ?? "NaN"})\n"
            );
        return string.Concat(lines);
    }
}
