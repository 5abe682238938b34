using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Record;

/// <summary>
/// Events as JSON, one text for one event: fixed order of members, no blanks, absent rather than null, shortest round-trip
/// numbers.
/// </summary>
/// <remarks>
/// Read off the types: a kind that is added is known. Golden files hold one line of each, because bytes are for ever.
/// </remarks>
static class EventJson
{
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        // Readable in a database browser; what is escaped is what JSON requires, control characters among it.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false),
            new AnswerJson(),
            new NumberJson(),
            new SharedText(),
        },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Require } },
    };

    // Of each kind when it is first met: to read off all of them takes longer than a small log does.
    static readonly FrozenDictionary<string, Lazy<JsonTypeInfo>> ByKind = typeof(TrialEvent)
        .Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(TrialEvent)) && !type.IsAbstract)
        .ToFrozenDictionary(type => type.Name, type => new Lazy<JsonTypeInfo>(() => Json.GetTypeInfo(type)));

    /// <summary>
    /// A member that can never be absent is required: one that may be null is left out when it is, and one that was added
    /// later has a default.
    /// </summary>
    static void Require(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false })
                property.IsRequired = true;
    }

    /// <summary>The names of the kinds.</summary>
    internal static IEnumerable<string> Kinds => ByKind.Keys;

    /// <summary>How the events of a kind are written.</summary>
    internal static JsonTypeInfo OfKind(string kind) => ByKind[kind].Value;

    /// <summary>How a type that is part of an event is written.</summary>
    internal static JsonTypeInfo PartOf(Type type) => Json.GetTypeInfo(type);

    internal static string KindOf(TrialEvent one) => one.GetType().Name;

    internal static string Write(TrialEvent one) => JsonSerializer.Serialize(one, OfKind(KindOf(one)));

    /// <summary>The event of a stored row.</summary>
    /// <exception cref="JsonException">The kind is unknown, or the payload is not of that kind.</exception>
    internal static TrialEvent Read(string kind, string payload) =>
        ByKind.TryGetValue(kind, out var type)
            ? (TrialEvent?)JsonSerializer.Deserialize(payload, type.Value) ?? throw new JsonException("The payload is null.")
            : throw new JsonException($"There is no event of kind '{kind}'.");
}

/// <summary>A number of an event is one that can be written: JSON has no infinity, and 1e999 would be read as one.</summary>
sealed class NumberJson : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);

    internal static double Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.GetDouble() is var number && double.IsFinite(number)
            ? number
            : throw new JsonException("A number is expected that is not too large.");
}

/// <summary>An answer as the JSON value that it is: true or false, a number, or a text.</summary>
sealed class AnswerJson : JsonConverter<Answer>
{
    public override Answer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.True or JsonTokenType.False => new Answer.YesNo(reader.GetBoolean()),
            JsonTokenType.Number => new Answer.Number(NumberJson.Read(ref reader)),
            JsonTokenType.String => new Answer.Choice(reader.GetString()!),
            _ => throw new JsonException("An answer is true or false, a number or a text."),
        };

    public override void Write(Utf8JsonWriter writer, Answer value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case Answer.YesNo yesNo:
                writer.WriteBooleanValue(yesNo.Value);
                break;
            case Answer.Number number:
                writer.WriteNumberValue(number.Value);
                break;
            case Answer.Choice choice:
                writer.WriteStringValue(choice.Value);
                break;
        }
    }
}
