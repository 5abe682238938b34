using Equipoise.Analysis.TimeToEvent;
using Equipoise.Design.Monitoring;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Verdicts;

namespace Equipoise.Reporting.Prose;

/// <summary>Whether an endpoint met the standard of evidence that was set in advance, and by which numbers.</summary>
static class VerdictSentence
{
    /// <param name="m">The document.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="inFull">Whether level and events are told also where they are those of the plan.</param>
    public static BoundText Of(Manuscript m, string endpoint, bool inFull)
    {
        var of = new VerdictResults(endpoint);
        if (m.Verdicts.GetValueOrDefault(endpoint) is not { } verdict)
            return BoundText.Empty;
        var isMargin = verdict.Margin != 1;
        var sofar = inFull ? EffectSentence.SoFar(m, endpoint) : BoundText.Empty;
        return verdict.Kind switch
        {
            VerdictKind.Met when isMargin => m.Say(
                $"The margin set in advance was ruled out{AtLook(m, verdict)}: the upper limit of the hazard ratio, "
                    + $"{of.UpperLimit}, lies below {of.Margin}{sofar}."
            ),
            VerdictKind.NotMet when isMargin => m.Say(
                $"The margin set in advance was not ruled out: the upper limit of the hazard ratio, {of.UpperLimit}, does "
                    + $"not lie "
                    + $"below {of.Margin}{sofar}."
            ),
            VerdictKind.Met => m.Say(
                $"The difference met the standard of evidence set in advance{AtLook(m, verdict)} "
                    + $"({Evidence(m, endpoint, inFull)}){sofar}."
            ),
            VerdictKind.NotMet => m.Say(
                $"The difference did not meet the standard of evidence set in advance "
                    + $"({Evidence(m, endpoint, inFull)}){sofar}, which does "
                    + $"not show them to be equal."
            ),
            VerdictKind.NotYet => Undecided(m, endpoint, verdict),
            // The sentence of the effect has said so, and why.
            _ => BoundText.Empty,
        };
    }

    static BoundText AtLook(Manuscript m, EndpointVerdict verdict)
    {
        var of = new VerdictResults(verdict.Endpoint);
        return verdict is { IsFinal: false, Looks: > 1 } && m.HasNumbers(of.Look, of.Looks)
            ? m.Say($" at look {of.Look} of {of.Looks}")
            : BoundText.Empty;
    }

    static BoundText Undecided(Manuscript m, string endpoint, EndpointVerdict verdict)
    {
        var of = new VerdictResults(endpoint);
        var needs = Needs(m, endpoint, verdict);
        if (verdict.Look is null)
            return m.HasNumbers(of.Events, of.PlannedEvents)
                ? m.Say(
                    $"With {of.Events} of the {of.PlannedEvents} planned events this is not an analysis that the design "
                        + $"planned, and "
                        + $"there is no verdict{needs}."
                )
                : m.Say($"This is not an analysis that the design planned, and there is no verdict{needs}.");
        var futile = verdict.IsFutile ? m.Say("; the bound for futility was reached") : BoundText.Empty;
        return m.Say(
            $"This is look {of.Look} of {of.Looks}, with {of.Events} of the {of.PlannedEvents} planned events: the bound at "
                + $"which the "
                + $"trial would have succeeded was not reached{needs}{futile}."
        );
    }

    /// <summary>What would have to be reached; empty where the plan has no bound here.</summary>
    static BoundText Needs(Manuscript m, string endpoint, EndpointVerdict verdict)
    {
        var of = new VerdictResults(endpoint);
        if (verdict.Margin != 1 || !m.HasNumbers(of.Level, of.BoundZ))
            return BoundText.Empty;
        return verdict.Look is null
            ? m.Say($"; the final analysis needs a two-sided P of {of.Level} or less (Z {of.BoundZ})")
            : m.Say($" (a two-sided P of {of.Level} or less, Z {of.BoundZ})");
    }

    /// <summary>The P value, and what it had to reach where that is not the level of the whole trial.</summary>
    static BoundText Evidence(Manuscript m, string endpoint, bool inFull)
    {
        var of = new VerdictResults(endpoint);
        var p = m.HasNumbers(new LogRankResults(endpoint).PTwoSided)
            ? m.Say($"two-sided {EffectSentence.PValue(m, endpoint)}")
            : BoundText.Empty;
        var level = m.HasNumbers(of.Level, of.BoundZ) && m.Has(of.Looks)
            ? m.Say($"to be at most {of.Level}, Z {of.BoundZ}, at this look")
            : inFull && m.HasNumbers(of.Level) ? m.Say($"to be at most {of.Level}")
            : BoundText.Empty;
        return BoundText.Join(", ", [p, level]);
    }
}
