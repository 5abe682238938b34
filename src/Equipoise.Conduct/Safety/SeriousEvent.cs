using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Protocol.Values;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Safety;

/// <summary>
/// A serious adverse event as its reports see it. Commands name it by term and first day, as they stand; its records have its
/// number.
/// </summary>
static class SeriousEvent
{
    internal static AdverseEventRecorded? Find(ParticipantState participant, string term, PartialDate start) =>
        participant.All<AdverseEventRecorded>().FirstOrDefault(item => item.Term == term && item.Start == start);

    /// <summary>
    /// How a command names the event of a record: by term and first day as they stand, which may have been corrected since.
    /// </summary>
    internal static (string Term, PartialDate Start) AsNamed(
        ParticipantState? participant,
        int? number,
        string term,
        PartialDate start
    ) =>
        participant?.All<AdverseEventRecorded>().FirstOrDefault(item => item.IsNamed(number, term, start)) is { } found
            ? (found.Term, found.Start)
            : (term, start);

    /// <summary>What speaks against reporting it.</summary>
    internal static IEnumerable<Refusal> Objections(ParticipantState participant, string term, PartialDate start)
    {
        if (Find(participant, term, start) is not { } found)
            yield return new(
                "no-such-event",
                $"No adverse event '{term}' of {start} is recorded for {participant.Id}: record it first."
            );
        else if (!found.Serious)
            yield return new("not-serious", $"'{term}' of {start} is not recorded as serious.");
    }

    /// <summary>A time that has not come yet, or lies before the event began anywhere on earth.</summary>
    internal static Refusal? NotYet(DateTimeOffset at, DateOnly on, Stamp stamp) =>
        at > stamp.RecordedAt ? new("in-the-future", $"{at.Utc} is in the future: now it is {stamp.RecordedAt.Utc}.")
        : new Stamp(at, "").LatestToday < on
            ? new("before-the-event", $"{at.Utc} is before the event began on {on:yyyy-MM-dd}.")
        : null;

    internal static SiteBecameAware? Awareness(ParticipantState participant, AdverseEventRecorded? item) =>
        participant.All<SiteBecameAware>().FirstOrDefault(one => item?.IsNamed(one.Event, one.Term, one.Start) == true);

    internal static IEnumerable<ReportedToSponsor> Reports(ParticipantState participant, AdverseEventRecorded? item) =>
        participant
            .All<ReportedToSponsor>()
            .Where(report => item?.IsNamed(report.Event, report.Term, report.Start) == true)
            .OrderBy(report => report.At);

    internal static SubmittedToAuthority? Submission(
        ParticipantState participant,
        AdverseEventRecorded? item,
        string authority,
        SubmissionKind kind
    ) =>
        participant
            .All<SubmittedToAuthority>()
            .FirstOrDefault(sent =>
                item?.IsNamed(sent.Event, sent.Term, sent.Start) == true && sent.Authority == authority && sent.Kind == kind
            );

    /// <summary>What tells a record about an event apart from those about others.</summary>
    internal static FactItem Item(int? number, string term, PartialDate start, string more = "", int count = 0) =>
        number is null ? new($"{term}{more}", start.First, count) : new($"{number}{more}", Number: count);
}
