using System.Text.Json.Serialization;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.Safety;

/// <summary>Records that a serious adverse event was reported to the sponsor, with what was known of it at that time.</summary>
/// <remarks>
/// What the site knows is taken from the recorded event, and kept with the report: the sponsor's clocks start when what was
/// reported first made the case one for the authorities, not when it became serious in hindsight. News of the event makes a
/// further report.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Term">The term of the adverse event, as recorded.</param>
/// <param name="Start">The first day of the adverse event, as far as it is known.</param>
/// <param name="At">When the sponsor received the report, UTC.</param>
/// <param name="Number">1 for the first report of the event, 2 and more for what followed.</param>
public sealed record ReportToSponsor(string Participant, string Term, PartialDate Start, DateTimeOffset At, int Number = 1)
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
        var known = SeriousEvent.Find(now.Participant, Term, Start);
        var aware = SeriousEvent.Awareness(now.Participant, known);
        if (aware is null)
            yield return new("no-awareness", $"Record first when the site learned that '{Term}' is serious.");
        else if (At < aware.At)
            yield return new(
                "before-awareness",
                $"{At.Utc} is before the site learned of the event, at {aware.At.Utc}."
            );
        var others = SeriousEvent.Reports(now.Participant, known).ToList();
        if (Number < 1 || Number > others.Select(report => report.Number).DefaultIfEmpty().Max() + 1)
            yield return new("bad-report-number", $"The next report of '{Term}' is number {others.Count + 1}, not {Number}.");
        else if (others.Exists(report => report.Number < Number ? report.At > At : report.Number > Number && report.At < At))
            yield return new("reports-out-of-order", $"Report {Number} of '{Term}' does not lie between its neighbors in time.");
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now)
    {
        var known = SeriousEvent.Find(now.Participant, Term, Start)!;
        var earlier = SeriousEvent.Reports(now.Participant, known).FirstOrDefault(report => report.Number == Number);
        // Telling the same report again corrects its time; what it said is on record.
        return
        [
            earlier is null
                ? new ReportedToSponsor(
                    Participant,
                    Term,
                    Start,
                    At.ToUniversalTime(),
                    Number,
                    known.Criteria ?? SeriousnessCriteria.None,
                    known.Related,
                    known.Expected,
                    known.Number
                )
                : earlier with
                {
                    At = At.ToUniversalTime(),
                    ReasonForChange = null,
                    // It is no second answer to the request that first told it.
                    Request = null,
                },
        ];
    }
}

/// <summary>A serious adverse event was reported to the sponsor.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Term">The term of the adverse event.</param>
/// <param name="Start">The first day of the adverse event, as far as it is known.</param>
/// <param name="At">When the sponsor received the report, UTC.</param>
/// <param name="Number">1 for the first report of the event.</param>
/// <param name="Criteria">The criteria of seriousness known then.</param>
/// <param name="Related">Whether the investigator then saw a reasonable possibility that the treatment caused it.</param>
/// <param name="Expected">Whether the reference safety information lists it; null while nobody had judged.</param>
/// <param name="Event">The number of the adverse event; null where it has none, see <see cref="AdverseEventRecorded"/>.</param>
public sealed record ReportedToSponsor(
    string Participant,
    [FreeText] string Term,
    [property: JsonPropertyName("on")] PartialDate Start,
    DateTimeOffset At,
    int Number,
    SeriousnessCriteria Criteria,
    bool Related,
    bool? Expected,
    [property: SinceFormat(2)] int? Event = null
) : PartiallyDatedEvent
{
    internal override FactItem Item => SeriousEvent.Item(Event, Term, Start, count: Number);

    /// <summary>The event, the site's knowledge of it, and every report before this one.</summary>
    internal override bool RestsOn(ParticipantEvent other) =>
        other switch
        {
            AdverseEventRecorded item => item.IsNamed(Event, Term, Start),
            SiteBecameAware aware => aware.Item == SeriousEvent.Item(Event, Term, Start),
            ReportedToSponsor report => report.Item with { Number = 0 } == Item with { Number = 0 } && report.Number < Number,
            _ => false,
        };

    internal override string What => $"report {Number} to the sponsor of '{Term}' of {Start}";

    internal override string Says(TrialProtocol protocol) =>
        $"Report {Number} to the sponsor of the serious event '{Term}' of {Start.InWords}, received {At.InWords}";

    /// <summary>
    /// Whether what was reported is a suspected unexpected serious adverse reaction (SUSAR). While nobody has judged whether
    /// it was expected it counts as unexpected: a clock that need not have run harms nobody.
    /// </summary>
    [JsonIgnore]
    public bool IsSusar => Related && Expected is not true;

    /// <summary>Whether it is one that was fatal or life-threatening.</summary>
    [JsonIgnore]
    public bool IsFatalOrLifeThreateningSusar =>
        IsSusar && (Criteria & (SeriousnessCriteria.Death | SeriousnessCriteria.LifeThreatening)) != SeriousnessCriteria.None;

    internal override TrialCommand AsAsked(Trace trace)
    {
        var (term, start) = SeriousEvent.AsNamed(trace.Before.Find(Participant), Event, Term, Start);
        return new ReportToSponsor(Participant, term, start, At, Number) { ReasonForChange = ReasonForChange };
    }
}
