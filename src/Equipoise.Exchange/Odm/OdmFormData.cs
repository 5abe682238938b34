using System.Globalization;
using System.Text.Json;
using System.Xml;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;

namespace Equipoise.Exchange.Odm;

/// <summary>Writes values of the protocol's forms in their visit, form and group.</summary>
static class OdmFormData
{
    /// <summary>One record of a value, with its audit record.</summary>
    internal static void Write(
        XmlWriter xml,
        FormItemRecorded recorded,
        OdmCast cast,
        JsonElement payload,
        IReadOnlyList<TextReference> texts,
        Action audit
    )
    {
        var protocol = cast.Versions.Single(version => version.Trial.Version == recorded.ProtocolVersion);
        var form = protocol.Forms.Single(form => form.Id == recorded.Form);
        var group = form.GroupOf(recorded.ItemId)!;
        StartVisit(xml, protocol, recorded.Visit, recorded.Occurrence);
        OdmStudy.Start(xml, "FormData", ("FormOID", OdmNames.Form(form.Id)));
        StartGroup(xml, form, group, recorded.Repeat);
        Item(xml, recorded, audit);
        Day(xml, form, group, recorded.On);
        xml.WriteEndElement();
        Beside(xml, payload, texts);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    internal static void StartVisit(XmlWriter xml, TrialProtocol protocol, string visit, int occurrence)
    {
        OdmStudy.Start(xml, "StudyEventData", ("StudyEventOID", OdmNames.Visit(visit)));
        if (protocol.Repeats(visit) == true)
            xml.WriteAttributeString("StudyEventRepeatKey", occurrence.ToString(CultureInfo.InvariantCulture));
    }

    internal static void StartGroup(XmlWriter xml, FormDefinition form, ItemGroup group, int repeat)
    {
        OdmStudy.Start(xml, "ItemGroupData", ("ItemGroupOID", OdmNames.Group(form.Id, group.Id)));
        if (group.Repeats)
            xml.WriteAttributeString("ItemGroupRepeatKey", repeat.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A value, or that there is none any more.</summary>
    internal static void Item(XmlWriter xml, FormItemRecorded recorded, Action? audit)
    {
        OdmStudy.Start(xml, "ItemData", ("ItemOID", OdmNames.Item(recorded.Form, recorded.ItemId)));
        if (recorded.Value is null)
            xml.WriteAttributeString("IsNull", "Yes");
        else
            xml.WriteAttributeString("Value", recorded.Value);
        audit?.Invoke();
        xml.WriteEndElement();
    }

    internal static void Day(XmlWriter xml, FormDefinition form, ItemGroup group, DateOnly on)
    {
        OdmStudy.Start(
            xml,
            "ItemData",
            ("ItemOID", OdmNames.Day(form.Id, group.Id)),
            ("Value", on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        );
        xml.WriteEndElement();
    }

    /// <summary>The request that the record answers and what keeps its texts, in the group of the records' own kind.</summary>
    static void Beside(XmlWriter xml, JsonElement payload, IReadOnlyList<TextReference> texts)
    {
        const string Kind = nameof(FormItemRecorded);
        var isAnswer = payload.TryGetProperty("request", out var request);
        if (!isAnswer && texts.Count == 0)
            return;
        OdmStudy.Start(xml, "ItemGroupData", ("ItemGroupOID", OdmNames.FactGroup(Kind)));
        if (isAnswer)
            foreach (var member in request.EnumerateObject())
            {
                OdmStudy.Start(
                    xml,
                    "ItemData",
                    ("ItemOID", OdmNames.FactItem(Kind, $"request.{member.Name}")),
                    ("Value", member.Value.GetString()!)
                );
                xml.WriteEndElement();
            }
        OdmTexts.OfEvent(xml, EventShape.Find(Kind)!, texts);
        xml.WriteEndElement();
    }
}
