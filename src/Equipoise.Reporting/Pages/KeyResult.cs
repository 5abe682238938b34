using Equipoise.Protocol;
using Equipoise.Reporting.Prose;

namespace Equipoise.Reporting.Pages;

/// <summary>The answer to the question of the trial: one sentence, and the numbers that it stands on.</summary>
static class KeyResult
{
    public static Html Render(Manuscript m)
    {
        var endpoint = m.Protocol.Endpoint(m.Protocol.Analysis.TimeToEvent[0].EndpointId);
        return Html.Of(
            $"""
            <section id="key-result" class="key-result" aria-labelledby="key-result-title">
            <h2 id="key-result-title">{m.Say("Key result")}</h2>
            <p class="lead">{m.Say(Enrolled(m))} {m.Say(Join(m, arm => EffectSentence.Of(m, endpoint, arm)))}</p>
            <div class="panel">
            {m.Protocol.Arms.Select(arm => ArmPanel(m, endpoint, arm))}
            {m.Protocol.Experimental.Select(arm => RatioPanel(m, endpoint, arm))}
            </div>
            </section>

            """
        );
    }

    static string Enrolled(Manuscript m)
    {
        var size = m.Protocol.Arms.Select(arm => m.SizeInFullAnalysis(arm.Id)).ToArray();
        return m.HasNumbers("Disposition/randomized") && m.HasNumbers(size)
            ? $"Of {{{{Disposition/randomized}}}} participants, {Series(m.Protocol.Arms.Select((arm, i) => $"{{{{{size[i]}}}}} were assigned to {{{{label:arm={arm.Id}|lower}}}}"))}."
            : "";
    }

    static string Join(Manuscript m, Func<Arm, string> sentence) => string.Join(" ", m.Protocol.Experimental.Select(sentence));

    static string Series(IEnumerable<string> parts)
    {
        string[] all = [.. parts];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    static Html ArmPanel(Manuscript m, Endpoint endpoint, Arm arm)
    {
        var km = $"{endpoint.Id}.KaplanMeier";
        if (!m.Has($"{km}/median[arm={arm.Id}]"))
            return Html.Empty;
        var style = Figures.ArmStyle.Of(m.Protocol.Arms.ToList().IndexOf(arm));
        return Html.Of(
            $"""
            <div class="figure" style="border-color:{style.Stroke}"><p class="what">{m.Say($"{{{{label:arm={arm.Id}}}}}")}</p>
            <p class="value">{m.Say($"{{{{{km}/median[arm={arm.Id}]?}}}}")} <span class="unit">{m.Say($"{{{{protocol:unit {endpoint.Id}}}}}")}</span></p>
            <p class="detail">{m.Say($"median, {{{{protocol:confidence {endpoint.Id}}}}} CI {{{{{km}/medianLower[arm={arm.Id}]?}}}} to {{{{{km}/medianUpper[arm={arm.Id}]?}}}}")}</p></div>
            """
        );
    }

    static Html RatioPanel(Manuscript m, Endpoint endpoint, Arm arm)
    {
        var cox = $"{endpoint.Id}.Cox";
        if (!m.Has($"{cox}/hazardRatio[arm={arm.Id}]"))
            return Html.Empty;
        var p = m.Protocol.Arms.Count == 2 && m.Has($"{endpoint.Id}.LogRank/pTwoSided") ? $"; {EffectSentence.PValue(m, endpoint.Id)}" : "";
        var what = m.Protocol.Arms.Count == 2 ? "Hazard ratio" : $"Hazard ratio, {{{{label:arm={arm.Id}|lower}}}}";
        return Html.Of(
            $"""
            <div class="figure ratio"><p class="what">{m.Say(what)}</p>
            <p class="value">{m.Say($"{{{{{cox}/hazardRatio[arm={arm.Id}]?}}}}")}</p>
            <p class="detail">{m.Say($"{{{{protocol:confidence {endpoint.Id}}}}} CI {{{{{cox}/lower[arm={arm.Id}]?}}}} to {{{{{cox}/upper[arm={arm.Id}]?}}}}{p}")}</p></div>
            """
        );
    }
}
