using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Rehearsal;

/// <summary>
/// What the site records about one randomized person: fate as seen through the protocol's schedule. Progression is known at the
/// next assessment that is kept, a new therapy ends treatment and assessments, a death is known when it happens.
/// </summary>
sealed class LifeInTrial
{
    readonly Rehearsed world;
    readonly VirtualPerson person;
    readonly string id;
    readonly uint index;
    readonly Arm arm;
    readonly DiseaseCourse course;
    readonly IReadOnlyList<Episode> episodes;
    readonly DateOnly horizon;
    readonly List<ParticipantCommand> records = [];

    LifeInTrial(Rehearsed world, VirtualPerson person, Arm arm, DateOnly randomized, DateOnly horizon)
    {
        (this.world, this.person, this.arm, this.horizon) = (world, person, arm, horizon);
        (id, index) = (person.Id, person.Index);
        course = DiseaseCourse.Draw(world.Scenario.Arms[arm.Id], randomized, world.Stream(Purpose.Disease, index));
        episodes = course.FirstDose is { } firstDose
            ? Episodes.Draw(world.Scenario, arm.Id, firstDose, world.Stream(Purpose.Toxicity, index))
            : [];
        // A fatal adverse event is a death; nothing is recorded after it.
        if (
            episodes.FirstOrDefault(episode => episode.Grade == 5) is { } fatal
            && fatal.Start < course.Leaves
            && IsOnTreatment(fatal.Start)
        )
            course = course with { Dies = fatal.Start };
    }

    /// <summary>
    /// Everything recorded from randomization to death, withdrawal or the horizon, in order of the day it is recorded.
    /// </summary>
    /// <param name="world">What is rehearsed.</param>
    /// <param name="person">The participant, whose index names the random streams.</param>
    /// <param name="arm">The allocated arm.</param>
    /// <param name="response">The response at entry, such as "PR"; null when the trial does not ask.</param>
    /// <param name="randomized">The day of randomization.</param>
    /// <param name="horizon">Nothing later is needed.</param>
    public static IEnumerable<ParticipantCommand> Live(
        Rehearsed world,
        VirtualPerson person,
        Arm arm,
        string? response,
        DateOnly randomized,
        DateOnly horizon
    )
    {
        var life = new LifeInTrial(world, person, arm, randomized, horizon);
        var progressionSeen = life.Assessments(response);
        var end = new TreatmentEnd(life.course, progressionSeen, horizon);
        life.Treatment(end);
        life.Visits(end.On);
        life.Ends(progressionSeen);
        return life.records;
    }

    DateOnly LastDay => course.Leaves < horizon ? course.Leaves : horizon;

    bool IsOnTreatment(DateOnly day) =>
        course.FirstDose <= day && day < (course.Progresses ?? course.Dies) && day < course.StartsNewTherapy;

    /// <summary>Tumor assessments as scheduled, some missed, until progression is seen or something else ends them.</summary>
    DateOnly? Assessments(string? response)
    {
        if (world.Protocol.FollowUp?.TumorAssessment is not { } plan)
            return null;
        var random = world.Stream(Purpose.Assessments, index);
        var best = Best(response, random);
        var missed = new MissedItems(id, world.Stream(Purpose.Missed, index));
        var lesions = new LesionCourse(id, world.Stream(Purpose.Lesions, index));
        records.AddRange(lesions.Baseline(course.Randomized));
        for (var k = 1; ; k++)
        {
            var day = course.Randomized.AddDays(
                k * plan.Every.WholeDays + random.Between(-plan.Window.WholeDays, plan.Window.WholeDays)
            );
            var isMissed = random.Happens(world.Scenario.MissedAssessments);
            if (day > LastDay || day >= course.StartsNewTherapy || course.FirstDose is null)
                return null;
            if (isMissed)
            {
                records.AddRange(missed.Assessment(course.Randomized.AddDays(k * plan.Every.WholeDays), plan, LastDay));
                continue;
            }
            var hasProgressed = course.Progresses <= day;
            var seen =
                hasProgressed ? OverallResponse.PD
                : k == 1 ? First(best)
                : best;
            records.AddRange(lesions.Images(seen, day));
            records.Add(new RecordTumorAssessment(id, seen, day));
            if (hasProgressed)
                return day;
        }
    }

