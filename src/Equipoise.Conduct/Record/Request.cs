using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;

namespace Equipoise.Conduct.Record;

/// <summary>The name that a client gave to a request, so that asking again is no second request.</summary>
/// <remarks>
/// <para>
/// The first answer to a key is recorded with it and is its answer for ever, also after a crash and from another server; so is
/// a refusal of what decides about the trial: of a randomization, a signature, the lock. Any other refusal is told and leaves
/// no row. A client chooses a new key for each new act, and repeats the same when it does not know whether it was heard.
/// </para>
/// <para>
/// A repeat may have to prove anew who asks, and may come after midnight: neither makes it another request, see
/// <see cref="NotAskedAttribute"/> and <see cref="TrialCommand.IsActOfToday"/>. A member that a client leaves out is not asked.
/// </para>
/// </remarks>
/// <param name="Key">The key, at most 100 characters; a UUID serves.</param>
/// <param name="Digest">SHA-256 of what was asked and by whom, so that a key used for something else is refused and not
/// answered.</param>
public sealed record Request(string Key, string Digest)
{
    const int Longest = 100;

    static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new AnswerJson(), new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOut } },
    };

    /// <summary>The request for that command by that user.</summary>
    internal static Request Of(string key, TrialCommand command, string by)
    {
        var members = JsonSerializer.SerializeToNode(command.AsDigested(), command.GetType(), Json)!.AsObject();
        if (command.IsActOfToday)
            members.Remove("On");
        var asked = new JsonObject
        {
            ["by"] = by,
            ["kind"] = command.GetType().Name,
            ["command"] = members,
        };
        return new(key, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Sorted(asked), Json))));
    }

    /// <summary>Whether it is written as a request is.</summary>
    internal bool IsOne => IsKey(Key) && Digest.Length == 64 && Digest.All(char.IsAsciiHexDigitLower);

    internal static bool IsKey(string key) =>
        key.Length is > 0 and <= Longest && LegibleText.Fault(key, severalLines: false) is null;

    static void LeaveOut(JsonTypeInfo type)
    {
        for (var place = type.Properties.Count - 1; place >= 0; place--)
            if (type.Properties[place].AttributeProvider?.IsDefined(typeof(NotAskedAttribute), inherit: false) == true)
                type.Properties.RemoveAt(place);
    }

    // The order in which a client lists the members of a dictionary says nothing.
    static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .OrderBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
}

/// <summary>Marks what comes with a request and is no part of what is asked: a repeat brings another.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class NotAskedAttribute : Attribute;

/// <summary>A request with a key was refused. The refusal is its answer, and part of the trail of what was attempted.</summary>
/// <param name="Asked">The kind of command.</param>
/// <param name="Participant">The participant whom it concerned; null for none.</param>
/// <param name="Reasons">The reasons that were given.</param>
public sealed record RequestRefused(string Asked, string? Participant, IReadOnlyList<Refusal> Reasons) : TrialEvent
{
    internal override string? Concerns => Participant;

    /// <summary>The reasons may name what was allocated or given.</summary>
    internal override bool TellsArm => true;

    internal override string Says(TrialProtocol protocol) => $"Refused, {Asked}: {string.Join(" ", Reasons)}";

    internal override TrialCommand? AsAsked(Trace trace) => null;

    internal override string WhyNotAsked => "Of what was refused its kind and the reasons are kept, and not what it held.";

    internal override void Apply(TrialState trial, Entry entry) { }
}

/// <summary>A request with a key told only what was recorded already.</summary>
/// <param name="Asked">The kind of command.</param>
/// <param name="Participant">The participant whom it concerned; null for none.</param>
public sealed record RequestChangedNothing(string Asked, string? Participant) : TrialEvent
{
    internal override string? Concerns => Participant;

    internal override string Says(TrialProtocol protocol) => $"Already recorded, {Asked}";

    internal override TrialCommand? AsAsked(Trace trace) => null;

    internal override string WhyNotAsked => "Of what was recorded already its kind is kept, and not what it held.";

    internal override void Apply(TrialState trial, Entry entry) { }
}

/// <summary>What requests with a key were answered with.</summary>
sealed class Answers : Part
{
    ImmutableDictionary<string, Answered> answers = ImmutableDictionary<string, Answered>.Empty;

    /// <summary>The answer that the request of that key was given; null when there was none.</summary>
    internal Answered? To(string key) => answers.GetValueOrDefault(key);

    internal void Add(Request request, TrialEvent one) =>
        answers = answers.SetItem(
            request.Key,
            To(request.Key) is { } begun ? begun with { Events = [.. begun.Events, one] } : new(request.Digest, [one])
        );
}

/// <summary>What a request was answered with.</summary>
/// <param name="Digest">What was asked, see <see cref="Request"/>.</param>
/// <param name="Events">The events that were its answer.</param>
sealed record Answered(string Digest, IReadOnlyList<TrialEvent> Events)
{
    /// <summary>The answer as it was given.</summary>
    internal Decision Again() =>
        Events switch
        {
            [RequestRefused refused] => new Decision.Refused(refused.Reasons),
            [RequestChangedNothing] => new Decision.Accepted([]) { IsRepeat = true },
            _ => new Decision.Accepted(Events) { IsRepeat = true },
        };
}
