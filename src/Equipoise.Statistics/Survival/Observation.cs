using System.Globalization;

namespace Equipoise.Statistics.Survival;

/// <summary>A follow-up time and how it ended: with the event, or censored (the event, if any, comes later).</summary>
/// <remarks>
/// The unit is the caller's (days, weeks, months) and travels unchanged into every result. Times are equal when their bits are:
/// nothing is rounded or merged, as in SAS (R merges times closer than 1.5e-8: <c>coxph.control(timefix = TRUE)</c>), so times
/// that went through arithmetic should be kept as whole days. A time is 0 or later: R computes with negative times, but
/// nobody is followed for less than nothing. <c>default</c> is censored at 0. There is no order among observations.
/// </remarks>
public readonly record struct Observation
{
    Observation(double time, bool isEvent)
    {
        if (!(double.IsFinite(time) && time >= 0))
            throw new ArgumentOutOfRangeException(nameof(time), time, "A follow-up time is a finite number, 0 or more.");
        Time = time + 0.0; // -0 becomes 0, so that it ties with 0
        IsEvent = isEvent;
    }

    /// <summary>The time from the origin to the event or to the end of observation.</summary>
    public double Time { get; }

    /// <summary>Whether the event happened at <see cref="Time"/>. CDISC: CNSR = 0; R: status = 1.</summary>
    public bool IsEvent { get; }

    /// <summary>The event happened at that time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public static Observation Event(double time) => new(time, isEvent: true);

    /// <summary>Observation ended at that time without the event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public static Observation CensoredAt(double time) => new(time, isEvent: false);

    /// <summary>The same time with event and censoring exchanged, as reverse Kaplan-Meier needs it.</summary>
    public Observation Reversed() => new(Time, !IsEvent);

    /// <summary>"5" for an event, "5+" for a censored time.</summary>
    public override string ToString() => Time.ToString(CultureInfo.InvariantCulture) + (IsEvent ? "" : "+");
}
