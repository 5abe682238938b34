using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.FollowUp;

/// <summary>
/// Records that the participant left the study. What happens later is no longer recorded, except death from a public record.
/// </summary>
/// <param name="Participant">The participant.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The last day in the study.</param>
public sealed record WithdrawParticipant(string Participant, WithdrawalReason Reason, DateOnly On)
    : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Record;

    /// <summary>The day may be moved, so an earlier withdrawal does not stand in its way.</summary>
    internal override bool EvenAfterWithdrawal => true;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (!Enum.IsDefined(Reason))
            yield return new("bad-reason", "The reason for leaving the study is not one of the list.");
        var others = now.Participant.Facts.Where(fact => fact is not (ParticipantWithdrawn or DeathRecorded));
        foreach (var contradiction in Timeline.NothingAfter(others, On, "Leaving the study", now.State.IsMasked(now.Rules)))
            yield return contradiction;
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [new ParticipantWithdrawn(Participant, Reason, On)];
}

/// <summary>Why a participant left the study.</summary>
public enum WithdrawalReason
{
    /// <summary>The participant withdrew consent.</summary>
    WithdrawalBySubject,

    /// <summary>The participant could no longer be reached.</summary>
    LostToFollowUp,

    /// <summary>The physician decided.</summary>
    PhysicianDecision,

    /// <summary>Another reason.</summary>
    Other,
}

/// <summary>A participant left the study.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The last day in the study.</param>
public sealed record ParticipantWithdrawn(string Participant, WithdrawalReason Reason, DateOnly On) : ParticipantEvent
{
    internal override FactItem Item => new();

    internal override string What => "the withdrawal from the study";

    internal override string Says(TrialProtocol protocol) => $"Left the study: {Reason.InWords}";

    internal override Milestone? Reaches => Milestone.Withdrawal;

    internal override TrialCommand AsAsked(Trace trace) =>
        new WithdrawParticipant(Participant, Reason, On) { ReasonForChange = ReasonForChange };
}

/// <summary>The withdrawal of a participant.</summary>
public static class WithdrawalState
{
    extension(ParticipantState who)
    {
        /// <summary>The withdrawal from the study; null when there is none.</summary>
        public ParticipantWithdrawn? Withdrawal => who.The<ParticipantWithdrawn>();
    }
}
