using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.FollowUp;

/// <summary>Records that a new anticancer therapy was started, outside the protocol: a reason to censor.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Therapy">Its name.</param>
/// <param name="On">Its first day.</param>
public sealed record StartNewTherapy(string Participant, string Therapy, DateOnly On) : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Record;

    internal override Milestone Needs => Milestone.Randomization;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (string.IsNullOrWhiteSpace(Therapy))
            yield return new("no-therapy", "The new therapy needs a name.");
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [new NewTherapyStarted(Participant, Therapy.Trim(), On)];
}

/// <summary>A new anticancer therapy was started.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Therapy">Its name, exported as CMTRT.</param>
/// <param name="On">Its first day.</param>
public sealed record NewTherapyStarted(string Participant, [FreeText] string Therapy, DateOnly On) : ParticipantEvent
{
    // Two that were redacted are still two.
    internal override FactItem Item => new(Therapy, Therapy == FreeTextAttribute.Redacted ? On : null);

    internal override string What => $"the new therapy '{Therapy}'";

    internal override TrialCommand AsAsked(Trace trace) =>
        new StartNewTherapy(Participant, Therapy, On) { ReasonForChange = ReasonForChange };
}
