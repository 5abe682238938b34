using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Equipoise.Conduct.Record;

/// <summary>
/// Short texts that come in row after row - participants, people, tests, units - are held once: a state of a million entries
/// would otherwise be mostly copies of a few thousand words.
/// </summary>
/// <remarks>
/// A place holds the last text that fell on it, so it never grows. Two threads that write one place at once write a right text
/// each, and either may stay.
/// </remarks>
sealed class SharedText : JsonConverter<string>
{
    const int Longest = 32;

    static readonly string?[] texts = new string?[1 << 14];

    /// <summary>A text that says the same, the one that others hold too where it is short.</summary>
    internal static string Of(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest)
            return text.ToString();
        ref var place = ref texts[string.GetHashCode(text, StringComparison.Ordinal) & (texts.Length - 1)];
        return Volatile.Read(ref place) is { } held && text.SequenceEqual(held) ? held : place = text.ToString();
    }

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueIsEscaped)
            return reader.GetString();
        Span<char> letters = stackalloc char[Longest];
        return Ascii.ToUtf16(reader.ValueSpan, letters, out var count) == OperationStatus.Done
            ? Of(letters[..count])
            : reader.GetString();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
