using System.Globalization;
using System.Text.Json;
using System.Xml;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.TrialLog;

namespace Equipoise.Exchange.Odm;

/// <summary>Writes every row of the log in its order, with its audit record.</summary>
sealed class OdmTransactions
{
    readonly XmlWriter xml;
    readonly OdmCast cast;
    readonly string study;
    readonly Dictionary<string, string> siteOf = [];

    OdmTransactions(XmlWriter xml, OdmCast cast) => (this.xml, this.cast, study) = (xml, cast, cast.Versions[0].Trial.Id);

    internal static void Write(XmlWriter xml, OdmCast cast, Func<IEnumerable<LogRow>> read)
    {
        var writing = new OdmTransactions(xml, cast);
        writing.Trial(read().Where(row => !writing.Shape(row).IsOfParticipant));
        writing.Participants(read().Where(row => writing.Shape(row).IsOfParticipant));
    }

    EventShape Shape(LogRow row) =>
        EventShape.Find(row.Kind, cast.Format)
        ?? throw new InvalidOperationException($"Row {row.Sequence} is of the unknown kind {row.Kind}.");

    void Trial(IEnumerable<LogRow> rows)
    {
        OdmStudy.Start(
            xml,
            "ReferenceData",
            ("StudyOID", study),
            ("MetaDataVersionOID", OdmNames.Version(cast.Versions[0].Trial.Version))
        );
        foreach (var row in rows)
        {
            var read = RowTexts.PutBack(row);
            using var payload = JsonDocument.Parse(read.Json);
            var (root, place) = (payload.RootElement, row.Sequence.ToString(CultureInfo.InvariantCulture));
            OdmEvent.Write(xml, Shape(row), root, place, "Insert", read.References, () => Audit(row, root, OdmNames.Sponsor));
        }
        xml.WriteEndElement();
    }

    void Participants(IEnumerable<LogRow> rows)
    {
        var open = "";
        foreach (var row in rows)
        {
            var read = RowTexts.PutBack(row);
            using var payload = JsonDocument.Parse(read.Json);
            var root = payload.RootElement;
            var version = root.TryGetProperty("protocolVersion", out var stated) && row.Kind == nameof(FormItemRecorded)
                ? stated.GetString()!
                : open.Length > 0 ? open
                : cast.Versions[0].Trial.Version;
            if (version != open)
            {
                if (open.Length > 0)
                    xml.WriteEndElement();
                OdmStudy.Start(xml, "ClinicalData", ("StudyOID", study), ("MetaDataVersionOID", OdmNames.Version(version)));
                open = version;
            }
            Subject(row, read, root);
        }
        if (open.Length > 0)
            xml.WriteEndElement();
    }

    void Subject(LogRow row, ReadTexts read, JsonElement payload)
    {
        var participant = payload.GetProperty(EventShape.Participant).GetString()!;
        if (row.Kind == nameof(ParticipantScreened))
            siteOf[participant] = OdmNames.Site(payload.GetProperty("site").GetString()!);
        if (row.Kind == nameof(ParticipantTransferred))
            siteOf[participant] = OdmNames.Site(payload.GetProperty("to").GetString()!);
        var site = siteOf[participant];
        OdmStudy.Start(xml, "SubjectData", ("SubjectKey", participant), ("TransactionType", "Upsert"));
        OdmStudy.Start(xml, "SiteRef", ("LocationOID", site));
        xml.WriteEndElement();
        if (row.Kind == nameof(FormItemRecorded))
            OdmFormData.Write(
                xml,
                (FormItemRecorded)EventJson.Read(row.Kind, read.Json),
                cast,
                payload,
                read.References,
                () => Audit(row, payload, site)
            );
        else
            Fact(row, read, payload, site);
        xml.WriteEndElement();
    }

    void Fact(LogRow row, ReadTexts read, JsonElement payload, string site)
    {
        // What replaces a fact goes to the place of that fact; what people do with a form stands each time for itself.
        var (key, transaction) = EventJson.Read(row.Kind, read.Json) is ParticipantEvent fact
            ? (Key(fact), "Upsert")
            : (row.Sequence.ToString(CultureInfo.InvariantCulture), "Insert");
        OdmStudy.Start(xml, "StudyEventData", ("StudyEventOID", OdmNames.Log));
        OdmStudy.Start(xml, "FormData", ("FormOID", OdmNames.FactForm(row.Kind)), ("FormRepeatKey", key));
        OdmEvent.Write(xml, Shape(row), payload, null, transaction, read.References, () => Audit(row, payload, site));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>What tells a fact apart from others of its kind, as one text.</summary>
    internal static string Key(ParticipantEvent fact)
    {
        var (name, on, number, which) = fact.Item;
        string[] parts =
        [
            // The parameterless item leaves its name out altogether.
            OdmNames.AsXml(name ?? ""),
            on?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture),
            which == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"#{which}"),
        ];
        var key = string.Join(' ', parts.Where(part => part.Length > 0));
        return key.Length == 0 ? "1" : key;
    }

    void Audit(LogRow row, JsonElement payload, string location)
    {
        OdmStudy.Start(xml, "AuditRecord");
        Who(row, location);
        if (payload.TryGetProperty(EventShape.ReasonForChange, out var reason))
            OdmStudy.Element(xml, "ReasonForChange", OdmNames.AsXml(reason.GetString()!));
        OdmStudy.Element(xml, "SourceID", row.Sequence.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        if (!payload.TryGetProperty("signature", out var signature))
            return;
        var meaning = signature.GetProperty("meaning").GetString()!;
        OdmSignature.Write(xml, cast, row.By, location, meaning, row.RecordedAt);
    }

    void Who(LogRow row, string location)
    {
        OdmStudy.Start(xml, "UserRef", ("UserOID", cast.UserOf(row.By)));
        xml.WriteEndElement();
        OdmStudy.Start(xml, "LocationRef", ("LocationOID", location));
        xml.WriteEndElement();
        OdmStudy.Element(xml, "DateTimeStamp", row.RecordedAt);
    }
}
