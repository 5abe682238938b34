using System.Globalization;
using System.Text;
using System.Text.Json;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Record;

/// <summary>Takes the free texts of an event out of its row, and puts them back when the row is read.</summary>
/// <remarks>
/// Where a text stood the row has <c>{"text":"hash"}</c>: a string, whatever somebody types, is never an object, so the two
/// cannot be confused. All else of the row stays byte for byte. A text is named by the names that lead to it, as
/// <c>reasonForChange</c> or <c>reasons.0.words</c>.
/// </remarks>
static class RowTexts
{
    const string Opening = "{\"text\":\"";
    const string Closing = "\"}";
    static readonly string redacted = JsonSerializer.Serialize(FreeTextAttribute.Redacted);

    /// <summary>The payload of an event, and the texts that lie beside it.</summary>
    /// <param name="kind">The kind of the event.</param>
    /// <param name="json">The event with its texts.</param>
    /// <param name="asKept">How the text of a name is kept; null for one that stays in the row.</param>
    internal static (string Payload, IReadOnlyList<KeptText> Texts) TakeOut(
        string kind,
        string json,
        Func<string, TextSeal?> asKept
    )
    {
        if (TextMembers.Of(kind) is not { } members || !members.MayBeIn(json))
            return (json, []);
        var bytes = Encoding.UTF8.GetBytes(json);
        List<KeptText> kept = [];
        var payload = Replaced(
            bytes,
            Places(bytes, members),
            place =>
            {
                switch (asKept(place.Name))
                {
                    case TextSeal.Salted { Salt: var salt }:
                        kept.Add(new(place.Name, salt, Encoding.UTF8.GetString(bytes[place.Range])));
                        return $"{Opening}{kept[^1].Hash}{Closing}";
                    case TextSeal.Gone { Hash: var hash }:
                        return $"{Opening}{hash}{Closing}";
                    default:
                        return null;
                }
            }
        );
        return (payload, [.. kept.OrderBy(text => text.Name, StringComparer.Ordinal)]);
    }

    /// <summary>The names of the free texts that the JSON of an event has.</summary>
    internal static IReadOnlyList<string> Names(string kind, string json)
    {
        List<string> names = [];
        TakeOut(
            kind,
            json,
            name =>
            {
                names.Add(name);
                return null;
            }
        );
        return names;
    }

    /// <summary>A row with its texts back in their places.</summary>
    /// <param name="row">The row.</param>
    /// <param name="gone">What a text reads as that is gone; null for the mark that everybody is shown.</param>
    /// <exception cref="JsonException">The payload is no JSON, or not as its kind is written.</exception>
    internal static ReadTexts PutBack(LogRow row, Func<string>? gone = null)
    {
        if (
            TextMembers.Of(row.Kind) is not { } members
            || (row.Texts.Count == 0 && !row.Payload.Contains(Opening, StringComparison.Ordinal))
        )
            return new(row.Payload, [], row.TextNames);
        var bytes = Encoding.UTF8.GetBytes(row.Payload);
        List<TextReference> references = [];
        var json = Replaced(
            bytes,
            Places(bytes, members),
            place =>
            {
                if (place.Hash is not { } hash)
                    return null;
                references.Add(new(place.Name, hash, row.Texts.FirstOrDefault(text => text.Name == place.Name)));
                return references[^1].Kept?.Content ?? (gone is null ? redacted : JsonSerializer.Serialize(gone()));
            }
        );
        return new(json, references, [.. row.TextNames.Except(references.Select(one => one.Name))]);
    }

    static string Replaced(byte[] bytes, List<Place> places, Func<Place, string?> by)
    {
        StringBuilder result = new(bytes.Length);
        var from = 0;
        foreach (var place in places)
            if (by(place) is { } other)
            {
                result.Append(Encoding.UTF8.GetString(bytes.AsSpan(from..place.Range.Start.Value))).Append(other);
                from = place.Range.End.Value;
            }
        return result.Append(Encoding.UTF8.GetString(bytes.AsSpan(from..))).ToString();
    }

    static List<Place> Places(byte[] bytes, TextMembers members)
    {
        List<Place> found = [];
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        Visit(ref reader, members, "", found);
        return found;
    }

    static void Visit(ref Utf8JsonReader reader, TextMembers members, string name, List<Place> found)
    {
        var start = (int)reader.TokenStartIndex;
        if (members.IsText)
        {
            var hash = reader.TokenType == JsonTokenType.StartObject ? Reference(ref reader) : null;
            if (hash is not null || reader.TokenType == JsonTokenType.String)
                found.Add(new(name, start..(int)reader.BytesConsumed, hash));
        }
        else if (reader.TokenType == JsonTokenType.StartArray && members.Elements is { } elements)
            for (var place = 0; Next(ref reader) != JsonTokenType.EndArray; place++)
                Visit(ref reader, elements, Below(name, place.ToString(CultureInfo.InvariantCulture)), found);
        else if (reader.TokenType == JsonTokenType.StartObject)
            while (Next(ref reader) != JsonTokenType.EndObject)
            {
                var member = reader.GetString()!;
                Next(ref reader);
                if (members.Members.TryGetValue(member, out var inner))
                    Visit(ref reader, inner, Below(name, member), found);
                else
                    reader.Skip();
            }
        else
            reader.Skip();
    }

    static string Reference(ref Utf8JsonReader reader)
    {
        if (
            Next(ref reader) != JsonTokenType.PropertyName
            || !reader.ValueTextEquals("text"u8)
            || Next(ref reader) != JsonTokenType.String
        )
            throw new JsonException("A free text is a string, or the hash of one that lies beside the row.");
        var hash = reader.GetString()!;
        return Next(ref reader) == JsonTokenType.EndObject && hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)
            ? hash
            : throw new JsonException("That is no hash of a text beside the row.");
    }

    static JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new JsonException("The payload ends too early.");

    static string Below(string name, string member) => name.Length == 0 ? member : $"{name}.{member}";

    readonly record struct Place(string Name, Range Range, string? Hash);
}

/// <summary>How a free text is kept.</summary>
abstract record TextSeal
{
    /// <summary>Beside the row, under this salt.</summary>
    internal sealed record Salted(string Salt) : TextSeal;

    /// <summary>No longer: only the hash is left.</summary>
    internal sealed record Gone(string Hash) : TextSeal;
}

/// <summary>A row as it reads with its texts.</summary>
/// <param name="Json">The event, with a mark in the place of each text that is gone.</param>
/// <param name="References">What the row refers to, in the order of the event.</param>
/// <param name="Stray">Names of texts that lie beside the row and to which it does not refer.</param>
sealed record ReadTexts(string Json, IReadOnlyList<TextReference> References, IReadOnlyList<string> Stray)
{
    /// <summary>The names of the texts to which the row refers.</summary>
    internal IReadOnlyList<string> Names => References.Count == 0 ? [] : [.. References.Select(one => one.Name)];

    /// <summary>What is wrong with the texts that are there; nothing when each is the one to which the row refers.</summary>
    internal IEnumerable<string> Problems() =>
        References
            .Where(one => one.Kept is { } kept && kept.Hash != one.Hash)
            .Select(one => $"its text '{one.Name}' is not the one that was hashed when it was written")
            .Concat(Stray.Select(name => $"a text '{name}' lies beside it, to which it does not refer"));
}

/// <summary>A reference of a row to a text.</summary>
/// <param name="Name">Which of the texts of the row.</param>
/// <param name="Hash">The hash that the row holds.</param>
/// <param name="Kept">The text; null when it is gone.</param>
sealed record TextReference(string Name, string Hash, KeptText? Kept);
