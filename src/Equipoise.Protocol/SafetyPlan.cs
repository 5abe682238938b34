using Equipoise.Statistics.Rates;

namespace Equipoise.Protocol;

/// <summary>How adverse events are shown.</summary>
/// <param name="Graded">Whether events carry a CTCAE grade, and each participant counts once, at the worst.</param>
/// <param name="TermThreshold">A preferred term is listed when it occurs in at least this share of either arm, such as
/// 0.05.</param>
public sealed record SafetyPlan(bool Graded, double TermThreshold)
{
    /// <summary>How the limits of risk differences are made; null where the plan wants no differences.</summary>
    public RiskDifferenceInterval? Difference { get; init; } = RiskDifferenceInterval.Newcombe;

    /// <summary>How the limits of rates per 100 patient-years are made; null where the plan wants no rates.</summary>
    public RateInterval? Rates { get; init; } = RateInterval.Exact;

    /// <summary>
    /// Parameters of ADAETTE whose times to the first event are taken for rates as the data have them; empty for none.
    /// </summary>
    public IReadOnlyList<string> RateParameters { get; init; } = [];

    /// <summary>The two-sided level of the limits of differences, ratios and rates.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Whether Fisher's exact P value stands beside the counts: harms have none unless the plan asks.</summary>
    public bool FisherPValues { get; init; }

    /// <summary>Whether a column of all arms together stands beside the arms.</summary>
    public bool Total { get; init; }

    /// <summary>Lists of events that are counted together, in the order of the file.</summary>
    public IReadOnlyList<EventsOfInterest> OfInterest { get; init; } = [];

    /// <summary>Whether the plan wants risk differences.</summary>
    public bool HasDifferences => Difference is not null;

    /// <summary>Whether the plan wants rates.</summary>
    public bool HasRates => Rates is not null;

    /// <summary>The limits of differences as a sentence names them: "Newcombe (method 10)".</summary>
    public string DifferenceInWords =>
        Difference switch
        {
            RiskDifferenceInterval.Newcombe => "Newcombe (method 10)",
            RiskDifferenceInterval.MiettinenNurminen => "Miettinen and Nurminen",
            _ => "Wald",
        };

    /// <summary>The limits of rates as a sentence names them: "exact (Garwood)".</summary>
    public string RatesInWords =>
        Rates switch
        {
            RateInterval.Normal => "normal",
            RateInterval.Byar => "by Byar's approximation (as Rothman and Boice modified it)",
            _ => "exact (Garwood)",
        };
}

/// <summary>
/// Adverse events of special interest: those with one of the terms, in one of the classes, or under the flag.
/// </summary>
/// <param name="Id">The name in the protocol.</param>
/// <param name="Label">The printed name.</param>
/// <param name="Terms">Preferred terms (AEDECOD); capitals make no difference.</param>
/// <param name="Classes">System organ classes (AEBODSYS or AESOC); capitals make no difference.</param>
/// <param name="Flag">A variable of ADAE, such as CQ01NAM or SMQ01NAM; null for none.</param>
/// <param name="FlagValue">The value that it must have; null for any but blank and N.</param>
public sealed record EventsOfInterest(
    string Id,
    string Label,
    IReadOnlyList<string> Terms,
    IReadOnlyList<string> Classes,
    string? Flag,
    string? FlagValue
);
