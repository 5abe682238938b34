using Equipoise.Analysis.Results;

namespace Equipoise.Reporting.Quoting;

/// <summary>What came of writing a document: the document, the reason why there is none, or everything that stopped it.</summary>
public abstract record ReportOutcome
{
    ReportOutcome() { }

    /// <summary>The document was written.</summary>
    /// <param name="Text">The whole document: HTML for the report, Markdown for the brief.</param>
    /// <param name="Quoted">The address of every result that it quotes, each once, in order of appearance.</param>
    public sealed record Written(string Text, IReadOnlyList<string> Quoted) : ReportOutcome
    {
        /// <summary>Its tables and figures; none of a document that has neither.</summary>
        public IReadOnlyList<ReportOutput> Outputs { get; init; } = [];

        /// <summary>What whoever asked for it should know of it, a line each.</summary>
        public IReadOnlyList<string> Notes { get; init; } = [];

        /// <summary>Writes the same document as a Word file; null where it has none.</summary>
        public Action<Stream>? Word { get; init; }
    }

    /// <summary>The document was not asked for, or does not apply to this trial.</summary>
    /// <param name="Reason">Why, in one sentence.</param>
    public sealed record LeftOut(string Reason) : ReportOutcome;

    /// <summary>The document would have said something that no result supports, so there is none.</summary>
    /// <param name="Problems">Every problem, in the order of the document.</param>
    public sealed record Refused(IReadOnlyList<ReportProblem> Problems) : ReportOutcome;
}

/// <summary>A sentence that cannot be printed.</summary>
/// <param name="Sentence">The sentence as its author wrote it, with references in double braces.</param>
/// <param name="Subject">The number or the reference that is at fault.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record ReportProblem(string Sentence, string Subject, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Subject}: {Message}, in the sentence \"{Sentence}\"";
}
