using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.Protocol;

namespace Equipoise.Conduct.TrialLog;

/// <summary>Events as JSON, one text for one event: fixed order of members, no blanks, absent rather than null, shortest round-trip numbers.</summary>
static class EventJson
{
    // Readable in a database browser; what is escaped is what JSON requires, control characters among it.
    static readonly EventJsonContext Json = new(
        new JsonSerializerOptions(EventJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    static readonly FrozenDictionary<string, JsonTypeInfo> ByKind = typeof(TrialEvent)
        .Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(TrialEvent)) && !type.IsAbstract)
        .ToFrozenDictionary(
            type => type.Name,
            type =>
                Json.GetTypeInfo(type) ?? throw new InvalidOperationException($"{type.Name} is not listed in EventJsonContext.")
        );

    /// <summary>How the events of each kind are written, by the name of the kind.</summary>
    internal static IReadOnlyDictionary<string, JsonTypeInfo> Kinds => ByKind;

    /// <summary>How a type that is part of an event is written.</summary>
    internal static JsonTypeInfo? PartOf(Type type) => Json.GetTypeInfo(type);

    internal static string KindOf(TrialEvent one) => one.GetType().Name;

    internal static string Write(TrialEvent one) => JsonSerializer.Serialize(one, ByKind[KindOf(one)]);

    /// <summary>The event of a stored row.</summary>
    /// <exception cref="JsonException">The kind is unknown, or the payload is not of that kind.</exception>
    internal static TrialEvent Read(string kind, string payload) =>
        ByKind.TryGetValue(kind, out var type)
            ? (TrialEvent?)JsonSerializer.Deserialize(payload, type) ?? throw new JsonException("The payload is null.")
            : throw new JsonException($"There is no event of kind '{kind}'.");
}

/// <summary>Every kind of event. Adding one here is part of adding a use case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false,
    Converters = [typeof(AnswerJson)]
)]
[JsonSerializable(typeof(TrialOpened))]
[JsonSerializable(typeof(ProtocolAmended))]
[JsonSerializable(typeof(RequestRefused))]
[JsonSerializable(typeof(RequestChangedNothing))]
[JsonSerializable(typeof(ParticipantScreened))]
[JsonSerializable(typeof(ConsentRecorded))]
[JsonSerializable(typeof(ConsentRenewed))]
[JsonSerializable(typeof(EligibilityAnswered))]
[JsonSerializable(typeof(EligibilitySigned))]
[JsonSerializable(typeof(ParticipantRandomized))]
[JsonSerializable(typeof(DoseGiven))]
[JsonSerializable(typeof(DoseModified))]
[JsonSerializable(typeof(DoseDecided))]
[JsonSerializable(typeof(TreatmentDiscontinued))]
[JsonSerializable(typeof(VisitRecorded))]
[JsonSerializable(typeof(LesionIdentified))]
[JsonSerializable(typeof(LesionMeasured))]
[JsonSerializable(typeof(TumorAssessed))]
[JsonSerializable(typeof(LabValueRecorded))]
[JsonSerializable(typeof(AdverseEventRecorded))]
[JsonSerializable(typeof(SiteBecameAware))]
[JsonSerializable(typeof(ReportedToSponsor))]
[JsonSerializable(typeof(SubmittedToAuthority))]
[JsonSerializable(typeof(NewTherapyStarted))]
[JsonSerializable(typeof(ParticipantWithdrawn))]
[JsonSerializable(typeof(DeathRecorded))]
[JsonSerializable(typeof(DataWereCutOff))]
[JsonSerializable(typeof(ArmClosed))]
[JsonSerializable(typeof(SiteClosed))]
[JsonSerializable(typeof(SiteOpened))]
[JsonSerializable(typeof(AllocationMarkedInError))]
[JsonSerializable(typeof(TrialLocked))]
[JsonSerializable(typeof(FormItemRecorded))]
[JsonSerializable(typeof(QueryOpened))]
[JsonSerializable(typeof(QueryAnswered))]
[JsonSerializable(typeof(QueryClosed))]
[JsonSerializable(typeof(ItemVerified))]
[JsonSerializable(typeof(ItemVerificationLapsed))]
[JsonSerializable(typeof(FormFrozen))]
[JsonSerializable(typeof(FormUnfrozen))]
[JsonSerializable(typeof(FormLocked))]
[JsonSerializable(typeof(FormUnlocked))]
[JsonSerializable(typeof(FormSigned))]
[JsonSerializable(typeof(FormSignatureLapsed))]
sealed partial class EventJsonContext : JsonSerializerContext;

/// <summary>An answer as the JSON value that it is: true or false, a number, or a text.</summary>
sealed class AnswerJson : JsonConverter<Answer>
{
    public override Answer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.True or JsonTokenType.False => new Answer.YesNo(reader.GetBoolean()),
            JsonTokenType.Number => new Answer.Number(reader.GetDouble()),
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
