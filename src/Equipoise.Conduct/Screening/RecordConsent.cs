using Equipoise.Conduct.TrialLog;

namespace Equipoise.Conduct.Screening;

/// <summary>Records that the participant consented. Nothing else may be recorded for an earlier day.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="On">The day on which the participant signed.</param>
public sealed record RecordConsent(string Participant, DateOnly On) : ParticipantCommand(Participant, On)
{
    internal override Prerequisite Needs => Prerequisite.Screening;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        var earliest = now
            .Participant.Facts.Where(fact => fact is not (ParticipantScreened or ConsentRecorded))
            .MinBy(fact => fact.On);
        if (earliest is not null && earliest.On < On)
            yield return new(
                "before-consent",
                $"Consent on {On:yyyy-MM-dd} would come after {earliest.What} of {earliest.On:yyyy-MM-dd}, which is already recorded."
            );
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) => [new ConsentRecorded(Participant, On)];
}

/// <summary>The participant consented.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="On">The day of the signature; exported as RFICDTC.</param>
public sealed record ConsentRecorded(string Participant, DateOnly On) : ParticipantEvent
{
    internal override FactItem Item => new();

    internal override string What => "the consent";
}
