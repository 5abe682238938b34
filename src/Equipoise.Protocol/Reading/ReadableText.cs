using System.Text;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>
/// The text of a protocol file as everybody may read it who sees the trial: without its block sizes, from which, and from the
/// arms given so far, the next arm can be guessed.
/// </summary>
/// <remarks>
/// From the colon of <c>block sizes</c> to the end of its list stands <c> concealed</c> instead, whatever lines and comments the
/// list had, with the comment that follows it on its last line: that one is about the sizes too. No other byte changes, so that
/// what remains are the sponsor's own words; sizes that are told elsewhere, in a title or in another comment, are told. A file
/// that has no block sizes, or conceals them already, is its own readable text.
/// </remarks>
public static class ReadableText
{
    /// <summary>What stands in place of the sizes.</summary>
    public const string Concealed = "concealed";

    static readonly string[] place = ["randomize", "block sizes"];

    /// <summary>The readable text of that file; null when it is no protocol, so that nobody can say what its sizes are.</summary>
    /// <param name="text">The text of the file, with or without its byte order mark.</param>
    public static string? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var utf8 = Encoding.UTF8.GetBytes(text);
        return ProtocolFile.ParseRecorded(utf8, "the protocol") is ProtocolReading.Accepted
            ? Encoding.UTF8.GetString(Of(utf8, text.StartsWith('\uFEFF') ? text[1..] : text))
            : null;
    }

    /// <summary>
    /// The readable text, for a hash that others may see; nothing for a text of which nobody can say what its sizes are.
    /// </summary>
    /// <param name="text">The text of a file; null for none.</param>
    public static string? OrNothing(string? text) => text is null ? null : Of(text) ?? "";

    /// <summary>The readable text of a file in which no problem was found.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="text">Its text, without a byte order mark.</param>
    internal static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> utf8, string text)
    {
        if (YamlPlace.OfValue(text, place) is not { } value || text[value].Trim(' ', '\t', '"', '\'') == Concealed)
            return utf8;
        var end = value.End.Value;
        var line = text.AsSpan(end);
        if (line.IndexOfAny('\r', '\n') is var length and >= 0)
            line = line[..length];
        if (line.TrimStart(" \t").StartsWith('#'))
            end += line.Length;
        var mark = utf8[..(utf8.Length - Encoding.UTF8.GetByteCount(text))];
        return (byte[])[.. mark, .. Encoding.UTF8.GetBytes($"{text[..value.Start.Value]} {Concealed}{text[end..]}")];
    }
}
