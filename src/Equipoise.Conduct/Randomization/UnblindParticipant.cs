using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Randomization;

/// <summary>
/// Breaks the code of one participant of a masked trial: the investigator who asks learns the arm, and the record that they did.
/// </summary>
/// <remarks>
/// <para>
/// In an emergency nobody else may be awake: an investigator of the participant's site asks, signs and is answered, and no other
/// person has to agree (ICH E6(R3) 4.1.4; directly after death, withdrawal and cutoff too). Who asks again, or another, is told
/// again, and that is another unblinding in the record.
/// </para>
/// <para>
/// No event, view or answer of a request holds the arm. It is told by <c>Viewer.ArmToldBy</c>, to the person who asked and for
/// the first answer of their request alone.
/// </para>
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Reason">Why, in words that do not name an arm.</param>
/// <param name="On">The day, which must be today at the site.</param>
/// <param name="Signature">Who asks, and is told.</param>
public sealed record UnblindParticipant(
    string Participant,
    UnblindingPurpose Purpose,
    string Reason,
    DateOnly On,
    Signature Signature
) : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Unblind;

    internal override string? SignedAs => Signature.Name;

    /// <summary>What the signature means.</summary>
    public const string Meaning =
        "I need to know the treatment of this participant now, and answer for learning it. I tell it to nobody who can care for "
        + "the participant, or judge the outcome, without it.";

    internal override Milestone Needs => Milestone.Randomization;

    internal override bool EvenAfterWithdrawal => true;

    internal override bool EvenAfterDeath => true;

    internal override bool EvenAfterCutoff => true;

    internal override bool IsActOfToday => true;

    internal override bool RefusalIsKept => true;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (!now.State.IsMasked(now.Rules))
            yield return new(
                "not-masked",
                $"The trial is open label: the arm of {Participant} stands on their page, and there is nothing to unblind."
            );
        if (!Enum.IsDefined(Purpose))
            yield return new("unknown-purpose", "An unblinding is for an emergency.");
        foreach (var refusal in SignedToday.OfParticipant(Reason, On, Signature, Meaning, now.Stamp))
            yield return refusal;
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [
            new ParticipantUnblinded(
                Participant,
                Purpose,
                Reason,
                now.Participant.All<ParticipantUnblinded>().Count() + 1,
                now.Stamp.By,
                On,
                Signature
            ),
        ];
}

/// <summary>What an unblinding is for.</summary>
public enum UnblindingPurpose
{
    /// <summary>The care of the participant depends on knowing the treatment.</summary>
    Emergency,
}

/// <summary>Somebody was told the arm of a participant. Which arm that is, this does not say.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Purpose">What it was for.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Number">Which unblinding of the participant this is, counted from 1.</param>
/// <param name="ToldTo">The identifier of the one person who learned the arm by it.</param>
/// <param name="On">The day; exported in DS.</param>
/// <param name="Signature">Who asked, and was told.</param>
[SinceFormat(2)]
public sealed record ParticipantUnblinded(
    string Participant,
    UnblindingPurpose Purpose,
    [FreeText] string Reason,
    int Number,
    string ToldTo,
    DateOnly On,
    Signature Signature
) : ParticipantEvent
{
    internal override FactItem Item => new(Number: Number);

    internal override string What => "an unblinding";

    internal override string Says(TrialProtocol protocol) =>
        $"Unblinded, {Purpose.ToString().ToLowerInvariant()}: the arm was told to {Signature.Name}. Why: {Reason}";

    internal override string? SignedAs => Signature.Name;

    internal override string? InsteadOfTakingBack => "What somebody learned is not unlearned: an unblinding stands for ever.";

    internal override bool MayFollowTheEnd => true;

    internal override TrialCommand AsAsked(Trace trace) =>
        new UnblindParticipant(Participant, Purpose, Reason, On, Signature) { ReasonForChange = ReasonForChange };
}

/// <summary>Who was told an arm.</summary>
public static class UnblindingState
{
    extension(ParticipantState who)
    {
        /// <summary>Who was told the arm of a masked trial, in the order in which they were.</summary>
        public IEnumerable<ParticipantUnblinded> Unblinded => who.All<ParticipantUnblinded>();
    }
}
