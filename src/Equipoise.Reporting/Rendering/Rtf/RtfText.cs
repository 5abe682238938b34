using System.Globalization;
using System.Text;

namespace Equipoise.Reporting.Rendering.Rtf;

/// <summary>Text as RTF: no letter of the data is read as a command, and every letter is ASCII.</summary>
/// <remarks>Source: Microsoft, Rich Text Format Specification 1.9.1 (2008).</remarks>
static class RtfText
{
    /// <summary>The text; a line that ends within it ends in the cell too.</summary>
    public static string Of(string text)
    {
        var rtf = new StringBuilder(text.Length);
        foreach (var letter in text)
            switch (letter)
            {
                case '\\' or '{' or '}':
                    rtf.Append('\\').Append(letter);
                    break;
                case '\n':
                    rtf.Append("\\line ");
                    break;
                case '\u00A0':
                    rtf.Append("\\~");
                    break;
                case >= ' ' and <= '~':
                    rtf.Append(letter);
                    break;
                case < ' ' or '\u007F':
                    rtf.Append(' ');
                    break;
                default:
                    // The number is signed in sixteen bits; a reader that knows no Unicode prints the question mark.
                    rtf.Append("\\u").Append(((short)letter).ToString(CultureInfo.InvariantCulture)).Append('?');
                    break;
            }
        return $"{rtf}";
    }

    /// <summary>Lines of fixed width, whose first blanks hold their place.</summary>
    public static string Of(IEnumerable<string> lines) =>
        Of(string.Join('\n', lines.Select(line => line.TrimStart(' ').PadLeft(line.Length, '\u00A0'))));

    /// <summary>The name of a place in the file, of letters and digits alone.</summary>
    public static string Bookmark(string id) =>
        $"o_{string.Concat(id.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'))}";
}
