using System.Globalization;
using System.Text.Json;
using System.Xml;
using Equipoise.Conduct.Forms;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;

namespace Equipoise.Exchange.Odm;

/// <summary>Writes values of the protocol's forms in their visit, form and group.</summary>
static class OdmFormData
{
    /// <summary>One record of a value, with its audit record.</summary>
    internal static void Write(XmlWriter xml, FormItemRecorded recorded, OdmCast cast, JsonElement payload, Action audit)
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
        Request(xml, payload);
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

    /// <summary>The request that the record answers, in the group of the records' own kind.</summary>
    static void Request(XmlWriter xml, JsonElement payload)
    {
        if (!payload.TryGetProperty("request", out var request))
            return;
        OdmStudy.Start(xml, "ItemGroupData", ("ItemGroupOID", OdmNames.FactGroup(nameof(FormItemRecorded))));
        foreach (var member in request.EnumerateObject())
        {
            OdmStudy.Start(
                xml,
                "ItemData",
                ("ItemOID", OdmNames.FactItem(nameof(FormItemRecorded), $"request.{member.Name}")),
                ("Value", member.Value.GetString()!)
            );
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }
}
