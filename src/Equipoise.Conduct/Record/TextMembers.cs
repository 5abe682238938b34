using System.Collections;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Equipoise.Conduct.Record;

/// <summary>Where an event, or a part of one, has free texts: read off its type.</summary>
sealed class TextMembers
{
    static readonly TextMembers text = new() { IsText = true };

    IReadOnlyList<string>? marks;

    static readonly FrozenDictionary<string, Lazy<TextMembers?>> ByKind = EventJson.Kinds.ToFrozenDictionary(
        kind => kind,
        kind => new Lazy<TextMembers?>(() => OfObject(EventJson.OfKind(kind), []))
    );

    /// <summary>The free texts of the events of a kind; null when they have none.</summary>
    internal static TextMembers? Of(string kind) => ByKind.GetValueOrDefault(kind)?.Value;

    /// <summary>Whether this is itself a free text.</summary>
    internal bool IsText { get; private init; }

    /// <summary>The members that are or have free texts, by their names in JSON.</summary>
    internal FrozenDictionary<string, TextMembers> Members { get; private init; } = FrozenDictionary<string, TextMembers>.Empty;

    /// <summary>What each element of a list is or has; null when this is no list.</summary>
    internal TextMembers? Elements { get; private init; }

    /// <summary>
    /// Whether the JSON of an event names a member that is a text, so that a look for its place is worth it: most have none.
    /// </summary>
    internal bool MayBeIn(string json) => Marks.Any(mark => json.Contains(mark, StringComparison.Ordinal));

    /// <summary>How the texts are named in JSON.</summary>
    IReadOnlyList<string> Marks =>
        marks ??=
        [
            .. Members.SelectMany(member => member.Value.IsText || member.Value.Elements is { IsText: true }
                ? [$"\"{member.Key}\":"]
                : (member.Value.Elements ?? member.Value).Marks
            ),
        ];

    static TextMembers? OfObject(JsonTypeInfo type, IReadOnlyList<Type> within)
    {
        // A structure that holds its own kind, or is one of several, has no text that a person types.
        if (type.Kind != JsonTypeInfoKind.Object || within.Contains(type.Type))
            return null;
        var members = type
            .Properties.Select(property => (property.Name, Has: OfMember(property, [.. within, type.Type])))
            .Where(member => member.Has is not null)
            .ToFrozenDictionary(member => member.Name, member => member.Has!);
        return members.Count > 0 ? new() { Members = members } : null;
    }

    static TextMembers? OfMember(JsonPropertyInfo property, IReadOnlyList<Type> within)
    {
        var element =
            property.PropertyType.IsGenericType && property.PropertyType.IsAssignableTo(typeof(IEnumerable))
                ? property.PropertyType.GetGenericArguments()[0]
                : null;
        if (IsFree(property))
            return element is null ? text : new() { Elements = text };
        if (element is not null)
            return OfObject(EventJson.PartOf(element), within) is { } elements ? new() { Elements = elements } : null;
        return OfObject(EventJson.PartOf(property.PropertyType), within);
    }

    // A member of a record is a parameter too, and the attribute stands there.
    static bool IsFree(JsonPropertyInfo property) =>
        new[] { property.AttributeProvider, property.AssociatedParameter?.AttributeProvider }
            .OfType<ICustomAttributeProvider>()
            .Any(place => place.IsDefined(typeof(FreeTextAttribute), inherit: true));
}
