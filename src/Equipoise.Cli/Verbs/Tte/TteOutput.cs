using Equipoise.Analysis.Results;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>How an analysis is told, and in which files.</summary>
sealed record TteOutput
{
    /// <summary>Whether programs read it.</summary>
    public bool AsJson { get; init; }

    /// <summary>How p values are printed for people.</summary>
    public PValueStyle PStyle { get; init; }

    /// <summary>What the figure says beside its curves.</summary>
    public FigureWords Figure { get; init; } = new();

    /// <summary>The file for the figure; null for none.</summary>
    public string? Plot { get; init; }

    /// <summary>The file for the forest plot of subgroups; null for none.</summary>
    public string? Forest { get; init; }

    /// <summary>The file for every step of the curves; null for none.</summary>
    public string? Curve { get; init; }

    /// <summary>The file for the residuals of the Cox model; null for none.</summary>
    public string? Residuals { get; init; }
}
