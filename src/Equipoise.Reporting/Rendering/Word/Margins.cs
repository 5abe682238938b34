using DocumentFormat.OpenXml;
using Equipoise.Reporting.Documents;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>What stands at the head and foot of every page: one that lies alone says of which trial and data it is.</summary>
static class Margins
{
    const int HashShown = 12;

    /// <summary>What must be seen; the trial, the kind of document and the state of the data.</summary>
    public static W.Header Head(Document document, Sheet sheet)
    {
        var kind = $"{char.ToUpperInvariant(document.Kind[0])}{document.Kind[1..]}";
        var head = new W.Header();
        if (!document.Notice.IsEmpty)
            head.AppendChild(Styled.Paragraph("Notice", [WordText.Run(document.Notice.Text)]));
        head.AppendChild(
            Ruled(
                "Header",
                sheet,
                [WordText.Run(document.Origin is { } origin ? $"{origin.Trial} · {kind}" : kind)],
                document.Origin?.Cutoff is { } cutoff ? [WordText.Run($"Data cutoff {cutoff}")] : [],
                new W.BottomBorder()
            )
        );
        return head;
    }

    /// <summary>The program and the protocol by which it was written; the page among how many.</summary>
    public static W.Footer Foot(Document document, Sheet sheet)
    {
        var hash = document.Origin?.ProtocolSha256;
        var made = hash is null
            ? document.Program
            : $"{document.Program} · protocol SHA-256 {hash[..int.Min(HashShown, hash.Length)]}…";
        return new(
            Ruled(
                "Footer",
                sheet,
                [WordText.Run(made)],
                [WordText.Run("Page "), Field("PAGE"), WordText.Run(" of "), Field("NUMPAGES")],
                new W.TopBorder()
            )
        );
    }

    static W.SimpleField Field(string name) => new(WordText.Run("1")) { Instruction = $" {name} " };

    static W.Paragraph Ruled(
        string style,
        Sheet sheet,
        IEnumerable<OpenXmlElement> left,
        IEnumerable<OpenXmlElement> right,
        W.BorderType rule
    )
    {
        (rule.Val, rule.Size, rule.Space, rule.Color) = (W.BorderValues.Single, 4, 4, "CFD4D8");
        return Styled.Paragraph(
            style,
            [.. left, new W.Run(new W.TabChar()), .. right],
            look =>
            {
                look.ParagraphBorders = new(rule);
                look.Tabs = new(new W.TabStop { Val = W.TabStopValues.Right, Position = sheet.TextWidth });
            }
        );
    }
}
