using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Rendering.Markdown;

/// <summary>Bound text as Markdown. Data can neither format nor inject: what Markdown would read is escaped.</summary>
static partial class MarkdownText
{
    /// <summary>As a reader of the file sees it.</summary>
    public static string Plain(BoundText text) =>
        string.Concat(
            text.Runs.Select(run =>
                run is TextRun.Aside { Kind: AsideKind.Strong } ? $"**{Escape(run.Text)}**" : Escape(run.Text)
            )
        );

    /// <summary>What a reader of the file sees of a text that was escaped.</summary>
    public static string Unescape(string text) => Escaped().Replace(text, "${sign}");

    [GeneratedRegex(@"\\(?<sign>[\\`*_\[\]<>&~|])", RegexOptions.None, 1000)]
    private static partial Regex Escaped();

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

    /// <summary>A list of the names that hold a number which is no result, such as "48 months"; empty for none.</summary>
    public static string Stated(IEnumerable<BoundText> texts)
    {
        string[] names =
        [
            .. texts
                .SelectMany(text => Names(text.Runs))
                .Where(name => StandingNumber.In(name).Any())
                .Distinct(StringComparer.Ordinal),
        ];
        return names.Length == 0
            ? ""
            : "\nNumbers that the protocol states, and no results:\n\n"
                + string.Concat(names.Select(name => $"- {Escape(name)}\n"));
    }

    static IEnumerable<string> Names(IEnumerable<TextRun> runs) =>
        runs.SelectMany(run =>
            run switch
            {
                TextRun.Named named => [named.Text],
                TextRun.Aside aside => Names(aside.Runs),
                TextRun.Link link => Names(link.Runs),
                _ => Enumerable.Empty<string>(),
            }
        );

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
