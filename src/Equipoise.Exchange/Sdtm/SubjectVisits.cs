using System.Globalization;
using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Schedule;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>A visit of a participant, or that a planned one did not take place.</summary>
/// <param name="Visit">The visit in the protocol.</param>
/// <param name="Occurrence">Which of its repetitions.</param>
/// <param name="Number">VISITNUM.</param>
/// <param name="Name">VISIT.</param>
/// <param name="Start">Its first day; null where it did not take place.</param>
/// <param name="End">Its last day; null where it did not take place.</param>
/// <param name="IsPlanned">Whether the protocol plans it.</param>
/// <param name="NotDone">Why it did not take place.</param>
sealed record SubjectVisit(
    string Visit,
    int Occurrence,
    double Number,
    string Name,
    DateOnly? Start,
    DateOnly? End,
    bool IsPlanned,
    string? NotDone = null
)
{
    internal bool Includes(DateOnly day) => Start <= day && day <= End;
}

/// <summary>
/// The visits of a participant: screening, those of the follow-up, tumor assessments, and where a form was filled in.
/// </summary>
/// <remarks>
/// A tumor assessment is the planned one whose day is nearest, as the schedule has it. An unscheduled visit has the number of the
/// planned visit before it and hundredths, so that it lies between two planned ones (SDTMIG 3.4, 4.4.5); its name repeats the
/// number, because one name has one number in a trial.
/// </remarks>
sealed class SubjectVisits
{
    const double Hundredth = 0.01;

    readonly Dictionary<(string Visit, int Occurrence), SubjectVisit> visits;
    readonly Series? assessments;
    readonly DateOnly? randomized;

    SubjectVisits(Dictionary<(string Visit, int Occurrence), SubjectVisit> visits, Series? assessments, DateOnly? randomized) =>
        (this.visits, this.assessments, this.randomized) = (visits, assessments, randomized);

    /// <summary>Every one, by its first day, or the day on which it should have been.</summary>
    internal IEnumerable<SubjectVisit> InOrder => visits.Values;

    /// <summary>The visit of that name in the protocol.</summary>
    internal SubjectVisit Of(string visit, int occurrence) => visits[(visit, occurrence)];

    /// <summary>The visit of a day: of several the one at the clinic; null where none took place.</summary>
    internal SubjectVisit? On(DateOnly day) =>
        visits.Values.Where(visit => visit.Includes(day)).MinBy(visit => Rank(visit.Visit));

    /// <summary>The tumor assessment to which the images of a day belong; before randomization the visit of that day.</summary>
    internal SubjectVisit? Assessment(DateOnly day) =>
        Planned(assessments, randomized, day) is { } number
        && visits.TryGetValue((VisitNumbers.TumorAssessment, number), out var visit)
            ? visit
            : On(day);

    internal static SubjectVisits Of(ParticipantState who, VisitNumbers numbers, TumorAssessmentPlan? plan)
    {
        var randomized = who.Randomized?.On;
        var assessments =
            plan is not null && randomized is { } start
                ? new Series(start.AddDays(plan.Every.WholeDays), plan.Every.WholeDays, plan.Window.WholeDays, End: null)
                : (Series?)null;
        var took = Days(who, assessments)
            .GroupBy(one => (one.Visit, one.Occurrence))
            .Select(same => (same.Key, First: same.Min(one => one.On), Last: same.Max(one => one.On)))
            .OrderBy(one => one.First)
            .ToList();
        List<(DateOnly On, SubjectVisit Visit)> found =
        [
            .. took.Where(one => numbers.Plan(one.Key.Visit))
                .Select(one => (one.First, Planned(numbers, one.Key, one.First, one.Last, null))),
            .. NotDone(who, assessments)
                .Where(left => took.TrueForAll(one => one.Key != left.Key))
                .DistinctBy(left => left.Key)
                .Select(left => (left.On, Planned(numbers, left.Key, null, null, left.Reason))),
        ];
        List<SubjectVisit> unscheduled = [];
        foreach (var one in took.Where(one => !numbers.Plan(one.Key.Visit)))
        {
            var before = found
                .Where(visit => visit.Visit.Start <= one.First)
                .OrderBy(visit => visit.On)
                .ThenBy(visit => visit.Visit.Number)
                .LastOrDefault();
            var whole = before.Visit?.Number ?? 0;
            var number = Math.Round(whole + Hundredth * (1 + unscheduled.Count(other => Math.Floor(other.Number) == whole)), 2);
            var name = string.Create(CultureInfo.InvariantCulture, $"{one.Key.Visit} {number:0.00}").ToUpperInvariant();
            unscheduled.Add(new(one.Key.Visit, one.Key.Occurrence, number, name, one.First, one.Last, IsPlanned: false));
        }
        found.AddRange(unscheduled.Select(visit => (visit.Start!.Value, visit)));
        return new(
            found
                .OrderBy(one => one.On)
                .ThenBy(one => one.Visit.Number)
                .ToDictionary(one => (one.Visit.Visit, one.Visit.Occurrence), one => one.Visit),
            assessments,
            randomized
        );
    }

