using System.Text.Json;
using System.Xml;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Exchange.Odm;

/// <summary>Writes what is recorded as it stands: each fact and each value once.</summary>
static class OdmSnapshot
{
    internal static void Write(XmlWriter xml, OdmCast cast, IEnumerable<LogRow> rows)
    {
        var state = new TrialState();
        // The trial's own events, each with who recorded it: of those of participants the state says it.
        Dictionary<TrialEvent, Entry> entries = new(ReferenceEqualityComparer.Instance);
        foreach (var row in rows)
        {
            var entry = Entry.Of(row);
            if (entry.Event is TrialOpened or ProtocolAmended or DataWereCutOff or TrialLocked)
                entries.Add(entry.Event, entry);
            state.Apply(entry, LogHead.Of(row));
        }
        var first = cast.Versions[0].Trial;
        OdmStudy.Start(xml, "ReferenceData", ("StudyOID", first.Id), ("MetaDataVersionOID", OdmNames.Version(first.Version)));
        TrialEvent?[] events = [state.Opened, .. state.Amendments, state.DataCutoff, state.Locked];
        foreach (var (index, one) in events.OfType<TrialEvent>().Index())
            Fact(xml, entries[one], $"{index + 1}", cast, OdmNames.Sponsor);
        xml.WriteEndElement();
        foreach (var version in cast.Versions)
        {
            var bound = state.Participants.Where(participant => participant.BoundTo == cast.Sha256Of(version)).ToList();
            if (bound.Count == 0)
                continue;
            OdmStudy.Start(
                xml,
                "ClinicalData",
                ("StudyOID", first.Id),
                ("MetaDataVersionOID", OdmNames.Version(version.Trial.Version))
            );
            foreach (var participant in bound)
                Subject(xml, version, participant, cast);
            xml.WriteEndElement();
        }
    }

    static void Subject(XmlWriter xml, TrialProtocol protocol, ParticipantState participant, OdmCast cast)
    {
        OdmStudy.Start(xml, "SubjectData", ("SubjectKey", participant.Id));
        var site = OdmNames.Site(participant.Site);
        OdmStudy.Start(xml, "SiteRef", ("LocationOID", site));
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
        foreach (var entry in participant.Entries.Where(entry => entry.Event is not FormItemRecorded))
            Acted(entry, OdmTransactions.Key((ParticipantEvent)entry.Event));
        foreach (var query in participant.Forms.Queries)
            foreach (var act in new[] { query.Entry, query.AnswerEntry, query.ClosingEntry }.OfType<Entry>())
                Acted(act, $"{query.Opened.Query}");
        foreach (var (index, signed) in participant.Forms.All.Select(form => form.SignatureEntry).OfType<Entry>().Index())
            Acted(signed, $"{index + 1}");
        xml.WriteEndElement();
        xml.WriteEndElement();

        void Acted(Entry entry, string key)
        {
            OdmStudy.Start(
                xml,
                "FormData",
                ("FormOID", OdmNames.FactForm(EventJson.KindOf(entry.Event))),
                ("FormRepeatKey", key)
            );
            Fact(xml, entry, null, cast, site);
            xml.WriteEndElement();
        }
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

    static void Fact(XmlWriter xml, Entry entry, string? repeat, OdmCast cast, string location)
    {
        var kind = EventJson.KindOf(entry.Event);
        using var payload = JsonDocument.Parse(EventJson.Write(entry.Event));
        OdmEvent.Write(
            xml,
            EventShape.Find(kind, cast.Format)!,
            payload.RootElement,
            repeat,
            null,
            [],
            record: null,
            // What is told of a log of the first format stays as it was.
            sign: cast.Format > LogFormat.First ? () => OdmSignature.Write(xml, cast, entry, location) : null
        );
    }
}
