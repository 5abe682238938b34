using System.Globalization;
using System.Xml;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;

namespace Equipoise.Exchange.Odm;

/// <summary>
/// Writes the study: what it is, its units, and for each version of the protocol its visits, forms, items and code lists.
/// </summary>
static class OdmStudy
{
    const string Language = "en";

    internal static void Write(XmlWriter xml, OdmCast cast)
    {
        var trial = cast.Versions[0].Trial;
        Start(xml, "Study");
        xml.WriteAttributeString("OID", trial.Id);
        Start(xml, "GlobalVariables");
        Element(xml, "StudyName", trial.Id);
        Element(xml, "StudyDescription", trial.Title);
        Element(xml, "ProtocolName", trial.Registry ?? trial.Id);
        xml.WriteEndElement();
        var units = cast.Versions.SelectMany(version => version.Forms).SelectMany(form => form.Items).Select(item => item.Unit);
        Start(xml, "BasicDefinitions");
        foreach (var unit in units.OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            Start(xml, "MeasurementUnit", ("OID", OdmNames.Unit(unit)), ("Name", unit));
            Start(xml, "Symbol");
            Translated(xml, unit);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        foreach (var version in cast.Versions)
            Version(xml, version, cast);
        xml.WriteEndElement();
    }

    static void Version(XmlWriter xml, TrialProtocol protocol, OdmCast cast)
    {
        Start(
            xml,
            "MetaDataVersion",
            ("OID", OdmNames.Version(protocol.Trial.Version)),
            ("Name", protocol.Trial.Version),
            (
                "Description",
                $"The protocol {(cast.Format == LogFormat.First ? "file" : "text")} of SHA-256 {cast.Sha256Of(protocol)}"
            )
        );
        string[] visits = [.. (protocol.FollowUp?.Visits ?? []).Select(visit => visit.Id).Union(FormVisits.All)];
        Start(xml, "Protocol");
        foreach (var (index, visit) in visits.Select(OdmNames.Visit).Append(OdmNames.Log).Index())
            Reference(xml, "StudyEventRef", "StudyEventOID", visit, index, mandatory: false);
        xml.WriteEndElement();
        foreach (var visit in visits)
            Visit(xml, protocol, visit);
        OdmFacts.Log(xml, cast);
        foreach (var form in protocol.Forms)
            Form(xml, form);
        OdmFacts.Forms(xml, cast);
        foreach (var form in protocol.Forms)
            foreach (var group in form.Groups)
                Group(xml, form, group);
        OdmFacts.Groups(xml, cast);
        foreach (var form in protocol.Forms)
            foreach (var group in form.Groups)
            {
                foreach (var item in group.Items)
                    Item(xml, form, item);
                var day = OdmNames.Day(form.Id, group.Id);
                Start(xml, "ItemDef", ("OID", day), ("Name", $"Day of {group.Label}"), ("DataType", "date"));
                if (cast.Format > LogFormat.First)
                    Question(xml, $"On which day was this: {group.Label}?");
                xml.WriteEndElement();
            }
        OdmFacts.Items(xml, cast);
        foreach (var list in protocol.CodeLists)
            CodeList(xml, list);
        CodeList(xml, OdmNames.YesNo, "Yes or no", [new("yes", "Yes"), new("no", "No")]);
        OdmFacts.CodeLists(xml, cast);
        foreach (var form in protocol.Forms)
            foreach (var item in form.Items.Where(item => item.OnlyIf is not null))
                Condition(xml, form, item);
        xml.WriteEndElement();
    }

    static void Visit(XmlWriter xml, TrialProtocol protocol, string visit)
    {
        var plan = protocol.FollowUp?.Visits.FirstOrDefault(planned => planned.Id == visit);
        Start(
            xml,
            "StudyEventDef",
            ("OID", OdmNames.Visit(visit)),
            ("Name", plan?.Label ?? visit),
            ("Repeating", protocol.Repeats(visit) == true ? "Yes" : "No"),
            ("Type", plan is null && visit == FormVisits.Unscheduled ? "Unscheduled" : "Scheduled")
        );
        foreach (var (index, form) in protocol.Forms.Where(form => form.At.Any(timing => timing.Visit == visit)).Index())
            Reference(xml, "FormRef", "FormOID", OdmNames.Form(form.Id), index, mandatory: false);
        xml.WriteEndElement();
    }

    static void Form(XmlWriter xml, FormDefinition form)
    {
        Start(xml, "FormDef", ("OID", OdmNames.Form(form.Id)), ("Name", form.Label), ("Repeating", "No"));
        foreach (var (index, group) in form.Groups.Index())
            Reference(xml, "ItemGroupRef", "ItemGroupOID", OdmNames.Group(form.Id, group.Id), index, mandatory: false);
        Reference(
            xml,
            "ItemGroupRef",
            "ItemGroupOID",
            OdmNames.FactGroup(nameof(FormItemRecorded)),
            form.Groups.Count,
            mandatory: false
        );
        xml.WriteEndElement();
    }

    static void Group(XmlWriter xml, FormDefinition form, ItemGroup group)
    {
        Start(
            xml,
            "ItemGroupDef",
            ("OID", OdmNames.Group(form.Id, group.Id)),
            ("Name", group.Label),
            ("Repeating", group.Repeats ? "Yes" : "No")
        );
        foreach (var (index, item) in group.Items.Index())
            Reference(
                xml,
                "ItemRef",
                "ItemOID",
                OdmNames.Item(form.Id, item.Id),
                index,
                item.Required,
                item.OnlyIf is null ? null : OdmNames.Condition(form.Id, item.Id)
            );
        Reference(xml, "ItemRef", "ItemOID", OdmNames.Day(form.Id, group.Id), group.Items.Count, mandatory: false);
        xml.WriteEndElement();
    }

    static void Item(XmlWriter xml, FormDefinition form, FormItem item)
    {
        var (type, length, decimals, list) = TypeOf(item.Type);
        Start(xml, "ItemDef", ("OID", OdmNames.Item(form.Id, item.Id)), ("Name", item.Id), ("DataType", type));
        if (length is not null)
            xml.WriteAttributeString("Length", Number(length.Value));
        if (decimals is not null)
            xml.WriteAttributeString("SignificantDigits", Number(decimals.Value));
        Question(xml, item.Ask);
        if (item.Unit is not null)
        {
            Start(xml, "MeasurementUnitRef", ("MeasurementUnitOID", OdmNames.Unit(item.Unit)));
            xml.WriteEndElement();
        }
        Range(xml, item.Possible, "Hard");
        Range(xml, item.Usual, "Soft");
        if (list is not null)
        {
            Start(xml, "CodeListRef", ("CodeListOID", list));
            xml.WriteEndElement();
        }
        if (item.Sdtm is { } sdtm)
        {
            Start(xml, "Alias", ("Context", "SDTM"), ("Name", $"{sdtm.Domain} {sdtm.Code}"));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    internal static void Question(XmlWriter xml, string words)
    {
        Start(xml, "Question");
        Translated(xml, words);
        xml.WriteEndElement();
    }

    static (string Type, int? Length, int? Decimals, string? List) TypeOf(ItemType type) =>
        type switch
        {
            ItemType.Text text => ("text", text.Longest, null, null),
            ItemType.WholeNumber => ("integer", 18, null, null),
            ItemType.DecimalNumber number => ("float", 28, number.Decimals, null),
            ItemType.Date => ("date", null, null, null),
            ItemType.PartOfDate => ("partialDate", null, null, null),
            ItemType.YesNo => ("text", 3, null, OdmNames.YesNo),
            ItemType.Choice choice => (
                "text",
                Math.Max(1, choice.List.Answers.Max(answer => answer.Code.Length)),
                null,
                OdmNames.CodeList(choice.List.Id)
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "ODM has no data type for it."),
        };

    static void Range(XmlWriter xml, ItemRange? range, string softOrHard)
    {
        foreach (var (comparator, bound) in new[] { ("GE", range?.Least), ("LE", range?.Most) })
            if (bound is not null)
            {
                Start(xml, "RangeCheck", ("Comparator", comparator), ("SoftHard", softOrHard));
                Element(xml, "CheckValue", bound);
                xml.WriteEndElement();
            }
    }

    static void CodeList(XmlWriter xml, CodeList list) => CodeList(xml, OdmNames.CodeList(list.Id), list.Id, list.Answers);

    static void CodeList(XmlWriter xml, string id, string name, IReadOnlyList<CodedAnswer> answers)
    {
        Start(xml, "CodeList", ("OID", id), ("Name", name), ("DataType", "text"));
        foreach (var (index, answer) in answers.Index())
        {
            Start(xml, "CodeListItem", ("CodedValue", answer.Code), ("OrderNumber", Number(index + 1)));
            Start(xml, "Decode");
            Translated(xml, answer.Text);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>ODM states when an item is <em>not</em> collected; the protocol, when it is.</summary>
    static void Condition(XmlWriter xml, FormDefinition form, FormItem item)
    {
        Start(xml, "ConditionDef", ("OID", OdmNames.Condition(form.Id, item.Id)), ("Name", $"{item.Id} is not asked"));
        Start(xml, "Description");
        Translated(xml, $"Not asked unless {item.OnlyIf}.");
        xml.WriteEndElement();
        Start(xml, "FormalExpression", ("Context", "Equipoise"));
        xml.WriteString($"not ({item.OnlyIf})");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    internal static void Reference(
        XmlWriter xml,
        string element,
        string attribute,
        string oid,
        int index,
        bool mandatory,
        string? condition = null
    )
    {
        Start(xml, element, (attribute, oid), ("OrderNumber", Number(index + 1)), ("Mandatory", mandatory ? "Yes" : "No"));
        if (condition is not null)
            xml.WriteAttributeString("CollectionExceptionConditionOID", condition);
        xml.WriteEndElement();
    }

    internal static void Start(XmlWriter xml, string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(element, OdmNames.Namespace);
        foreach (var (name, value) in attributes)
            xml.WriteAttributeString(name, value);
    }

    internal static void Element(XmlWriter xml, string element, string text) =>
        xml.WriteElementString(element, OdmNames.Namespace, text);

    static void Translated(XmlWriter xml, string text)
    {
        Start(xml, "TranslatedText");
        xml.WriteAttributeString("xml", "lang", null, Language);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
