using Equipoise.Protocol;

namespace Equipoise.Design.Rehearsal;

/// <summary>The day on which the data of a rehearsal are cut, as far as it is known from what has happened.</summary>
sealed class RehearsedCutoff
{
    readonly DataCutoff cutoff;
    readonly TrialCalendar calendar;
    readonly int events;
    readonly DateOnly lastToCome;
    DateOnly? reached;
    DateOnly lastRandomized;

    /// <param name="protocol">The protocol.</param>
    /// <param name="events">The events that are waited for.</param>
    /// <param name="people">Everyone who will come.</param>
    public RehearsedCutoff(TrialProtocol protocol, int events, IEnumerable<VirtualPerson> people)
    {
        (cutoff, calendar, this.events) = (protocol.Design!.Cutoff, protocol.Trial.Calendar!, events);
        lastToCome = people.SelectMany(person => person.Steps).Select(step => step.On).DefaultIfEmpty(calendar.Opens).Max();
        On = Latest;
    }

    /// <summary>The day; <see cref="DateOnly.MaxValue"/> while it cannot be known.</summary>
    public DateOnly On { get; private set; }

    DateOnly Latest => cutoff.AtTheLatest is { } month ? DayOf(month) : DateOnly.MaxValue;

    /// <summary>Somebody was randomized on that day.</summary>
    public void Randomized(DateOnly day) => lastRandomized = day > lastRandomized ? day : lastRandomized;

    /// <summary>Takes note of what there is at the end of an entry of that day.</summary>
    public void See(DateOnly today, int count)
    {
        if (count >= events)
            reached ??= today;
        if (reached is not { } since)
            return;
        var waited = cutoff.NotBefore switch
        {
            null => since,
            LookWait.OnDay(var day) => day,
            LookWait.InMonth(var month) => DayOf(month),
            LookWait.AfterLast(var months) => today < lastToCome ? DateOnly.MaxValue : After(lastRandomized, months),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var later = waited > since ? waited : since;
        On = later < Latest ? later : Latest;
    }

    DateOnly DayOf(double month) => After(calendar.Opens, month);

    static DateOnly After(DateOnly day, double months) => day.AddDays((int)Math.Ceiling(months * Duration.DaysPerMonth));
}
