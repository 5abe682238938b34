using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Rendering.Markdown;

namespace Equipoise.Reporting.Publication;

/// <summary>A text of this program, which an editor may have changed, without the list of its numbers.</summary>
/// <param name="Title">The title.</param>
/// <param name="Blocks">Headings and paragraphs.</param>
sealed record TextBlocks(string Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>The first paragraph, as plain text.</summary>
    public string Lead => Blocks.OfType<Paragraph>().FirstOrDefault()?.Text.Text ?? "";

    public static TextBlocks Of(string markdown)
    {
        var text = markdown.ReplaceLineEndings("\n");
        var end = text.LastIndexOf($"\n{MarkdownPage.Separator}", StringComparison.Ordinal);
        var (title, blocks) = ("", new List<Block>());
        foreach (var part in (end < 0 ? text : text[..end]).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var line = part.Trim().Replace('\n', ' ');
            // What every page says of synthetic data, the site's page says too.
            if (line.StartsWith("> ", StringComparison.Ordinal) || line.Length == 0)
                continue;
            if (line.StartsWith("# ", StringComparison.Ordinal) && title.Length == 0)
                title = MarkdownText.Unescape(line[2..]);
            else if (line.StartsWith('#'))
                blocks.Add(new Heading(BoundText.AsGiven(MarkdownText.Unescape(line.TrimStart('#', ' ')))));
            else
                blocks.Add(new Paragraph(Marked(line)));
        }
        return new(title, blocks);
    }

    static BoundText Marked(string line) =>
        BoundText.Join(
            "",
            line.Split("**")
                .Select((part, i) =>
                {
                    var text = BoundText.AsGiven(MarkdownText.Unescape(part));
                    return i % 2 == 1 ? text.As(AsideKind.Strong) : text;
                })
        );
}
