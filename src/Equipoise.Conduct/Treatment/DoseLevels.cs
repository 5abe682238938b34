using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Treatment;

/// <summary>The dose level at which a participant stands.</summary>
static class DoseLevels
{
    /// <summary>
    /// The dose after the latest reduction up to that day; the starting dose before any; null where the protocol states no
    /// doses.
    /// </summary>
    internal static Protocol.Dose? Current(ParticipantState participant, Protocol.Treatment treatment, DateOnly day)
    {
        var reduced = participant
            .All<DoseModified>()
            .Where(change => change.Treatment == treatment.Id && change.Level is not null && change.On <= day)
            .MaxBy(change => change.On);
        return reduced is not null ? new(reduced.Level!.Value, reduced.Unit!)
            : treatment.Doses.Count > 0 ? treatment.Doses[0]
            : null;
    }

    /// <summary>Since when the drug is withheld on that day; null while it may be given.</summary>
    internal static DateOnly? WithheldSince(ParticipantState participant, string treatment, DateOnly day)
    {
        DateOnly? since = null;
        foreach (
            var change in participant
                .All<DoseModified>()
                .Where(change => change.Treatment == treatment && change.On <= day)
                .OrderBy(change => change.On)
        )
            since = change.Change == DoseChange.Withheld ? since ?? change.On : null;
        return since;
    }

    /// <summary>The first of these days on which the drug was withheld; null where it might be given on all of them.</summary>
    internal static DateOnly? WithheldWithin(ParticipantState participant, string treatment, DateOnly first, DateOnly last) =>
        WithheldSince(participant, treatment, first) is not null
            ? first
            : participant
                .All<DoseModified>()
                .Where(change =>
                    change.Treatment == treatment
                    && change.Change == DoseChange.Withheld
                    && change.On > first
                    && change.On <= last
                )
                .Min(change => (DateOnly?)change.On);

    internal static Protocol.Treatment? Find(TrialRules rules, string treatment) =>
        rules.Protocol.Treatments.FirstOrDefault(planned => planned.Id == treatment);

    internal static Refusal Unknown(string treatment) =>
        new("unknown-treatment", $"The protocol has no treatment '{treatment}'.");

    /// <summary>What speaks against changing a treatment that has ended.</summary>
    internal static IEnumerable<Refusal> AfterDiscontinuation(ParticipantState participant, string treatment, DateOnly day)
    {
        var stopped = participant.All<TreatmentDiscontinued>().FirstOrDefault(stop => stop.Treatment == treatment);
        if (stopped is not null && day > stopped.On)
            yield return new(
                "after-discontinuation",
                $"{day:yyyy-MM-dd} is after {treatment} was discontinued for {participant.Id} on {stopped.On:yyyy-MM-dd}."
            );
    }
}
