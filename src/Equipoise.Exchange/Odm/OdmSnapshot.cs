using System.Text.Json;
using System.Xml;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Odm;

/// <summary>Writes what is recorded as it stands: each fact and each value once.</summary>
static class OdmSnapshot
{
    internal static void Write(XmlWriter xml, OdmCast cast, TrialState state)
    {
        var first = cast.Versions[0].Trial;
        OdmStudy.Start(xml, "ReferenceData", ("StudyOID", first.Id), ("MetaDataVersionOID", OdmNames.Version(first.Version)));
        TrialEvent?[] events = [state.Opened, .. state.Amendments, state.DataCutoff, state.Locked];
        foreach (var (index, one) in events.OfType<TrialEvent>().Index())
            Fact(xml, one, $"{index + 1}", cast.Format);
        xml.WriteEndElement();
        foreach (var version in cast.Versions)
        {
            var bound = state.Participants.Where(participant => participant.BoundTo == version.Sha256).ToList();
            if (bound.Count == 0)
                continue;
            OdmStudy.Start(
                xml,
                "ClinicalData",
                ("StudyOID", first.Id),
                ("MetaDataVersionOID", OdmNames.Version(version.Trial.Version))
            );
            foreach (var participant in bound)
                Subject(xml, version, participant, cast.Format);
            xml.WriteEndElement();
        }
    }

    static void Subject(XmlWriter xml, TrialProtocol protocol, ParticipantState participant, int format)
    {
        OdmStudy.Start(xml, "SubjectData", ("SubjectKey", participant.Id));
        OdmStudy.Start(xml, "SiteRef", ("LocationOID", OdmNames.Site(participant.Screened.Site)));
        xml.WriteEndElement();
        var visits = participant.Forms.All.GroupBy(form => (form.Place.Visit, form.Place.Occurrence));
        foreach (var visit in visits.Where(visit => protocol.Repeats(visit.Key.Visit) is not null))
        {
            OdmFormData.StartVisit(xml, protocol, visit.Key.Visit, visit.Key.Occurrence);
            foreach (var form in visit)
                Form(xml, protocol, form);
            xml.WriteEndElement();
        }
        OdmStudy.Start(xml, "StudyEventData", ("StudyEventOID", OdmNames.Log));
        foreach (var fact in participant.Facts.Where(fact => fact is not FormItemRecorded))
            Acted(xml, fact, OdmTransactions.Key(fact), format);
        foreach (var query in participant.Forms.Queries)
            foreach (var act in new TrialEvent?[] { query.Opened, query.Answered, query.Closed }.OfType<TrialEvent>())
                Acted(xml, act, $"{query.Opened.Query}", format);
        foreach (var (index, signed) in participant.Forms.All.Select(form => form.Signature).OfType<FormSigned>().Index())
            Acted(xml, signed, $"{index + 1}", format);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>The values of a form for which the version that binds the participant still has a place.</summary>
    static void Form(XmlWriter xml, TrialProtocol protocol, FormState state)
    {
        if (protocol.Forms.FirstOrDefault(one => one.Id == state.Place.Form) is not { } form)
            return;
        OdmStudy.Start(xml, "FormData", ("FormOID", OdmNames.Form(form.Id)));
        foreach (var group in form.Groups)
            foreach (
                var repetition in state
                    .Items.Where(item => item.Value.Value is not null && group.Items.Any(one => one.Id == item.Key.Item))
                    .GroupBy(item => item.Key.Repeat)
                    .OrderBy(same => same.Key)
            )
            {
                OdmFormData.StartGroup(xml, form, group, repetition.Key);
                foreach (var (_, item) in repetition)
                    OdmFormData.Item(xml, item.Recorded, null);
                OdmFormData.Day(xml, form, group, repetition.Max(item => item.Value.Recorded.On));
                xml.WriteEndElement();
            }
        xml.WriteEndElement();
    }

    static void Acted(XmlWriter xml, TrialEvent one, string key, int format)
    {
        OdmStudy.Start(xml, "FormData", ("FormOID", OdmNames.FactForm(EventJson.KindOf(one))), ("FormRepeatKey", key));
        Fact(xml, one, null, format);
        xml.WriteEndElement();
    }

    static void Fact(XmlWriter xml, TrialEvent one, string? repeat, int format)
    {
        using var payload = JsonDocument.Parse(EventJson.Write(one));
        OdmEvent.Write(xml, EventShape.Find(EventJson.KindOf(one), format)!, payload.RootElement, repeat, null, [], null);
    }
}
