using System.Globalization;

namespace Equipoise.Statistics;

/// <summary>When an event happened, as far as is known: after <see cref="After"/>, and by <see cref="By"/>.</summary>
/// <remarks>
/// The interval is (after, by]: a progression seen on a scan happened after the last scan without it and by the scan that shows
/// it. R: <c>Surv(after, by, type = "interval2")</c>, NA for an open end. <c>default</c> is an event exactly at 0. Times are
/// equal when their bits are.
/// </remarks>
public readonly record struct IntervalObservation
{
    IntervalObservation(double after, double by) => (After, By) = (after, by);

    /// <summary>
    /// The event happened later than this; negative infinity when it is left-censored. Equal to <see cref="By"/> when exact.
    /// </summary>
    public double After { get; }

    /// <summary>The event happened by this time; infinity when it is right-censored.</summary>
    public double By { get; }

    /// <summary>Whether the time is known.</summary>
    public bool IsExact => After == By;

    /// <summary>The event happened at that time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public static IntervalObservation Exactly(double time) => new(Check(time, nameof(time)), time + 0.0);

    /// <summary>The event happened later than one time and by another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative or not finite, or the first is not before the
    /// second.</exception>
    public static IntervalObservation Between(double after, double by)
    {
        if (!(Check(after, nameof(after)) < Check(by, nameof(by))))
            throw new ArgumentOutOfRangeException(nameof(by), by, $"An interval ends after it begins, {after}.");
        return new(after + 0.0, by);
    }

    /// <summary>The event had happened by that time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public static IntervalObservation LeftCensored(double by) => new(double.NegativeInfinity, Check(by, nameof(by)));

    /// <summary>The event had not happened by that time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public static IntervalObservation RightCensored(double after) => new(Check(after, nameof(after)), double.PositiveInfinity);

    static double Check(double time, string name) =>
        double.IsFinite(time) && time >= 0
            ? time + 0.0 // -0 becomes 0, so that it ties with 0
            : throw new ArgumentOutOfRangeException(name, time, "A time is a finite number, 0 or more.");

    /// <summary>"5", "(3, 5]", "(-∞, 5]" or "5+".</summary>
    public override string ToString()
    {
        var by = By.ToString(CultureInfo.InvariantCulture);
        var after = After.ToString(CultureInfo.InvariantCulture);
        return IsExact ? by
            : double.IsPositiveInfinity(By) ? after + "+"
            : double.IsNegativeInfinity(After) ? $"(-∞, {by}]"
            : $"({after}, {by}]";
    }
}
