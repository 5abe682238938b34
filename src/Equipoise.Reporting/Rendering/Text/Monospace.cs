using System.Globalization;
using System.Text;

namespace Equipoise.Reporting.Rendering.Text;

/// <summary>Text in a type of which every letter is as wide as every other, and some twice as wide.</summary>
static class Monospace
{
    const char NoBreak = '\u00A0';

    // The letters of East Asia and pictures: Unicode Standard Annex 11, East Asian Width W and F, in whole blocks.
    static readonly (int First, int Last)[] wide =
    [
        (0x1100, 0x115F),
        (0x2E80, 0xA4CF),
        (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F),
        (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6),
        (0x1F300, 0x1FAFF),
        (0x20000, 0x3FFFD),
    ];

    /// <summary>How many columns a text takes.</summary>
    public static int Width(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var letter in text.EnumerateRunes())
            width += Width(letter);
        return width;
    }

    static int Width(Rune letter) =>
        Rune.GetUnicodeCategory(letter)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format
            ? 0
        : Array.Exists(wide, block => block.First <= letter.Value && letter.Value <= block.Last) ? 2
        : 1;

    /// <summary>The widest word, which cannot be broken without harm.</summary>
    public static int WidestWord(string text)
    {
        var widest = 0;
        foreach (var range in text.AsSpan().SplitAny(' ', '\n'))
            widest = Math.Max(widest, Width(text.AsSpan(range)));
        return widest;
    }

    /// <summary>The text in lines of at most that width, broken between words, and within a word that is wider.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = new StringBuilder();
            var used = 0;
            var words = paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var word in words.SelectMany(word => Pieces(word, width)))
            {
                var needed = Width(word);
                if (used > 0 && used + 1 + needed > width)
                {
                    lines.Add($"{line}");
                    line.Clear();
                    used = 0;
                }
                if (used > 0)
                {
                    line.Append(' ');
                    used++;
                }
                line.Append(word);
                used += needed;
            }
            lines.Add($"{line}");
        }
        return [.. lines.Select(line => line.Replace(NoBreak, ' '))];
    }

    /// <summary>A word in pieces of at most that width, the last one to the end of the word.</summary>
    static IEnumerable<string> Pieces(string word, int width)
    {
        if (Width(word) <= width)
            return [word];
        var pieces = new List<string>();
        var (piece, used) = (new StringBuilder(), 0);
        foreach (var letter in word.EnumerateRunes())
        {
            if (used > 0 && used + Width(letter) > width)
            {
                pieces.Add($"{piece}");
                (piece, used) = (piece.Clear(), 0);
            }
            piece.Append(letter);
            used += Width(letter);
        }
        pieces.Add($"{piece}");
        return pieces;
    }

    /// <summary>The text in the middle of a width.</summary>
    public static string Centered(string text, int width) => new string(' ', Math.Max(0, (width - Width(text)) / 2)) + text;

    /// <summary>Two texts at the ends of a line, or one under the other where a line is too short for both.</summary>
    public static IReadOnlyList<string> Apart(string left, string right, int width)
    {
        var between = width - Width(left) - Width(right);
        return between > 0 && right.Length > 0
            ? [left + new string(' ', between) + right]
            : [.. new[] { left, right }.Where(text => text.Length > 0).SelectMany(text => Wrap(text, width))];
    }
}
