namespace Equipoise.Protocol;

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
