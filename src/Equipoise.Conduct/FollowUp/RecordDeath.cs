using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.FollowUp;

/// <summary>Records the death of a participant, of any cause. It may be known after the participant left the study.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Cause">The cause in words; null when unknown.</param>
/// <param name="On">The day of death.</param>
public sealed record RecordDeath(string Participant, string? Cause, DateOnly On) : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Record;

    internal override bool EvenAfterWithdrawal => true;

    /// <summary>The day may be corrected, so an earlier record of the death does not stand in its way.</summary>
    internal override bool EvenAfterDeath => true;

    private protected override IEnumerable<Refusal> Objections(Situation now) =>
        Timeline.NothingAfter(
            now.Participant.Facts.Where(fact => fact is not DeathRecorded),
            On,
            "Death",
            now.State.IsMasked(now.Rules)
        );

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) => [new DeathRecorded(Participant, Cause, On)];
}

/// <summary>A participant died.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Cause">The cause in words; null when unknown.</param>
/// <param name="On">The day of death, exported as DTHDTC.</param>
public sealed record DeathRecorded(string Participant, [FreeText] string? Cause, DateOnly On) : ParticipantEvent
{
    internal override FactItem Item => new();

    internal override string What => "the death";

    internal override string Says(TrialProtocol protocol) => Cause is null ? "Died" : $"Died: {Cause}";

    internal override Milestone? Reaches => Milestone.Death;

    internal override TrialCommand AsAsked(Trace trace) =>
        new RecordDeath(Participant, Cause, On) { ReasonForChange = ReasonForChange };
}

/// <summary>The death of a participant.</summary>
public static class DeathState
{
    extension(ParticipantState who)
    {
        /// <summary>The death; null when not recorded.</summary>
        public DeathRecorded? Death => who.The<DeathRecorded>();
    }
}
