using Equipoise.Analysis.Sets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Exposure;

/// <summary>The dosing of one participant with one treatment.</summary>
/// <param name="Lowest">The lowest dose given, withheld doses left out.</param>
/// <param name="Withheld">Whether a dose was withheld.</param>
/// <param name="Days">From the first dose to the last, both days counted.</param>
/// <param name="Given">The doses of all dosing days together.</param>
/// <param name="DaysPlanned">The dosing days that the schedule asks for from the first dose to the end of the last recorded
/// interval.</param>
sealed record DosingCourse(double Lowest, bool Withheld, int Days, double Given, double DaysPlanned)
{
    /// <summary>The course that these intervals make; at least one has a dose.</summary>
    public static DosingCourse Of(IEnumerable<DosingInterval> intervals, DosingSchedule schedule)
    {
        var all = intervals.ToList();
        var given = all.Where(item => item.Dose > 0).ToList();
        var first = given.Min(item => item.First);
        // The last interval may be cut short by the end of treatment or the cutoff, which is no lack of dose: it plans what it
        // has.
        var last = all.MaxBy(item => item.First)!;
        return new(
            given.Min(item => item.Dose),
            given.Count < all.Count,
            given.Max(item => item.Last).DayNumber - first.DayNumber + 1,
            given.Sum(item => item.Dose * schedule.DosingDaysIn(item.Days)),
            (Math.Max(0, last.First.DayNumber - first.DayNumber) * schedule.Share) + schedule.DosingDaysIn(last.Days)
        );
    }
}

/// <summary>On which days of its cycle a treatment is given: on days 1 to 21 of 28, say.</summary>
/// <param name="Cycle">The days of a cycle.</param>
/// <param name="Dosing">The dosing days among them.</param>
readonly record struct DosingSchedule(int Cycle, int Dosing)
{
    /// <summary>The dosing days per day.</summary>
    public double Share => (double)Dosing / Cycle;

    /// <summary>The schedule of a treatment; every day when the protocol does not say.</summary>
    public static DosingSchedule Of(Treatment treatment)
    {
        var cycle = treatment.Cycle?.WholeDays ?? 1;
        return new(cycle, treatment.Days is { } days ? days.Last - days.First + 1 : cycle);
    }

    /// <summary>The dosing days in a stretch of this many days that begins with one.</summary>
    public int DosingDaysIn(int days) => (days / Cycle * Dosing) + Math.Min(days % Cycle, Dosing);
}
