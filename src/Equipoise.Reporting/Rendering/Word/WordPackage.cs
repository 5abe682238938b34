using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>The zip file that a Word document is: its parts, what each is, and how they hang together.</summary>
/// <remarks>
/// Each part goes to the stream while it is written, so that a document may be larger than memory. The package of the library
/// holds every part until the end, and names its relations anew each time.
/// </remarks>
sealed class WordPackage
{
    const string Document = "/word/document.xml";
    const string OfficeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    const string WordContent = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    static readonly XNamespace contentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    static readonly XNamespace relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    // Zip counts time from here. The time of writing would make every file another.
    static readonly DateTimeOffset noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly List<(string Name, string? Type, Action<Stream> Write)> parts = [];
    readonly List<(string Source, XElement Relation)> related = [];

    /// <summary>The document itself.</summary>
    public void Main(Action<Stream> write)
    {
        parts.Add((Document, $"{WordContent}document.main+xml", write));
        Relate("/", "document", $"{OfficeRelations}officeDocument", Document);
    }

    /// <summary>A part that the document names by its id.</summary>
    public void Beside(string id, string kind, Action<Stream> write)
    {
        var part = $"/word/{id}.xml";
        parts.Add((part, $"{WordContent}{kind}+xml", write));
        Relate(Document, id, OfficeRelations + kind, part);
    }

    /// <summary>What the file is called and about.</summary>
    public void Properties(XDocument properties)
    {
        const string part = "/docProps/core.xml";
        parts.Add((part, "application/vnd.openxmlformats-package.core-properties+xml", Xml(() => properties)));
        Relate("/", "core", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", part);
    }

    /// <summary>Data that travel with the document.</summary>
    public void Data(Func<XDocument> data, XDocument properties)
    {
        const string part = "/customXml/item1.xml";
        const string about = "/customXml/itemProps1.xml";
        parts.Add((part, null, Xml(data)));
        parts.Add((about, "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", Xml(() => properties)));
        Relate(Document, "data", $"{OfficeRelations}customXml", part);
        Relate(part, "properties", $"{OfficeRelations}customXmlProps", about);
    }

    /// <summary>A part as it lies beside this code.</summary>
    public static Action<Stream> Embedded(string name) =>
        target =>
        {
            using var source =
                typeof(WordPackage).Assembly.GetManifestResourceStream($"Word.{name}")
                ?? throw new InvalidOperationException($"{name} is not embedded.");
            source.CopyTo(target);
        };

    /// <summary>Writes the parts in the order in which they were named; what they are stands first.</summary>
    public void Save(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Write(zip, "/[Content_Types].xml", Xml(ContentTypes));
        foreach (var targets in related.GroupBy(one => one.Source, one => one.Relation))
        {
            var file = targets.Key.LastIndexOf('/') + 1;
            Write(
                zip,
                $"{targets.Key[..file]}_rels/{targets.Key[file..]}.rels",
                Xml(() => new(new XElement(relations + "Relationships", targets)))
            );
        }
        foreach (var (name, _, write) in parts)
            Write(zip, name, write);
    }

    XDocument ContentTypes() =>
        new(
            new XElement(
                contentTypes + "Types",
                Default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                Default("xml", "application/xml"),
                parts
                    .Where(part => part.Type is not null)
                    .Select(part => new XElement(
                        contentTypes + "Override",
                        new XAttribute("PartName", part.Name),
                        new XAttribute("ContentType", part.Type!)
                    ))
            )
        );

    static XElement Default(string extension, string type) =>
        new(contentTypes + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", type));

    void Relate(string source, string id, string kind, string target) =>
        related.Add(
            (
                source,
                new XElement(
                    relations + "Relationship",
                    new XAttribute("Id", id),
                    new XAttribute("Type", kind),
                    new XAttribute("Target", target)
                )
            )
        );

    static Action<Stream> Xml(Func<XDocument> document) =>
        stream =>
        {
            using var writer = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false) });
            document().Save(writer);
        };

    static void Write(ZipArchive zip, string part, Action<Stream> write)
    {
        var entry = zip.CreateEntry(part[1..], CompressionLevel.Optimal);
        entry.LastWriteTime = noTime;
        // Else it would say on which kind of machine it was written.
        entry.ExternalAttributes = 0;
        using var content = entry.Open();
        write(content);
    }
}
