using System.Text;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Rendering.Markdown;

/// <summary>A document of headings and paragraphs as Markdown, followed by the address of every number in it.</summary>
static class MarkdownPage
{
    /// <summary>What stands between the text and the list of its numbers.</summary>
    public const string Separator = "---\n\n";

    public static string Of(Document document)
    {
        var text = new StringBuilder();
        if (!document.Notice.IsEmpty)
            text.Append($"> **{document.Notice.Text}.** Nothing here is evidence about a treatment.\n\n");
        var told = document.Sections.SelectMany(Texts).ToList();
        foreach (var (line, marks) in told)
            text.Append(marks).Append(MarkdownText.Plain(line)).Append("\n\n");
        var remark = document.Remark.Length == 0 ? "" : $"{document.Remark}\n\n";
        return text.Append(
                $"{Separator}{remark}Where each number comes from, with its value at full precision:\n\n"
                    + $"{MarkdownText.Sources(told.Select(line => line.Text))}"
                    + $"{MarkdownText.Stated(told.Select(line => line.Text))}"
            )
            .ToString();
    }

    static IEnumerable<(BoundText Text, string Marks)> Texts(Section section) =>
        section
            .Blocks.Select(block =>
                block switch
                {
                    Paragraph paragraph => (paragraph.Text, ""),
                    Heading heading => (heading.Text, "## "),
                    _ => throw new InvalidOperationException($"No Markdown for {block.GetType().Name}."),
                }
            )
            .Prepend((section.Title, "# "));
}
