namespace Equipoise.Statistics;

/// <summary>
/// A follow-up time and how it ended: with an event of one of several causes, each of which rules the others out, or censored.
/// Who came under observation late is at risk only after <see cref="Entry"/>.
/// </summary>
/// <remarks>
/// The unit is the caller's and travels unchanged into every result; times are equal when their bits are, as in
/// <see cref="Observation"/>. R: <c>Surv(time, factor(cause, 0:K))</c>; cmprsk: <c>ftime, fstatus</c>. <c>default</c> is censored
/// at 0.
/// </remarks>
public readonly record struct CompetingObservation
{
    /// <summary>The largest cause: results hold a curve for every cause up to the largest seen.</summary>
    public const int LargestCause = 100;

    readonly double lateness; // the entry less the earliest possible one, so that default has none

    CompetingObservation(double time, int cause, double entry)
    {
        Time = FollowUpTime.Check(time, entry);
        Cause = cause;
        IsLate = !double.IsNegativeInfinity(entry);
        lateness = IsLate ? entry : 0;
    }

    /// <summary>The time from the origin to the event or to the end of observation.</summary>
    public double Time { get; }

    /// <summary>The cause of the event, 1 or more; 0 when censored.</summary>
    public int Cause { get; }

    /// <summary>Whether an event of any cause happened at <see cref="Time"/>.</summary>
    public bool IsEvent => Cause > 0;

    /// <summary>Whether there is an entry time.</summary>
    public bool IsLate { get; }

    /// <summary>
    /// When observation began: at risk after this time, up to and including <see cref="Time"/>. Negative infinity for the origin.
    /// </summary>
    public double Entry => IsLate ? lateness : double.NegativeInfinity;

    /// <summary>An event of that cause happened at that time.</summary>
    /// <param name="time">The time.</param>
    /// <param name="cause">The cause, from 1 to <see cref="LargestCause"/>.</param>
    /// <param name="entry">When observation began (left truncation); negative infinity for the origin.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, not finite or not after the entry,
    /// or there is no such cause.</exception>
    public static CompetingObservation Event(double time, int cause, double entry = double.NegativeInfinity)
    {
        if (cause is < 1 or > LargestCause)
            throw new ArgumentOutOfRangeException(nameof(cause), cause, $"A cause is a number from 1 to {LargestCause}.");
        return new(time, cause, entry);
    }

    /// <summary>Observation ended at that time before any event.</summary>
    /// <param name="time">The time.</param>
    /// <param name="entry">When observation began (left truncation); negative infinity for the origin.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, not finite or not after the entry.</exception>
    public static CompetingObservation CensoredAt(double time, double entry = double.NegativeInfinity) => new(time, 0, entry);

    /// <summary>The event of one cause, with all other causes as censorings: what a cause-specific hazard is made of.</summary>
    public Observation OfCause(int cause) =>
        IsEvent && Cause == cause ? Observation.Event(Time, Entry) : Observation.CensoredAt(Time, Entry);

    /// <summary>The event of whatever cause.</summary>
    public Observation OfAnyCause() => IsEvent ? Observation.Event(Time, Entry) : Observation.CensoredAt(Time, Entry);

    /// <summary>"5:2" for an event of cause 2, "5+" for a censored time, "(2, 5:1]" or "(2, 5+]" with an entry time.</summary>
    public override string ToString() => FollowUpTime.Text(Time, IsEvent ? $":{Cause}" : "+", Entry);
}
