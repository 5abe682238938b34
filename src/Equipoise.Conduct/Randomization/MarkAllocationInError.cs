using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Randomization;

/// <summary>
/// Marks a randomization that should not have been made: the wrong person, the wrong stratum, someone who was not eligible.
/// </summary>
/// <remarks>
/// A mark is all there is. The allocation stays for ever, with its place and its number, and nobody else ever gets them; the
/// participant is analyzed as randomized. What was done is documented, not undone (Yelland et al. 2015, Clinical Trials 12:418;
/// ICH E9, 5.2.1): a system that removes an allocation and gives its slot to the next person lets anybody choose.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Reason">What went wrong.</param>
/// <param name="On">The day of the mark, which must be today.</param>
/// <param name="Signature">Who answers for it.</param>
public sealed record MarkAllocationInError(string Participant, string Reason, DateOnly On, Signature Signature)
    : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.MarkAllocation;

    internal override string? SignedAs => Signature.Name;

    /// <summary>What the signature means.</summary>
    public const string Meaning =
        "I confirm that this participant was randomized in error. The allocation stands and is never given to anybody else.";

    internal override Milestone Needs => Milestone.Randomization;

    internal override bool EvenAfterWithdrawal => true;

    internal override bool EvenAfterDeath => true;

    internal override bool EvenAfterCutoff => true;

    internal override bool IsActOfToday => true;

    internal override bool RefusalIsKept => true;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (now.Participant.All<AllocationMarkedInError>().FirstOrDefault() is { } marked)
            yield return new(
                "already-marked",
                $"The allocation of {Participant} was marked on {marked.On:yyyy-MM-dd}: {marked.Reason}"
            );
        foreach (var refusal in SignedToday.OfParticipant(Reason, On, Signature, Meaning, now.Stamp))
            yield return refusal;
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [new AllocationMarkedInError(Participant, Reason, On, Signature)];
}

/// <summary>A randomization was marked as an error. It stands.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Reason">What went wrong; exported in SUPPDM.</param>
/// <param name="On">The day of the mark.</param>
/// <param name="Signature">Who answers for it.</param>
public sealed record AllocationMarkedInError(
    string Participant,
    [FreeText] string Reason,
    DateOnly On,
    Signature Signature
) : ParticipantEvent
{
    internal override bool TellsArm => true;

    internal override FactItem Item => new();

    internal override string What => "the mark on the randomization";

    internal override string Says(TrialProtocol protocol) => $"The randomization is marked as made in error: {Reason}";

    internal override string? SignedAs => Signature.Name;

    internal override string? InsteadOfTakingBack =>
        "A mark on an allocation stays, as the allocation does.";

    internal override bool MayFollowTheEnd => true;

    internal override TrialCommand AsAsked(Trace trace) =>
        new MarkAllocationInError(Participant, Reason, On, Signature) { ReasonForChange = ReasonForChange };
}
