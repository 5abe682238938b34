using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Equipoise.Conduct.Record;

namespace Equipoise.Exchange.Odm;

/// <summary>An event that is being put together from items: the way back of <see cref="OdmEvent"/>.</summary>
sealed class EventBuilder(EventShape shape)
{
    readonly Dictionary<string, string?> values = [];
    readonly Dictionary<string, List<Dictionary<string, string?>>> lists = [];

    /// <summary>
    /// Whether a text of it has half a character, as <see cref="EscapedText"/> reads it; known once it is built.
    /// </summary>
    internal bool HasHalves { get; private set; }

    /// <summary>The kind of the event.</summary>
    internal string Kind => shape.Kind;

    /// <summary>Takes a value of the event itself; null where it is said that there is none.</summary>
    internal void Set(string path, string? value) => values[path] = value;

    /// <summary>Begins an element of a list.</summary>
    internal Dictionary<string, string?> Add(string list)
    {
        if (!lists.TryGetValue(list, out var elements))
            lists.Add(list, elements = []);
        elements.Add([]);
        return elements[^1];
    }

    /// <summary>How the texts of the event are kept beside it, by their names.</summary>
    internal IReadOnlyDictionary<string, TextSeal> Seals()
    {
        Dictionary<string, TextSeal> seals = [];
        Find(values, path => path);
        foreach (var (list, elements) in lists)
            foreach (var (index, element) in elements.Index())
                Find(element, path => OdmTexts.NameOf(path, list, index));
        return seals;

        void Find(Dictionary<string, string?> from, Func<string, string> name)
        {
            foreach (var (path, value) in from)
                if (path.EndsWith(OdmNames.Salt, StringComparison.Ordinal))
                    seals[name(path[..^OdmNames.Salt.Length])] = new TextSeal.Salted(value ?? "");
                else if (path.EndsWith(OdmNames.Redacted, StringComparison.Ordinal))
                    seals[name(path[..^OdmNames.Redacted.Length])] = new TextSeal.Gone(value ?? "");
        }
    }

    /// <summary>The event.</summary>
    /// <exception cref="JsonException">The items are not those of an event of this kind.</exception>
    internal TrialEvent Build()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Object(json, shape.Members, values);
        return EventJson.Read(shape.Kind, Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    void Object(Utf8JsonWriter json, IEnumerable<EventMember> members, Dictionary<string, string?> from)
    {
        json.WriteStartObject();
        foreach (var member in members)
            if (IsTold(member, from))
            {
                json.WritePropertyName(member.Name);
                Value(json, member, from);
            }
        json.WriteEndObject();
    }

    static bool IsTold(EventMember member, Dictionary<string, string?> from) =>
        member switch
        {
            // Something without any value is still something, if that was said.
            EventMember.Nested nested => !nested.IsOptional
                || nested.Members.Any(inner => IsTold(inner, from) || from.ContainsKey(inner.Path)),
            EventMember.Many many => from.ContainsKey(many.Count),
            EventMember.OneAnswer => EventMember.OneAnswer.Kinds.Any(kind => Has(from, member.Path + kind.Suffix)),
            _ => Has(from, member.Path),
        };

    static bool Has(Dictionary<string, string?> from, string path) =>
        from.GetValueOrDefault(path) is not null || from.ContainsKey(path + OdmNames.Escaped);

    void Value(Utf8JsonWriter json, EventMember member, Dictionary<string, string?> from)
    {
        switch (member)
        {
            case EventMember.Nested nested:
                Object(json, nested.Members, from);
                break;
            case EventMember.Many many:
                Elements(json, many, from);
                break;
            case EventMember.OneAnswer:
                var (suffix, _, form) = EventMember.OneAnswer.Kinds.First(kind => Has(from, member.Path + kind.Suffix));
                Leaf(json, form, member.Path + suffix, from);
                break;
            case EventMember.Leaf leaf:
                Leaf(json, leaf.Form, leaf.Path, from);
                break;
        }
    }

    void Elements(Utf8JsonWriter json, EventMember.Many many, Dictionary<string, string?> from)
    {
        var elements = lists.GetValueOrDefault(many.Path) ?? [];
        if (elements.Count.ToString(CultureInfo.InvariantCulture) != from[many.Count])
            throw new JsonException($"'{many.Path}' has {elements.Count} elements and says that it has {from[many.Count]}.");
        json.WriteStartArray();
        foreach (var element in elements)
            if (many.Members is [{ Name: "" } only])
                Value(json, only, element);
            else
                Object(json, many.Members, element);
        json.WriteEndArray();
    }

    void Leaf(Utf8JsonWriter json, JsonForm form, string path, Dictionary<string, string?> from)
    {
        // A reason that XML cannot carry also stands, legible but not exact, in its audit record.
        var escaped = from.GetValueOrDefault(path + OdmNames.Escaped);
        HasHalves |= escaped is not null && EscapedText.HasHalf(escaped);
        var text = escaped is not null ? EscapedText.Read(escaped) : from[path]!;
        if (form == JsonForm.Text)
            json.WriteStringValue(text);
        else
            json.WriteRawValue(text);
    }
}
