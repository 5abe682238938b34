using System.Text.Json;

namespace Equipoise.Exchange.Odm;

/// <summary>A text that XML cannot carry as it is: written as the ASCII of its JSON, and read from that.</summary>
/// <remarks>
/// A log of before texts were looked at may hold half a surrogate pair. JSON has it as the escape <c>\uFFFD</c>, and the letter
/// U+FFFD as itself: the row's hash tells the two apart, so this does too, and writes <c>\uD800</c> for the half.
/// </remarks>
static class EscapedText
{
    /// <summary>What stands for half a character in an event that is read from a document, until its row is written.</summary>
    const string Half = "\uFDD0";

    const string HalfInLog = @"\uFFFD";
    const string HalfInDocument = @"\uD800";
    const string Backslash = @"\\";

    /// <summary>The text of a JSON string as a document has it; null when XML carries it as it is.</summary>
    internal static string? Of(JsonElement value)
    {
        var raw = value.GetRawText();
        if (!raw.Contains(HalfInLog, StringComparison.Ordinal))
            return OdmNames.IsXml(value.GetString()!) ? null : JsonSerializer.Serialize(value.GetString());
        // An escaped backslash before uFFFD is no escape of it: taken away first, and put back into each piece.
        var pieces = raw[1..^1]
            .Replace(Backslash, "\u0001", StringComparison.Ordinal)
            .Split(HalfInLog)
            .Select(piece => piece.Replace("\u0001", Backslash, StringComparison.Ordinal))
            .Select(piece => JsonSerializer.Serialize(JsonSerializer.Deserialize<string>($"\"{piece}\""))[1..^1])
            .ToList();
        return
            pieces.Count > 1 ? $"\"{string.Join(HalfInDocument, pieces)}\""
            : OdmNames.IsXml(value.GetString()!) ? null
            : JsonSerializer.Serialize(value.GetString());
    }

    /// <summary>The text of such a value.</summary>
    internal static string Read(string value)
    {
        using var read = JsonDocument.Parse(value.Replace(HalfInDocument, Half, StringComparison.Ordinal));
        return read.RootElement.GetString() ?? throw new JsonException("An escaped text is null.");
    }

    /// <summary>Whether such a value has half a character.</summary>
    internal static bool HasHalf(string value) => value.Contains(HalfInDocument, StringComparison.Ordinal);

    /// <summary>The JSON of an event as the log had it, with half characters in their places.</summary>
    internal static string WithHalves(string json) =>
        json.Replace(Half, HalfInLog, StringComparison.Ordinal).Replace(@"\uFDD0", HalfInLog, StringComparison.Ordinal);
}
