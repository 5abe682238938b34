namespace Equipoise.Conduct.Record;

/// <summary>The rule of good records: the same value twice is one record, another value needs a reason.</summary>
static class Corrections
{
    internal static Decision Of(IEnumerable<ParticipantEvent> facts, ParticipantState? participant, string? reasonForChange)
    {
        var hasReason = !string.IsNullOrWhiteSpace(reasonForChange);
        List<TrialEvent> events = [];
        List<Refusal> reasons = [];
        foreach (var fact in facts)
        {
            var recorded = participant?.Recorded(fact);
            if (recorded is null)
                events.Add(fact);
            else if (recorded.SaysTheSameAs(fact))
                continue;
            else if (!string.IsNullOrWhiteSpace(fact.ReasonForChange))
                events.Add(fact);
            else if (hasReason)
                events.Add(fact with { ReasonForChange = reasonForChange });
            else if (fact.Completes(recorded))
                events.Add(fact);
            else
                reasons.Add(
                    new(
                        "change-without-reason",
                        $"{fact.Participant} already has {fact.What} with another value: a change needs a reason."
                    )
                    {
                        About = fact.About,
                    }
                );
        }
        return reasons.Count > 0 ? new Decision.Refused(reasons) : new Decision.Accepted(events);
    }
}
