using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;

namespace Equipoise.Reporting.Prose;

/// <summary>What the results allow to be said of an endpoint: the one place where a number becomes a word.</summary>
enum Finding
{
    /// <summary>The test met its level, and the hazard ratio favors the experimental arm.</summary>
    Better,

    /// <summary>The test met its level, and the hazard ratio favors the control arm.</summary>
    Worse,

    /// <summary>The test did not meet its level: no difference was shown, which is not to show that there is none.</summary>
    NotShown,

    /// <summary>No level was set for this endpoint; the interval lies below one.</summary>
    TendsBetter,

    /// <summary>No level was set for this endpoint; the interval lies above one.</summary>
    TendsWorse,

    /// <summary>No level was set for this endpoint; the interval holds one.</summary>
    TendsNeither,

    /// <summary>There is no estimate or no test.</summary>
    NotEstimable,
}

static class Findings
{
    /// <summary>
    /// What may be said of an endpoint in one experimental arm. Only the primary endpoint of a two-arm trial is held against the
    /// level of the design, because only for it was a level promised; of the others the interval is described.
    /// </summary>
    public static Finding Of(ReportingEvent results, TrialProtocol protocol, string endpoint, string arm)
    {
        double? Raw(ResultRef result) => results.At(result.Address)?.Raw;
        var at = new CoxResults(endpoint).HazardRatio(arm);
        var (ratio, lower, upper) = (Raw(at.Estimate), Raw(at.Lower), Raw(at.Upper));
        var p = Raw(new LogRankResults(endpoint).PTwoSided);
        if (ratio is null)
            return Finding.NotEstimable;
        if (protocol.Design is { } design && design.Primary == endpoint && protocol.Arms.Count == 2)
            return p is null ? Finding.NotEstimable
                : p > 2 * design.OneSidedAlpha ? Finding.NotShown
                : ratio < 1 ? Finding.Better
                : Finding.Worse;
        return upper < 1 ? Finding.TendsBetter
            : lower > 1 ? Finding.TendsWorse
            : lower is null || upper is null ? Finding.NotEstimable
            : Finding.TendsNeither;
    }
}
