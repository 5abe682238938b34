namespace Equipoise.Statistics;

/// <summary>
/// A follow-up time and how it ended: with the event, or censored (the event, if any, comes later). Who came under observation
/// late, or is described by several intervals in turn, is at risk only after <see cref="Entry"/>.
/// </summary>
/// <remarks>
/// The unit is the caller's (days, weeks, months) and travels unchanged into every result. Times are equal when their bits are:
/// nothing is rounded or merged, as in SAS (R merges times closer than 1.5e-8: <c>coxph.control(timefix = TRUE)</c>), so times
/// that went through arithmetic should be kept as whole days. A time is 0 or later: R computes with negative times, but
/// nobody is followed for less than nothing. <c>default</c> is censored at 0. There is no order among observations.
/// </remarks>
public readonly record struct Observation
{
    readonly double lateness; // the entry less the earliest possible one, so that default has none

    Observation(double time, bool isEvent, double entry)
    {
        Time = FollowUpTime.Check(time, entry);
        IsEvent = isEvent;
        IsLate = !double.IsNegativeInfinity(entry);
        lateness = IsLate ? entry : 0;
    }

    /// <summary>The time from the origin to the event or to the end of observation.</summary>
    public double Time { get; }

    /// <summary>Whether the event happened at <see cref="Time"/>. CDISC: CNSR = 0; R: status = 1.</summary>
    public bool IsEvent { get; }

    /// <summary>Whether there is an entry time.</summary>
    public bool IsLate { get; }

    /// <summary>
    /// When observation began: at risk of events after this time, up to and including <see cref="Time"/>, as in R's
    /// <c>Surv(entry, time, status)</c>. Negative infinity when from the origin,
    /// where an event at time 0 counts too. </summary>
    public double Entry => IsLate ? lateness : double.NegativeInfinity;

    /// <summary>The event happened at that time.</summary>
    /// <param name="time">The time.</param>
    /// <param name="entry">When observation began (left truncation); negative infinity for the origin.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite, or not after the entry.</exception>
    public static Observation Event(double time, double entry = double.NegativeInfinity) => new(time, isEvent: true, entry);

    /// <summary>Observation ended at that time without the event.</summary>
    /// <param name="time">The time.</param>
    /// <param name="entry">When observation began (left truncation); negative infinity for the origin.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite, or not after the entry.</exception>
    public static Observation CensoredAt(double time, double entry = double.NegativeInfinity) => new(time, isEvent: false, entry);

    /// <summary>The same time with event and censoring exchanged, as reverse Kaplan-Meier needs it.</summary>
    public Observation Reversed() => new(Time, !IsEvent, Entry);

    /// <summary>"5" for an event, "5+" for a censored time, "(2, 5]" or "(2, 5+]" with an entry time.</summary>
    public override string ToString() => FollowUpTime.Text(Time, IsEvent ? "" : "+", Entry);
}
