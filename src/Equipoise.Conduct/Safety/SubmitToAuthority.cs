using System.Text.Json.Serialization;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.Safety;

/// <summary>Records that the sponsor submitted a report of a serious adverse event to an authority.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Term">The term of the adverse event, as recorded.</param>
/// <param name="Start">The first day of the adverse event, as far as it is known.</param>
/// <param name="Authority">The authority, such as FDA.</param>
/// <param name="Kind">Whether it was the first report or the follow-up report.</param>
/// <param name="At">When it was submitted, UTC.</param>
public sealed record SubmitToAuthority(
    string Participant,
    string Term,
    PartialDate Start,
    string Authority,
    SubmissionKind Kind,
    DateTimeOffset At
) : PartiallyDatedCommand(Participant, Start)
{
    internal override Act Act => Act.TellAuthority;

    internal override bool EvenAfterDeath => true;

    internal override bool EvenAfterWithdrawal => true;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        foreach (var refusal in SeriousEvent.Objections(now.Participant, Term, Start))
            yield return refusal;
        if (string.IsNullOrWhiteSpace(Authority))
            yield return new("no-authority", "A submission needs the name of the authority.");
        if (!Enum.IsDefined(Kind))
            yield return new("bad-kind", "A submission is the first report or the follow-up report.");
        if (SeriousEvent.NotYet(At, On, now.Stamp) is { } wrong)
            yield return wrong;
        var known = SeriousEvent.Find(now.Participant, Term, Start);
        if (SeriousEvent.Reports(now.Participant, known).FirstOrDefault() is not { } report)
            yield return new("not-reported", $"'{Term}' was not reported to the sponsor yet: record that first.");
        else if (At < report.At)
            yield return new(
                "before-the-report",
                $"{At.Utc} is before the sponsor learned of the event, at {report.At.Utc}."
            );
        var first = SeriousEvent.Submission(now.Participant, known, Authority, SubmissionKind.Initial);
        if (Kind == SubmissionKind.FollowUp && first is null)
            yield return new(
                "follow-up-without-first",
                $"The first report to {Authority} is not recorded: a follow-up report follows it."
            );
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now)
    {
        var known = SeriousEvent.Find(now.Participant, Term, Start)!;
        // The same moment is the same record, also when the term was corrected since.
        return SeriousEvent.Submission(now.Participant, known, Authority.Trim(), Kind)?.At == At
            ? []
            : [new SubmittedToAuthority(Participant, Term, Start, Authority.Trim(), Kind, At.ToUniversalTime(), known.Number)];
    }
}

/// <summary>Which report to an authority.</summary>
public enum SubmissionKind
{
    /// <summary>The first.</summary>
    Initial,

    /// <summary>The report that completes the first.</summary>
    FollowUp,
}

/// <summary>A serious adverse event was reported to an authority.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Term">The term of the adverse event.</param>
/// <param name="Start">The first day of the adverse event, as far as it is known.</param>
/// <param name="Authority">The authority.</param>
/// <param name="Kind">Whether it was the first report or the follow-up report.</param>
/// <param name="At">When it was submitted, UTC.</param>
/// <param name="Event">The number of the adverse event; null where it has none, see <see cref="AdverseEventRecorded"/>.</param>
public sealed record SubmittedToAuthority(
    string Participant,
    [FreeText] string Term,
    [property: JsonPropertyName("on")] PartialDate Start,
    string Authority,
    SubmissionKind Kind,
    DateTimeOffset At,
    [property: SinceFormat(2)] int? Event = null
) : PartiallyDatedEvent
{
    internal override FactItem Item => SeriousEvent.Item(Event, Term, Start, $"\n{Authority}", (int)Kind);

    /// <summary>The event, its first report to the sponsor, and for a follow-up the first report to that authority.</summary>
    internal override bool RestsOn(ParticipantEvent other) =>
        other switch
        {
            AdverseEventRecorded item => item.IsNamed(Event, Term, Start),
            ReportedToSponsor { Number: 1 } report => report.Item == SeriousEvent.Item(Event, Term, Start, count: 1),
            SubmittedToAuthority { Kind: SubmissionKind.Initial } first => Kind == SubmissionKind.FollowUp
                && first.Item == Item with { Number = (int)SubmissionKind.Initial },
            _ => false,
        };

    internal override string What =>
        $"the {(Kind == SubmissionKind.Initial ? "first" : "follow-up")} report to {Authority} of '{Term}' of {Start}";

    internal override string Says(TrialProtocol protocol) =>
        $"{(Kind == SubmissionKind.Initial ? "First" : "Follow-up")} report to {Authority} of '{Term}' of {Start.InWords}, "
            + $"sent {At.InWords}";

    internal override TrialCommand AsAsked(Trace trace)
    {
        var (term, start) = SeriousEvent.AsNamed(trace.Before.Find(Participant), Event, Term, Start);
        return new SubmitToAuthority(Participant, term, start, Authority, Kind, At) { ReasonForChange = ReasonForChange };
    }
}
