namespace Equipoise.Protocol;

/// <summary>The assumptions that size the trial.</summary>
/// <param name="Primary">Id of the endpoint on which it is sized.</param>
/// <param name="OneSidedAlpha">The one-sided type I error, such as 0.025.</param>
/// <param name="Power">The probability to find the effect if it is there, such as 0.90.</param>
/// <param name="HazardRatio">Experimental over control under the alternative; below 1 favors experimental.</param>
/// <param name="ControlMedian">The median of the control arm.</param>
/// <param name="AccrualParticipants">How many will be randomized.</param>
/// <param name="AccrualOver">In how long a time, at a constant rate.</param>
/// <param name="YearlyDropout">The probability to be lost within a year, such as 0.05.</param>
/// <param name="Cutoff">When the data of the final analysis are cut.</param>
public sealed record DesignAssumptions(
    string Primary,
    double OneSidedAlpha,
    double Power,
    double HazardRatio,
    Duration ControlMedian,
    int AccrualParticipants,
    Duration AccrualOver,
    double YearlyDropout,
    DataCutoff Cutoff
);

/// <summary>When the data of an analysis are cut.</summary>
public abstract record DataCutoff
{
    DataCutoff() { }

    /// <summary>On the day on which the primary endpoint reaches the number of events that the design needs.</summary>
    public sealed record AtPlannedEvents : DataCutoff;

    /// <summary>On the day on which the primary endpoint reaches this number of events.</summary>
    public sealed record AtEvents(int Events) : DataCutoff;

    /// <summary>On this day, whatever was seen.</summary>
    public sealed record On(DateOnly Date) : DataCutoff;
}
