using Equipoise.Protocol;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Prose;
using Equipoise.Reporting.Quoting;

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
            <div class="panel" style="--columns:{(m.Protocol.Arms.Count == 2 ? 3 : m.Protocol.Arms.Count)}">
            {m.Protocol.Arms.Select((arm, i) => ArmPanel(m, endpoint, arm, i))}
            {m.Protocol.Arms.Select((arm, i) => RatioPanel(m, endpoint, arm, i))}
            </div>
            </section>

            """
        );
    }

    static string Enrolled(Manuscript m)
    {
        var size = m.Protocol.Arms.Select(arm => m.SizeInFullAnalysis(arm.Id)).ToArray();
        return m.HasNumbers("Disposition/randomized") && m.HasNumbers(size)
            ? $"Of {{{{Disposition/randomized}}}} participants, {Series(m.Protocol.Arms.Select(Assigned))}."
            : "";

        string Assigned(Arm arm, int i) =>
            $"{{{{{size[i]}}}}}{(i == 0 ? " were assigned" : "")} to {{{{label:arm={arm.Id}|lower}}}}";
    }

    static string Join(Manuscript m, Func<Arm, string> sentence) => string.Join(" ", m.Protocol.Experimental.Select(sentence));

    static string Series(IEnumerable<string> parts)
    {
        string[] all = [.. parts];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    static Html ArmPanel(Manuscript m, Endpoint endpoint, Arm arm, int place)
    {
        var (km, groups) = ($"{endpoint.Id}.KaplanMeier", $"[arm={arm.Id}]");
        if (!m.Has($"{km}/median{groups}"))
            return Html.Empty;
        var reached = m.HasNumbers($"{km}/median{groups}");
        var value = reached ? $"{{{{{km}/median{groups}}}}}" : "Not reached";
        var unit = reached
            ? Html.Of($" <span class=\"unit\">{m.Say($"{{{{protocol:unit {endpoint.Id}}}}}")}</span>")
            : Html.Empty;
        var interval = reached
            ? $"median, {{{{protocol:confidence {endpoint.Id}}}}} CI {{{{{km}/medianLower{groups}?}}}} to "
                + $"{{{{{km}/medianUpper{groups}?}}}}"
            : "median";
        return Html.Of(
            $"""
            <div class="figure" style="border-color:{ArmStyle.Of(place).Stroke}"><p class="what">{m.Say(
                $"{{{{label:arm={arm.Id}}}}}"
            )}</p>
            <p class="value">{m.Say(value)}{unit}</p>
            <p class="detail">{m.Say(interval)}</p></div>

            """
        );
    }

    /// <summary>With two arms it stands beside them; with more, under the arm that it is about.</summary>
    static Html RatioPanel(Manuscript m, Endpoint endpoint, Arm arm, int place)
    {
        var (cox, two) = ($"{endpoint.Id}.Cox", m.Protocol.Arms.Count == 2);
        if (!m.HasNumbers($"{cox}/hazardRatio[arm={arm.Id}]"))
            return Html.Empty;
        var p = two && m.Has($"{endpoint.Id}.LogRank/pTwoSided") ? $"; {EffectSentence.PValue(m, endpoint.Id)}" : "";
        var column = two ? Html.Empty : Html.Of($" style=\"--column:{place + 1}\"");
        return Html.Of(
            $"""
            <div class="figure ratio"{column}><p class="what">{m.Say(
                two ? "Hazard ratio" : $"Hazard ratio to {{{{label:arm={m.Protocol.Control.Id}|lower}}}}"
            )}</p>
            <p class="value">{m.Say($"{{{{{cox}/hazardRatio[arm={arm.Id}]}}}}")}</p>
            <p class="detail">{m.Say(
                $"{{{{protocol:confidence {endpoint.Id}}}}} CI {{{{{cox}/lower[arm={arm.Id}]?}}}} to {{{{{cox}/upper[arm={arm.Id}]?}}}}{p}"
            )}</p></div>

            """
        );
    }
}
