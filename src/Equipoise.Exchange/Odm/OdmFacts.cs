using System.Globalization;
using System.Xml;
using Equipoise.Conduct.Record;

namespace Equipoise.Exchange.Odm;

/// <summary>Writes the forms that ODM is given for the kinds of events of the log, the same in every trial.</summary>
static class OdmFacts
{
    static IEnumerable<EventShape> Facts(OdmCast cast) => EventShape.All(cast.Format).Where(shape => shape.IsOfParticipant);

    /// <summary>The study event of all that has no visit.</summary>
    internal static void Log(XmlWriter xml, OdmCast cast)
    {
        OdmStudy.Start(
            xml,
            "StudyEventDef",
            ("OID", OdmNames.Log),
            ("Name", "The trial log"),
            ("Repeating", "No"),
            ("Type", "Common")
        );
        foreach (var (index, shape) in Facts(cast).Index())
            OdmStudy.Reference(xml, "FormRef", "FormOID", OdmNames.FactForm(shape.Kind), index, mandatory: false);
        xml.WriteEndElement();
    }

    internal static void Forms(XmlWriter xml, OdmCast cast)
    {
        foreach (var shape in Facts(cast))
        {
            OdmStudy.Start(xml, "FormDef", ("OID", OdmNames.FactForm(shape.Kind)), ("Name", shape.Kind), ("Repeating", "Yes"));
            foreach (var (index, (group, _, _)) in GroupsOf(shape).Index())
                OdmStudy.Reference(xml, "ItemGroupRef", "ItemGroupOID", group, index, mandatory: index == 0);
            xml.WriteEndElement();
        }
    }

    internal static void Groups(XmlWriter xml, OdmCast cast)
    {
        foreach (var shape in EventShape.All(cast.Format))
            foreach (var (index, (group, name, members)) in GroupsOf(shape).Index())
            {
                OdmStudy.Start(
                    xml,
                    "ItemGroupDef",
                    ("OID", group),
                    ("Name", name),
                    ("Repeating", index > 0 || !shape.IsOfParticipant ? "Yes" : "No"),
                    ("IsReferenceData", shape.IsOfParticipant ? "No" : "Yes")
                );
                foreach (var (place, item) in ItemsOf(shape.Kind, members, cast.Writings).Index())
                    OdmStudy.Reference(xml, "ItemRef", "ItemOID", item.Oid, place, mandatory: false);
                xml.WriteEndElement();
            }
    }

    internal static void Items(XmlWriter xml, OdmCast cast)
    {
        foreach (var shape in EventShape.All(cast.Format))
            foreach (var (_, _, members) in GroupsOf(shape))
                foreach (var item in ItemsOf(shape.Kind, members, cast.Writings))
                {
                    OdmStudy.Start(xml, "ItemDef", ("OID", item.Oid), ("Name", item.Name), ("DataType", item.DataType));
                    if (cast.Format > LogFormat.First)
                        OdmStudy.Question(xml, item.Question);
                    if (item.Words is not null)
                    {
                        OdmStudy.Start(xml, "CodeListRef", ("CodeListOID", OdmNames.Words(item.Words)));
                        xml.WriteEndElement();
                    }
                    xml.WriteEndElement();
                }
    }

    internal static void CodeLists(XmlWriter xml, OdmCast cast)
    {
        var words = EventShape
            .All(cast.Format)
            .SelectMany(shape => GroupsOf(shape).SelectMany(group => ItemsOf(shape.Kind, group.Members, [])))
            .Select(item => item.Words)
            .OfType<Type>()
            .Distinct();
        foreach (var list in words.OrderBy(OdmNames.Words, StringComparer.Ordinal))
        {
            OdmStudy.Start(xml, "CodeList", ("OID", OdmNames.Words(list)), ("Name", list.Name), ("DataType", "text"));
            foreach (var (index, word) in Enum.GetNames(list).Index())
            {
                OdmStudy.Start(
                    xml,
                    "EnumeratedItem",
                    ("CodedValue", word),
                    ("OrderNumber", (index + 1).ToString(CultureInfo.InvariantCulture))
                );
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
    }

    /// <summary>The main group of a kind, then one for each of its lists.</summary>
    static IEnumerable<(string Group, string Name, IEnumerable<EventMember> Members)> GroupsOf(EventShape shape)
    {
        yield return (OdmNames.FactGroup(shape.Kind), shape.Kind, shape.Told);
        foreach (var list in shape.Members.SelectMany(OdmEvent.Lists))
            yield return (OdmNames.FactGroup(shape.Kind, list.Path), $"{shape.Kind} {list.Path}", list.Members);
    }

    static IEnumerable<FactItem> ItemsOf(string kind, IEnumerable<EventMember> members, IReadOnlyCollection<string> writings) =>
        members.SelectMany(member => ItemsOf(kind, member)).SelectMany(item => Writings(item, writings));

    static IEnumerable<FactItem> ItemsOf(string kind, EventMember member) =>
        member switch
        {
            EventMember.Nested nested => nested.Members.SelectMany(inner => ItemsOf(kind, inner)),
            EventMember.Many many => [new(OdmNames.FactItem(kind, many.Count), many.Count, "integer", null)],
            EventMember.OneAnswer => EventMember.OneAnswer.Kinds.Select(one => new FactItem(
                OdmNames.FactItem(kind, member.Path + one.Suffix),
                member.Path + one.Suffix,
                one.DataType,
                null
            )),
            EventMember.Leaf leaf => [new(OdmNames.FactItem(kind, leaf.Path), leaf.Path, leaf.DataType, leaf.Words)],
            _ => [],
        };

    /// <summary>An item, and beside it those that say how the log has it, where it does.</summary>
    static IEnumerable<FactItem> Writings(FactItem item, IReadOnlyCollection<string> writings) =>
        [item, .. ways.Select(way => item.In(way.Suffix, way.Words)).Where(other => writings.Contains(other.Oid))];

    static readonly IReadOnlyList<(string Suffix, string Words)> ways =
    [
        (OdmNames.Escaped, "as ASCII JSON"),
        (OdmNames.Salt, "salt"),
        (OdmNames.Redacted, "redacted, hash"),
    ];

    sealed record FactItem(string Oid, string Name, string DataType, Type? Words)
    {
        /// <summary>
        /// The names that lead to it, as words: "signature.authenticatedAt" asks "Signature: authenticated at".
        /// </summary>
        internal string Question =>
            string.Join(": ", Name.Split('.').Select(AsWords)) is var words
            ? $"{char.ToUpperInvariant(words[0])}{words[1..]}"
            : "";

        static string AsWords(string name) =>
            string.Concat(name.Select(one => char.IsAsciiLetterUpper(one) ? $" {char.ToLowerInvariant(one)}" : $"{one}"));

        internal FactItem In(string suffix, string words) => new(Oid + suffix, $"{Name} {words}", DataType, null);
    }
}