    static SubjectVisit Planned(
        VisitNumbers numbers,
        (string Visit, int Occurrence) key,
        DateOnly? first,
        DateOnly? last,
        string? reason
    ) =>
        new(
            key.Visit,
            key.Occurrence,
            numbers.Number(key.Visit, key.Occurrence),
            numbers.Name(key.Visit, key.Occurrence),
            first,
            last,
            IsPlanned: true,
            reason
        );

    /// <summary>Every day on which something of a visit is recorded.</summary>
    static IEnumerable<(string Visit, int Occurrence, DateOnly On)> Days(ParticipantState who, Series? assessments)
    {
        var randomized = who.Randomized?.On;
        yield return (FormVisits.Screening, 1, who.Screened.On);
        if (who.Consent is { } consent)
            yield return (FormVisits.Screening, 1, consent.On);
        foreach (var answer in who.All<EligibilityAnswered>().Where(answer => !(answer.On > randomized)))
            yield return (FormVisits.Screening, 1, answer.On);
        foreach (var value in who.All<LabValueRecorded>().Where(value => !(value.On >= randomized)))
            yield return (FormVisits.Screening, 1, value.On);
        foreach (var visit in who.All<VisitRecorded>())
            yield return (visit.Visit, visit.Number, visit.On);
        foreach (var form in who.Forms.All)
            foreach (var (_, item) in form.Items)
                if (item.Value is not null)
                    yield return (item.Recorded.Visit, item.Recorded.Occurrence, item.Recorded.On);
        var images = who
            .All<LesionIdentified>()
            .Select(lesion => lesion.On)
            .Concat(who.All<LesionMeasured>().Select(lesion => lesion.On))
            .Concat(who.All<TumorAssessed>().Select(judged => judged.On));
        foreach (var day in images)
            if (Planned(assessments, randomized, day) is { } number)
                yield return (VisitNumbers.TumorAssessment, number, day);
            else if (!(day > randomized))
                yield return (FormVisits.Screening, 1, day);
    }

    static IEnumerable<((string Visit, int Occurrence) Key, DateOnly On, string Reason)> NotDone(
        ParticipantState who,
        Series? assessments
    )
    {
        foreach (var left in who.NotDone)
            if (left.Planned == PlannedAct.Visit)
                yield return ((left.Name!, left.Number!.Value), left.On, left.Reason);
            else if (
                left.Planned == PlannedAct.TumorAssessment
                && Planned(assessments, who.Randomized?.On, left.On) is { } number
            )
                yield return ((VisitNumbers.TumorAssessment, number), left.On, left.Reason);
    }

    /// <summary>The number of the planned assessment of a day; null where randomization is as near as the first.</summary>
    static int? Planned(Series? assessments, DateOnly? randomized, DateOnly day) =>
        assessments is { } series && day > randomized && series.Nearest(day) is > 0 and var number ? number : null;

    static int Rank(string visit) =>
        visit switch
        {
            FormVisits.Baseline => 1,
            FormVisits.Screening => 2,
            VisitNumbers.TumorAssessment => 3,
            FormVisits.Unscheduled => 4,
            _ => 0,
        };
}
