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
)
{
    /// <summary>What each look waits for beside its events, null for nothing; empty where no look waits.</summary>
    public IReadOnlyList<LookWait?> Waits { get; init; } = [];

    /// <summary>The least number of months from one look to the next, the final analysis included.</summary>
    public double MonthsApart { get; init; }

    /// <summary>Whether events alone do not decide when a look is made.</summary>
    public bool IsTimed => MonthsApart > 0 || Waits.Any(wait => wait is not null);

    /// <summary>Whether the type I error is spent by a function, and not divided by bounds of one shape.</summary>
    public bool SpendsAlpha => Efficacy is EfficacyRule.Spending;

    /// <summary>Whether the trial may be given up at a look.</summary>
    public bool HasFutility => Futility is not FutilityRule.None;

    /// <summary>Whether the type I error is kept only if the bounds for futility are followed.</summary>
    public bool FutilityIsBinding => Futility is FutilityRule.Spending { Binding: true } or FutilityRule.FixedZ { Binding: true };

    /// <summary>The rule of the bounds for efficacy, as a sentence names it: "Lan-DeMets O'Brien-Fleming".</summary>
    public string EfficacyInWords => $"{Efficacy}";

    /// <summary>The rule of the bounds for futility: "Hwang-Shih-DeCani (-2), non-binding".</summary>
    public string FutilityInWords => $"{Futility}";
}

/// <summary>What a spending function takes for time.</summary>
public enum SpendingClock
{
    /// <summary>The share of the planned events.</summary>
    Events,

    /// <summary>The share of the planned duration of the trial.</summary>
    Calendar,
}
