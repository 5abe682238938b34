using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;
using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Exchange.Sdtm;

/// <summary>
/// A participant under the identifiers that every domain repeats, with the days to which every domain refers.
/// </summary>
/// <param name="StudyId">STUDYID.</param>
/// <param name="Id">USUBJID.</param>
/// <param name="Facts">What is recorded.</param>
/// <param name="Received">What was taken; null for nothing.</param>
/// <param name="Arms">The arm allocated and the arm taken.</param>
/// <param name="Elements">The elements of the trial that the participant went through, in their order.</param>
/// <param name="Visits">The visits.</param>
sealed record Subject(
    string StudyId,
    string Id,
    ParticipantState Facts,
    TreatmentReceived? Received,
    AssignedArms Arms,
    IReadOnlyList<SubjectElement> Elements,
    SubjectVisits Visits
)
{
    /// <summary>
    /// RFSTDTC: the first day of treatment; for whoever was randomized and took none, the day of randomization; null for
    /// whoever was not randomized (SDTMIG 3.4, 5.2: required for all randomized subjects).
    /// </summary>
    internal DateOnly? ReferenceStart => Received?.First ?? Facts.Randomized?.On;

    /// <summary>
    /// RFENDTC: the last day of treatment; for whoever was randomized and took none, the end of participation.
    /// </summary>
    internal DateOnly? ReferenceEnd => Received?.Last ?? (Facts.Randomized is null ? null : ParticipationEnd);

    /// <summary>
    /// RFPENDTC: the day of death or withdrawal, the earlier; while none is recorded the last day of contact.
    /// </summary>
    internal DateOnly ParticipationEnd => Facts.LeftOn ?? LastContact;

    DateOnly LastContact =>
        Facts
            .All<DoseGiven>()
            .Where(dose => dose.Amount is not 0)
            .Select(dose => dose.Until)
            .Concat(Facts.All<AdverseEventRecorded>().Select(harm => harm.On))
            .Concat(Facts.All<LabValueRecorded>().Select(value => value.On))
            .Concat(Visits.InOrder.Select(visit => visit.End).OfType<DateOnly>())
            .Concat(Facts.Randomized is { } randomized ? [randomized.On] : [])
            .Append(Facts.Screened.On)
            .Max();

    /// <summary>The epoch into which a day falls; null before screening began.</summary>
    /// <remarks>On the day on which one element follows another, it is the epoch of the later one.</remarks>
    internal string? Epoch(DateOnly? day) =>
        day is { } on ? Elements.LastOrDefault(element => element.Start <= on)?.Element.Epoch : null;

    /// <summary>The same of a date that may be known in part: null where not to the day.</summary>
    internal string? Epoch(PartialDate? date) => Epoch(date?.Day);

    /// <summary>
    /// --DY: the day of the study, counted from RFSTDTC as day 1; the day before is -1 (SDTMIG 3.4, 4.4.4). Null without
    /// reference.
    /// </summary>
    internal int? StudyDay(DateOnly? day) =>
        day is { } on && ReferenceStart is { } start ? on.DayNumber - start.DayNumber + (on >= start ? 1 : 0) : null;

    /// <summary>Everyone who was screened, ordered by USUBJID.</summary>
    internal static IReadOnlyList<Subject> AllOf(
        IEnumerable<ParticipantState> participants,
        string studyId,
        TrialProtocol protocol,
        VisitNumbers visits
    )
    {
        List<Subject> subjects =
        [
            .. participants
                .Select(participant => Of(participant, studyId, protocol, visits))
                .OrderBy(subject => subject.Id, StringComparer.Ordinal),
        ];
        List<string> problems =
        [
            .. subjects
                .GroupBy(subject => subject.Id)
                .Where(same => same.Count() > 1)
                .Select(same => (same.Key, Names: string.Join(" and ", same.Select(one => one.Facts.Id))))
                .Select(same => $"DM: participants {same.Names} would both have the USUBJID {same.Key}."),
        ];
        return problems.Count == 0 ? subjects : throw new DataException(problems);
    }

    static Subject Of(ParticipantState who, string studyId, TrialProtocol protocol, VisitNumbers visits)
    {
        var received = TreatmentReceived.By(who);
        var arms = AssignedArms.Of(who, received, protocol);
        return new(
            studyId,
            Identifier(studyId, who.Screened),
            who,
            received,
            arms,
            SubjectElement.Of(who, arms, received, protocol),
            SubjectVisits.Of(who, visits, received?.First)
        );
    }

    /// <summary>
    /// Study, site and participant; the site once only when the participant's own identifier already begins with it.
    /// </summary>
    static string Identifier(string studyId, ParticipantScreened who) =>
        who.Participant.StartsWith($"{who.Site}-", StringComparison.Ordinal)
            ? $"{studyId}-{who.Participant}"
            : $"{studyId}-{who.Site}-{who.Participant}";
}
