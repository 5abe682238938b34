using System.Collections;
using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Exchange.Odm;

/// <summary>
/// What the events of one kind are made of: the form that ODM is given for it. Read off the types, so that a new kind needs
/// nothing here.
/// </summary>
/// <param name="Kind">The kind.</param>
/// <param name="IsOfParticipant">Whether it is about a participant; otherwise it is about the trial, and ODM has it as reference
/// data.</param>
/// <param name="Members">Its members, in the order in which the log stores them.</param>
sealed record EventShape(string Kind, bool IsOfParticipant, IReadOnlyList<EventMember> Members)
{
    internal const string Participant = "participant";
    internal const string ReasonForChange = "reasonForChange";

    // One set of shapes for each format of the log: what is told of an older log stays as it was.
    static readonly Lazy<FrozenDictionary<string, EventShape>>[] Shapes =
    [
        .. Enumerable
            .Range(LogFormat.First, LogFormat.Current)
            .Select(format => new Lazy<FrozenDictionary<string, EventShape>>(() => OfFormat(format))),
    ];

    /// <summary>Every kind of a format of the log, in alphabetical order.</summary>
    internal static IReadOnlyList<EventShape> All(int format) =>
        [.. Shapes[format - LogFormat.First].Value.Values.OrderBy(shape => shape.Kind, StringComparer.Ordinal)];

    internal static EventShape? Find(string kind, int format = LogFormat.Current) =>
        Shapes[format - LogFormat.First].Value.GetValueOrDefault(kind);

    /// <summary>Members that stand in the main group: everything but the participant, who is the subject.</summary>
    internal IEnumerable<EventMember> Told => Members.Where(member => !(IsOfParticipant && member.Path == Participant));

    static FrozenDictionary<string, EventShape> OfFormat(int format) =>
        EventJson
            .Kinds.Select(EventJson.OfKind)
            .Where(kind => IsKnown(kind.Type, format))
            .Select(kind => new EventShape(
                kind.Type.Name,
                kind.Type.IsSubclassOf(typeof(ParticipantEvent)) || kind.Type.IsSubclassOf(typeof(FormEvent)),
                MembersOf(kind, "", inList: false, format)
            ))
            .ToFrozenDictionary(shape => shape.Kind);

    static bool IsKnown(System.Reflection.ICustomAttributeProvider? one, int format) =>
        one?.GetCustomAttributes(typeof(SinceFormatAttribute), inherit: false) is not [SinceFormatAttribute since]
        || since.Format <= format;

    static List<EventMember> MembersOf(JsonTypeInfo type, string path, bool inList, int format) =>
        [
            .. type
                .Properties.Where(property => property.Get is not null && IsKnown(property.AttributeProvider, format))
                .OrderBy(property => property.Order)
                .Select(property =>
                    Member(
                        property.Name,
                        path.Length == 0 ? property.Name : $"{path}.{property.Name}",
                        property.PropertyType,
                        IsOptional(property),
                        inList,
                        format
                    )
                ),
        ];

