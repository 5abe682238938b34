using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>That an effect changed over time, and what then tells it better than one hazard ratio.</summary>
static class ChangeSentence
{
    // The level at which a reader is told; it decides no claim.
    const double Told = 0.05;

    /// <summary>Whether a test of proportional hazards says that the effect of some arm changed.</summary>
    public static bool Applies(Manuscript m, string endpoint) =>
        m.Protocol.Experimental.Any(arm => m.Raw(P(m, endpoint, arm)) < Told);

    /// <summary>The P value of the test in all arms, or of this one where each is compared with the control alone.</summary>
    public static ResultRef P(Manuscript m, string endpoint, Arm arm) =>
        new ProportionalHazardsResults(endpoint).PTwoSided is var all && m.Has(all)
            ? all
            : new ProportionalHazardsResults(endpoint, arm.Id).PTwoSided;

    /// <summary>The sentence; empty where the effect did not change.</summary>
    public static BoundText Of(Manuscript m, string endpoint, Arm arm)
    {
        var p = P(m, endpoint, arm);
        if (!(m.Raw(p) < Told))
            return BoundText.Empty;
        var means = new RestrictedMeanResults(endpoint);
        var difference = means.Difference(arm.Id);
        var changed = m.Say($"The effect changed over time (test of proportional hazards, {EffectSentence.PValue(m, p)})");
        return m.HasNumbers(means.Horizon) && m.HasNumbers(difference)
            ? m.Say(
                $"{changed}, so that one hazard ratio does not tell it: up to {means.Horizon} {m.Names.Unit(endpoint)}, the mean "
                    + $"time without an event differed by {difference.Estimate} {m.Names.Unit(endpoint)} "
                    + $"({m.Names.Confidence(endpoint)} confidence interval {difference.Lower} to {difference.Upper}; above zero "
                    + $"favors {m.Names.Arm(arm).Small})."
            )
            : m.Say($"{changed}, so that one hazard ratio does not tell it.");
    }
}
