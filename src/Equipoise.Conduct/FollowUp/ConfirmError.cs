using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;

namespace Equipoise.Conduct.FollowUp;

/// <summary>
/// Somebody who checks data and records none confirms what an investigator declared: the second of two signatures. Now the
/// death, the withdrawal or the end of treatment counts no more.
/// </summary>
/// <param name="Participant">The participant.</param>
/// <param name="Sequence">The row of the fact at its latest value.</param>
/// <param name="On">The day, which must be today.</param>
/// <param name="Signature">The signature under <see cref="Meaning"/>.</param>
public sealed record ConfirmError(string Participant, long Sequence, DateOnly On, Signature Signature)
    : ParticipantCommand(Participant, On)
{
    /// <summary>What the signature means.</summary>
    public const string Meaning =
        "I confirm that I have compared this with its source, and that it was entered in error as the investigator declared.";

    internal override Act Act => Act.ConfirmError;

    internal override string? SignedAs => Signature.Name;

    internal override Milestone Needs => Milestone.Screening;

    internal override bool EvenAfterWithdrawal => true;

    internal override bool EvenAfterDeath => true;

    internal override bool EvenAfterCutoff => true;

    internal override bool IsActOfToday => true;

    internal override bool RefusalIsKept => true;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (On < now.Stamp.EarliestToday)
            yield return new("backdated", $"It takes effect with its signature and is dated that day, not {On:yyyy-MM-dd}.");
        foreach (var refusal in Signature.Objections(Meaning, now.Stamp))
            yield return refusal;
        foreach (var refusal in RowInError.Objections(now, Sequence))
            yield return refusal;
        if (RowInError.Fact(now, Sequence) is not { InsteadOfTakingBack: null } fact)
            yield break;
        if (ErrorDeclared.Of(now.Participant, Sequence) is not { } declared)
            yield return new(
                "not-declared",
                $"No investigator of site {now.Participant.Site} has declared {fact.What} to be entered in error: that signature "
                    + "comes first."
            );
        else if (string.Equals(declared.Stamp.By, now.Stamp.By, StringComparison.OrdinalIgnoreCase))
            yield return new(
                "second-person-needed",
                "Who declared it cannot confirm it: the second signature is another person's."
            );
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now)
    {
        var declared = ErrorDeclared.Of(now.Participant, Sequence)!;
        var said = (ErrorDeclared)declared.Event;
        return [new EnteredInError(Participant, Sequence, said.Kind, said.Reason, On, Signature, declared.Sequence)];
    }
}
