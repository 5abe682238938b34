using Equipoise.Analysis.TimeToEvent;
using Equipoise.Design.Monitoring;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>What may be claimed of an endpoint in one experimental arm.</summary>
enum Claim
{
    /// <summary>The standard was met, in favor of the experimental arm.</summary>
    Longer,

    /// <summary>The standard was met, in favor of the control.</summary>
    Shorter,

    /// <summary>The standard was met, and hazard ratio and medians do not point in one direction.</summary>
    Different,

    /// <summary>The standard was not met: no difference was shown, which is not to show that there is none.</summary>
    NotShown,

    /// <summary>The margin was ruled out.</summary>
    NotInferior,

    /// <summary>The margin was not ruled out.</summary>
    MarginNotRuledOut,

    /// <summary>The trial has not come to its end.</summary>
    Undecided,

    /// <summary>The trial has not come to its end, and the bound at which it may be given up was reached.</summary>
    Futile,

    /// <summary>No standard applies.</summary>
    NotTested,

    /// <summary>There is no statistic.</summary>
    NotEstimable,
}

/// <summary>From the verdict of the design to what may be claimed: the one place where a number becomes a word.</summary>
static class Claims
{
    public static Claim Of(Manuscript m, string endpoint, Arm arm) =>
        m.Verdicts.GetValueOrDefault(endpoint) is not { } verdict
            ? Claim.NotEstimable
            : (verdict.Kind, IsMargin: verdict.Margin != 1) switch
            {
                (VerdictKind.Met, true) => Claim.NotInferior,
                (VerdictKind.NotMet, true) => Claim.MarginNotRuledOut,
                (VerdictKind.Met, _) => Direction(m, endpoint, arm, verdict.FavorsExperimental),
                (VerdictKind.NotMet, _) => Claim.NotShown,
                (VerdictKind.NotYet, _) => verdict.IsFutile ? Claim.Futile : Claim.Undecided,
                (VerdictKind.NotTested, _) => Claim.NotTested,
                _ => Claim.NotEstimable,
            };

    /// <summary>Whether the protocol's test lets a P value stand beside the estimate.</summary>
    public static bool HasP(Manuscript m, string endpoint) =>
        m.Protocol.Arms.Count == 2
        && m.Verdicts.GetValueOrDefault(endpoint) is { Kind: VerdictKind.Met or VerdictKind.NotMet, Margin: 1 }
        && m.HasNumbers(new LogRankResults(endpoint).PTwoSided);

    /// <summary>A word of direction needs hazard ratio and medians on its side, as far as there are any.</summary>
    static Claim Direction(Manuscript m, string endpoint, Arm arm, bool favors)
    {
        var ratio = m.Raw(new CoxResults(endpoint).HazardRatio(arm.Id).Estimate);
        var curves = new KaplanMeierResults(endpoint);
        var (one, other) = (
            m.Raw(curves.Median(arm.Id).Estimate) ?? double.PositiveInfinity,
            m.Raw(curves.Median(m.Protocol.Control.Id).Estimate) ?? double.PositiveInfinity
        );
        var agrees = favors ? !(ratio > 1) && one >= other : !(ratio < 1) && one <= other;
        return !agrees ? Claim.Different
            : favors ? Claim.Longer
            : Claim.Shorter;
    }
}