    // A response at entry lasts; stable disease may still become a response. [assumed]
    static OverallResponse Best(string? response, RandomStream random)
    {
        var luck = random.Happens(0.25);
        return response switch
        {
            "CR" => OverallResponse.CR,
            "PR" => OverallResponse.PR,
            _ => luck ? OverallResponse.PR : OverallResponse.SD,
        };
    }

    static OverallResponse First(OverallResponse best) => best == OverallResponse.CR ? best : OverallResponse.SD;

    void Treatment(TreatmentEnd stop)
    {
        if (course.FirstDose is not { } firstDose)
            return;
        var drugs = world.Protocol.Treatments.Where(drug => arm.Gives.Contains(drug.Id)).ToList();
        Dosing? dosing = null;
        // What is decided on a day is decided before the drug is given, and a drug is stopped after its last dose.
        List<ParticipantCommand> decisions = [];
        List<ParticipantCommand> doses = [];
        List<ParticipantCommand> ends = [];
        var habit = world.Scenario.Arms[arm.Id].Dosing;
        foreach (var drug in drugs)
        {
            var (lastDay, reason) = (stop.On, stop.Reason);
            Dosing? own = null;
            if (habit?.TreatmentId == drug.Id)
            {
                own = dosing = Dosing.Decide(
                    id,
                    habit,
                    drug,
                    firstDose,
                    episodes,
                    stop.On.AddDays(-1),
                    day => world.Staff.PhysicianSigns(person.Site, index, DecideDose.Meaning, day),
                    world.Stream(Purpose.Dosing, index)
                );
                if (own.StoppedOn is { } stopped)
                    (lastDay, reason) = (stopped, DiscontinuationReason.AdverseEvent);
                foreach (var change in own.Changes.Where(change => change.On <= lastDay && change.On <= LastDay))
                    (change is DecideDose { Decision: DoseStep.Stop } ? ends : decisions).Add(change);
            }
            doses.AddRange(Doses(drug, firstDose, lastDay, own));
            if (reason is { } why)
                ends.Add(new DiscontinueTreatment(id, drug.Id, why, lastDay));
        }
        AdverseEvents(stop.On, dosing);
        new LaboratoryCourse(world, id, index, episodes).Record(firstDose, stop.On < LastDay ? stop.On : LastDay, records);
        // The investigator decides with the adverse events and blood counts of the day at hand.
        records.AddRange([.. decisions, .. doses, .. ends]);
    }

    IEnumerable<GiveDose> Doses(Treatment drug, DateOnly firstDose, DateOnly lastDay, Dosing? dosing)
    {
        var length = drug.Cycle?.WholeDays ?? 28;
        var days = drug.Days ?? new CycleDays(1, length);
        for (var (cycle, start) = (1, firstDose); start <= lastDay && start <= LastDay; cycle++, start = start.AddDays(length))
        {
            var from = start.AddDays(days.First - 1);
            var until = Earlier(start.AddDays(days.Last - 1), Earlier(lastDay, course.Leaves));
            if (from > until)
                yield break;
            var (amount, withheld) = dosing?.On(from, drug) ?? (Planned(drug), null);
            yield return new(id, drug.Id, cycle, amount, from, until, withheld ?? dosing?.WithheldWithin(from, until));
        }
    }

    static double? Planned(Treatment drug) => drug.Doses.Count > 0 ? drug.Doses[0].Amount : null;

