using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Schedule;

/// <summary>Something that the protocol plans for a participant, its window, and how it stands on a day.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Act">A visit or a tumor assessment.</param>
/// <param name="Name">The visit in the protocol; "" for a tumor assessment.</param>
/// <param name="Label">Its printed name.</param>
/// <param name="Number">Which of its repetitions, counted from 1.</param>
/// <param name="Planned">The planned day.</param>
/// <param name="Opens">The first day of its window.</param>
/// <param name="Closes">The last day of its window.</param>
/// <param name="Status">How it stands.</param>
/// <param name="DoneOn">The day on which it was done; null while it was not.</param>
/// <param name="Reason">Why it was not done; null unless that is recorded.</param>
/// <param name="OpenForms">The forms of a visit that took place in which something required is still missing, by id.</param>
public sealed record ScheduledItem(
    string Participant,
    PlannedAct Act,
    string Name,
    string Label,
    int Number,
    DateOnly Planned,
    DateOnly Opens,
    DateOnly Closes,
    ScheduleStatus Status,
    DateOnly? DoneOn,
    string? Reason,
    IReadOnlyList<string> OpenForms
)
{
    /// <summary>
    /// By how many days it was done outside its window: negative before it opened, positive after it closed, 0 within; null
    /// while it was not done.
    /// </summary>
    public int? DaysOutside =>
        DoneOn is not { } on ? null
        : on < Opens ? on.DayNumber - Opens.DayNumber
        : on > Closes ? on.DayNumber - Closes.DayNumber
        : 0;
}

/// <summary>How something planned stands on a day.</summary>
public enum ScheduleStatus
{
    /// <summary>Its window has not opened.</summary>
    Upcoming,

    /// <summary>Its window is open: it is to be done, or to be recorded.</summary>
    Due,

    /// <summary>Its window has closed with nothing recorded, and the next has not opened: it may still be done.</summary>
    Late,

    /// <summary>
    /// Its window has closed with nothing recorded, and the next has opened or its series has ended: it is to be recorded as
    /// done or as not done.
    /// </summary>
    Missed,

    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was not done, and why is recorded.</summary>
    NotDone,
}
