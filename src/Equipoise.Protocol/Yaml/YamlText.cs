using System.Text;

namespace Equipoise.Protocol.Yaml;

/// <summary>From the bytes of a file to text that is safe to parse: bounded, UTF-8, without control characters.</summary>
static class YamlText
{
    /// <summary>The largest file that is read, in bytes: a long protocol takes a fiftieth of it.</summary>
    public const int LargestFile = 1_000_000;

    /// <summary>The text, without a byte order mark; or why there is none.</summary>
    public static (string? Text, ProtocolProblem? Problem) Decode(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length > LargestFile)
            return Refuse(
                file,
                default,
                $"is larger than {LargestFile / 1_000_000} MB",
                "write a protocol of at most 1,000,000 bytes"
            );
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return Refuse(file, default, "is text in UTF-16 or UTF-32", "save it as UTF-8");
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            bytes = bytes[3..];

        var at = new Mark(1, 1);
        for (var rest = bytes; rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var used) != System.Buffers.OperationStatus.Done)
                return Refuse(file, at, "is not text in UTF-8", "save it as UTF-8");
            if (rune.Value == 0)
                return Refuse(
                    file,
                    at,
                    "holds NUL bytes: it is a binary file, or text in UTF-16",
                    "give a YAML file saved as UTF-8"
                );
            if (rune.Value is not ('\t' or '\n' or '\r') && Rune.IsControl(rune))
                return Refuse(file, at, $"holds the control character U+{rune.Value:X4}", "take it out, or give a text file");
            at = rune.Value == '\n' ? new Mark(at.Line + 1, 1) : at with { Column = at.Column + rune.Utf16SequenceLength };
            rest = rest[used..];
        }
        return (Encoding.UTF8.GetString(bytes), null);
    }

    static (string? Text, ProtocolProblem? Problem) Refuse(string file, Mark at, string message, string remedy) =>
        (null, new ProtocolProblem(file, at.Line, at.Column, "", message, remedy));
}
