namespace Equipoise.Statistics.Rates;

/// <summary>Events and participants of two arms: one 2×2 table, of the whole trial or of one stratum.</summary>
/// <remarks>An arm may be empty in a stratum; such a stratum says nothing about the difference and is left out.</remarks>
public readonly record struct TwoByTwo
{
    /// <summary>The table.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more events than participants.</exception>
    public TwoByTwo(long experimentalEvents, long experimentalCount, long controlEvents, long controlCount)
    {
        Check(experimentalEvents, experimentalCount, nameof(experimentalEvents));
        Check(controlEvents, controlCount, nameof(controlEvents));
        (ExperimentalEvents, ExperimentalCount) = (experimentalEvents, experimentalCount);
        (ControlEvents, ControlCount) = (controlEvents, controlCount);
    }

    /// <summary>How many in the experimental arm had the event.</summary>
    public long ExperimentalEvents { get; }

    /// <summary>How many are in the experimental arm.</summary>
    public long ExperimentalCount { get; }

    /// <summary>How many in the control arm had the event.</summary>
    public long ControlEvents { get; }

    /// <summary>How many are in the control arm.</summary>
    public long ControlCount { get; }

    /// <summary>How many are in both arms.</summary>
    public long Total => ExperimentalCount + ControlCount;

    /// <summary>Whether both arms have participants.</summary>
    public bool IsComparison => ExperimentalCount > 0 && ControlCount > 0;

    /// <summary>The same table with the arms exchanged.</summary>
    public TwoByTwo Exchanged() => new(ControlEvents, ControlCount, ExperimentalEvents, ExperimentalCount);

    internal double Difference => (double)ExperimentalEvents / ExperimentalCount - (double)ControlEvents / ControlCount;

    static void Check(long events, long count, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (events < 0 || events > count)
            throw new ArgumentOutOfRangeException(name, events, $"Of {count}, 0 to {count} have the event.");
    }
}
