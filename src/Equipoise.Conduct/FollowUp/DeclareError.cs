using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;

namespace Equipoise.Conduct.FollowUp;

/// <summary>
/// An investigator of the site declares that a death, a withdrawal or an end of treatment was entered in error: the first of two
/// signatures. It changes nothing until somebody who checks data confirms it.
/// </summary>
/// <param name="Participant">The participant.</param>
/// <param name="Sequence">The row of the fact at its latest value.</param>
/// <param name="Reason">What went wrong.</param>
/// <param name="On">The day, which must be today.</param>
/// <param name="Signature">The investigator's signature under <see cref="Meaning"/>.</param>
public sealed record DeclareError(string Participant, long Sequence, string Reason, DateOnly On, Signature Signature)
    : ParticipantCommand(Participant, On)
{
    /// <summary>What the signature means.</summary>
    public const string Meaning =
        "I declare that this was entered in error: it did not happen as recorded, and the participant is looked after.";

    internal override Act Act => Act.DeclareError;

    internal override string? SignedAs => Signature.Name;

    internal override Milestone Needs => Milestone.Screening;

    internal override bool EvenAfterWithdrawal => true;

    internal override bool EvenAfterDeath => true;

    internal override bool EvenAfterCutoff => true;

    internal override bool IsActOfToday => true;

    internal override bool RefusalIsKept => true;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        foreach (var refusal in SignedToday.OfParticipant(Reason, On, Signature, Meaning, now.Stamp))
            yield return refusal;
        foreach (var refusal in RowInError.Objections(now, Sequence))
            yield return refusal;
        if (RowInError.Fact(now, Sequence) is { InsteadOfTakingBack: null, IsTakenBackByTwo: false } fact)
            yield return new("one-is-enough", $"{fact.What} needs no second signature: mark it as entered in error.");
        if (ErrorDeclared.Of(now.Participant, Sequence) is { } earlier)
            yield return new(
                "already-declared",
                $"{earlier.Stamp.By} declared this already: a monitor of site {now.Participant.Site} or a data manager has to "
                    + "confirm it."
            );
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [
            new ErrorDeclared(
                Participant,
                Sequence,
                RowInError.Fact(now, Sequence)!.GetType().Name,
                Reason.Trim(),
                On,
                Signature
            ),
        ];
}

/// <summary>An investigator declared a fact to be entered in error; it stands until that is confirmed.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Sequence">The row of the fact.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Reason">What went wrong.</param>
/// <param name="On">The day.</param>
/// <param name="Signature">The investigator's.</param>
[SinceFormat(2)]
public sealed record ErrorDeclared(
    string Participant,
    long Sequence,
    string Kind,
    [FreeText] string Reason,
    DateOnly On,
    Signature Signature
) : ParticipantEvent
{
    internal override FactItem Item => new($"{Sequence}");

    internal override string What => $"the declaration that row {Sequence} was entered in error";

    internal override string Says(TrialProtocol protocol) =>
        $"Declared that row {Sequence} was entered in error, to be confirmed: {Reason}";

    internal override string? SignedAs => Signature.Name;

    internal override bool MayFollowTheEnd => true;

    internal override bool TellsArm => Kind == nameof(Treatment.TreatmentDiscontinued);

    internal override bool IsTakenBackUnderSignature => true;

    internal override TrialCommand AsAsked(Trace trace) =>
        new DeclareError(Participant, Sequence, Reason, On, Signature) { ReasonForChange = ReasonForChange };

    /// <summary>The declaration about that row that stands; null when there is none.</summary>
    internal static Entry? Of(ParticipantState participant, long row) =>
        participant.EntriesOf<ErrorDeclared>().FirstOrDefault(entry => ((ErrorDeclared)entry.Event).Sequence == row);
}
