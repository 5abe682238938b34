using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Observed;

namespace Equipoise.Design.Simulation.World;

/// <summary>Draws what becomes of a participant of one arm.</summary>
sealed class CourseDraw
{
    public const double DaysPerMonth = 30.4375;

    /// <summary>What would come later never comes: 512 months.</summary>
    public const int Horizon = 15_584;

    const int NextLineAfter = 28; // days from the assessment that showed progression to the next therapy
    const int LongestWait = 5; // days to the first dose
    const int EarliestLeave = 2; // of those who are never treated
    const int LatestLeave = 20;

    readonly ArmWorld arm;
    readonly HazardClock clock;
    readonly EpisodeDraw toxicity;
    readonly ulong deathFirst;
    readonly ulong neverTreated;
    readonly ulong cured;

    public CourseDraw(ArmWorld arm, EpisodeDraw toxicity)
    {
        (this.arm, this.toxicity, clock) = (arm, toxicity, new(arm.ProgressionOrDeath));
        deathFirst = PersonWords.Threshold(arm.DeathFirst);
        neverTreated = PersonWords.Threshold(arm.NeverTreated);
        cured = PersonWords.Threshold(arm.CuredFraction);
    }

    /// <summary>Draws.</summary>
    /// <param name="columns">The words that everybody takes.</param>
    /// <param name="i">Which participant.</param>
    /// <param name="words">The other words, which some take.</param>
    public Course Draw(WordColumns columns, int i, in PersonWords words)
    {
        var (firstWord, treatedWord, daysWord) = (columns.Turns.X0[i], columns.Turns.X1[i], columns.Turns.X2[i]);
        var wait = PersonWords.Below(LongestWait + 1, ref daysWord);
        var leave = EarliestLeave + PersonWords.Below(LatestLeave - EarliestLeave + 1, ref daysWord);

        var month = columns.Person.X3[i] < cured ? double.PositiveInfinity : clock.MonthOf(columns.Event[i]);
        var (day, isDeath, isTreated) = (DayOf(month), firstWord < deathFirst, treatedWord >= neverTreated);
        var course = new Course
        {
            FirstDose = isTreated ? wait : Course.Never,
            Progresses = isDeath ? Course.Never : day,
            Dies = isDeath ? day : DayOf(month + MonthOf(columns.AfterProgression[i], arm.DeathAfterProgression)),
            Withdraws = isTreated ? DayOf(MonthOf(columns.Withdrawal[i], arm.Withdrawal)) : leave,
            StartsNewTherapy = DayOf(MonthOf(columns.NewTherapy[i], arm.NewTherapy)),
            Seen = Course.Never,
            Therapy = Course.Never,
        };
        if (!isTreated)
            return course;
        // A fatal adverse event is a death.
        if (
            toxicity.CanKill
            && toxicity.FirstFatal(course.FirstDose, words) is var fatal
            && fatal < course.Leaves
            && course.IsOnTreatment(fatal)
        )
            course.Dies = fatal;
        See(ref course, words);
        return course;
    }

    // Assessments go on until progression is seen, another therapy begins, or the participant leaves.
    void See(ref Course course, in PersonWords words)
    {
        var until = int.Min(course.Leaves, course.StartsNewTherapy - 1);
        if (course.Progresses <= until && arm.FollowUp.Assessments is { } schedule)
            course.Seen = schedule.FirstKept(course.Progresses, int.Min(until, 2 * Horizon), words);
        course.AssessedUntil = int.Min(until, course.Seen);
        if (course.Seen == Course.Never)
            course.Therapy = course.StartsNewTherapy <= course.Leaves ? course.StartsNewTherapy : Course.Never;
        else if (course.Seen + NextLineAfter <= course.Leaves)
            course.Therapy = course.Seen + NextLineAfter;
    }

    static double MonthOf(double amount, double hazard) => hazard > 0 ? amount / hazard : double.PositiveInfinity;

    static int DayOf(double month)
    {
        var day = double.Ceiling(month * DaysPerMonth);
        return day <= Horizon ? int.Max(1, (int)day) : Course.Never;
    }
}
