using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Design.Monitoring;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Verdicts;

namespace Equipoise.Reporting.Prose;

/// <summary>The effect on an endpoint in the words that the design allows, with the numbers that bear them out.</summary>
static class EffectSentence
{
    public static BoundText Of(Manuscript m, Endpoint endpoint, Arm arm)
    {
        var (label, other) = (m.Names.Arm(arm).Small, m.Names.Arm(m.Protocol.Control).Small);
        var name = m.Names.Endpoint(endpoint.Id);
        var margin = new VerdictResults(endpoint.Id).Margin;
        var said = Claims.Of(m, endpoint.Id, arm) switch
        {
            Claim.Longer => m.Say($"{name} was longer with {label} than with {other}"),
            Claim.Shorter => m.Say($"{name} was shorter with {label} than with {other}"),
            Claim.Different => m.Say($"{name} differed between {label} and {other}, and not in one direction throughout"),
            Claim.NotShown => m.Say($"No difference in {name.Small} was shown between {label} and {other}"),
            Claim.NotInferior => m.Say($"In {name.Small}, {label} was not inferior to {other} by the margin of {margin}"),
            Claim.MarginNotRuledOut => m.Say(
                $"In {name.Small}, {label} was not shown to be non-inferior to {other} by the margin of {margin}"
            ),
            Claim.Undecided or Claim.Futile => m.Say(
                $"{name} with {label} and {other} is not decided yet{SoFar(m, endpoint.Id)}"
            ),
            Claim.NotTested => m.Say($"{name} was not tested between {label} and {other}{Because(m, endpoint.Id)}"),
            _ => m.Say($"The effect of {label} on {name.Small} could not be estimated"),
        };
        return m.Say($"{said}{Medians(m, endpoint.Id, arm.Id)}{Ratio(m, endpoint.Id, arm.Id)}.");
    }

    /// <summary>"P = 0.0205" or "P &lt;0.0001": the sign is part of a floor's printed form.</summary>
    public static BoundText PValue(Manuscript m, string endpoint) => PValue(m, new LogRankResults(endpoint).PTwoSided);

    /// <summary>The same of any test.</summary>
    public static BoundText PValue(Manuscript m, ResultRef p)
    {
        var printed = m.Say($"{p.OrNE}");
        return printed.Text is ['<' or '>', ..] ? m.Say($"P\u00A0{printed}") : m.Say($"P\u00A0=\u00A0{printed}");
    }

    /// <summary>", with 115 of the 178 planned events"; nothing where no events are planned.</summary>
    public static BoundText SoFar(Manuscript m, string endpoint)
    {
        var of = new VerdictResults(endpoint);
        return !m.HasNumbers(of.Events, of.PlannedEvents) ? BoundText.Empty
            : m.Raw(of.Events) > m.Raw(of.PlannedEvents)
                ? m.Say($", with {of.Events} events where {of.PlannedEvents} were planned")
            : m.Say($", with {of.Events} of the {of.PlannedEvents} planned events");
    }

    /// <summary>Why an endpoint was not tested, to follow the statement that it was not.</summary>
    public static BoundText Because(Manuscript m, string endpoint) =>
        m.Verdicts.GetValueOrDefault(endpoint) switch
        {
            { Untested: UntestedReason.NoLevel } => m.Say(", because no level of significance was set in advance"),
            { Untested: UntestedReason.SeveralArms } => m.Say(
                ", because the protocol does not say how several arms share the level of significance"
            ),
            { Untested: UntestedReason.NotReached, After: { } before } => m.Say(
                $", because {m.Names.Endpoint(before).Small}, which had to be shown before, was not"
            ),
            { Untested: UntestedReason.NotReached } => m.Say(", because what had to be shown before was not"),
            { Untested: UntestedReason.NotPlanned } => m.Say(", because the design sets no level of significance for it"),
            _ => BoundText.Empty,
        };

    static BoundText Medians(Manuscript m, string id, string arm)
    {
        var (curves, events, control) = (new KaplanMeierResults(id), new EventsResults(id), m.Protocol.Control.Id);
        if (HasNone(m, events, arm) || HasNone(m, events, control))
            return m.HasNumbers(events.Participants(arm), events.Participants(control))
                ? m.Say($": {Had(m, events, arm)} against {Had(m, events, control)} had the event")
                : BoundText.Empty;
        var (one, other) = (curves.Median(arm).Estimate, curves.Median(control).Estimate);
        var unit = m.Names.Unit(id);
        return (m.HasNumbers(one), m.HasNumbers(other)) switch
        {
            (true, true) => m.Say($": a median of {one} against {other} {unit}"),
            (true, false) when m.Has(other) => m.Say($": a median of {one} {unit} against one that was not reached"),
            (false, true) when m.Has(one) => m.Say($": a median that was not reached against one of {other} {unit}"),
            _ => BoundText.Empty,
        };
    }

    static bool HasNone(Manuscript m, EventsResults of, string arm) => m.Raw(of.Events(arm)) == 0;

    /// <summary>"none of 40", "26 of 40".</summary>
    public static BoundText Had(Manuscript m, EventsResults of, string arm) =>
        HasNone(m, of, arm)
            ? m.Say($"none of {of.Participants(arm)}")
            : m.Say($"{of.Events(arm)} of {of.Participants(arm)}");

    static BoundText Ratio(Manuscript m, string id, string arm)
    {
        var ratio = new CoxResults(id).HazardRatio(arm);
        var level = m.Names.Confidence(id);
        var p = Claims.HasP(m, id) ? m.Say($"; two-sided {PValue(m, id)}") : BoundText.Empty;
        if (m.HasNumbers(ratio))
            return m.Say(
                $" (hazard ratio {ratio.Estimate}, {level} confidence interval {ratio.Lower} to {ratio.Upper}{p})"
            );
        return m.HasNumbers(ratio.Lower)
            ? m.Say($" (no finite hazard ratio, {level} confidence limit {ratio.Lower}{p})")
            : BoundText.Empty;
    }
}
