namespace Equipoise.Protocol;

/// <summary>When the data of an analysis are cut.</summary>
public abstract record DataCutoff
{
    DataCutoff() { }

    /// <summary>What is waited for beside the events; null for the events alone.</summary>
    public LookWait? NotBefore { get; init; }

    /// <summary>The month of the trial in which the data are cut although something is still waited for; null for none.</summary>
    public double? AtTheLatest { get; init; }

    /// <summary>Whether the events alone do not decide.</summary>
    public bool IsTimed => NotBefore is not null || AtTheLatest is not null;

    /// <summary>As a protocol writes it.</summary>
    public string InWords
    {
        get
        {
            var events = this switch
            {
                AtEvents(var count) => $"{count} events",
                On(var day) => $"on {day:yyyy-MM-dd}",
                _ => "planned events",
            };
            return (NotBefore, this) switch
            {
                ({ } wait, _) => $"the later of {events} and {wait}",
                (null, On) => events,
                _ => $"at {events}",
            } + (AtTheLatest is { } month ? $", at the latest in month {month}" : "");
        }
    }

    /// <summary>On the day on which the primary endpoint reaches the number of events that the design needs.</summary>
    public sealed record AtPlannedEvents : DataCutoff;

    /// <summary>On the day on which the primary endpoint reaches this number of events.</summary>
    public sealed record AtEvents(int Events) : DataCutoff;

    /// <summary>On this day, whatever was seen.</summary>
    public sealed record On(DateOnly Date) : DataCutoff;
}
