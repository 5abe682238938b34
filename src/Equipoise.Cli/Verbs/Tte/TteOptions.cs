using Equipoise.Statistics;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>What was asked of <c>equipoise tte</c>.</summary>
sealed record TteOptions
{
    /// <summary>The data.</summary>
    public required string File { get; init; }

    /// <summary>The column of follow-up times.</summary>
    public required string Time { get; init; }

    /// <summary>The column that says how follow-up ended.</summary>
    public required string Event { get; init; }

    /// <summary>The value of that column that means censored; null when 1 or true means event and 0 or false censored.</summary>
    public string? CensorValue { get; init; }

    /// <summary>The column of times at which observation began; null when all were observed from the origin.</summary>
    public string? Entry { get; init; }

    /// <summary>The column of case weights; null when each row counts once.</summary>
    public string? Weight { get; init; }

    /// <summary>The column of arms; null to take all rows as one.</summary>
    public string? Arm { get; init; }

    /// <summary>The arm that others are compared with; null for the first.</summary>
    public string? Reference { get; init; }

    /// <summary>The columns whose combinations are strata.</summary>
    public required IReadOnlyList<string> Strata { get; init; }

    /// <summary>The columns to adjust for.</summary>
    public required IReadOnlyList<string> Covariates { get; init; }

    /// <summary>Columns whose numbers are levels.</summary>
    public IReadOnlyList<string> Factors { get; init; } = [];

    /// <summary>Cells that mean missing.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What stands between the cells of a CSV file.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>How the Cox model treats ties.</summary>
    public required TieMethod Ties { get; init; }

    /// <summary>The scale of the survival limits.</summary>
    public required IntervalTransformation Transformation { get; init; }

    /// <summary>How medians are read.</summary>
    public required QuantileRule QuantileRule { get; init; }

    /// <summary>The power of survival in the Fleming-Harrington weight of the log-rank test.</summary>
    public required double Rho { get; init; }

    /// <summary>The power of 1 - survival in that weight.</summary>
    public required double Gamma { get; init; }

    /// <summary>The horizon of the restricted mean; null when it was not asked for.</summary>
    public double? Horizon { get; init; }

    /// <summary>The times at which to print the curves.</summary>
    public required IReadOnlyList<double> At { get; init; }

    /// <summary>The column that says whose a row is; null when each row is a participant, or nobody says so.</summary>
    public string? Id { get; init; }

    /// <summary>The column of clusters for the robust variance of the Cox model; null for none.</summary>
    public string? Cluster { get; init; }

    /// <summary>Where the curves begin; null for the origin.</summary>
    public double? From { get; init; }

    /// <summary>The rows to analyze.</summary>
    public RowFilter Where { get; init; } = RowFilter.None;

    /// <summary>The file for the figure; null for none.</summary>
    public string? Plot { get; init; }

    /// <summary>The columns that must be numbers.</summary>
    public IEnumerable<string> NumberColumns => new[] { Time, Entry, Weight }.OfType<string>();

    /// <summary>Every column that is used.</summary>
    public IEnumerable<string> Columns =>
        NumberColumns
            .Append(Event)
            .Concat(Arm is null ? [] : [Arm])
            .Concat(Strata)
            .Concat(Covariates)
            .Concat(new[] { Id, Cluster }.OfType<string>())
            .Concat(Where.Conditions.Select(condition => condition.Column));
}
