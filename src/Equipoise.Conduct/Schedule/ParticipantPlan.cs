using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Schedule;

/// <summary>The plan of the protocol for one randomized participant, beside what is recorded.</summary>
sealed class ParticipantPlan
{
    readonly ParticipantState who;
    readonly TrialProtocol protocol;
    readonly DateOnly randomized;
    readonly DateOnly today;
    readonly DateOnly? studyEnds;

    ParticipantPlan(TrialState state, TrialProtocol protocol, ParticipantState who, DateOnly randomized, DateOnly today)
    {
        (this.protocol, this.who, this.randomized, this.today) = (protocol, who, randomized, today);
        studyEnds = Earliest(who.Death?.On, who.Withdrawal?.On, state.Part<Foundation>().LastDayThatCounts?.AddDays(1));
    }

    /// <param name="state">What is recorded.</param>
    /// <param name="rules">The rules of the trial.</param>
    /// <param name="who">The participant.</param>
    /// <param name="today">The day on which the plan is read.</param>
    /// <param name="byArm">
    /// Whether only treatments of the arm hold up the end of treatment; for whoever may not see arms every recorded one does.
    /// </param>
    internal static IEnumerable<ScheduledItem> Items(
        TrialState state,
        TrialRules rules,
        ParticipantState who,
        DateOnly today,
        bool byArm = true
    )
    {
        if (who.Randomized is not { } randomized)
            return [];
        var bound = rules.Under(who.BoundTo, state);
        if (bound.Protocol.FollowUp is not { } plan)
            return [];
        var mine = new ParticipantPlan(state, bound.Protocol, who, randomized.On, today);
        var treatmentEnds = mine.TreatmentEnds(byArm ? bound.ArmOf(randomized) : null);
        return plan
            .Visits.SelectMany(visit => mine.Visits(visit, visit.During == VisitPeriod.Treatment ? treatmentEnds : null))
            .Concat(plan.TumorAssessment is { } assessments ? mine.TumorAssessments(assessments) : []);
    }

    IEnumerable<ScheduledItem> Visits(VisitPlan plan, DateOnly? ends)
    {
        var series = new Series(
            randomized.AddDays(plan.FirstDay - 1),
            plan.Every is { } every ? Interval(every) : null,
            plan.Window.WholeDays,
            Earliest(ends, studyEnds)
        );
        var done = who.All<VisitRecorded>().Where(visit => visit.Visit == plan.Id).ToDictionary(visit => visit.Number);
        var left = who
            .NotDone.Where(one => one.Planned == PlannedAct.Visit && one.Name == plan.Id)
            .ToDictionary(one => one.Number!.Value);
        return Items(
            series,
            done.Keys.Concat(left.Keys),
            number => done.GetValueOrDefault(number)?.On,
            number => left.GetValueOrDefault(number)?.Reason,
            (number, isDone) => new(PlannedAct.Visit, plan.Id, plan.Label, isDone ? OpenForms(plan.Id, number) : [])
        );
    }

    IEnumerable<ScheduledItem> TumorAssessments(TumorAssessmentPlan plan)
    {
        var all = who.All<TumorAssessed>().ToList();
        var progressed = all.Where(one => one.Response == OverallResponse.PD).Select(one => (DateOnly?)one.On).Min();
        var therapy = who.All<NewTherapyStarted>().Select(one => (DateOnly?)one.On).Min();
        var every = Interval(plan.Every);
        var series = new Series(
            randomized.AddDays(every),
            every,
            plan.Window.WholeDays,
            Earliest(progressed, therapy, studyEnds)
        );
        var done = all.GroupBy(one => series.Nearest(one.On))
            .ToDictionary(
                group => group.Key,
                group =>
                    group
                        .Select(one => one.On)
                        .OrderBy(on => Math.Abs(on.DayNumber - series.Planned(group.Key).DayNumber))
                        .ThenBy(on => on)
                        .First()
            );
        var left = who
            .NotDone.Where(one => one.Planned == PlannedAct.TumorAssessment)
            .GroupBy(one => series.Nearest(one.On))
            .ToDictionary(group => group.Key, group => group.Last().Reason);
        return Items(
            series,
            done.Keys.Concat(left.Keys).Where(number => number > 0),
            number => done.TryGetValue(number, out var on) ? on : null,
            number => left.GetValueOrDefault(number),
            (_, _) => new(PlannedAct.TumorAssessment, "", "Tumor assessment", [])
        );
    }

    /// <summary>What is planned until today, the next that nothing is recorded of, and whatever else was recorded.</summary>
    IEnumerable<ScheduledItem> Items(
        Series series,
        IEnumerable<int> recorded,
        Func<int, DateOnly?> doneOn,
        Func<int, string?> reason,
        Func<int, bool, Named> named
    )
    {
        var numbers = recorded.ToHashSet();
        // Something done before its window has opened leaves the next one to be shown.
        var next = 1;
        foreach (var number in series.NumbersUntil(today))
            next = number;
        while (numbers.Contains(next))
            next++;
        for (var number = 1; number <= next && series.IsPlanned(number); number++)
            numbers.Add(number);
        foreach (var number in numbers)
        {
            var done = doneOn(number);
            var why = done is null ? reason(number) : null;
            var (act, name, label, forms) = named(number, done is not null);
            var status =
                done is not null ? ScheduleStatus.Done
                : why is not null ? ScheduleStatus.NotDone
                : series.Unrecorded(number, today);
            var (planned, opens, closes) = (series.Planned(number), series.Opens(number), series.Closes(number));
            yield return new(who.Id, act, name, label, number, planned, opens, closes, status, done, why, forms);
        }
    }

    List<string> OpenForms(string visit, int number) =>
        [
            .. protocol
                .Forms.Where(form => form.IsFilledInAt(visit, number))
                .Where(form =>
                    who.Forms.Find(new(visit, number, form.Id)) is not { } state || ItemChecks.Missing(form, state).Any()
                )
                .Select(form => form.Id),
        ];

    /// <summary>The day on which the last treatment was stopped; null while one is given, or before one was stopped.</summary>
    DateOnly? TreatmentEnds(Arm? arm)
    {
        var stopped = who.All<TreatmentDiscontinued>().ToDictionary(stop => stop.Treatment, stop => stop.On);
        var given = who.All<DoseGiven>().Select(dose => dose.Treatment).Distinct();
        if (arm is not null)
            given = given.Where(arm.Gives.Contains);
        return stopped.Count > 0 && given.All(stopped.ContainsKey) ? stopped.Values.Max() : null;
    }

    // A fraction of a day is no day, and a series must come to an end.
    static int Interval(Duration every) => Math.Max(1, every.WholeDays);

    static DateOnly? Earliest(params ReadOnlySpan<DateOnly?> days)
    {
        DateOnly? earliest = null;
        foreach (var day in days)
            if (earliest is null || day < earliest)
                earliest = day;
        return earliest;
    }

    readonly record struct Named(PlannedAct Act, string Name, string Label, IReadOnlyList<string> OpenForms);
}
