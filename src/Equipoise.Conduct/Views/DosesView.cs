using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Treatment.DoseRules;

namespace Equipoise.Conduct.Views;

/// <summary>What a participant is given, for whoever may see the arm.</summary>
/// <param name="Arm">The printed name of the arm.</param>
/// <param name="Treatments">The treatments of the arm, in the order of the protocol, then any other that was given.</param>
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
                    .Protocol.Treatments.Where(one =>
                        arm.Gives.Contains(one.Id) || who.All<DoseGiven>().Any(dose => dose.Treatment == one.Id)
                    )
                    .OrderBy(one => !arm.Gives.Contains(one.Id))
                    .Select(one => TreatmentView.Of(who, one, today)),
            ]
        );
    }
}

/// <summary>A treatment of a participant.</summary>
/// <param name="Id">The id in the protocol.</param>
/// <param name="Label">The printed name.</param>
/// <param name="Doses">The dose levels, the starting dose first; empty where the protocol states none.</param>
/// <param name="Current">The dose at which the participant stands; null where the protocol states none.</param>
/// <param name="WithheldSince">Since when it is withheld; null while it may be given.</param>
/// <param name="Stopped">Its end; null while it goes on.</param>
/// <param name="Cycle">The cycle that runs, or comes next.</param>
/// <param name="Day">The day of that cycle; 1 while its start is still to be decided.</param>
/// <param name="HasRules">Whether the protocol names dose rules for it.</param>
/// <param name="Given">What was given, the latest first, each with its row.</param>
/// <param name="Decided">The signed decisions, the latest first, each with its row.</param>
public sealed record TreatmentView(
    string Id,
    string Label,
    IReadOnlyList<Protocol.Dose> Doses,
    Protocol.Dose? Current,
    DateOnly? WithheldSince,
    TreatmentDiscontinued? Stopped,
    int Cycle,
    int Day,
    bool HasRules,
    IReadOnlyList<(long Sequence, DoseGiven Dose)> Given,
    IReadOnlyList<(long Sequence, DoseDecided Decision)> Decided
)
{
    internal static TreatmentView Of(ParticipantState who, Protocol.Treatment treatment, DateOnly today)
    {
        var (cycle, day) = Occasion(who, treatment, today);
        return new(
            treatment.Id,
            treatment.Label,
            treatment.Doses,
            DoseLevels.Current(who, treatment, today),
            DoseLevels.WithheldSince(who, treatment.Id, today),
            who.All<TreatmentDiscontinued>().FirstOrDefault(stop => stop.Treatment == treatment.Id),
            cycle,
            day,
            treatment is { DoseRules: { } name, Doses.Count: > 0 } && DoseRuleTable.Find(name) is not null,
            [
                .. who.EntriesOf<DoseGiven>()
                    .Select(entry => (entry.Sequence, Dose: (DoseGiven)entry.Event))
                    .Where(one => one.Dose.Treatment == treatment.Id)
                    .OrderByDescending(one => one.Dose.On),
            ],
            [
                .. who.EntriesOf<DoseDecided>()
                    .Select(entry => (entry.Sequence, Decision: (DoseDecided)entry.Event))
                    .Where(one => one.Decision.Treatment == treatment.Id)
                    .OrderByDescending(one => one.Decision.On),
            ]
        );
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
