using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using Equipoise.Reporting.Quoting;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>Bound text as runs in which every number is a place of its own.</summary>
sealed partial class WordText(Bookmarks places)
{
    const char NoBreak = '\u00A0';

    public IEnumerable<OpenXmlElement> Of(BoundText text) => Of(text.Runs, null);

    IEnumerable<OpenXmlElement> Of(IEnumerable<TextRun> runs, string? style) => [.. runs.SelectMany(run => Of(run, style))];

    IEnumerable<OpenXmlElement> Of(TextRun run, string? style) =>
        run switch
        {
            TextRun.Number number => places.Number(number, Run(number.Text, style)),
            TextRun.Code code => [Run(code.Text, "Code")],
            TextRun.Link link =>
            [
                new W.Hyperlink(Of(link.Runs, "Hyperlink")) { Anchor = places.NameOf(link.Anchor), History = true },
            ],
            TextRun.Aside { Kind: AsideKind.Strong } aside => Of(aside.Runs, "Strong"),
            TextRun.Aside { Kind: AsideKind.Size } aside => [new W.Run(new W.Break()), .. Of(aside.Runs, "GroupSize")],
            TextRun.Aside { Kind: AsideKind.Unit } aside => Of(aside.Runs, "KeyUnit"),
            TextRun.Aside { Kind: AsideKind.Interval or AsideKind.Share } aside => Of(aside.Runs.Select(Whole), style),
            TextRun.Aside aside => Of(aside.Runs, style),
            _ => run.Text.Length == 0 ? [] : [Run(run.Text, style)],
        };

    // An interval or share goes to the next line as a whole.
    static TextRun Whole(TextRun run) => run is TextRun.Words ? run with { Text = run.Text.Replace(' ', NoBreak) } : run;

    /// <summary>The text of a run with its spaces as they are set here.</summary>
    public static string Unbroken(TextRun run) =>
        run is TextRun.Aside { Kind: AsideKind.Interval or AsideKind.Share } ? run.Text.Replace(' ', NoBreak) : run.Text;

    /// <summary>A line that ends in "HER2-" looks like a mistake: a name with a digit stays with what hangs on it.</summary>
    public static IEnumerable<OpenXmlElement> WithWholeNames(string text)
    {
        foreach (var (i, part) in NameWithSuffix().Split(text).Index())
        {
            if (i > 0)
                yield return new W.Run(new W.NoBreakHyphen());
            yield return Run(part);
        }
    }

    [GeneratedRegex(@"(?<=\d)-(?=\p{L})", RegexOptions.None, 1000)]
    private static partial Regex NameWithSuffix();

    /// <summary>Text that looks like the paragraph around it, or has a style of its own.</summary>
    public static W.Run Run(string text, string? style = null)
    {
        var look = new W.RunProperties();
        if (style is not null)
            look.RunStyle = new() { Val = style };
        if (IsRightToLeft(text))
            look.RightToLeftText = new();
        var run = look.HasChildren ? new W.Run(look) : new W.Run();
        run.AppendChild(Words(text));
        return run;
    }

    static W.Text Words(string text)
    {
        var words = new W.Text(Clean(text));
        if (text.StartsWith(' ') || text.EndsWith(' '))
            words.Space = SpaceProcessingModeValues.Preserve;
        return words;
    }

    /// <summary>The text with what XML forbids replaced, and a break or tab as the space that HTML makes of it.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
            // Half of a pair comes as the sign of replacement already.
            if (letter.Value is '\n' or '\r' or '\t')
                clean.Append(' ');
            else if (letter.Value is < ' ' or 0xFFFE or 0xFFFF)
                clean.Append('\uFFFD');
            else
                clean.Append(letter);
        return clean.ToString();
    }

    // Hebrew and Arabic, with their forms of presentation. A run with letters of both directions is left to Word.
    static bool IsRightToLeft(string text) =>
        text.Any(c =>
            c is >= '\u0590' and <= '\u08FF' or >= '\uFB1D' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC'
        )
        && !text.Any(char.IsAsciiLetter);
}
