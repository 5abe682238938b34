using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>The effect on an endpoint in the words that its results allow, with the numbers that bear them out.</summary>
static class EffectSentence
{
    public static BoundText Of(Manuscript m, Endpoint endpoint, Arm arm)
    {
        var (label, other) = (m.Names.Arm(arm).Small, m.Names.Arm(m.Protocol.Control).Small);
        var name = m.Names.Endpoint(endpoint.Id);
        var said = Findings.Of(m.Results, m.Protocol, endpoint.Id, arm.Id) switch
        {
            Finding.Better or Finding.TendsBetter => m.Say($"{name} was longer with {label} than with {other}"),
            Finding.Worse or Finding.TendsWorse => m.Say($"{name} was shorter with {label} than with {other}"),
            Finding.NotShown => m.Say($"No difference in {name.Small} was shown between {label} and {other}"),
            Finding.TendsNeither => m.Say($"{name} did not clearly differ between {label} and {other}"),
            _ => m.Say($"The effect of {label} on {name.Small} could not be estimated"),
        };
        return m.Say($"{said}{Medians(m, endpoint.Id, arm.Id)}{Ratio(m, endpoint.Id, arm.Id)}.");
    }

    /// <summary>"P = 0.0205" or "P &lt;0.0001": the sign is part of a floor's printed form.</summary>
    public static BoundText PValue(Manuscript m, string endpoint)
    {
        var p = new LogRankResults(endpoint).PTwoSided;
        return m.Results.At(p.Address) is { Formatted: ['<' or '>', ..] }
            ? m.Say($"P\u00A0{p}")
            : m.Say($"P\u00A0=\u00A0{p.OrNE}");
    }

    static BoundText Medians(Manuscript m, string id, string arm)
    {
        var curves = new KaplanMeierResults(id);
        var (one, other) = (curves.Median(arm).Estimate, curves.Median(m.Protocol.Control.Id).Estimate);
        var unit = m.Names.Unit(id);
        return (m.HasNumbers(one), m.HasNumbers(other)) switch
        {
            (true, true) => m.Say($": a median of {one} against {other} {unit}"),
            (true, false) when m.Has(other) => m.Say($": a median of {one} {unit} against one that was not reached"),
            (false, true) when m.Has(one) => m.Say($": a median that was not reached against one of {other} {unit}"),
            _ => BoundText.Empty,
        };
    }

    static BoundText Ratio(Manuscript m, string id, string arm)
    {
        var ratio = new CoxResults(id).HazardRatio(arm);
        if (!m.HasNumbers(ratio))
            return BoundText.Empty;
        var p =
            m.Protocol.Arms.Count == 2 && m.HasNumbers(new LogRankResults(id).PTwoSided)
                ? m.Say($"; two-sided {PValue(m, id)}")
                : BoundText.Empty;
        return m.Say(
            $" (hazard ratio {ratio.Estimate}, {m.Names.Confidence(id)} confidence interval {ratio.Lower} to {ratio.Upper}{p})"
        );
    }
}
