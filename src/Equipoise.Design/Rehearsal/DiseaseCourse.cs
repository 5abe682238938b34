using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Rehearsal;

/// <summary>
/// What fate holds for one randomized person: the true dates, which nobody in the trial knows before they are observed.
/// </summary>
/// <param name="Randomized">Time zero.</param>
/// <param name="FirstDose">The first day of treatment; null when the person withdraws before it.</param>
/// <param name="Progresses">The day on which the disease truly progresses; null when the person dies first.</param>
/// <param name="Dies">The day of death.</param>
/// <param name="Withdraws">The day on which the person would leave the study.</param>
/// <param name="StartsNewTherapy">The day on which another anticancer therapy would start without progression.</param>
sealed record DiseaseCourse(
    DateOnly Randomized,
    DateOnly? FirstDose,
    DateOnly? Progresses,
    DateOnly Dies,
    DateOnly Withdraws,
    DateOnly StartsNewTherapy
)
{
    // The end of the world: later than any trial.
    static readonly DateOnly Never = new(9000, 1, 1);

    /// <summary>The last day in the study.</summary>
    public DateOnly Leaves => Dies < Withdraws ? Dies : Withdraws;

    public static DiseaseCourse Draw(ArmScenario arm, DateOnly randomized, RandomStream random)
    {
        var eventMonth = arm.ProgressionOrDeath.TimeOf(random.Exponential(1));
        var isDeath = random.Happens(arm.DeathFirst);
        var afterProgression = random.Exponential(arm.DeathAfterProgression);
        var withdrawal = random.Exponential(arm.Withdrawal);
        var newTherapy = random.Exponential(arm.NewTherapy);
        var wait = random.Between(0, 5);
        var isNeverTreated = random.Happens(arm.NeverTreated);
        var leavesEarly = random.Between(2, 20);

        var eventDay = After(randomized, eventMonth);
        return new(
            randomized,
            isNeverTreated ? null : randomized.AddDays(wait),
            isDeath ? null : eventDay,
            isDeath ? eventDay : After(randomized, eventMonth + afterProgression),
            isNeverTreated ? randomized.AddDays(leavesEarly) : After(randomized, withdrawal),
            After(randomized, newTherapy)
        );
    }

    static DateOnly After(DateOnly start, double months)
    {
        var days = Math.Ceiling(months * Duration.DaysPerMonth);
        return days < Never.DayNumber - start.DayNumber ? start.AddDays(Math.Max(1, (int)days)) : Never;
    }
}
