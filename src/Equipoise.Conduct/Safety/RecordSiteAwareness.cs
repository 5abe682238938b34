using System.Text.Json.Serialization;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.Safety;

/// <summary>Records when the site learned that an adverse event is serious: the start of its 24 hours.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Term">The term of the adverse event, as recorded.</param>
/// <param name="Start">The first day of the adverse event, as far as it is known.</param>
/// <param name="At">When the site learned of it, UTC.</param>
public sealed record RecordSiteAwareness(string Participant, string Term, PartialDate Start, DateTimeOffset At)
    : PartiallyDatedCommand(Participant, Start)
{
    internal override Act Act => Act.TellSponsor;

    internal override bool EvenAfterDeath => true;

    internal override bool EvenAfterWithdrawal => true;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        foreach (var refusal in SeriousEvent.Objections(now.Participant, Term, Start))
            yield return refusal;
        if (SeriousEvent.NotYet(At, On, now.Stamp) is { } wrong)
            yield return wrong;
        if (SeriousEvent.Reports(now.Participant, Known(now)).FirstOrDefault() is { } report && report.At < At)
            yield return new(
                "after-the-report",
                $"The site cannot have learned of '{Term}' after it was reported to the sponsor at {report.At.Utc}."
            );
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now)
    {
        var earlier = SeriousEvent.Awareness(now.Participant, Known(now));
        // The same moment is the same record, also when the term was corrected since.
        return earlier?.At == At ? [] : [new SiteBecameAware(Participant, Term, Start, At.ToUniversalTime(), Known(now)!.Number)];
    }

    AdverseEventRecorded? Known(Situation now) => SeriousEvent.Find(now.Participant, Term, Start);
}

/// <summary>The site learned that an adverse event is serious.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Term">The term of the adverse event.</param>
/// <param name="Start">The first day of the adverse event, as far as it is known.</param>
/// <param name="At">When the site learned of it, UTC.</param>
/// <param name="Event">The number of the adverse event; null where it has none, see <see cref="AdverseEventRecorded"/>.</param>
public sealed record SiteBecameAware(
    string Participant,
    [FreeText] string Term,
    [property: JsonPropertyName("on")] PartialDate Start,
    DateTimeOffset At,
    [property: SinceFormat(2)] int? Event = null
) : PartiallyDatedEvent
{
    internal override FactItem Item => SeriousEvent.Item(Event, Term, Start);

    internal override bool RestsOn(ParticipantEvent other) =>
        other is AdverseEventRecorded item && item.IsNamed(Event, Term, Start);

    internal override string What => $"the site's knowledge of the serious event '{Term}' of {Start}";

    internal override string Says(TrialProtocol protocol) =>
        $"The site learned of the serious event '{Term}' of {Start.InWords} at {At.InWords}";

    internal override TrialCommand AsAsked(Trace trace)
    {
        var (term, start) = SeriousEvent.AsNamed(trace.Before.Find(Participant), Event, Term, Start);
        return new RecordSiteAwareness(Participant, term, start, At) { ReasonForChange = ReasonForChange };
    }
}
