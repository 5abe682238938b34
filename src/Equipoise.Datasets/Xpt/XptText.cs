using System.Text;
using System.Text.Unicode;

namespace Equipoise.Datasets.Xpt;

/// <summary>Text in a transport file: padded with blanks, in an encoding that the file does not name.</summary>
static class XptText
{
    static readonly Encoding Windows1252 =
        CodePagesEncodingProvider.Instance.GetEncoding(1252)
        ?? throw new InvalidOperationException("Windows-1252 is part of .NET.");

    /// <summary>The text without its padding, as UTF-8 where it is valid UTF-8 (so also ASCII), else as Windows-1252.</summary>
    public static string Read(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.TrimEnd(" \0"u8);
        return text.IsEmpty ? "" : (Utf8.IsValid(text) ? Encoding.UTF8 : Windows1252).GetString(text);
    }

    /// <summary>Adds such a text to a column, with a look at its bytes only where they are not ASCII.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, TextCells cells)
    {
        var text = bytes.TrimEnd((byte)' ');
        if (!text.IsEmpty && text[^1] == 0)
            text = text.TrimEnd(" \0"u8);
        if (Ascii.IsValid(text) || Utf8.IsValid(text))
            cells.Add(text);
        else
            cells.Add(Windows1252.GetString(text));
    }

    /// <summary>Fills a field with as much of a text as it holds, cut between characters, and blanks.</summary>
    public static void WriteStart(string text, Span<byte> field)
    {
        field.Fill((byte)' ');
        Utf8.FromUtf16(text, field, out _, out _);
    }

    /// <summary>Fills a field with a text and blanks.</summary>
    public static void Write(string text, Span<byte> field)
    {
        field.Fill((byte)' ');
        Encoding.UTF8.GetBytes(text, field);
    }

    /// <summary>How many bytes a text takes.</summary>
    public static int Width(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>Whether a text may stand in a file for a regulator: ASCII, and no NUL.</summary>
    public static bool IsPlain(string text) => Ascii.IsValid(text) && !text.Contains('\0', StringComparison.Ordinal);
}
