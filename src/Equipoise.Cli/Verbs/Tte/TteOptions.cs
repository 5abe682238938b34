using Equipoise.Statistics.Survival;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>What was asked of <c>equipoise tte</c>.</summary>
/// <param name="File">The data.</param>
/// <param name="Time">The column of follow-up times.</param>
/// <param name="Event">The column that says how follow-up ended.</param>
/// <param name="CensorValue">The value of that column that means censored; null when 1 or true means event and 0 or false censored.</param>
/// <param name="Arm">The column of arms; null to take all rows as one.</param>
/// <param name="Reference">The arm that others are compared with; null for the first.</param>
/// <param name="Strata">The columns whose combinations are strata.</param>
/// <param name="Covariates">The columns to adjust for.</param>
/// <param name="Ties">How the Cox model treats ties.</param>
/// <param name="Transformation">The scale of the survival limits.</param>
/// <param name="QuantileRule">How medians are read.</param>
/// <param name="At">The times at which to print the curves.</param>
sealed record TteOptions(
    string File,
    string Time,
    string Event,
    string? CensorValue,
    string? Arm,
    string? Reference,
    IReadOnlyList<string> Strata,
    IReadOnlyList<string> Covariates,
    TieMethod Ties,
    IntervalTransformation Transformation,
    QuantileRule QuantileRule,
    IReadOnlyList<double> At
);
