using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Monitoring;

/// <summary>What the data of an analysis show of an endpoint.</summary>
/// <param name="Endpoint">Its id.</param>
/// <param name="Events">The events in both arms.</param>
/// <param name="Z">The log-rank statistic, above 0 in favor of experimental; null where there is none.</param>
/// <param name="LogHazardRatio">The log hazard ratio, experimental over control; null where it is not finite.</param>
/// <param name="StandardError">Its standard error; null where there is none.</param>
public sealed record EndpointFound(string Endpoint, int Events, double? Z, double? LogHazardRatio, double? StandardError)
{
    /// <summary>The statistic of a two-sided P value, on the side of a hazard ratio.</summary>
    /// <param name="p">The P value; null or 0 gives no statistic.</param>
    /// <param name="ratio">The hazard ratio, experimental over control.</param>
    public static double? SignedZ(double? p, double? ratio) =>
        p is { } value and > 0 && ratio is { } side ? Math.Sign(1 - side) * -Normal.Quantile(value / 2) : null;
}

/// <summary>What the design allows to be said of an endpoint.</summary>
/// <param name="Endpoint">Its id.</param>
/// <param name="Kind">Whether the standard that was set in advance was met.</param>
/// <param name="Events">The events observed.</param>
public sealed record EndpointVerdict(string Endpoint, VerdictKind Kind, int Events)
{
    /// <summary>Whether the difference is in favor of experimental.</summary>
    public bool FavorsExperimental { get; init; }

    /// <summary>Why it was not tested; null where it was.</summary>
    public UntestedReason? Untested { get; init; }

    /// <summary>The endpoint that had to be shown first, where that is why it was not tested; else null.</summary>
    public string? After { get; init; }

    /// <summary>The events that the design plans for the final analysis; null where it plans none for this endpoint.</summary>
    public int? PlannedEvents { get; init; }

    /// <summary>Which look of the plan this is, counted from 1; null where it is none.</summary>
    public int? Look { get; init; }

    /// <summary>How many looks are planned, the final analysis included.</summary>
    public int Looks { get; init; } = 1;

    /// <summary>Whether this is the final analysis.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The bound for Z at this analysis, for the events observed; of the final one where this is none.</summary>
    public double? BoundZ { get; init; }

    /// <summary>The two-sided P value of that bound.</summary>
    public double? LevelTwoSided => BoundZ is { } bound ? 2 * Normal.UpperTail(bound) : null;

    /// <summary>The hazard ratio that is to be ruled out; 1 for superiority.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>The statistic that is held against the bound: of the margin where there is one.</summary>
    public double? Z { get; init; }

    /// <summary>Where a margin is to be ruled out, the upper limit at the level of this analysis.</summary>
    public double? UpperLimit { get; init; }

    /// <summary>Whether a bound for futility was reached at this look.</summary>
    public bool IsFutile { get; init; }

    /// <summary>The hazard ratio that Z stands for with limits that hold at all looks together; null without looks.</summary>
    public HazardRatioLimits? Repeated { get; init; }

    /// <summary>What the trial found, allowing for the looks; null without looks or before its end.</summary>
    public LookConclusion? Conclusion { get; init; }
}

/// <summary>Whether the standard of evidence that was set in advance was met.</summary>
public enum VerdictKind
{
    /// <summary>It was.</summary>
    Met,

    /// <summary>It was not, and the analysis was the final one.</summary>
    NotMet,

    /// <summary>The analysis is not the final one, and no bound was reached that ends the trial.</summary>
    NotYet,

    /// <summary>No standard applies to the endpoint in this trial as it went.</summary>
    NotTested,

    /// <summary>There is no statistic to hold against it.</summary>
    NotEstimable,
}

/// <summary>Why an endpoint was not tested.</summary>
public enum UntestedReason
{
    /// <summary>The protocol sets no level of significance.</summary>
    NoLevel,

    /// <summary>Several experimental arms, and the protocol does not say how the level is shared.</summary>
    SeveralArms,

    /// <summary>The protocol plans no test of this endpoint.</summary>
    NotPlanned,

    /// <summary>An endpoint before it in the order was not shown.</summary>
    NotReached,

    /// <summary>The plan of the design cannot be computed.</summary>
    NoPlan,
}
