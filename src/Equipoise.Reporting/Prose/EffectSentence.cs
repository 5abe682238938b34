using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>The effect on an endpoint in the words that its results allow, with the numbers that bear them out.</summary>
static class EffectSentence
{
    public static string Of(Manuscript m, Endpoint endpoint, Arm arm)
    {
        var (id, control) = (endpoint.Id, m.Protocol.Control.Id);
        var (label, other) = ($"{{{{label:arm={arm.Id}|lower}}}}", $"{{{{label:arm={control}|lower}}}}");
        var name = $"{{{{protocol:endpoint {id}}}}}";
        var said = Findings.Of(m.Results, m.Protocol, id, arm.Id) switch
        {
            Finding.Better or Finding.TendsBetter => $"{name} was longer with {label} than with {other}",
            Finding.Worse or Finding.TendsWorse => $"{name} was shorter with {label} than with {other}",
            Finding.NotShown => $"No difference in {{{{protocol:endpoint {id}|lower}}}} was shown between {label} and {other}",
            Finding.TendsNeither => $"{name} did not clearly differ between {label} and {other}",
            _ => $"The effect of {label} on {{{{protocol:endpoint {id}|lower}}}} could not be estimated",
        };
        return $"{said}{Medians(m, id, arm.Id, control)}{Ratio(m, id, arm.Id)}.";
    }

    /// <summary>"P = 0.0205" or "P &lt;0.0001": the sign is part of a floor's printed form.</summary>
    public static string PValue(Manuscript m, string endpoint)
    {
        var address = $"{endpoint}.LogRank/pTwoSided";
        return m.Results.At(address) is { Formatted: ['<' or '>', ..] }
            ? $"P\u00A0{{{{{address}}}}}"
            : $"P\u00A0=\u00A0{{{{{address}?}}}}";
    }

    static string Medians(Manuscript m, string id, string arm, string control)
    {
        var (one, other) = ($"{id}.KaplanMeier/median[arm={arm}]", $"{id}.KaplanMeier/median[arm={control}]");
        var unit = $"{{{{protocol:unit {id}}}}}";
        return (m.HasNumbers(one), m.HasNumbers(other)) switch
        {
            (true, true) => $": a median of {{{{{one}}}}} against {{{{{other}}}}} {unit}",
            (true, false) when m.Has(other) => $": a median of {{{{{one}}}}} {unit} against one that was not reached",
            (false, true) when m.Has(one) => $": a median that was not reached against one of {{{{{other}}}}} {unit}",
            _ => "",
        };
    }

    static string Ratio(Manuscript m, string id, string arm)
    {
        var (ratio, lower, upper) = (
            $"{id}.Cox/hazardRatio[arm={arm}]",
            $"{id}.Cox/lower[arm={arm}]",
            $"{id}.Cox/upper[arm={arm}]"
        );
        if (!m.HasNumbers(ratio, lower, upper))
            return "";
        var p = m.Protocol.Arms.Count == 2 && m.HasNumbers($"{id}.LogRank/pTwoSided") ? $"; two-sided {PValue(m, id)}" : "";
        return $" (hazard ratio {{{{{ratio}}}}}, {{{{protocol:confidence {id}}}}} confidence interval {{{{{lower}}}}} to "
            + $"{{{{{upper}}}}}{p})";
    }
}
