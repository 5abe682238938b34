using Equipoise.Statistics;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>What is read off the curves, and by which conventions.</summary>
sealed record TteCurves
{
    /// <summary>The two-sided level of all limits.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The scale of the limits.</summary>
    public required IntervalTransformation Transformation { get; init; }

    /// <summary>How medians are read.</summary>
    public required QuantileRule QuantileRule { get; init; }

    /// <summary>Where the curves begin; null for the origin.</summary>
    public double? From { get; init; }

    /// <summary>The horizon of the restricted mean; null when it was not asked for.</summary>
    public double? Horizon { get; init; }

    /// <summary>The times at which to print the curves.</summary>
    public required IReadOnlyList<double> At { get; init; }

    /// <summary>Whether quartiles are told beside medians.</summary>
    public bool Quartiles { get; init; }
}
