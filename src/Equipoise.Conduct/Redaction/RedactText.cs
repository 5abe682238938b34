using System.Collections.Immutable;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Redaction;

/// <summary>
/// Takes free texts out of the trial for good: a name that was typed by mistake. Their rows stay, and the chain with them.
/// </summary>
/// <remarks>
/// It cannot be undone. What was recorded elsewhere in other words, or copied into a report, an export or a backup, is not
/// reached; nor is another row that holds the same text.
/// </remarks>
/// <param name="Row">The sequence of the row that refers to the text.</param>
/// <param name="Member">Which of its texts, as <c>reasonForChange</c>; null for all of them.</param>
/// <param name="Reason">Why. Without the name: this is a free text too.</param>
public sealed record RedactText(long Row, string? Member, string Reason) : TrialCommand
{
    internal override Act Act => Act.Redact;

    /// <summary>A name that is found when the trial is over must go all the same.</summary>
    internal override bool EvenAfterLock => true;

    private protected override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        var texts = state.Part<RecordedTexts>().Of(Row);
        List<Refusal> reasons = [];
        if (string.IsNullOrWhiteSpace(Reason))
            reasons.Add(new("no-reason", "A redaction needs a reason."));
        if (texts.Count == 0)
            reasons.Add(new("no-text", $"Row {Row} has no free text."));
        else if (Member is not null && !texts.Contains(Member))
            reasons.Add(new("no-such-text", $"Row {Row} has no text '{Member}'. It has: {string.Join(", ", texts)}."));
        string[] left = [.. texts.Where(text => (Member ?? text) == text && state.Redaction(Row, text) is null)];
        if (reasons.Count == 0 && left.Length == 0)
        {
            var before = state.Redaction(Row, Member ?? texts[0])!;
            var (at, by) = before.Stamp;
            reasons.Add(new("already-redacted", $"That was redacted on {at:yyyy-MM-dd} by {by}."));
        }
        return reasons.Count > 0
            ? new Decision.Refused(reasons)
            : new Decision.Accepted([.. left.Select(text => new TextRedacted(Row, text, Reason))]);
    }
}

/// <summary>A free text was taken out of the trial.</summary>
/// <param name="Row">The sequence of the row that refers to it.</param>
/// <param name="Member">Which of the texts of that row.</param>
/// <param name="Reason">Why.</param>
[SinceFormat(2)]
public sealed record TextRedacted(long Row, string Member, [FreeText] string Reason) : TrialEvent
{
    internal override bool MayFollowTheLock => true;

    internal override string Says(TrialProtocol protocol) => $"A text of row {Row} was redacted ({Member}): {Reason}";

    internal override TrialCommand AsAsked(Trace trace) => new RedactText(Row, Member, Reason);

    internal override void Apply(TrialState trial, Entry entry) => trial.Own<Redactions>().Add((Row, Member), entry);
}

/// <summary>What was redacted.</summary>
public static class RedactionsOfTrial
{
    extension(TrialState trial)
    {
        /// <summary>The entry that says that this text of that row was redacted; null when it was not.</summary>
        public Entry? Redaction(long row, string member) => trial.Part<Redactions>().Of((row, member));

        /// <summary>The names of the free texts of a row, redacted or not.</summary>
        public IReadOnlyList<string> TextsOf(long row) => trial.Part<RecordedTexts>().Of(row);
    }
}

/// <summary>The entries of redactions, by row and text.</summary>
sealed class Redactions : Part
{
    ImmutableDictionary<(long Row, string Member), Entry> entries = ImmutableDictionary<(long Row, string Member), Entry>.Empty;

    internal Entry? Of((long Row, string Member) text) => entries.GetValueOrDefault(text);

    internal void Add((long Row, string Member) text, Entry entry) => entries = entries.SetItem(text, entry);
}
