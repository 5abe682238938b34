using System.Xml;

namespace Equipoise.Exchange.Odm;

/// <summary>Writes who recorded, where, and what signatures mean.</summary>
static class OdmAdministration
{
    const string LegalReason =
        "The signer is the user who made the entry, and had just proved again who they are (21 CFR 11.50, 11.70, 11.200).";

    internal static void Write(XmlWriter xml, OdmCast cast)
    {
        var trial = cast.Versions[0].Trial;
        OdmStudy.Start(xml, "AdminData", ("StudyOID", trial.Id));
        foreach (var (name, oid) in cast.Users)
        {
            OdmStudy.Start(xml, "User", ("OID", oid));
            OdmStudy.Element(xml, "LoginName", OdmNames.AsXml(name));
            xml.WriteEndElement();
        }
        Location(xml, cast, OdmNames.Sponsor, $"Sponsor of {trial.Id}", "Sponsor");
        foreach (var site in cast.Sites)
            Location(xml, cast, OdmNames.Site(site), OdmNames.AsXml(site), "Site");
        foreach (var (sentence, oid) in cast.Meanings)
        {
            OdmStudy.Start(xml, "SignatureDef", ("OID", oid), ("Methodology", "Electronic"));
            OdmStudy.Element(xml, "Meaning", OdmNames.AsXml(sentence));
            OdmStudy.Element(xml, "LegalReason", LegalReason);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    static void Location(XmlWriter xml, OdmCast cast, string oid, string name, string type)
    {
        OdmStudy.Start(xml, "Location", ("OID", oid), ("Name", name), ("LocationType", type));
        foreach (var (version, from) in cast.Versions.Zip(cast.InForceFrom))
        {
            OdmStudy.Start(
                xml,
                "MetaDataVersionRef",
                ("StudyOID", version.Trial.Id),
                ("MetaDataVersionOID", OdmNames.Version(version.Trial.Version)),
                ("EffectiveDate", from)
            );
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }
}
