using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using Equipoise.Reporting.Quoting;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>
/// The named places of a document: where a reader is sent to, and every number, so that it can be held against the results after
/// others have edited the text. A bookmark is not seen, and stays with its words.
/// </summary>
sealed class Bookmarks
{
    // Word takes no longer name.
    const int LongestName = 40;

    /// <summary>The namespace of the list of numbers.</summary>
    public static XNamespace Space { get; } = "urn:equipoise:numbers";

    readonly Dictionary<string, string> names = [];
    readonly HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);
    readonly List<TextRun.Number> numbers = [];
    int last;

    /// <summary>The name of a place in Word: letters, digits and underscores, unlike that of any other place.</summary>
    public string NameOf(string anchor)
    {
        if (names.TryGetValue(anchor, out var known))
            return known;
        var letters = "a_" + string.Concat(anchor.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        var name = letters[..int.Min(letters.Length, LongestName)];
        for (var i = 2; !used.Add(name); i++)
            name = $"{letters[..int.Min(letters.Length, LongestName - 4)]}_{i}";
        return names[anchor] = name;
    }

    /// <summary>The content, as the place that the anchor names.</summary>
    public IEnumerable<OpenXmlElement> At(string? anchor, IEnumerable<OpenXmlElement> content) =>
        anchor is null ? content : Around(NameOf(anchor), content);

    /// <summary>A number, whose address is kept.</summary>
    public IEnumerable<OpenXmlElement> Number(TextRun.Number number, OpenXmlElement run)
    {
        numbers.Add(number);
        return Around($"r_{numbers.Count}", [run]);
    }

    /// <summary>Every number with its address, what is printed, and its value at full precision.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="untouched">The paragraphs that were written with other numbers.</param>
    public XDocument Numbers(string trial, Untouched untouched) =>
        new(
            new XElement(
                Space + "numbers",
                new XAttribute("trial", WordText.Clean(trial)),
                numbers.Select((number, i) => new XElement(
                    Space + "number",
                    new XAttribute("id", $"r_{i + 1}"),
                    new XAttribute("address", WordText.Clean(number.Address)),
                    new XAttribute("printed", WordText.Clean(number.Text)),
                    new XAttribute("raw", number.Raw?.ToString("R", CultureInfo.InvariantCulture) ?? "NE")
                )),
                untouched.Marks
            )
        );

    IEnumerable<OpenXmlElement> Around(string name, IEnumerable<OpenXmlElement> content)
    {
        var id = $"{++last}";
        return [new W.BookmarkStart { Id = id, Name = name }, .. content, new W.BookmarkEnd { Id = id }];
    }
}