    void AdverseEvents(DateOnly treatmentEnd, Dosing? dosing)
    {
        var lastEnd = new Dictionary<string, DateOnly>();
        var reports = world.Stream(Purpose.Reports, index);
        foreach (var episode in episodes)
        {
            // What would come after treatment, or after death, does not come.
            var comes = episode.Grade == 5 ? episode.Start == course.Dies : episode.Start < treatmentEnd;
            if (!comes || episode.Start > LastDay)
                continue;
            if (lastEnd.TryGetValue(episode.Kind.Term, out var before) && episode.Start <= before)
                continue;
            lastEnd[episode.Kind.Term] = episode.End;
            var action = dosing?.Actions.GetValueOrDefault(episode) ?? ActionTaken.DoseNotChanged;
            if (episode.Grade == 5)
            {
                records.Add(Report(episode, ActionTaken.NotApplicable, AdverseEventOutcome.Fatal, episode.Start));
                records.AddRange(SeriousEventReports.Of(id, episode, reports));
                continue;
            }
            records.Add(Report(episode, action, AdverseEventOutcome.NotRecovered, null));
            if (episode.IsSerious)
                records.AddRange(SeriousEventReports.Of(id, episode, reports));
            if (episode.End <= LastDay)
                records.Add(Report(episode, action, AdverseEventOutcome.Recovered, episode.End));
        }
    }

    RecordAdverseEvent Report(Episode episode, ActionTaken action, AdverseEventOutcome outcome, DateOnly? end) =>
        new(
            id,
            episode.Kind.Term,
            episode.Kind.Term,
            episode.Kind.BodySystem,
            episode.Grade,
            episode.IsSerious,
            episode.IsRelated,
            action,
            outcome,
            episode.Start,
            end,
            episode.IsSerious ? Why(episode.Grade) : null,
            episode.IsSerious ? true : null
        );

    // A rehearsal's serious events bring people into hospital; the gravest are more than that. All are known of the drugs.
    // [assumed]
    static SeriousnessCriteria Why(int grade) =>
        grade switch
        {
            5 => SeriousnessCriteria.Death,
            4 => SeriousnessCriteria.LifeThreatening | SeriousnessCriteria.Hospitalization,
            _ => SeriousnessCriteria.Hospitalization,
        };

    void Visits(DateOnly treatmentEnd)
    {
        var seen = records.Where(one => one is RecordLabValue or RecordTumorAssessment).Select(one => one.On).ToHashSet();
        foreach (var (part, plan) in (world.Protocol.FollowUp?.Visits ?? []).Index())
        {
            var random = world.Stream(Purpose.Visits, index, part);
            var last = plan.During == VisitPeriod.Treatment ? Earlier(treatmentEnd, LastDay) : LastDay;
            List<DateOnly> days = [];
            for (var number = 1; number == 1 || plan.Every is not null; number++)
            {
                var planned = course.Randomized.AddDays(plan.FirstDay - 1 + (number - 1) * (plan.Every?.WholeDays ?? 0));
                var day =
                    number == 1 && plan.FirstDay == 1
                        ? planned
                        : planned.AddDays(random.Between(-plan.Window.WholeDays, plan.Window.WholeDays));
                if (day > last)
                    break;
                days.Add(day);
            }
            records.AddRange(new MissedItems(id, world.Stream(Purpose.Missed, index, part + 1)).Visits(plan.Id, days, seen));
        }
    }

    void Ends(DateOnly? progressionSeen)
    {
        if (course.StartsNewTherapy <= LastDay && progressionSeen is null && course.FirstDose is not null)
            records.Add(new StartNewTherapy(id, "New anticancer therapy", course.StartsNewTherapy));
        else if (progressionSeen is { } seen && seen.AddDays(28) <= LastDay)
            records.Add(new StartNewTherapy(id, "Next-line anticancer therapy", seen.AddDays(28)));
        if (course.Leaves > horizon)
            return;
        if (course.Dies <= course.Withdraws)
            records.Add(new RecordDeath(id, null, course.Dies));
        else
            records.Add(new WithdrawParticipant(id, WithdrawalReason.WithdrawalBySubject, course.Withdraws));
    }

    static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