    static bool IsOptional(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (!property.PropertyType.IsValueType && property.IsGetNullable);

    static EventMember Member(string name, string path, Type type, bool isOptional, bool inList, int format)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(Answer))
            return new EventMember.OneAnswer(name, path, isOptional);
        if (LeafForm(plain, format) is var (dataType, form))
            return new EventMember.Leaf(name, path, isOptional, dataType, form, IsListOfWords(plain) ? plain : null);
        if (
            !inList
            && plain.IsGenericType
            && plain.IsAssignableTo(typeof(IEnumerable))
            && plain.GetGenericArguments() is [var element]
        )
        {
            if (LeafForm(element, format) is not null)
            {
                var value = Member("", $"{path}.value", element, false, inList: true, format);
                return new EventMember.Many(name, path, isOptional, [value]);
            }
            if (EventJson.PartOf(element) is { } parts && IsPlain(parts))
                return new EventMember.Many(name, path, isOptional, MembersOf(parts, path, inList: true, format));
        }
        return EventJson.PartOf(plain) is { } part && IsPlain(part)
            ? new EventMember.Nested(name, path, isOptional, MembersOf(part, path, inList, format))
            : new EventMember.Leaf(name, path, isOptional, "text", JsonForm.Json, null);
    }

    /// <summary>
    /// Whether an object always has the same members. One of several kinds, as what an allocation followed from, and one that
    /// holds objects of its own kind, is told as the text that the log has.
    /// </summary>
    static bool IsPlain(JsonTypeInfo part) =>
        part is { Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null, Properties.Count: > 0 }
        && part.Properties.All(property => property.PropertyType != part.Type);

    /// <summary>
    /// Several flags may hold at once, as of what makes an event serious: no code list has all their combinations.
    /// </summary>
    static bool IsListOfWords(Type type) => type.IsEnum && !type.IsDefined(typeof(FlagsAttribute), inherit: false);

    /// <summary>
    /// A date of which only the month may be known (partialDate in ODM 1.3.2); logs of the first format have days only.
    /// </summary>
    static string DateTypeIn(int format) => format < 2 ? "date" : "partialDate";

    static (string DataType, JsonForm Form)? LeafForm(Type type, int format) =>
        type == typeof(string) || type.IsEnum ? ("text", JsonForm.Text)
        : type == typeof(DateOnly) ? ("date", JsonForm.Text)
        : type == typeof(PartialDate) ? (DateTypeIn(format), JsonForm.Text)
        : type == typeof(DateTimeOffset) ? ("datetime", JsonForm.Text)
        : type == typeof(int) || type == typeof(long) ? ("integer", JsonForm.Raw)
        : type == typeof(double) || type == typeof(decimal) ? ("double", JsonForm.Raw)
        : type == typeof(bool) ? ("boolean", JsonForm.Raw)
        : null;
}

/// <summary>One member of an event.</summary>
/// <param name="Name">Its name in the stored JSON, within what holds it.</param>
/// <param name="Path">The names that lead to it, joined by dots.</param>
/// <param name="IsOptional">Whether an event may lack it.</param>
abstract record EventMember(string Name, string Path, bool IsOptional)
{
    /// <summary>One value.</summary>
    internal sealed record Leaf(string Name, string Path, bool IsOptional, string DataType, JsonForm Form, Type? Words)
        : EventMember(Name, Path, IsOptional);

    /// <summary>An answer, which is yes or no, a number, or a text.</summary>
    internal sealed record OneAnswer(string Name, string Path, bool IsOptional) : EventMember(Name, Path, IsOptional)
    {
        internal static readonly IReadOnlyList<(string Suffix, string DataType, JsonForm Form)> Kinds =
        [
            (".yesNo", "boolean", JsonForm.Raw),
            (".number", "double", JsonForm.Raw),
            (".choice", "text", JsonForm.Text),
        ];
    }

    /// <summary>Several values under one name, such as a signature.</summary>
    internal sealed record Nested(string Name, string Path, bool IsOptional, IReadOnlyList<EventMember> Members)
        : EventMember(Name, Path, IsOptional);

    /// <summary>A list. An element without a name of its own is the value itself.</summary>
    internal sealed record Many(string Name, string Path, bool IsOptional, IReadOnlyList<EventMember> Members)
        : EventMember(Name, Path, IsOptional)
    {
        /// <summary>The item that tells how many there are: none is not the same as nothing said.</summary>
        internal string Count => $"{Path}.count";
    }
}

/// <summary>How a value stands in JSON.</summary>
enum JsonForm
{
    /// <summary>In quotes.</summary>
    Text,

    /// <summary>Without quotes, the same in JSON and in ODM.</summary>
    Raw,

    /// <summary>A structure that ODM is given as the text of its JSON.</summary>
    Json,
}
