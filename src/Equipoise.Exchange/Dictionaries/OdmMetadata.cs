using System.Xml;
using System.Xml.Linq;
using Equipoise.Datasets;
using Equipoise.Exchange.Odm;

namespace Equipoise.Exchange.Dictionaries;

/// <summary>The forms of a study from the metadata of any vendor's ODM 1.3 document.</summary>
/// <remarks>
/// Read are StudyEventDef, FormDef, ItemGroupDef, ItemDef with its question, unit and checks, CodeList and MeasurementUnit. What
/// has no place in a protocol is listed, with what became of it. Clinical data in the document is not looked at.
/// </remarks>
public static class OdmMetadata
{
    const string Namespaces = "http://www.cdisc.org/ns/odm/v1.";

    /// <summary>Reads a document.</summary>
    /// <exception cref="DataException">It is no ODM document, or describes no form; the message says what to do.</exception>
    public static StudyForms Read(Stream document)
    {
        ArgumentNullException.ThrowIfNull(document);
        try
        {
            using var xml = OdmXml.Open(document);
            if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "ODM")
                throw new DataException($"This is no ODM document: it begins with <{xml.Name}>. Export the study as ODM 1.3.");
            var (ns, isOwn) = (xml.NamespaceURI, xml.GetAttribute("SourceSystem") == "Equipoise");
            if (!ns.StartsWith(Namespaces, StringComparison.Ordinal))
                throw new DataException($"This is ODM of another version ('{ns}'). Export the study as ODM 1.3.");
            List<XElement> studies = [];
            while (xml.ReadToFollowing("Study", ns))
            {
                using var study = xml.ReadSubtree();
                studies.Add(XElement.Load(study));
            }
            var version = studies.SelectMany(study => study.Elements(XName.Get("MetaDataVersion", ns))).ToList();
            if (version.LastOrDefault(one => one.Elements(XName.Get("FormDef", ns)).Any()) is not { } last)
                throw new DataException(
                    $"The document has {studies.Count} studies, {version.Count} versions of metadata and no FormDef: there is "
                        + "no form to make. Export the study with its metadata."
                );
            var reading = new OdmMetadataReading(last, ns, isOwn);
            if (version.Count > 1)
                reading.Collected.Note("MetaDataVersion", "there are several; the last with forms is read");
            if (version.Exists(one => one.Element(XName.Get("Include", ns)) is not null))
                reading.Collected.Note("Include", "refers to metadata of another document, which is not read");
            return reading.Forms();
        }
        catch (XmlException damaged)
        {
            throw new DataException(
                $"line {damaged.LineNumber}: this is no well-formed XML: {damaged.Message} Export the document again.",
                damaged
            );
        }
    }
}
