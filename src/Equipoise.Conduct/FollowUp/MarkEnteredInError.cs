using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;

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
/// do instead. What ended something (a death, a withdrawal, the end of a treatment) needs two people:
/// <see cref="DeclareError"/>, then <see cref="ConfirmError"/>.
/// </para>
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Sequence">The row of the fact at its latest value.</param>
/// <param name="Reason">What went wrong.</param>
/// <param name="On">The day of the mark, which must be today.</param>
/// <param name="Signature">
/// A signature under <see cref="Meaning"/>; needed for what was signed itself, null otherwise.
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
        if (Reasons.Against(Reason) is { } unexplained)
            yield return unexplained;
        if (On < now.Stamp.EarliestToday)
            yield return new("backdated", $"It takes effect today and is dated today, not {On:yyyy-MM-dd}.");
        foreach (var refusal in Signature?.Objections(Meaning, now.Stamp) ?? [])
            yield return refusal;
        foreach (var refusal in RowInError.Objections(now, Sequence))
            yield return refusal;
        if (RowInError.Fact(now, Sequence) is not { InsteadOfTakingBack: null } fact)
            yield break;
        if (fact.IsTakenBackByTwo)
            yield return new(
                "two-signatures-needed",
                $"Taking back {fact.What} needs two signatures: an investigator of site {now.Participant.Site} declares the "
                    + "error, then a monitor of that site or a data manager confirms it."
            );
        else if (fact.IsTakenBackUnderSignature && Signature is null)
            yield return new("signature-needed", $"Taking back {fact.What} needs a signature.");
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [
            new EnteredInError(
                Participant,
                Sequence,
                RowInError.Fact(now, Sequence)!.GetType().Name,
                Reason.Trim(),
                On,
                Signature
            ),
        ];
}

/// <summary>A fact was taken back: it was entered in error.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Sequence">The row of the fact.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Reason">What went wrong.</param>
/// <param name="On">The day of the mark.</param>
/// <param name="Signature">Who answers for it; null where none was needed.</param>
/// <param name="Declared">
/// The row in which an investigator declared it first and signed; null where one signature or none was needed.
/// </param>
[SinceFormat(2)]
public sealed record EnteredInError(
    string Participant,
    long Sequence,
    string Kind,
    [FreeText] string Reason,
    DateOnly On,
    Signature? Signature = null,
    long? Declared = null
) : ParticipantEvent
{
    internal override FactItem Item => new($"{Sequence}");

    internal override string What => $"the mark on row {Sequence}";

    internal override string Says(TrialProtocol protocol) => $"Row {Sequence} was entered in error: {Reason}";

    internal override string? SignedAs => Signature?.Name;

    internal override bool MayFollowTheEnd => true;

    internal override TrialCommand AsAsked(Trace trace) =>
        Declared is null
            ? new MarkEnteredInError(Participant, Sequence, Reason, On, Signature) { ReasonForChange = ReasonForChange }
            : new ConfirmError(Participant, Sequence, On, Signature!) { ReasonForChange = ReasonForChange };

    /// <summary>It is no fact about the participant: it only takes one away.</summary>
    internal override void Apply(TrialState trial, Entry entry) => trial.Change(entry, Participant).TakeBack(Sequence, entry);
}
