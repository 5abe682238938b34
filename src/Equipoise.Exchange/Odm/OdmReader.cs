using System.Globalization;
using System.Text.Json;
using System.Xml;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Datasets;
using Equipoise.TrialLog;

namespace Equipoise.Exchange.Odm;

/// <summary>Reads the entries of a transactional document that this program wrote, one after the other.</summary>
sealed class OdmReader(XmlReader xml)
{
    readonly Dictionary<string, string> users = [];
    readonly Dictionary<string, string> versions = [];
    EventBuilder? building;
    Dictionary<string, string?>? element;
    (string User, string At, string? Reason, string Source)? audit;
    string subject = "", visit = "", version = "";
    int occurrence = 1;

    /// <summary>Every entry in the order of the document: first those of the trial, then those of participants.</summary>
    internal IEnumerable<OdmEntry> Entries()
    {
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement)
            {
                if (xml.LocalName is "FormData" or "ReferenceData" && Finish() is { } last)
                    yield return last;
                continue;
            }
            if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI != OdmNames.Namespace)
                continue;
            // A group of reference data with a record of its own begins the next entry.
            if (xml.LocalName == "ItemGroupData" && IsMainGroup() && Finish() is { } done)
                yield return done;
            Take(xml.LocalName);
        }
    }

    bool IsMainGroup() => xml.GetAttribute("ItemGroupOID") is { } group && MainKind(group) is { IsOfParticipant: false };

    static EventShape? MainKind(string group) =>
        group.StartsWith("KG.", StringComparison.Ordinal) ? EventShape.Find(group["KG.".Length..]) : null;

    void Take(string name)
    {
        switch (name)
        {
            case "User":
                users[Required("OID")] = LoginName();
                break;
            case "MetaDataVersion":
                versions[Required("OID")] = Required("Name");
                break;
            case "ReferenceData" or "ClinicalData":
                version = Known(versions, Required("MetaDataVersionOID"), "version of the protocol");
                break;
            case "SubjectData":
                subject = Required("SubjectKey");
                break;
            case "StudyEventData":
                visit = Required("StudyEventOID");
                occurrence = Number(xml.GetAttribute("StudyEventRepeatKey") ?? "1");
                break;
            case "ItemGroupData":
                Group(Required("ItemGroupOID"));
                break;
            case "ItemData":
                Item(Required("ItemOID"));
                break;
            case "AuditRecord":
                Audit();
                break;
        }
    }

    void Group(string group)
    {
        element = null;
        if (group.StartsWith("G.", StringComparison.Ordinal))
        {
            building = new(EventShape.Find(nameof(FormItemRecorded))!);
            building.Set("participant", subject);
            building.Set("visit", visit["V.".Length..]);
            building.Set("occurrence", occurrence.ToString(CultureInfo.InvariantCulture));
            building.Set("form", group["G.".Length..].Split('.')[0]);
            building.Set("repeat", xml.GetAttribute("ItemGroupRepeatKey") ?? "1");
            building.Set("protocolVersion", version);
        }
        else if (MainKind(group) is { } shape)
        {
            // The request of a form's value follows it in a group of its own.
            if (building?.Kind == shape.Kind && shape.Kind == nameof(FormItemRecorded))
                return;
            building = new(shape);
            if (shape.IsOfParticipant)
                building.Set(EventShape.Participant, subject);
        }
        else if (building is not null && group.StartsWith($"KG.{building.Kind}.", StringComparison.Ordinal))
            element = building.Add(group[$"KG.{building.Kind}.".Length..]);
        else
            throw Problem($"there is no group of items '{group}' here");
    }

    void Item(string item)
    {
        if (building is null)
            throw Problem($"item '{item}' stands in no group");
        var value = xml.GetAttribute("IsNull") == "Yes" ? null : xml.GetAttribute("Value") ?? "";
        if (item.StartsWith("I.", StringComparison.Ordinal))
        {
            building.Set("itemId", item.Split('.', 3)[2]);
            if (value is not null)
                building.Set("value", value);
        }
        else if (item.StartsWith("D.", StringComparison.Ordinal))
            building.Set("on", value ?? throw Problem("the day is missing"));
        else if (item.StartsWith($"KI.{building.Kind}.", StringComparison.Ordinal))
        {
            var path = item[$"KI.{building.Kind}.".Length..];
            if (element is not null)
                element[path] = value;
            else
                building.Set(path, value);
        }
        else
            throw Problem($"there is no item '{item}' here");
    }

    void Audit()
    {
        string? user = null,
            at = null,
            reason = null,
            source = null;
        using var record = xml.ReadSubtree();
        record.Read();
        record.Read();
        while (!record.EOF)
        {
            if (record.NodeType != XmlNodeType.Element)
            {
                record.Read();
                continue;
            }
            switch (record.LocalName)
            {
                case "UserRef":
                    user = Known(users, record.GetAttribute("UserOID") ?? "", "user");
                    record.Read();
                    break;
                case "DateTimeStamp":
                    at = record.ReadElementContentAsString();
                    break;
                case "ReasonForChange":
                    reason = record.ReadElementContentAsString();
                    break;
                case "SourceID":
                    source = record.ReadElementContentAsString();
                    break;
                default:
                    record.Read();
                    break;
            }
        }
        audit = (
            user ?? throw Problem("an audit record names no user"),
            at ?? throw Problem("an audit record has no time"),
            reason,
            source ?? throw Problem("an audit record has no SourceID")
        );
    }

    /// <summary>The entry that was being put together; null when there is none.</summary>
    OdmEntry? Finish()
    {
        if (building is not { } done)
            return null;
        var (user, at, reason, source) = audit ?? throw Problem($"an entry of kind {done.Kind} has no audit record");
        (building, element, audit) = (null, null, null);
        if (reason is not null)
            done.Set(EventShape.ReasonForChange, reason);
        try
        {
            return new(
                long.Parse(source, NumberStyles.None, CultureInfo.InvariantCulture),
                new(Time(at), user),
                done.Build(),
                done.Seals(),
                done.HasHalves
            );
        }
        catch (Exception failure) when (failure is JsonException or FormatException or OverflowException)
        {
            throw Problem($"entry {source} of kind {done.Kind} cannot be understood: {failure.Message}");
        }
    }

    static DateTimeOffset Time(string text) =>
        LogRow.Time(text) ?? throw new FormatException($"'{text}' is no time as rows have it.");

    string LoginName() =>
        xml.ReadToDescendant("LoginName", OdmNames.Namespace)
            ? xml.ReadElementContentAsString()
            : throw Problem("a user has no LoginName");

    int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Problem($"'{text}' is no number");

    string Required(string attribute) => xml.GetAttribute(attribute) ?? throw Problem($"{xml.LocalName} has no {attribute}");

    string Known(Dictionary<string, string> known, string oid, string what) =>
        known.GetValueOrDefault(oid) ?? throw Problem($"there is no {what} '{oid}'");

    DataException Problem(string words) =>
        new($"line {(xml as IXmlLineInfo)?.LineNumber ?? 0}: {words}.");
}

/// <summary>An entry of a log as a document has it.</summary>
/// <param name="Sequence">Its place in the log.</param>
/// <param name="Stamp">Who recorded it, and when.</param>
/// <param name="Event">What was recorded.</param>
/// <param name="Seals">How its texts are kept beside the log, by their names.</param>
/// <param name="HasHalves">Whether a text of it has half a character, see <see cref="EscapedText"/>.</param>
sealed record OdmEntry(
    long Sequence,
    Stamp Stamp,
    TrialEvent Event,
    IReadOnlyDictionary<string, TextSeal> Seals,
    bool HasHalves
);
