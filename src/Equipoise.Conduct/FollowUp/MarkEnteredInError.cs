using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;

namespace Equipoise.Conduct.FollowUp;

/// <summary>
/// Takes back a fact that should not have been recorded: another participant's, or of a day on which nothing happened.
/// </summary>
/// <remarks>
/// <para>
/// A wrong value is corrected and stays a fact; this is for what is no fact at all. It counts no more, can be recorded again
/// where it belongs, and stays in the log with its reason: nothing is erased.
/// </para>
/// <para>
/// What cannot be undone is not taken back: screening, consent, signed eligibility and randomization. Each refusal says what to
/// do instead.
/// </para>
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Sequence">The row of the fact at its latest value.</param>
/// <param name="Reason">What went wrong.</param>
/// <param name="On">The day of the mark, which must be today.</param>
/// <param name="Signature">
/// A signature under <see cref="Meaning"/>; needed for a death, a withdrawal and what was signed itself, null otherwise.
/// </param>
public sealed record MarkEnteredInError(
    string Participant,
    long Sequence,
    string Reason,
    DateOnly On,
    Signature? Signature = null
) : ParticipantCommand(Participant, On)
{
    /// <summary>What the signature means.</summary>
    public const string Meaning = "I confirm that this was entered in error and that it did not happen as recorded.";

    internal override Act Act => Act.Record;

    internal override string? SignedAs => Signature?.Name;

    internal override Milestone Needs => Milestone.Screening;

    internal override bool EvenAfterWithdrawal => true;

    internal override bool EvenAfterDeath => true;

    internal override bool EvenAfterCutoff => true;

    internal override bool IsActOfToday => true;

    internal override bool RefusalIsKept => Signature is not null;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (string.IsNullOrWhiteSpace(Reason) || Reason.Any(char.IsControl))
            yield return new("no-reason", "Say what went wrong: this stays in the log for ever.");
        if (On < now.Stamp.EarliestToday)
            yield return new("backdated", $"It takes effect today and is dated today, not {On:yyyy-MM-dd}.");
        foreach (var refusal in Signature?.Objections(Meaning, now.Stamp) ?? [])
            yield return refusal;
        if (now.Participant.Standing(Sequence)?.Event is not ParticipantEvent fact)
        {
            yield return Missing(now);
            yield break;
        }
        if (fact.InsteadOfTakingBack is { } instead)
            yield return new("not-taken-back", instead);
        else if (fact.IsTakenBackUnderSignature && Signature is null)
            yield return new("signature-needed", $"Taking back {fact.What} needs a signature.");
        var others = now.Participant.Facts.Where(other => other.RestsOn(fact)).Select(other => other.What).ToList();
        if (others.Count > 0)
            yield return new(
                "others-depend-on-it",
                $"{fact.What} cannot be taken back while these rest on it: {string.Join(", ", others)}. Take them back first."
            );
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [
            new EnteredInError(
                Participant,
                Sequence,
                now.Participant.Standing(Sequence)!.Event.GetType().Name,
                Reason.Trim(),
                On,
                Signature
            ),
        ];

    /// <summary>Why that row is no fact of the participant that stands.</summary>
    Refusal Missing(Situation now)
    {
        if (Sequence < 1 || Sequence > now.State.Head.Sequence)
            return new("unknown-row", $"The log has no row {Sequence}.");
        var mine = now.Participant;
        if (mine.TakenBack.FirstOrDefault(one => one.Fact.History().Any(IsIt)) is { } earlier)
            return new(
                "already-taken-back",
                $"Row {Sequence} was taken back on {((EnteredInError)earlier.Mark.Event).On:yyyy-MM-dd}."
            );
        if (mine.Entries.FirstOrDefault(entry => entry.History().Any(IsIt)) is { } latest)
            return new("superseded", $"Row {Sequence} was replaced by row {latest.Sequence}, which is what can be taken back.");
        return now.State.Participants.Any(other => other != mine && HasEver(other))
            ? new("of-another-participant", $"Row {Sequence} is not about {Participant}.")
            : new("not-a-fact", $"Row {Sequence} is no fact about a participant: only those are taken back.");
    }

    bool HasEver(ParticipantState who) =>
        who.Entries.Concat(who.TakenBack.Select(one => one.Fact)).Any(entry => entry.History().Any(IsIt));

    bool IsIt(Entry entry) => entry.Sequence == Sequence;
}

/// <summary>A fact was taken back: it was entered in error.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Sequence">The row of the fact.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Reason">What went wrong.</param>
/// <param name="On">The day of the mark.</param>
/// <param name="Signature">Who answers for it; null where none was needed.</param>
[SinceFormat(2)]
public sealed record EnteredInError(
    string Participant,
    long Sequence,
    string Kind,
    [FreeText] string Reason,
    DateOnly On,
    Signature? Signature = null
) : ParticipantEvent
{
    internal override FactItem Item => new($"{Sequence}");

    internal override string What => $"the mark on row {Sequence}";

    internal override bool MayFollowTheEnd => true;

    internal override TrialCommand AsAsked(Trace trace) =>
        new MarkEnteredInError(Participant, Sequence, Reason, On, Signature) { ReasonForChange = ReasonForChange };

    /// <summary>It is no fact about the participant: it only takes one away.</summary>
    internal override void Apply(TrialState trial, Entry entry) => trial.Change(entry, Participant).TakeBack(Sequence, entry);
}
