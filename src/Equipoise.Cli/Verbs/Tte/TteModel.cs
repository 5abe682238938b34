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

    /// <summary>
    /// What to adjust for: columns, and products of two, such as sex*age, which are of both and their interaction.
    /// </summary>
    public required IReadOnlyList<string> Covariates { get; init; }

    /// <summary>The columns of the covariates, each once.</summary>
    public IEnumerable<string> CovariateColumns =>
        Covariates.SelectMany(Factors).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The pairs of columns whose interaction is in the model.</summary>
    public IEnumerable<(string First, string Second)> Interactions =>
        Covariates.Select(Factors).Where(parts => parts.Length == 2).Select(parts => (parts[0], parts[1]));

    /// <summary>The one or two columns of a covariate.</summary>
    public static string[] Factors(string covariate) => covariate.Split('*', StringSplitOptions.TrimEntries);

    /// <summary>Columns whose numbers are levels.</summary>
    public IReadOnlyList<string> AsLevels { get; init; } = [];

    /// <summary>The column of clusters for the robust variance of the Cox model; null for none.</summary>
    public string? Cluster { get; init; }

    /// <summary>The columns in whose levels the hazard ratio of the arms is told.</summary>
    public IReadOnlyList<string> Subgroups { get; init; } = [];

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
        new[] { Arm, Cluster }.OfType<string>().Concat(Strata).Concat(CovariateColumns).Concat(Subgroups);
}
