using System.Globalization;
using System.Text.Json;
using System.Xml;
using Equipoise.Conduct.Record;

namespace Equipoise.Exchange.Odm;

/// <summary>Writes the members of an event as items.</summary>
static class OdmEvent
{
    /// <summary>The main group of an event and a group for each element of its lists.</summary>
    /// <param name="xml">Where to write.</param>
    /// <param name="shape">The shape of the kind.</param>
    /// <param name="payload">The event as the log stores it.</param>
    /// <param name="repeat">What tells the group apart from others of its kind; null where it has a form to itself.</param>
    /// <param name="transaction">The type of transaction; null in a snapshot.</param>
    /// <param name="texts">The texts that lie beside the row.</param>
    /// <param name="record">Writes who recorded it, inside the main group.</param>
    /// <param name="sign">Writes who signed it, inside the main group, where that is not told with who recorded it.</param>
    internal static void Write(
        XmlWriter xml,
        EventShape shape,
        JsonElement payload,
        string? repeat,
        string? transaction,
        IReadOnlyList<TextReference> texts,
        Action? record,
        Action? sign = null
    )
    {
        StartGroup(xml, OdmNames.FactGroup(shape.Kind), repeat, transaction);
        record?.Invoke();
        sign?.Invoke();
        // Who recorded it tells the reason too, unless XML cannot carry it.
        var reasonIsTold = record is not null && HasPlainReason(payload);
        Items(
            xml,
            shape.Kind,
            shape.Told.Where(member => !(reasonIsTold && member.Path == EventShape.ReasonForChange)),
            payload
        );
        OdmTexts.OfEvent(xml, shape, texts);
        xml.WriteEndElement();
        foreach (var list in shape.Members.SelectMany(Lists))
            if (Find(payload, list.Path) is { } elements)
                foreach (var (index, element) in elements.EnumerateArray().Index())
                {
                    var number = (index + 1).ToString(CultureInfo.InvariantCulture);
                    StartGroup(
                        xml,
                        OdmNames.FactGroup(shape.Kind, list.Path),
                        repeat is null ? number : $"{repeat}.{number}",
                        transaction
                    );
                    Items(xml, shape.Kind, list.Members, element);
                    OdmTexts.OfElement(xml, shape.Kind, list, index, texts);
                    xml.WriteEndElement();
                }
    }

    /// <summary>The items of that kind whose text XML cannot carry.</summary>
    internal static void Escape(string kind, JsonElement payload, Action<string> found)
    {
        if (EventShape.Find(kind) is not { } shape)
            return;
        foreach (var member in shape.Members)
            Visit(member, payload);

        void Visit(EventMember member, JsonElement holder)
        {
            if (Member(holder, member) is not { } value)
                return;
            if (member is EventMember.Nested nested)
                foreach (var inner in nested.Members)
                    Visit(inner, value);
            else if (member is EventMember.Many many)
                foreach (var element in value.EnumerateArray())
                    foreach (var inner in many.Members)
                        Visit(inner, element);
            else if (value.ValueKind == JsonValueKind.String && EscapedText.Of(value) is not null)
                found(OdmNames.FactItem(kind, member is EventMember.OneAnswer ? $"{member.Path}.choice" : member.Path));
        }
    }

    internal static IEnumerable<EventMember.Many> Lists(EventMember member) =>
        member switch
        {
            EventMember.Many many => [many],
            EventMember.Nested nested => nested.Members.SelectMany(Lists),
            _ => [],
        };

    static bool HasPlainReason(JsonElement payload) =>
        !payload.TryGetProperty(EventShape.ReasonForChange, out var reason) || EscapedText.Of(reason) is null;

    static void StartGroup(XmlWriter xml, string group, string? repeat, string? transaction)
    {
        xml.WriteStartElement("ItemGroupData", OdmNames.Namespace);
        xml.WriteAttributeString("ItemGroupOID", group);
        if (repeat is not null)
            xml.WriteAttributeString("ItemGroupRepeatKey", repeat);
        if (transaction is not null)
            xml.WriteAttributeString("TransactionType", transaction);
    }

    static void Items(XmlWriter xml, string kind, IEnumerable<EventMember> members, JsonElement holder)
    {
        foreach (var member in members)
        {
            var value = Member(holder, member);
            switch (member)
            {
                case EventMember.Nested nested:
                    if (value is { } inner)
                        Items(xml, kind, nested.Members, inner);
                    break;
                case EventMember.Many many:
                    if (value is { } elements)
                        Item(xml, OdmNames.FactItem(kind, many.Count), $"{elements.GetArrayLength()}");
                    break;
                case EventMember.OneAnswer:
                    if (value is { } answer)
                        Answer(xml, OdmNames.FactItem(kind, member.Path), answer);
                    break;
                case EventMember.Leaf leaf:
                    One(xml, OdmNames.FactItem(kind, leaf.Path), leaf, value);
                    break;
            }
        }
    }

    static void Answer(XmlWriter xml, string item, JsonElement answer)
    {
        if (answer.ValueKind == JsonValueKind.String)
            Text(xml, $"{item}.choice", answer);
        else
            Item(xml, answer.ValueKind == JsonValueKind.Number ? $"{item}.number" : $"{item}.yesNo", answer.GetRawText());
    }

    /// <summary>
    /// An event that lacks an optional member says so: a later one may take a value away that an earlier one had.
    /// </summary>
    static void One(XmlWriter xml, string item, EventMember.Leaf leaf, JsonElement? value)
    {
        if (value is not { } present)
        {
            if (leaf.Path == EventShape.ReasonForChange)
                return;
            xml.WriteStartElement("ItemData", OdmNames.Namespace);
            xml.WriteAttributeString("ItemOID", item);
            xml.WriteAttributeString("IsNull", "Yes");
            xml.WriteEndElement();
        }
        else if (leaf.Form == JsonForm.Text)
            Text(xml, item, present);
        else if (leaf.Form == JsonForm.Raw)
            Item(xml, item, present.GetRawText());
        else if (present.GetRawText() is var structure && OdmNames.IsXml(structure))
            Item(xml, item, structure);
        else
            Item(xml, item + OdmNames.Escaped, JsonSerializer.Serialize(structure));
    }

    static void Text(XmlWriter xml, string item, JsonElement text)
    {
        if (EscapedText.Of(text) is { } escaped)
            Item(xml, item + OdmNames.Escaped, escaped);
        else
            Item(xml, item, text.GetString()!);
    }

    static void Item(XmlWriter xml, string item, string value)
    {
        xml.WriteStartElement("ItemData", OdmNames.Namespace);
        xml.WriteAttributeString("ItemOID", item);
        xml.WriteAttributeString("Value", value);
        xml.WriteEndElement();
    }

    /// <summary>The value of a member; an element of a list without members of its own is the value itself.</summary>
    static JsonElement? Member(JsonElement holder, EventMember member) =>
        member.Name.Length == 0 ? holder
        : holder.TryGetProperty(member.Name, out var value) ? value
        : null;

    static JsonElement? Find(JsonElement payload, string path)
    {
        foreach (var name in path.Split('.'))
            if (!payload.TryGetProperty(name, out payload))
                return null;
        return payload;
    }
}
