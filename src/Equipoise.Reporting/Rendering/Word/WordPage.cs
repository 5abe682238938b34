using System.Xml.Linq;
using DocumentFormat.OpenXml;
using Equipoise.Reporting.Documents;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>A document as a Word file, which a medical writer goes on with and an authority files.</summary>
/// <remarks>The same document gives the same bytes: nothing in it says when or where it was written.</remarks>
static class WordPage
{
    const string WordSpace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    // Word tells data that travel with a document apart by such an id; these are always the same kind.
    const string NumbersId = "{7C0C5B6E-5A0E-4C1B-9C58-3D1E6F2A9B47}";

    static readonly XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    static readonly XNamespace dc = "http://purl.org/dc/elements/1.1/";
    static readonly XNamespace data = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";

    /// <summary>The file.</summary>
    public static byte[] Of(Document document)
    {
        using var stream = new MemoryStream();
        Write(document, stream);
        return stream.ToArray();
    }

    /// <summary>Writes the file; rows of listings are asked for meanwhile.</summary>
    public static void Write(Document document, Stream stream)
    {
        var (places, untouched) = (new Bookmarks(), new Untouched());
        var lists = new WordLists();
        var package = new WordPackage();
        package.Properties(Properties(document));
        package.Main(part => Write(document, part, places, untouched, lists));
        package.Beside("styles", "styles", WordPackage.Embedded("styles.xml"));
        package.Beside("settings", "settings", WordPackage.Embedded("settings.xml"));
        package.Beside("numbering", "numbering", part => lists.Part().Save(part));
        foreach (var sheet in new[] { Sheet.Upright, Sheet.OnItsSide })
        {
            package.Beside(sheet.Header, "header", Margins.Head(document, sheet).Save);
            package.Beside(sheet.Footer, "footer", Margins.Foot(document, sheet).Save);
        }
        package.Data(
            () => places.Numbers(document.Origin?.Trial ?? "", untouched),
            new(
                new XElement(
                    data + "datastoreItem",
                    new XAttribute(XNamespace.Xmlns + "ds", data),
                    new XAttribute(data + "itemID", NumbersId),
                    new XElement(
                        data + "schemaRefs",
                        new XElement(data + "schemaRef", new XAttribute(data + "uri", Bookmarks.Space.NamespaceName))
                    )
                )
            )
        );
        package.Save(stream);
    }

    static void Write(Document document, Stream stream, Bookmarks places, Untouched untouched, WordLists lists)
    {
        using var writer = OpenXmlWriter.Create(stream);
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement(new W.Document(), [], [new("w", WordSpace)]);
        writer.WriteStartElement(new W.Body());
        var flow = new WordFlow(writer, untouched);
        var blocks = new WordBlocks(flow, places, lists);
        Section[] sections = [.. document.Sections.Where(section => !section.IsEmpty)];
        if (document.Masthead is { } masthead)
        {
            blocks.Write(masthead);
            if (sections.Length > 1)
                blocks.Contents(sections);
        }
        for (var i = 0; i < sections.Length; i++)
            blocks.Write(sections[i], beginsPage: i == 0 && sections.Length > 1 && document.Masthead is not null);
        flow.End();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    static XDocument Properties(Document document) =>
        new(
            new XElement(
                core + "coreProperties",
                new XAttribute(XNamespace.Xmlns + "cp", core),
                new XAttribute(XNamespace.Xmlns + "dc", dc),
                new XElement(dc + "title", WordText.Clean(document.Name)),
                new XElement(dc + "subject", WordText.Clean(document.Masthead?.Kicker.Text ?? document.Kind)),
                new XElement(dc + "creator", WordText.Clean(document.Program)),
                new XElement(dc + "language", "en-US")
            )
        );
}
