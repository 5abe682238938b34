using System.Text;
using Equipoise.Analysis;
using Equipoise.Protocol;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Pages;
using Equipoise.Reporting.Prose;
using Equipoise.Reporting.Quoting;
using Markdig;

namespace Equipoise.Reporting;

/// <summary>The trial in plain language, as a medical news desk would tell it, in about 250 words.</summary>
public static class Brief
{
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().Build();

    /// <summary>The brief as Markdown, followed by the address of every number in it.</summary>
    /// <remarks>
    /// Which sentence is told is decided by the results: the P value against the level of the design and the side of the hazard
    /// ratio. It is left out when the protocol has no plain words or does not compare two arms.
    /// </remarks>
    /// <param name="protocol">What was promised, with its plain words.</param>
    /// <param name="output">What the analysis found.</param>
    public static ReportOutcome Render(TrialProtocol protocol, AnalysisOutput output)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(output);
        if (WhyNot(protocol) is { } reason)
            return new ReportOutcome.LeftOut(reason);
        var m = new Manuscript(protocol, output);
        var (headline, paragraphs) = Story(m);
        var text = new StringBuilder();
        if (m.Results.Provenance.Synthetic)
            text.Append($"> **{Masthead.SyntheticNotice}.** Nothing here is evidence about a treatment.\n\n");
        text.Append($"# {MarkdownText.Plain(headline)}\n\n");
        foreach (var paragraph in paragraphs)
            text.Append(MarkdownText.Plain(paragraph)).Append("\n\n");
        text.Append(
            $"---\n\nWhere each number comes from, with its value at full "
                + $"precision:\n\n{MarkdownText.Sources([headline, .. paragraphs])}"
        );
        return m.Problems.Count > 0
            ? new ReportOutcome.Refused(m.Problems)
            : new ReportOutcome.Written(text.ToString(), m.Quoted);
    }

    /// <summary>The same text as a section of the report.</summary>
    internal static Section InReport(Manuscript m)
    {
        const string id = "plain-language";
        var title = m.Say("In plain language");
        if (WhyNot(m.Protocol) is { } reason)
            return new(id, title, Html.Of($"<p>{reason}</p>\n"));
        var (headline, paragraphs) = Story(m);
        var text = $"### {MarkdownText.Traced(headline)}\n\n" + string.Join("\n\n", paragraphs.Select(MarkdownText.Traced));
        return new(id, title, new Html($"<div class=\"brief\">\n{Markdown.ToHtml(text, Pipeline)}</div>\n"));
    }

    static string? WhyNot(TrialProtocol protocol) =>
        protocol.PlainWords is null ? "The protocol gives no plain words, so there is no plain-language summary."
        : protocol.Arms.Count != 2 ? "The plain-language summary compares two arms, and this trial has more, so there is none."
        : !protocol.PlainWords.Outcomes.ContainsKey(protocol.Analysis.TimeToEvent[0].EndpointId)
            ? "The protocol gives no plain words for the primary endpoint, so there is no plain-language summary."
        : null;

    static (BoundText Headline, IReadOnlyList<BoundText> Paragraphs) Story(Manuscript m)
    {
        var story = new NewsStory(m);
        return (m.Bind(story.Headline), [.. story.Paragraphs.Select(m.Bind)]);
    }
}
