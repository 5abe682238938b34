using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>Paragraphs by the name of their style: how one looks is said in styles.xml, and changed in one place.</summary>
static class Styled
{
    /// <param name="style">The id of the style.</param>
    /// <param name="content">Runs, links and bookmarks.</param>
    /// <param name="look">What differs from the style here.</param>
    public static W.Paragraph Paragraph(
        string style,
        IEnumerable<OpenXmlElement> content,
        Action<W.ParagraphProperties>? look = null
    )
    {
        var properties = new W.ParagraphProperties { ParagraphStyleId = new() { Val = style } };
        look?.Invoke(properties);
        return new([properties, .. content]);
    }
}
