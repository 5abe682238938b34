using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using Equipoise.Reporting.Quoting;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>
/// The paragraphs with numbers that no result gives, such as those of the protocol, as they were written: who checks the document
/// later need not ask about what nobody touched.
/// </summary>
sealed class Untouched
{
    /// <summary>Stands for a number that is bound: whoever changes that one leaves the rest of the paragraph as it was.</summary>
    public const char Bound = '\uFFFC';

    const int Bytes = 8;

    readonly SortedSet<string> written = new(StringComparer.Ordinal);

    /// <summary>Remembers the paragraphs of what is written; texts of drawings stand in a table too.</summary>
    public void Add(OpenXmlElement element)
    {
        foreach (var paragraph in element.Descendants<W.Paragraph>().Prepend(element as W.Paragraph).OfType<W.Paragraph>())
            if (!paragraph.Ancestors<W.TextBoxContent>().Any() && Rest(paragraph) is var rest && StandingNumber.In(rest).Any())
                written.Add(Mark(rest));
    }

    /// <summary>The marks of these paragraphs.</summary>
    public IEnumerable<XElement> Marks => written.Select(mark => new XElement(Bookmarks.Space + "untouched", mark));

    /// <summary>What tells a paragraph from another: of its text, in which each bound number is one sign.</summary>
    public static string Mark(string rest)
    {
        var words = string.Join(' ', rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, Bytes));
    }

    static string Rest(W.Paragraph paragraph)
    {
        var (text, open) = (new StringBuilder(), new HashSet<string>());
        foreach (var part in paragraph.Descendants())
            switch (part)
            {
                case W.BookmarkStart { Name.Value: ['r', '_', ..] } start:
                    open.Add(start.Id!);
                    text.Append(Bound);
                    break;
                case W.BookmarkEnd end:
                    open.Remove(end.Id!);
                    break;
                case W.Text words when open.Count == 0 && words.Ancestors<W.Paragraph>().First() == paragraph:
                    text.Append(words.Text);
                    break;
                case W.TabChar or W.Break:
                    text.Append(' ');
                    break;
            }
        return text.ToString();
    }
}
