using Equipoise.Statistics.Sequential;

namespace Equipoise.Protocol;

/// <summary>The interim analyses of a trial: when it is looked at, and when it stops.</summary>
/// <param name="Fractions">The share of the planned events at each look, increasing; the last is 1, the final analysis.</param>
/// <param name="Efficacy">How the bounds follow at which the trial has succeeded.</param>
/// <param name="Futility">How the bounds follow at which it is given up.</param>
/// <param name="SpendBy">What error is spent by.</param>
public sealed record InterimAnalyses(
    IReadOnlyList<double> Fractions,
    EfficacyRule Efficacy,
    FutilityRule Futility,
    SpendingClock SpendBy
);

/// <summary>What a spending function takes for time.</summary>
public enum SpendingClock
{
    /// <summary>The share of the planned events.</summary>
    Events,

    /// <summary>The share of the planned duration of the trial.</summary>
    Calendar,
}
