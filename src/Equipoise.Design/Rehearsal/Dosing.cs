using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Rehearsal;

/// <summary>What an investigator does to one drug because of severe adverse events, day by day.</summary>
sealed class Dosing
{
    readonly List<(DateOnly From, DateOnly Until, string Because)> withheld = [];
    readonly List<(DateOnly From, double Amount)> levels = [];

    /// <summary>The day on which the drug is stopped for an adverse event; null when it is not.</summary>
    public DateOnly? StoppedOn { get; private set; }

    /// <summary>The changes, as the investigator signs them.</summary>
    public List<ParticipantCommand> Changes { get; } = [];

    /// <summary>What was done about each episode.</summary>
    public Dictionary<Episode, ActionTaken> Actions { get; } = [];

    /// <summary>Decides about every episode of grade 3 or 4, in order, until the drug is stopped.</summary>
    /// <remarks>
    /// The habit of the scenario decides, beside what the dose rules of the drug propose, and says why: how often the two differ
    /// is one of the things that a rehearsal shows.
    /// </remarks>
    public static Dosing Decide(
        string participant,
        DosingScenario habit,
        Treatment drug,
        DateOnly firstDose,
        IReadOnlyList<Episode> episodes,
        DateOnly lastDay,
        Func<DateOnly, Signature> sign,
        RandomStream random
    )
    {
        var dosing = new Dosing();
        var level = 0;
        var free = DateOnly.MinValue;
        foreach (var episode in episodes.Where(episode => episode.Grade is 3 or 4))
        {
            var luck = random.Uniform();
            if (episode.Start <= free || episode.Start > lastDay)
                continue;
            var because = $"{episode.Kind.Term}, grade {episode.Grade}";
            var resumes = episode.End.AddDays(1);
            var reduces = luck < habit.Stop + habit.Reduce;
            if (luck < habit.Stop || (reduces && level == drug.Doses.Count - 1))
            {
                dosing.StoppedOn = episode.Start;
                dosing.Actions[episode] = ActionTaken.DrugWithdrawn;
                if (drug.DoseRules is not null)
                    dosing.Changes.Add(Signed(DoseStep.Stop, null, because, episode.Start));
                break;
            }
            if (!reduces && luck >= habit.Stop + habit.Reduce + habit.Interrupt)
                continue;
            free = resumes;
            dosing.Actions[episode] = reduces ? ActionTaken.DoseReduced : ActionTaken.DrugInterrupted;
            dosing.withheld.Add((episode.Start, episode.End, because));
            dosing.Changes.Add(Change(DoseStep.Withhold, null, because, episode.Start));
            if (!reduces)
            {
                dosing.Changes.Add(Change(DoseStep.Resume, null, "recovered", resumes));
                continue;
            }
            var lower = drug.Doses[++level];
            dosing.levels.Add((resumes, lower.Amount));
            dosing.Changes.Add(Change(DoseStep.Reduce, lower.Amount, because, resumes));
        }
        return dosing;

        ParticipantCommand Change(DoseStep step, double? level, string reason, DateOnly day) =>
            drug.DoseRules is not null
                ? Signed(step, level, reason, day)
                : new ModifyDose(
                    participant,
                    drug.Id,
                    step switch
                    {
                        DoseStep.Withhold => DoseChange.Withheld,
                        DoseStep.Resume => DoseChange.Resumed,
                        _ => DoseChange.Reduced,
                    },
                    level,
                    reason,
                    day
                );

        DecideDose Signed(DoseStep step, double? level, string reason, DateOnly day)
        {
            var length = drug.Cycle?.WholeDays ?? 28;
            var (cycle, within) = Math.DivRem(day.DayNumber - firstDose.DayNumber, length);
            // Virtual toxicity is what remains after treatment, and is gone when its episode is over.
            var answers = new DoseAnswers(FeverOrInfection: false, PersistsDespiteTreatment: true, RemainingGrade: 0);
            return new(participant, drug.Id, cycle + 1, within + 1, answers, step, level, reason, sign(day), day);
        }
    }

    /// <summary>What is given in a cycle that starts on this day: an amount, and why none if it is withheld.</summary>
    public (double? Amount, string? Withheld) On(DateOnly day, Treatment drug)
    {
        foreach (var (from, until, because) in withheld)
            if (day >= from && day <= until)
                return (0, because);
        return (
            levels.LastOrDefault(level => level.From <= day) is { Amount: > 0 } reduced ? reduced.Amount : drug.Doses[0].Amount,
            null
        );
    }

    /// <summary>Why the drug was withheld on some of these days; null where it was not.</summary>
    public string? WithheldWithin(DateOnly from, DateOnly until) =>
        withheld.Where(days => days.From <= until && from <= days.Until).Select(days => days.Because).FirstOrDefault();
}
