using System.Text.RegularExpressions;

namespace Equipoise.Reporting.Quoting;

/// <summary>
/// Sets bound text as a printer would: curved apostrophes, and no line that ends between a number and its unit.
/// </summary>
static partial class Typography
{
    const char NoBreak = '\u00A0';

    public static BoundText Set(BoundText text) => new([.. text.Runs.Select((run, i) => Set(run, text.Runs, i))]);

    static TextRun Set(TextRun run, IReadOnlyList<TextRun> runs, int at) =>
        run switch
        {
            TextRun.Words { Text: " " }
                when at > 0
                    && at + 1 < runs.Count
                    && runs[at - 1] is TextRun.Number
                    && runs[at + 1] is TextRun.Named { Kind: NameKind.Unit } => run with
                    {
                        Text = $"{NoBreak}",
                    },
            TextRun.Words => run with { Text = Curved(run.Text) },
            TextRun.Named { Kind: NameKind.Measure } => run with { Text = run.Text.Replace(' ', NoBreak) },
            TextRun.Named => run with { Text = Curved(run.Text) },
            _ => run,
        };

    static string Curved(string text) => Apostrophe().Replace(text, "\u2019");

    /// <summary>Only between letters: any other straight mark may be a quotation mark, a prime, or part of a code.</summary>
    [GeneratedRegex(@"(?<=\p{L})'(?=\p{L})", RegexOptions.None, 1000)]
    private static partial Regex Apostrophe();
}
