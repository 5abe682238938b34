using System.Text.Json.Serialization;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.FollowUp;

/// <summary>Records that a new anticancer therapy was started, outside the protocol: a reason to censor.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Therapy">Its name.</param>
/// <param name="Start">Its first day, as far as it is known.</param>
/// <param name="Course">Which course of it, counted from 1: radiotherapy to another bone is a second course.</param>
public sealed record StartNewTherapy(string Participant, string Therapy, PartialDate Start, int Course = 1)
    : PartiallyDatedCommand(Participant, Start)
{
    internal override Act Act => Act.Record;

    internal override Milestone Needs => Milestone.Randomization;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (string.IsNullOrWhiteSpace(Therapy))
            yield return new("no-therapy", "The new therapy needs a name.");
        if (Course < 1)
            yield return new("bad-course", $"The courses of a therapy are counted from 1, not {Course}.");
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [new NewTherapyStarted(Participant, Therapy.Trim(), Start, Course == 1 ? null : Course)];
}

/// <summary>A new anticancer therapy was started.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Therapy">Its name, exported as CMTRT.</param>
/// <param name="Start">Its first day, as far as it is known.</param>
/// <param name="Course">Which course of it, from 2; null for the first.</param>
public sealed record NewTherapyStarted(
    string Participant,
    [FreeText] string Therapy,
    [property: JsonPropertyName("on")] PartialDate Start,
    [property: SinceFormat(2)] int? Course = null
) : PartiallyDatedEvent
{
    // Two that were redacted are still two.
    internal override FactItem Item => new(Therapy, Therapy == FreeTextAttribute.Redacted ? On : null, Which: Course ?? 0);

    internal override string What => $"the new therapy '{Therapy}'{(Course is null ? "" : $", course {Course}")}";

    internal override string Says(TrialProtocol protocol) =>
        $"New anticancer therapy: {Therapy}{(Course is null ? "" : $", course {Course}")}";

    internal override TrialCommand AsAsked(Trace trace) =>
        new StartNewTherapy(Participant, Therapy, Start, Course ?? 1) { ReasonForChange = ReasonForChange };
}
