using System.Globalization;
using Equipoise.Analysis;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Prose;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Rendering.Markdown;
using Equipoise.Reporting.Reports;

namespace Equipoise.Reporting;

/// <summary>A text that is written from results, beside the report.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Name">What it is, in a message.</param>
/// <param name="Render">Writes it as Markdown, followed by the address of every number in it.</param>
public sealed record TrialText(string File, string Name, Func<TrialProtocol, AnalysisOutput, ReportStyle, ReportOutcome> Render);

/// <summary>The trial told for those who do not read a report: patients, journalists, readers of a journal.</summary>
public static class TrialTexts
{
    /// <summary>The file of the lay summary.</summary>
    public const string LaySummaryFile = "lay-summary.md";

    /// <summary>The file of the abstract.</summary>
    public const string AbstractFile = "abstract.md";

    /// <summary>Every text, in the order in which a folder lists them.</summary>
    public static IReadOnlyList<TrialText> All { get; } =
        [
            new(Brief.File, "brief", Brief.Render),
            new(LaySummaryFile, "lay summary", LaySummary),
            new(AbstractFile, "abstract", Abstract),
            new("results.md", "results section", Results),
        ];

    /// <summary>The lay summary, for everyone.</summary>
    /// <param name="protocol">What was promised, with its plain words.</param>
    /// <param name="output">What the analysis found.</param>
    /// <param name="style">For which readers P values are printed.</param>
    public static ReportOutcome LaySummary(
        TrialProtocol protocol,
        AnalysisOutput output,
        ReportStyle style = ReportStyle.Journal
    ) =>
        Brief.WhyNot(protocol) is { } reason
            ? new ReportOutcome.LeftOut(reason)
            : Written(protocol, output, style, LaySummaryDocument, (_, document) => Hard(document));

    /// <summary>The structured abstract.</summary>
    /// <param name="protocol">What was promised.</param>
    /// <param name="output">What the analysis found.</param>
    /// <param name="style">For which readers P values are printed.</param>
    public static ReportOutcome Abstract(
        TrialProtocol protocol,
        AnalysisOutput output,
        ReportStyle style = ReportStyle.Journal
    ) =>
        Written(protocol, output, style, AbstractDocument, (_, _) => []);

    /// <summary>The section of results of an article.</summary>
    /// <param name="protocol">What was promised.</param>
    /// <param name="output">What the analysis found.</param>
    /// <param name="style">For which readers P values are printed.</param>
    public static ReportOutcome Results(
        TrialProtocol protocol,
        AnalysisOutput output,
        ReportStyle style = ReportStyle.Journal
    ) =>
        Written(protocol, output, style, ResultsDocument, (_, _) => []);

    internal static Document LaySummaryDocument(Manuscript m)
    {
        var story = new LayStory(m);
        var document = Document(m, "lay summary", story.Title, story.Blocks);
        return document with { Remark = $"Flesch-Kincaid grade {Grade(Read(document))}." };
    }

    internal static Document AbstractDocument(Manuscript m)
    {
        var text = new AbstractText(m);
        var blocks = text.Blocks;
        var words = blocks.OfType<Paragraph>().Sum(paragraph => Readability.WordCount(paragraph.Text.Text));
        return Document(m, "abstract", text.Title, blocks) with
        {
            Remark = $"{words.ToString(CultureInfo.InvariantCulture)} words, without title and headings.",
        };
    }

    internal static Document ResultsDocument(Manuscript m) =>
        Document(m, "results section", m.Say("Results"), new JournalResults(m).Blocks);

    internal static Document Document(Manuscript m, string kind, BoundText title, IReadOnlyList<Block> blocks) =>
        new(m.Protocol.Trial.Id, kind, m.Results.Provenance.Program, null, [new("text", title, blocks)])
        {
            Notice = ReportMasthead.Notice(m),
        };

    internal static ReportOutcome Written(
        TrialProtocol protocol,
        AnalysisOutput output,
        ReportStyle style,
        Func<Manuscript, Document> write,
        Func<Manuscript, Document, IReadOnlyList<string>> notes
    )
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(output);
        var m = new Manuscript(protocol, output, style);
        var document = write(m);
        return m.Problems.Count > 0
            ? new ReportOutcome.Refused(m.Problems)
            : new ReportOutcome.Written(MarkdownPage.Of(document), m.Quoted) { Notes = notes(m, document) };
    }

    /// <summary>What a reader of the lay summary may stumble over: its grade, and the sentences that raise it most.</summary>
    static IReadOnlyList<string> Hard(Document document)
    {
        const int Shown = 3;
        var read = Read(document);
        return read.Grade <= Readability.ForEveryone
            ? []
            :
            [
                $"The lay summary has a Flesch-Kincaid grade of {Grade(read)}, and 8 or less is for everyone. Shorter plain "
                    + "words in the protocol would lower it. Its longest sentences:",
                .. read.ByLength.Take(Shown).Select(sentence => $"  {sentence}"),
            ];
    }

    static Readability Read(Document document) =>
        Readability.Of(document.Sections.SelectMany(section => section.Blocks).OfType<Paragraph>().Select(one => one.Text.Text));

    static string Grade(Readability read) => read.Grade.ToString("0.0", CultureInfo.InvariantCulture);
}
