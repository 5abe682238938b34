using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.NotDone;

/// <summary>
/// Records that something planned was not done, and why: a missing value that is explained is no forgotten one.
/// </summary>
/// <remarks>
/// What was done cannot be recorded as not done, nor the other way round: one of the two is taken back first.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Planned">What was planned.</param>
/// <param name="Name">The visit, laboratory test or treatment in the protocol; null for a tumor assessment.</param>
/// <param name="Number">The repetition of the visit, or the cycle of the treatment; null for what is known by its day.</param>
/// <param name="Reason">Why, in words; exported as LBREASND, RSREASND, SVREASOC, ECREASOC.</param>
/// <param name="On">The day on which it should have been done.</param>
public sealed record RecordNotDone(
    string Participant,
    PlannedAct Planned,
    string? Name,
    int? Number,
    string Reason,
    DateOnly On
) : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Record;

    internal override Milestone Needs => Planned == PlannedAct.Dose ? Milestone.Randomization : Milestone.Consent;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (Reasons.Against(Reason) is { } unexplained)
            yield return unexplained;
        if (Unplanned(now.Rules.Protocol) is { } unplanned)
        {
            yield return unplanned;
            yield break;
        }
        var item = Fact().Left;
        if (now.Participant.Facts.FirstOrDefault(fact => fact.Fulfils == item) is { } done)
            yield return new("was-done", $"{done.What} is recorded: if it was not done, take that back first.");
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) => [Fact()];

    PlannedItemNotDone Fact()
    {
        var isNumbered = Planned is PlannedAct.Visit or PlannedAct.Dose;
        return new(Participant, Planned, Name?.Trim(), isNumbered ? Number : null, Reason.Trim(), On);
    }

    /// <summary>Why the protocol plans no such thing; null when it does.</summary>
    Refusal? Unplanned(Protocol.TrialProtocol protocol)
    {
        var plan = protocol.FollowUp;
        switch (Planned)
        {
            case PlannedAct.Visit:
                var visit = plan?.Visits.FirstOrDefault(visit => visit.Id == Name);
                return visit is null ? new("unknown-visit", $"The protocol has no visit '{Name}'.")
                    : Number is not >= 1 || (Number > 1 && visit.Every is null)
                        ? new("bad-visit-number", $"There is no number {Number} of visit '{Name}'.")
                    : null;
            case PlannedAct.LaboratorySample:
                return plan?.Laboratory.Any(test => test.Id == Name) == true
                    ? null
                    : new("unknown-test", $"The protocol has no laboratory test '{Name}'.");
            case PlannedAct.TumorAssessment:
                return plan?.TumorAssessment is null
                    ? new("no-tumor-assessment", "The protocol plans no tumor assessments.")
                    : null;
            case PlannedAct.Dose:
                return protocol.Treatments.All(treatment => treatment.Id != Name)
                        ? new("unknown-treatment", $"The protocol has no treatment '{Name}'.")
                    : Number is not >= 1 ? new("bad-cycle", $"Cycles are counted from 1, not {Number}.")
                    : null;
            default:
                return new("bad-act", "What was not done is a visit, a laboratory sample, a tumor assessment or a dose.");
        }
    }
}

/// <summary>Something planned was not done.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Planned">What was planned.</param>
/// <param name="Name">The visit, test or treatment; null for a tumor assessment.</param>
/// <param name="Number">The repetition or cycle; null for what is known by its day.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The day on which it should have been done.</param>
[SinceFormat(2)]
public sealed record PlannedItemNotDone(
    string Participant,
    PlannedAct Planned,
    string? Name,
    int? Number,
    [FreeText] string Reason,
    DateOnly On
) : ParticipantEvent
{
    /// <summary>What was left out.</summary>
    internal PlannedItem Left => new(Planned, Name ?? "", Number is null ? On : null, Number ?? 0);

    internal override FactItem Item => new($"{Planned} {Name}".TrimEnd(), Left.On, Left.Number);

    internal override string What => $"that {Left.What} was not done";

    internal override string Says(TrialProtocol protocol) => $"Not done: {Left.What}, because: {Reason}";

    internal override bool TellsArm => Planned == PlannedAct.Dose;

    internal override TrialCommand AsAsked(Trace trace) =>
        new RecordNotDone(Participant, Planned, Name, Number, Reason, On) { ReasonForChange = ReasonForChange };
}

/// <summary>What was not done with a participant.</summary>
public static class NotDoneState
{
    extension(ParticipantState who)
    {
        /// <summary>What was planned and not done, in the order in which it was recorded.</summary>
        public IEnumerable<PlannedItemNotDone> NotDone => who.All<PlannedItemNotDone>();

        /// <summary>What speaks against recording that this was done.</summary>
        internal IEnumerable<Refusal> AgainstDoing(PlannedItem item)
        {
            if (who.NotDone.FirstOrDefault(one => one.Left == item) is { } left)
                yield return new(
                    "recorded-as-not-done",
                    $"It is recorded that {item.What} was not done ({left.Reason}): if it was, take that back first."
                );
        }
    }
}
