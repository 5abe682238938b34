namespace Equipoise.Conduct.Schedule;

/// <summary>One visit with its repetitions, or the tumor assessments: its days, its windows, and where it ends.</summary>
/// <param name="First">The planned day of number 1.</param>
/// <param name="Every">The days from one to the next; null for a single one.</param>
/// <param name="Window">How many days before and after its planned day one may lie.</param>
/// <param name="End">The first day for which nothing is planned any more; null while there is none.</param>
readonly record struct Series(DateOnly First, int? Every, int Window, DateOnly? End)
{
    internal DateOnly Planned(int number) => Day(First.DayNumber + (long)(number - 1) * (Every ?? 0));

    internal DateOnly Opens(int number) => Day(Planned(number).DayNumber - (long)Window);

    internal DateOnly Closes(int number) => Day(Planned(number).DayNumber + (long)Window);

    /// <summary>The numbers planned until that day, and the first after them.</summary>
    internal IEnumerable<int> NumbersUntil(DateOnly today)
    {
        for (var number = 1; IsPlanned(number); number++)
        {
            yield return number;
            if (Opens(number) > today)
                yield break;
        }
    }

    internal bool IsPlanned(int number) =>
        number >= 1 && (number == 1 || Every is not null) && !(Planned(number) >= End) && Planned(number) < DateOnly.MaxValue;

    /// <summary>How one stands of which nothing is recorded.</summary>
    internal ScheduleStatus Unrecorded(int number, DateOnly today)
    {
        if (today < Opens(number))
            return ScheduleStatus.Upcoming;
        if (today <= Closes(number) && !(today >= End))
            return ScheduleStatus.Due;
        var isOver = today >= End || (Every is not null && today >= Opens(number + 1));
        return isOver ? ScheduleStatus.Missed : ScheduleStatus.Late;
    }

    /// <summary>The number whose planned day is nearest, the earlier of two; 0 for what is nearer to the start.</summary>
    internal int Nearest(DateOnly day)
    {
        var (every, since) = (Every!.Value, day.DayNumber - First.DayNumber + Every.Value);
        // One half of an interval belongs to the earlier.
        return since <= 0 ? 0 : (2 * since + every - 1) / (2 * every);
    }

    // A number that nobody can mean is a day that nobody lives to see.
    static DateOnly Day(long number) =>
        DateOnly.FromDayNumber((int)Math.Clamp(number, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
}
