using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>
/// What is written one after the other, on sheets that turn sideways for a wide table. A heading goes with what follows it.
/// </summary>
sealed class WordFlow(OpenXmlWriter writer, Untouched untouched)
{
    readonly List<W.Paragraph> headings = [];

    // The last paragraph of a stretch of sheets carries what they are, so it waits for what comes next.
    W.Paragraph? held;
    Sheet sheet = Sheet.Upright;

    public void Heading(W.Paragraph heading) => headings.Add(heading);

    public void Add(W.Paragraph paragraph) => Add(Sheet.Upright, paragraph);

    public void Add(Sheet on, W.Paragraph paragraph)
    {
        Turn(on);
        Release();
        held = paragraph;
    }

    /// <summary>A table. A paragraph must come after it, or Word would make one table of it and the next.</summary>
    public void Add(Sheet on, W.Table table)
    {
        Turn(on);
        Release();
        untouched.Add(table);
        writer.WriteElement(table);
    }

    /// <summary>A table whose rows are asked for while they are written.</summary>
    public void Add(Sheet on, IEnumerable<OpenXmlElement> partsOfTable)
    {
        Turn(on);
        Release();
        writer.WriteStartElement(new W.Table());
        foreach (var part in partsOfTable)
            writer.WriteElement(part);
        writer.WriteEndElement();
    }

    /// <summary>What is still held, and the last sheets.</summary>
    public void End()
    {
        Turn(sheet);
        Release();
        writer.WriteElement(sheet.End());
    }

    void Turn(Sheet next)
    {
        if (next != sheet)
        {
            var last = held ?? Styled.Paragraph("SectionEnd", []);
            (last.ParagraphProperties ??= new()).SectionProperties = sheet.End();
            held = last;
            sheet = next;
        }
        foreach (var heading in headings)
        {
            Release();
            held = heading;
        }
        headings.Clear();
    }

    void Release()
    {
        if (held is not null)
        {
            untouched.Add(held);
            writer.WriteElement(held);
        }
        held = null;
    }
}
