using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Equipoise.Reporting.Rendering.Word;

namespace Equipoise.Reporting.Checking;

/// <summary>The numbers of a Word document, each a bookmark whose address a part of the file holds.</summary>
static class WordNumbers
{
    static readonly XNamespace w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    static readonly XNamespace list = "urn:equipoise:numbers";

    public static WrittenText Read(byte[] bytes)
    {
        try
        {
            using var file = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            var lists = file.Entries.Where(entry =>
                    entry.FullName.StartsWith("customXml/", StringComparison.Ordinal)
                    && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)
                )
                .Select(Load)
                .Where(part => part.Root?.Name == list + "numbers")
                .ToArray();
            var bound = lists
                .SelectMany(part => part.Root!.Elements(list + "number"))
                .ToDictionary(number => Of(number, "id"), StringComparer.Ordinal);
            var untouched = lists
                .SelectMany(part => part.Root!.Elements(list + "untouched"))
                .Select(mark => mark.Value)
                .ToHashSet(StringComparer.Ordinal);
            var document = file.GetEntry("word/document.xml") ?? throw new FormatException("It is no Word document.");
            return Read(Load(document), bound, untouched);
        }
        catch (Exception problem) when (problem is InvalidDataException or System.Xml.XmlException or ArgumentException)
        {
            throw new FormatException($"It cannot be read as a Word document: {problem.Message}", problem);
        }
    }

    static WrittenText Read(XDocument document, Dictionary<string, XElement> bound, HashSet<string> untouched)
    {
        List<WrittenNumber> numbers = [];
        List<(string, TextPlace)> strays = [];
        var heading = "";
        // What a drawing shows stands in a table too.
        foreach (var paragraph in document.Descendants(w + "p").Where(one => !one.Ancestors(w + "txbxContent").Any()))
        {
            var (text, marked) = Marked(paragraph, bound);
            if (IsHeading(paragraph))
                heading = text;
            var stretch = new TextStretch(text);
            foreach (var (id, at, length) in marked)
            {
                stretch.Take(at, length);
                numbers.Add(Number(bound[id], text.Substring(at, length), PlaceOf(text, at, length, heading)));
            }
            // The numbers of the protocol, and whatever else no result gives, are nobody's doing.
            if (!untouched.Contains(Untouched.Mark(Rest(text, marked))))
                strays.AddRange(
                    stretch.Rest().Select(rest => (rest.Number, PlaceOf(text, rest.At, rest.Number.Length, heading)))
                );
        }
        return new(numbers, strays);
    }

    /// <summary>The text with one sign for each bound number.</summary>
    static string Rest(string text, List<(string Id, int At, int Length)> marked)
    {
        var rest = new StringBuilder(text);
        foreach (var (_, at, length) in marked.OrderByDescending(one => one.At))
            rest.Remove(at, length).Insert(at, Untouched.Bound);
        return rest.ToString();
    }

    /// <summary>The text of a paragraph as it stands with every change accepted, and where its bookmarks are.</summary>
    static (string Text, List<(string Id, int At, int Length)> Marked) Marked(
        XElement paragraph,
        Dictionary<string, XElement> bound
    )
    {
        var text = new StringBuilder();
        var open = new Dictionary<string, (string Name, int At)>(StringComparer.Ordinal);
        List<(string, int, int)> marked = [];
        foreach (var part in paragraph.Descendants())
            if (part.Name == w + "t" && part.Ancestors(w + "p").First() == paragraph)
                text.Append(part.Value);
            else if (part.Name == w + "tab" || part.Name == w + "br")
                text.Append(' ');
            else if (part.Name == w + "bookmarkStart" && bound.ContainsKey(Of(part, w + "name")))
                open[Of(part, w + "id")] = (Of(part, w + "name"), text.Length);
            else if (part.Name == w + "bookmarkEnd" && open.Remove(Of(part, w + "id"), out var begun) && text.Length > begun.At)
                marked.Add((begun.Name, begun.At, text.Length - begun.At));
        return (text.ToString(), marked);
    }

    static WrittenNumber Number(XElement number, string text, TextPlace place) =>
        new(
            Of(number, "address"),
            text,
            Of(number, "printed"),
            double.TryParse(Of(number, "raw"), NumberStyles.Float, CultureInfo.InvariantCulture, out var raw) ? raw : null,
            place
        );

    static bool IsHeading(XElement paragraph) =>
        paragraph.Element(w + "pPr")?.Element(w + "pStyle") is { } style
        && Of(style, w + "val") is var name
        && (name.StartsWith("Heading", StringComparison.OrdinalIgnoreCase) || name is "Title" or "Caption");

    static TextPlace PlaceOf(string text, int at, int length, string heading) =>
        new(null, heading, TextStretch.Around(text, at, length));

    static string Of(XElement element, XName attribute) => element.Attribute(attribute)?.Value ?? "";

    static XDocument Load(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return XDocument.Load(stream);
    }
}
