using System.Xml.Linq;

namespace Equipoise.Trial.Tests.Conduct.Odm;

/// <summary>
/// What the schema of ODM cannot say and its text does: identifiers are unique, references resolve, values are of their types.
/// </summary>
static class OdmReferences
{
    static readonly XNamespace odm = "http://www.cdisc.org/ns/odm/v1.3";

    internal static IEnumerable<string> Breaches(XElement document)
    {
        foreach (var version in document.Descendants(odm + "MetaDataVersion"))
        {
            foreach (var breach in Twice(version.Elements(), "OID").Concat(Definitions(version)))
                yield return breach;
            var oid = version.Attribute("OID")!.Value;
            foreach (var data in document.Elements().Where(data => data.Attribute("MetaDataVersionOID")?.Value == oid))
                foreach (var breach in Data(data, version))
                    yield return breach;
        }
        foreach (var data in document.Elements().Where(data => data.Attribute("MetaDataVersionOID") is not null))
            if (!Defined(document, "MetaDataVersion").Contains(data.Attribute("MetaDataVersionOID")!.Value))
                yield return $"There is no version {data.Attribute("MetaDataVersionOID")}.";
        foreach (var (attribute, element) in new[] { ("UserOID", "User"), ("LocationOID", "Location"), ("SignatureOID", "SignatureDef"), ("MeasurementUnitOID", "MeasurementUnit") })
        {
            var known = Defined(document, element);
            foreach (var reference in document.Descendants().Attributes(attribute).Where(reference => !known.Contains(reference.Value)))
                yield return $"There is no {element} {reference.Value}.";
            foreach (var breach in Twice(document.Descendants(odm + element), "OID"))
                yield return breach;
        }
    }

    static IEnumerable<string> Definitions(XElement version)
    {
        foreach (
            var (attribute, element) in new[]
            {
                ("StudyEventOID", "StudyEventDef"),
                ("FormOID", "FormDef"),
                ("ItemGroupOID", "ItemGroupDef"),
                ("ItemOID", "ItemDef"),
                ("CodeListOID", "CodeList"),
                ("CollectionExceptionConditionOID", "ConditionDef"),
            }
        )
        {
            var known = version.Elements(odm + element).Attributes("OID").Select(oid => oid.Value).ToHashSet();
            foreach (var reference in version.Descendants().Attributes(attribute).Where(reference => !known.Contains(reference.Value)))
                yield return $"There is no {element} {reference.Value}.";
            foreach (var holder in version.Elements())
                foreach (var breach in Twice(holder.Elements(), attribute == "CollectionExceptionConditionOID" ? "OrderNumber" : attribute))
                    yield return breach;
        }
        foreach (var list in version.Elements(odm + "CodeList"))
            foreach (var breach in Twice(list.Elements(), "CodedValue"))
                yield return breach;
    }

    static IEnumerable<string> Data(XElement data, XElement version)
    {
        var definitions = version.Elements().Where(one => one.Attribute("OID") is not null).ToDictionary(one => one.Attribute("OID")!.Value);
        var isReference = data.Name == odm + "ReferenceData";
        foreach (var one in data.Descendants().Where(one => one.Name.LocalName is "StudyEventData" or "FormData" or "ItemGroupData" or "ItemData"))
        {
            var kind = one.Name.LocalName[..^4];
            var oid = one.Attribute($"{kind}OID")!.Value;
            if (!definitions.TryGetValue(oid, out var definition))
            {
                yield return $"There is no {kind} {oid}.";
                continue;
            }
            var parent = one.Parent!.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName is "StudyEventOID" or "FormOID" or "ItemGroupOID");
            if (parent is not null && definitions.TryGetValue(parent.Value, out var holder) && !holder.Elements().Attributes($"{kind}OID").Any(reference => reference.Value == oid))
                yield return $"{parent.Value} has no {oid}.";
            if (definition.Attribute("Repeating") is { } repeating && (repeating.Value == "Yes") != (one.Attribute($"{kind}RepeatKey") is not null))
                yield return $"{oid} repeats: {repeating.Value}, and its key is {one.Attribute($"{kind}RepeatKey")}.";
            if (kind == "ItemGroup" && (definition.Attribute("IsReferenceData")?.Value == "Yes") != isReference)
                yield return $"{oid} stands in {data.Name.LocalName}.";
            if (kind == "Item" && one.Attribute("Value") is { } value)
                foreach (var breach in Value(definition, definitions, value.Value))
                    yield return $"{oid}: {breach}";
            if (kind == "Item" && (one.Attribute("Value") is null) == (one.Attribute("IsNull") is null))
                yield return $"{oid} has a value and none.";
        }
    }

    static IEnumerable<string> Value(XElement item, Dictionary<string, XElement> definitions, string value)
    {
        var type = item.Attribute("DataType")!.Value;
        if (!OdmTypes.IsOf(type, value))
            yield return $"'{value}' is no {type}.";
        if (item.Attribute("Length") is { } length && value.Length > (int)length)
            yield return $"'{value}' is longer than {length.Value}.";
        if (
            item.Element(odm + "CodeListRef") is { } list
            && !definitions[list.Attribute("CodeListOID")!.Value].Elements().Attributes("CodedValue").Any(code => code.Value == value)
        )
            yield return $"'{value}' is not in its code list.";
    }

    static HashSet<string> Defined(XElement document, string element) =>
        [.. document.Descendants(odm + element).Attributes("OID").Select(oid => oid.Value)];

    static IEnumerable<string> Twice(IEnumerable<XElement> elements, string attribute) =>
        elements
            .Attributes(attribute)
            .GroupBy(one => (one.Parent!.Name, one.Value))
            .Where(same => same.Count() > 1)
            .Select(same => $"{same.Key.Name.LocalName} {attribute} {same.Key.Value} occurs twice.");
}
