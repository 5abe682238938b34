using System.Xml;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.TrialLog;

namespace Equipoise.Exchange.Odm;

/// <summary>Writes who signed, where, what and when.</summary>
static class OdmSignature
{
    internal static void Write(XmlWriter xml, OdmCast cast, string by, string location, string meaning, string at)
    {
        OdmStudy.Start(xml, "Signature");
        OdmStudy.Start(xml, "UserRef", ("UserOID", cast.UserOf(by)));
        xml.WriteEndElement();
        OdmStudy.Start(xml, "LocationRef", ("LocationOID", location));
        xml.WriteEndElement();
        OdmStudy.Start(xml, "SignatureRef", ("SignatureOID", cast.Meaning(meaning)));
        xml.WriteEndElement();
        OdmStudy.Element(xml, "DateTimeStamp", at);
        xml.WriteEndElement();
    }

    /// <summary>The signature of an entry, where it has one.</summary>
    internal static void Write(XmlWriter xml, OdmCast cast, Entry entry, string location)
    {
        // Where the kinds of events keep it, they keep it under one name.
        if (entry.Event.GetType().GetProperty(nameof(Signature))?.GetValue(entry.Event) is Signature signature)
            Write(xml, cast, entry.Stamp.By, location, signature.Meaning, LogRow.Format(entry.Stamp.RecordedAt));
    }
}
