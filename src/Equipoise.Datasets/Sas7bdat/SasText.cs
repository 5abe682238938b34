using System.Text;
using System.Text.Unicode;

namespace Equipoise.Datasets.Sas7bdat;

/// <summary>Text in a file: padded with blanks or NULs at the right, in the encoding that the file names.</summary>
sealed class SasText
{
    readonly string file;
    readonly string name;
    readonly Encoding? encoding;
    readonly bool isUtf8;
    readonly bool isAsciiInside;
    readonly string? doubt;

    /// <param name="file">The file, for messages.</param>
    /// <param name="code">The number of the encoding that the file names.</param>
    /// <param name="chosen">The encoding that a user named instead; null for that of the file.</param>
    /// <exception cref="ArgumentException">The user's is none.</exception>
    public SasText(string file, byte code, string? chosen)
    {
        this.file = file;
        var named = SasEncoding.Of(code);
        name = chosen ?? named.Name;
        encoding =
            chosen is not null ? SasEncoding.Decoder(chosen)
            : named.CodePage is { } codePage ? SasEncoding.Decoder(codePage)
            : null;
        isUtf8 = encoding is { CodePage: 65001 };
        isAsciiInside = encoding is null || HasAscii(encoding);
        doubt = chosen is not null ? null
            : SasEncoding.IsUnspecified(code) ? "the file names no encoding; letters beyond ASCII were read as Windows-1252"
            : name == "us-ascii" ? "the file says that it is ASCII; letters beyond ASCII were read as Windows-1252"
            : null;
    }

    /// <summary>A name or a label.</summary>
    /// <exception cref="DataException">It cannot be decoded.</exception>
    public string Of(ReadOnlySpan<byte> bytes, string what)
    {
        var text = Trim(bytes);
        return isAsciiInside && Ascii.IsValid(text) ? Encoding.ASCII.GetString(text) : Known(what).GetString(text);
    }

    /// <summary>Adds a value to a column, with a look at its bytes only where they are not ASCII.</summary>
    /// <exception cref="DataException">It cannot be decoded.</exception>
    public void Add(ReadOnlySpan<byte> bytes, TextCells cells, FindingList notes, string column, long row)
    {
        var text = Trim(bytes);
        if (text.IsEmpty || (isAsciiInside && Ascii.IsValid(text)))
        {
            cells.Add(text);
            return;
        }
        var isValidUtf8 = Utf8.IsValid(text);
        if (isUtf8 && isValidUtf8)
        {
            cells.Add(text);
            return;
        }
        var decoded = Known($"row {row}, column {column}").GetString(text);
        cells.Add(decoded);
        if (decoded.Contains('\uFFFD', StringComparison.Ordinal))
            Note("bytes replaced", $"some bytes are no letters of {name}; U+FFFD stands for them", FindingWeight.Lost);
        else if (isValidUtf8 && encoding!.IsSingleByte && !Ascii.IsValid(text))
            Note("encoding", $"texts read as {name} look like utf-8; name that if they are");
        else if (doubt is not null)
            Note("encoding unknown", doubt);

        void Note(string rule, string message, FindingWeight weight = FindingWeight.Note) =>
            notes.Add(rule, message, weight, column, row, decoded);
    }

    static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.TrimEnd((byte)' ');
        return text.IsEmpty || text[^1] != 0 ? text : text.TrimEnd(" \0"u8);
    }

    Encoding Known(string what) =>
        encoding
        ?? throw new DataException(
            $"{file}: {what}: is not ASCII, and the encoding of the file, {name}, is not known here. "
                + "Name an encoding to read it by that has its letters."
        );

    // Arabic DOS has a letter of its own for the percent sign, and ISO 2022 changes letters in the middle of a text.
    static bool HasAscii(Encoding encoding)
    {
        Span<byte> ascii = stackalloc byte[128];
        for (var index = 0; index < ascii.Length; index++)
            ascii[index] = (byte)index;
        return encoding.CodePage is < 50220 or > 50229 && Encoding.ASCII.GetString(ascii) == encoding.GetString(ascii);
    }
}
