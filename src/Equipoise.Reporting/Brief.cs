using Equipoise.Analysis;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Prose;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting;

/// <summary>The trial in plain language, as a medical news desk would tell it, in about 250 words.</summary>
public static class Brief
{
    /// <summary>The name of its file.</summary>
    public const string File = "brief.md";

    const string Id = "plain-language";

    /// <summary>The brief as Markdown, followed by the address of every number in it.</summary>
    /// <remarks>
    /// Which sentence is told is decided by the results: the P value against the level of the design and the side of the hazard
    /// ratio. It is left out when the protocol has no plain words.
    /// </remarks>
    /// <param name="protocol">What was promised, with its plain words.</param>
    /// <param name="output">What the analysis found.</param>
    /// <param name="style">For which readers.</param>
    public static ReportOutcome Render(
        TrialProtocol protocol,
        AnalysisOutput output,
        ReportStyle style = ReportStyle.Journal
    ) =>
        WhyNot(protocol) is { } reason
            ? new ReportOutcome.LeftOut(reason)
            : TrialTexts.Written(protocol, output, style, InFile, (_, _) => []);

    static Document InFile(Manuscript m)
    {
        var story = new NewsStory(m);
        return TrialTexts.Document(m, "brief", story.Headline, [.. Paragraph.Of(story.Paragraphs)]);
    }

    /// <summary>The same text as a section of the report.</summary>
    internal static Section InReport(Manuscript m)
    {
        var title = m.Say("In plain language");
        if (WhyNot(m.Protocol) is { } reason)
            return new(Id, title, [new Paragraph(m.Say(reason))]);
        var story = new NewsStory(m);
        return new(Id, title, [new Story([new Heading(story.Headline), .. Paragraph.Of(story.Paragraphs)])]);
    }

    internal static string? WhyNot(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return protocol.PlainWords is null ? "The protocol gives no plain words, so there is no plain-language summary."
            : !protocol.PlainWords.Outcomes.ContainsKey(protocol.Analysis.TimeToEvent[0].EndpointId)
                ? "The protocol gives no plain words for the primary endpoint, so there is no plain-language summary."
            : null;
    }
}
