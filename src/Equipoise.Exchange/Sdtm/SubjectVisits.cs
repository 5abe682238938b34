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
/// A laboratory sample is the planned one whose day is within three days, a tumor assessment the planned one whose day is
/// nearest, as the schedule has it. An unscheduled visit has the number of the planned visit before it and hundredths, so
/// that it lies between two planned ones (SDTMIG 3.4, 4.4.5); its name repeats the number, because one name has one number in
/// a trial.
/// </remarks>
sealed class SubjectVisits
{
    const double Hundredth = 0.01;

    readonly Dictionary<(string Visit, int Occurrence), SubjectVisit> visits;
    readonly VisitNumbers numbers;
    readonly Series? assessments;
    readonly DateOnly? randomized;
    readonly DateOnly? firstDose;

    SubjectVisits(ParticipantState who, VisitNumbers numbers, DateOnly? firstDose)
    {
        (this.numbers, this.firstDose, randomized) = (numbers, firstDose, who.Randomized?.On);
        if (numbers.Tumor is { } plan && randomized is { } start)
            assessments = new Series(start.AddDays(plan.Every.WholeDays), plan.Every.WholeDays, plan.Window.WholeDays, End: null);
        visits = Found(who).ToDictionary(visit => (visit.Visit, visit.Occurrence));
    }

    /// <summary>Every one, by its first day, or the day on which it should have been.</summary>
    internal IEnumerable<SubjectVisit> InOrder => visits.Values;

    /// <summary>The visit of that name in the protocol.</summary>
    internal SubjectVisit Of(string visit, int occurrence) => visits[(visit, occurrence)];

    /// <summary>The visit of a day: of several the one at the clinic; null where none took place.</summary>
    internal SubjectVisit? On(DateOnly day) =>
        visits.Values.Where(visit => visit.Includes(day)).MinBy(visit => Rank(visit.Visit));

    /// <summary>
    /// The tumor assessment to which the images of a day belong; before randomization the visit of that day.
    /// </summary>
    internal SubjectVisit? Assessment(DateOnly day) =>
        PlannedAssessment(day) is { } number && visits.TryGetValue((VisitNumbers.TumorAssessment, number), out var visit)
            ? visit
            : On(day);

    /// <summary>The planned laboratory sample of a day, else the visit of that day.</summary>
    internal SubjectVisit? Sample(DateOnly day) =>
        PlannedSample(day) is { } planned && visits.TryGetValue((VisitNumbers.LaboratorySample, planned), out var visit)
            ? visit
            : On(day);

    /// <param name="who">The participant.</param>
    /// <param name="numbers">The visits that the trial plans.</param>
    /// <param name="firstDose">The first day of treatment; null for none.</param>
    internal static SubjectVisits Of(ParticipantState who, VisitNumbers numbers, DateOnly? firstDose) =>
        new(who, numbers, firstDose);

    IEnumerable<SubjectVisit> Found(ParticipantState who)
    {
        var took = Days(who)
            .GroupBy(one => (one.Visit, one.Occurrence))
            .Select(same => (same.Key, First: same.Min(one => one.On), Last: same.Max(one => one.On)))
            .OrderBy(one => one.First)
            .ToList();
        List<(DateOnly On, SubjectVisit Visit)> found =
        [
            .. took.Where(one => numbers.Plan(one.Key.Visit))
                .Select(one => (one.First, Planned(one.Key, one.First, one.Last, null))),
            .. NotDone(who)
                .Where(left => took.TrueForAll(one => one.Key != left.Key))
                .DistinctBy(left => left.Key)
                .Select(left => (left.On, Planned(left.Key, null, null, left.Reason))),
        ];
        found.AddRange(Unscheduled(took.Where(one => !numbers.Plan(one.Key.Visit)), [.. found.Select(one => one.Visit)]));
        return found.OrderBy(one => one.On).ThenBy(one => one.Visit.Number).Select(one => one.Visit);
    }

    static IEnumerable<(DateOnly, SubjectVisit)> Unscheduled(
        IEnumerable<((string Visit, int Occurrence) Key, DateOnly First, DateOnly Last)> took,
        IReadOnlyList<SubjectVisit> planned
    )
    {
        Dictionary<double, int> after = [];
        foreach (var (key, first, last) in took)
        {
            var before = planned
                .Where(visit => visit.Start <= first && Rank(visit.Visit) < Rank(VisitNumbers.TumorAssessment))
                .OrderBy(visit => visit.Start)
                .ThenBy(visit => visit.Number)
                .LastOrDefault();
            var whole = before?.Number ?? 0;
            var number = Math.Round(whole + Hundredth * (after[whole] = after.GetValueOrDefault(whole) + 1), 2);
            var name = string.Create(CultureInfo.InvariantCulture, $"{key.Visit} {number:0.00}").ToUpperInvariant();
            yield return (first, new(key.Visit, key.Occurrence, number, name, first, last, IsPlanned: false));
        }
    }

    SubjectVisit Planned((string Visit, int Occurrence) key, DateOnly? first, DateOnly? last, string? reason) =>
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
    IEnumerable<(string Visit, int Occurrence, DateOnly On)> Days(ParticipantState who)
    {
        yield return (FormVisits.Screening, 1, who.Screened.On);
        if (who.Consent is { } consent)
            yield return (FormVisits.Screening, 1, consent.On);
        foreach (var answer in who.All<EligibilityAnswered>().Where(answer => !(answer.On > randomized)))
            yield return (FormVisits.Screening, 1, answer.On);
        foreach (var day in who.All<LabValueRecorded>().Select(value => value.On).Distinct())
            if (PlannedSample(day) is { } sample)
                yield return (VisitNumbers.LaboratorySample, sample, day);
            else if (!(day >= randomized))
                yield return (FormVisits.Screening, 1, day);
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
            if (PlannedAssessment(day) is { } number)
                yield return (VisitNumbers.TumorAssessment, number, day);
            else if (!(day > randomized))
                yield return (FormVisits.Screening, 1, day);
    }

    IEnumerable<((string Visit, int Occurrence) Key, DateOnly On, string Reason)> NotDone(ParticipantState who)
    {
        foreach (var left in who.NotDone)
            if (left.Planned == PlannedAct.Visit)
                yield return ((left.Name!, left.Number!.Value), left.On, left.Reason);
            else if (left.Planned == PlannedAct.TumorAssessment && PlannedAssessment(left.On) is { } number)
                yield return ((VisitNumbers.TumorAssessment, number), left.On, left.Reason);
            else if (left.Planned == PlannedAct.LaboratorySample && PlannedSample(left.On) is { } planned)
                yield return ((VisitNumbers.LaboratorySample, planned), left.On, left.Reason);
    }

    /// <summary>The number of the planned assessment of a day; null where randomization is as near as the first.</summary>
    int? PlannedAssessment(DateOnly day) =>
        assessments is { } series && day > randomized && series.Nearest(day) is > 0 and var number ? number : null;

    /// <summary>
    /// The planned day of the sample of a day, counted from the first dose; null before it, and far from all.
    /// </summary>
    int? PlannedSample(DateOnly day) =>
        firstDose is { } start && day >= start ? numbers.Sample(day.DayNumber - start.DayNumber + 1) : null;

    static int Rank(string visit) =>
        visit switch
        {
            FormVisits.Baseline => 1,
            FormVisits.Screening => 2,
            VisitNumbers.TumorAssessment => 3,
            VisitNumbers.LaboratorySample => 4,
            FormVisits.Unscheduled => 5,
            _ => 0,
        };
}
