using Equipoise.Protocol;

namespace Equipoise.Design.Forecast;

/// <summary>The trial at its data date, the arms pooled: everything that a forecast of its events knows.</summary>
/// <remarks>Who is in which arm is not here, so no forecast can tell how the treatments compare.</remarks>
public sealed class BlindedCourse
{
    /// <summary>The trial of these participants.</summary>
    /// <param name="dataDate">The last day of the data.</param>
    /// <param name="participants">Everyone randomized by then; at least one.</param>
    /// <exception cref="ArgumentException">There is nobody.</exception>
    public BlindedCourse(DateOnly dataDate, IReadOnlyList<FollowedParticipant> participants)
    {
        ArgumentNullException.ThrowIfNull(participants);
        if (participants.Count == 0)
            throw new ArgumentException("A forecast needs somebody who was randomized.", nameof(participants));
        (DataDate, Participants) = (dataDate, participants);
        FirstRandomized = participants.Min(who => who.Randomized);
        EventDays = [.. Of(FollowUpStatus.Event).Select(who => who.End).Order()];
        PersonDays = participants.Sum(who => (double)who.Days);
        Lost = Of(FollowUpStatus.Lost).Count();
        Completed = Of(FollowUpStatus.Completed).Count();
        Ongoing = [.. Of(FollowUpStatus.Ongoing)];
    }

    /// <summary>The last day of the data.</summary>
    public DateOnly DataDate { get; }

    /// <summary>Everyone randomized by then.</summary>
    public IReadOnlyList<FollowedParticipant> Participants { get; }

    /// <summary>The day from which the months of the trial count.</summary>
    public DateOnly FirstRandomized { get; }

    /// <summary>The days of the events, the first one first.</summary>
    public IReadOnlyList<DateOnly> EventDays { get; }

    /// <summary>The days at risk, of all.</summary>
    public double PersonDays { get; }

    /// <summary>How many have had the event.</summary>
    public int Events => EventDays.Count;

    /// <summary>How many were lost.</summary>
    public int Lost { get; }

    /// <summary>How many were followed to the end that was planned.</summary>
    public int Completed { get; }

    /// <summary>Who is still followed.</summary>
    public IReadOnlyList<FollowedParticipant> Ongoing { get; }

    /// <summary>The month of the trial at the end of a day; the first day is the first of randomization.</summary>
    public double MonthOf(DateOnly day) => (day.DayNumber - FirstRandomized.DayNumber + 1) / Duration.DaysPerMonth;

    IEnumerable<FollowedParticipant> Of(FollowUpStatus status) => Participants.Where(who => who.Status == status);
}
