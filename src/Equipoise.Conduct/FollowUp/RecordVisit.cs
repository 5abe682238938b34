using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.FollowUp;

/// <summary>Records that a planned visit took place.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Visit">The id of the visit in the protocol.</param>
/// <param name="Number">Which of its repetitions, counted from 1.</param>
/// <param name="On">The day.</param>
public sealed record RecordVisit(string Participant, string Visit, int Number, DateOnly On) : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Record;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        var planned = now.Rules.Protocol.FollowUp?.Visits.FirstOrDefault(visit => visit.Id == Visit);
        if (planned is null)
            yield return new("unknown-visit", $"The protocol has no visit '{Visit}'.");
        else if (Number < 1 || (Number > 1 && planned.Every is null))
            yield return new("bad-visit-number", $"There is no number {Number} of visit '{Visit}'.");
        foreach (var refusal in now.Participant.AgainstDoing(PlannedItem.Visit(Visit, Number)))
            yield return refusal;
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [new VisitRecorded(Participant, Visit, Number, On)];
}

/// <summary>A visit took place.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Visit">The id of the visit in the protocol.</param>
/// <param name="Number">Which of its repetitions, counted from 1.</param>
/// <param name="On">The day.</param>
public sealed record VisitRecorded(string Participant, string Visit, int Number, DateOnly On) : ParticipantEvent
{
    internal override FactItem Item => new(Visit, Number: Number);

    internal override string What => $"visit '{Visit}' number {Number}";

    internal override string Says(TrialProtocol protocol) =>
        protocol.FollowUp?.Visits.FirstOrDefault(visit => visit.Id == Visit) is { } planned
            ? $"Visit: {planned.Label}{(planned.Every is null ? "" : $", number {Number}")}"
            : $"Visit: {Visit}, number {Number}";

    internal override PlannedItem? Fulfils => PlannedItem.Visit(Visit, Number);

    internal override TrialCommand AsAsked(Trace trace) =>
        new RecordVisit(Participant, Visit, Number, On) { ReasonForChange = ReasonForChange };
}
