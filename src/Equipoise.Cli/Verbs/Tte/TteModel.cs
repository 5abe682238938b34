using Equipoise.Statistics;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>What is compared with what, and what is adjusted for.</summary>
sealed record TteModel
{
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

    /// <summary>The column of clusters for the robust variance of the Cox model; null for none.</summary>
    public string? Cluster { get; init; }

    /// <summary>How the Cox model treats ties.</summary>
    public required TieMethod Ties { get; init; }

    /// <summary>The power of survival in the Fleming-Harrington weight of the log-rank test.</summary>
    public required double Rho { get; init; }

    /// <summary>The power of 1 - survival in that weight.</summary>
    public required double Gamma { get; init; }

    /// <summary>The tests between arms that were asked for by name.</summary>
    public IReadOnlyList<string> Tests { get; init; } = [];

    /// <summary>Whether the likelihood of the Cox model has Firth's penalty.</summary>
    public bool Firth { get; init; }

    /// <summary>Every column that is used.</summary>
    public IEnumerable<string> Columns =>
        new[] { Arm }.OfType<string>().Concat(Strata).Concat(Covariates).Concat(new[] { Cluster }.OfType<string>());
}
