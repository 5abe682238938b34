namespace Equipoise.Cli.Verbs.Tte;

/// <summary>What the figure says beside its curves.</summary>
sealed record FigureWords
{
    /// <summary>What stands above it; null for nothing.</summary>
    public string? Title { get; init; }

    /// <summary>The title of the axis of time; null for the name of the column.</summary>
    public string? Horizontal { get; init; }

    /// <summary>The title of the other axis; null for the usual one.</summary>
    public string? Vertical { get; init; }

    /// <summary>The time from one label of the axis to the next; null for a round one.</summary>
    public double? Breaks { get; init; }

    /// <summary>Whether events and censored stand beside the numbers at risk.</summary>
    public bool Events { get; init; }

    /// <summary>Whether hazard ratios and the P value of the log-rank test stand inside.</summary>
    public bool Ratio { get; init; }

    /// <summary>The labels of the axis of time.</summary>
    /// <param name="last">The last time.</param>
    public double[] Ticks(double last) => Breaks is { } step ? RoundTimes.Every(step, last) : RoundTimes.UpTo(last);
}
