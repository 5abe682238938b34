using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Treatment;

/// <summary>Records that a treatment was stopped for good. The participant stays in the study and is followed up.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Treatment">The id of the treatment in the protocol.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The day of the decision.</param>
public sealed record DiscontinueTreatment(string Participant, string Treatment, DiscontinuationReason Reason, DateOnly On)
    : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Record;

    internal override Milestone Needs => Milestone.Randomization;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (!Enum.IsDefined(Reason))
            yield return new("bad-reason", "The reason for stopping is not one of the list.");
        if (DoseLevels.Find(now.Rules, Treatment) is null)
            yield return DoseLevels.Unknown(Treatment);
        var later = now
            .Participant.All<DoseGiven>()
            .Where(dose => dose.Treatment == Treatment && dose.On > On)
            .MaxBy(dose => dose.On);
        if (later is not null)
            yield return new(
                "facts-after-the-end",
                $"Stopping on {On:yyyy-MM-dd} contradicts {later.What}, recorded from {later.On:yyyy-MM-dd}."
            );
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [new TreatmentDiscontinued(Participant, Treatment, Reason, On)];
}

/// <summary>Why a treatment was stopped for good.</summary>
public enum DiscontinuationReason
{
    /// <summary>The disease progressed.</summary>
    ProgressiveDisease,

    /// <summary>An adverse event.</summary>
    AdverseEvent,

    /// <summary>The participant decided.</summary>
    WithdrawalBySubject,

    /// <summary>The physician decided.</summary>
    PhysicianDecision,

    /// <summary>The participant died.</summary>
    Death,

    /// <summary>The participant could no longer be reached.</summary>
    LostToFollowUp,

    /// <summary>Another reason.</summary>
    Other,
}

/// <summary>A treatment was stopped for good.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Treatment">The id of the treatment in the protocol.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The day of the decision.</param>
public sealed record TreatmentDiscontinued(string Participant, string Treatment, DiscontinuationReason Reason, DateOnly On)
    : ParticipantEvent
{
    internal override bool TellsArm => true;

    internal override FactItem Item => new(Treatment);

    internal override string What => $"the end of {Treatment}";

    internal override string Says(TrialProtocol protocol) => $"{protocol.LabelOf(Treatment)} stopped: {Reason.InWords}";

    /// <summary>No later dose is taken while it stands.</summary>
    internal override bool IsTakenBackByTwo => true;

    internal override TrialCommand AsAsked(Trace trace) =>
        new DiscontinueTreatment(Participant, Treatment, Reason, On) { ReasonForChange = ReasonForChange };
}
