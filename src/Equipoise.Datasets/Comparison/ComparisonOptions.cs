namespace Equipoise.Datasets.Comparison;

/// <summary>Which rows of two data sets belong together, and how near numbers must be.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The columns that tell rows apart, such as USUBJID and AESEQ; none to take rows in their order.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>How far two numbers may be apart.</summary>
    public double Absolute { get; init; }

    /// <summary>How far two numbers may be apart as a part of the greater, such as 1e-12.</summary>
    public double Relative { get; init; }

    /// <summary>How many cells that differ are shown of each column; all are counted.</summary>
    public int Shown { get; init; } = 10;
}
