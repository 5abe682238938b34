using System.Text;

namespace Equipoise.Protocol.Forms;

/// <summary>
/// Which characters a typed text may have: every letter of every language, and nothing that only a machine sees.
/// </summary>
/// <remarks>
/// <para>
/// Not taken are control characters (C0, C1, DEL, and the line separators of Unicode), half surrogate pairs, the characters that
/// Unicode says are none (U+FFFE, U+FFFF and their kind) and U+FFFD, which stands where a letter was lost already: no format of
/// exchange carries them, and an append-only record would keep them for ever. A line feed and a tab are taken where a text has
/// several lines.
/// </para>
/// <para>
/// Neither are the controls that embed, override or isolate a direction (U+202A to U+202E, U+2066 to U+2069): with them a text
/// reads on the screen as another than what is recorded ("Trojan Source", CVE-2021-42574). Arabic and Hebrew need none of
/// them; the marks of direction (U+200E, U+200F, U+061C) and the joiners are letters like others.
/// </para>
/// </remarks>
public static class LegibleText
{
    /// <summary>The most characters of one typed text, as UTF-16 counts them: some four pages.</summary>
    public const int Longest = 10_000;

    /// <summary>What stands in place of a character that cannot be exchanged.</summary>
    public const char Mark = '\uFFFD';

    /// <summary>What is wrong with a text, as the end of a sentence of which it is the subject; null when nothing is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="severalLines">Whether it may have line feeds and tabs.</param>
    public static string? Fault(string text, bool severalLines)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var place = 0; place < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, place, out var rune);
            var what = isWhole ? Kind(rune, severalLines) : "half a character";
            if (what is not null)
                return $"has {what} (U+{(isWhole ? rune.Value : text[place]):X4}) at character {place + 1}";
            place += rune.Utf16SequenceLength;
        }
        return null;
    }

    /// <summary>The text with <see cref="Mark"/> in the place of every character that cannot be exchanged.</summary>
    /// <remarks>What can be, though it is not taken today, stays: line breaks, tabs and controls of direction.</remarks>
    public static string Mended(string text) =>
        Mended(text, rune => rune.Value is '\n' or '\r' or '\t' || !(IsNoCharacter(rune) || Rune.IsControl(rune)));

    /// <summary>
    /// The text with <see cref="Mark"/> in the place of what not even a file of plain text carries: NUL, and half a character.
    /// </summary>
    public static string AsPlainText(string text) => Mended(text, rune => rune.Value != 0);

    static string Mended(string text, Func<Rune, bool> isKept)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        StringBuilder? mended = null;
        for (var place = 0; place < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, place, out var rune);
            if (isWhole && isKept(rune))
                mended?.Append(text, place, rune.Utf16SequenceLength);
            else
                (mended ??= new(text, 0, place, text.Length)).Append(Mark);
            place += rune.Utf16SequenceLength;
        }
        return mended?.ToString() ?? text;
    }

    static string? Kind(Rune rune, bool severalLines) =>
        rune.Value switch
        {
            '\n' or '\t' when severalLines => null,
            '\n' or '\r' or 0x2028 or 0x2029 => "a line break",
            '\t' => "a tab",
            Mark => "the mark of a lost letter",
            (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => "a control of the direction of writing",
            _ => Rune.IsControl(rune) ? "a control character"
                : IsNoCharacter(rune) ? "what is no character"
                : null,
        };

    static bool IsNoCharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
