using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Treatment.DoseRules;

namespace Equipoise.Conduct.Views;

/// <summary>What a participant is given, for whoever may see the arm.</summary>
/// <param name="Arm">The printed name of the arm.</param>
/// <param name="Treatments">The treatments of the arm, in the order of the protocol, then those that are not of it: what was
/// given all the same is recorded too.</param>
public sealed record DosesView(string Arm, IReadOnlyList<TreatmentView> Treatments)
{
    internal static DosesView Of(Viewer viewer, ParticipantState who)
    {
        var rules = viewer.RulesOf(who);
        var arm = rules.ArmOf(who.Randomized!);
        var today = viewer.TodayAt(who.Site);
        return new(
            arm.Label,
            [
                .. rules
                    .Protocol.Treatments.Select(one => TreatmentView.Of(who, one, arm.Gives.Contains(one.Id), today))
                    .OrderBy(one => !one.IsOfArm)
                    .ThenBy(one => one.Given.Count == 0),
            ]
        );
    }
}

/// <summary>A treatment of a participant.</summary>
/// <param name="Id">The id in the protocol.</param>
/// <param name="Label">The printed name.</param>
/// <param name="IsOfArm">Whether the arm of the participant is given it.</param>
/// <param name="Doses">The dose levels, the starting dose first; empty where the protocol states none.</param>
/// <param name="Current">The dose at which the participant stands; null where the protocol states none.</param>
/// <param name="WithheldSince">Since when it is withheld; null while it may be given.</param>
/// <param name="Stopped">Its end; null while it goes on.</param>
/// <param name="Cycle">The cycle that runs, or comes next.</param>
/// <param name="Day">The day of that cycle; 1 while its start is still to be decided.</param>
/// <param name="HasRules">Whether the protocol names dose rules for it.</param>
/// <param name="Given">What was given, the latest first, each with its row.</param>
/// <param name="Decided">The signed decisions, the latest first, each with its row.</param>
/// <param name="Changed">The changes of dose outside the rules, the latest first, each with its row.</param>
/// <param name="NotDone">The cycles of which it is recorded that nothing was given, the latest first, each with its row.</param>
public sealed record TreatmentView(
    string Id,
    string Label,
    bool IsOfArm,
    IReadOnlyList<Protocol.Dose> Doses,
    Protocol.Dose? Current,
    DateOnly? WithheldSince,
    TreatmentDiscontinued? Stopped,
    int Cycle,
    int Day,
    bool HasRules,
    IReadOnlyList<(long Sequence, DoseGiven Dose)> Given,
    IReadOnlyList<(long Sequence, DoseDecided Decision)> Decided,
    IReadOnlyList<(long Sequence, DoseModified Change)> Changed,
    IReadOnlyList<(long Sequence, PlannedItemNotDone Left)> NotDone
)
{
    internal static TreatmentView Of(ParticipantState who, Protocol.Treatment treatment, bool isOfArm, DateOnly today)
    {
        var (cycle, day) = Occasion(who, treatment, today);
        return new(
            treatment.Id,
            treatment.Label,
            isOfArm,
            treatment.Doses,
            DoseLevels.Current(who, treatment, today),
            DoseLevels.WithheldSince(who, treatment.Id, today),
            who.All<TreatmentDiscontinued>().FirstOrDefault(stop => stop.Treatment == treatment.Id),
            cycle,
            day,
            treatment is { DoseRules: { } name, Doses.Count: > 0 } && DoseRuleTable.Find(name) is not null,
            Latest<DoseGiven>(dose => dose.Treatment == treatment.Id, dose => dose.On),
            Latest<DoseDecided>(decided => decided.Treatment == treatment.Id, decided => decided.On),
            Latest<DoseModified>(change => change.Treatment == treatment.Id, change => change.On),
            Latest<PlannedItemNotDone>(left => left.Planned == PlannedAct.Dose && left.Name == treatment.Id, left => left.On)
        );

        List<(long, T)> Latest<T>(Func<T, bool> isOfTreatment, Func<T, DateOnly> on)
            where T : ParticipantEvent =>
            [
                .. who.EntriesOf<T>()
                    .Select(entry => (entry.Sequence, Fact: (T)entry.Event))
                    .Where(one => isOfTreatment(one.Fact))
                    .OrderByDescending(one => on(one.Fact)),
            ];
    }

    /// <summary>The cycle that runs today and its day; the next and its day 1 once its length has gone.</summary>
    static (int Cycle, int Day) Occasion(ParticipantState who, Protocol.Treatment treatment, DateOnly today)
    {
        var begun = who.All<DoseGiven>()
            .Where(dose => dose.Treatment == treatment.Id && dose.Amount is not 0 && dose.On <= today)
            .GroupBy(dose => dose.Cycle, (cycle, doses) => (Cycle: cycle, First: doses.Min(dose => dose.On)))
            .OrderBy(one => one.Cycle)
            .LastOrDefault();
        if (begun.Cycle == 0)
            return (1, 1);
        var day = today.DayNumber - begun.First.DayNumber + 1;
        return day > (treatment.Cycle?.WholeDays ?? int.MaxValue) ? (begun.Cycle + 1, 1) : (begun.Cycle, day);
    }
}
