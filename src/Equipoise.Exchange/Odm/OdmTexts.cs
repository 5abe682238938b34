using System.Xml;
using Equipoise.Conduct.Record;

namespace Equipoise.Exchange.Odm;

/// <summary>Writes what keeps a text beside the log: its salt, or the hash that is left of one that was redacted.</summary>
static class OdmTexts
{
    /// <summary>The identifier of that item: the one of the text, without the places in lists, and what it is.</summary>
    internal static string Item(string kind, TextReference text) =>
        OdmNames.FactItem(kind, PathOf(kind, text.Name)) + (text.Kept is null ? OdmNames.Redacted : OdmNames.Salt);

    /// <summary>The texts that stand in the main group of an event; those of lists stand with their elements.</summary>
    internal static void OfEvent(XmlWriter xml, EventShape shape, IReadOnlyList<TextReference> texts)
    {
        foreach (var text in texts)
            if (shape.Members.SelectMany(OdmEvent.Lists).All(list => !IsIn(list, text.Name)))
                Write(xml, shape.Kind, text);
    }

    /// <summary>The texts of one element of a list.</summary>
    internal static void OfElement(
        XmlWriter xml,
        string kind,
        EventMember.Many list,
        int index,
        IReadOnlyList<TextReference> texts
    )
    {
        foreach (var text in texts)
            if (IsIn(list, text.Name) && Place(list, text.Name) == index)
                Write(xml, kind, text);
    }

    /// <summary>The name of a text, as the log has it, from the path of its item and the place of its element.</summary>
    internal static string NameOf(string path, string list, int index) =>
        path == $"{list}.value" ? $"{list}.{index}" : $"{list}.{index}{path[list.Length..]}";

    static bool IsIn(EventMember.Many list, string name) => name.StartsWith($"{list.Path}.", StringComparison.Ordinal);

    static int Place(EventMember.Many list, string name) =>
        int.Parse(name[(list.Path.Length + 1)..].Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);

    static string PathOf(string kind, string name)
    {
        if (EventShape.Find(kind)!.Members.SelectMany(OdmEvent.Lists).FirstOrDefault(list => IsIn(list, name)) is not { } list)
            return name;
        var rest = name[(list.Path.Length + 1)..].Split('.', 2);
        return rest is [_, var member] ? $"{list.Path}.{member}" : $"{list.Path}.value";
    }

    static void Write(XmlWriter xml, string kind, TextReference text)
    {
        OdmStudy.Start(xml, "ItemData", ("ItemOID", Item(kind, text)), ("Value", text.Kept?.Salt ?? text.Hash));
        xml.WriteEndElement();
    }
}
