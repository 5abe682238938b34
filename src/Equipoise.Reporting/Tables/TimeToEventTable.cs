using Equipoise.Protocol;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>
/// One time-to-event endpoint: events and censoring with their reasons, medians, landmark rates, hazard ratio, test.
/// </summary>
static class TimeToEventTable
{
    public static Html Render(Manuscript m, Endpoint endpoint)
    {
        var id = endpoint.Id;
        if (m.Results.Find($"{id}.Events") is null)
            return Html.Empty;
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id)];
        IEnumerable<Html> rows = [.. Events(m, id, arms), .. Times(m, id, arms), .. Comparison(m, id, arms)];
        return new ReportTable(
            $"{id}-table",
            m.Say($"{{{{protocol:endpoint {id}}}}}"),
            ReportTable.ArmHead(m, "", arms, arm => $"{id}.Events/participants[arm={arm}]"),
            Html.Join(rows),
            Footnotes.Under(
                m,
                "CI: confidence interval.",
                $"{id}.Events",
                $"{id}.FollowUp",
                $"{id}.KaplanMeier",
                $"{id}.LogRank",
                $"{id}.Cox"
            )
        ).Render();
    }

    static IEnumerable<Html> Events(Manuscript m, string id, string[] arms)
    {
        yield return ReportTable.Row(
            m.Say("With event"),
            arms.Select(arm => m.CountAndPercent($"{id}.Events/events[arm={arm}]", $"{id}.Events/percent[arm={arm}]"))
        );
        foreach (var part in m.Parts($"{id}.Events", "eventsBy", "component", arms))
            yield return part;
        yield return ReportTable.Row(m.Say("Censored"), arms.Select(arm => m.Number($"{id}.Events/censored[arm={arm}]")));
        foreach (var part in m.Parts($"{id}.Events", "censoredBecause", "reason", arms))
            yield return part;
    }

    static IEnumerable<Html> Times(Manuscript m, string id, string[] arms)
    {
        var (unit, level) = ($"{{{{protocol:unit {id}}}}}", $"{{{{protocol:confidence {id}}}}}");
        if (arms.Any(arm => m.Has($"{id}.FollowUp/median[arm={arm}]")))
            yield return ReportTable.Row(
                m.Say($"Median follow-up ({level} CI), {unit}"),
                arms.Select(arm =>
                    m.Interval(
                        $"{id}.FollowUp/median[arm={arm}]",
                        $"{id}.FollowUp/lower[arm={arm}]",
                        $"{id}.FollowUp/upper[arm={arm}]"
                    )
                )
            );
        var km = $"{id}.KaplanMeier";
        yield return ReportTable.Row(
            m.Say($"Median ({level} CI), {unit}"),
            arms.Select(arm =>
                m.Interval($"{km}/median[arm={arm}]", $"{km}/medianLower[arm={arm}]", $"{km}/medianUpper[arm={arm}]")
            )
        );
        var landmarks = m.GroupsOf("time", km)
            .Where(time => arms.Any(arm => m.Has($"{km}/survival[arm={arm};time={time.Id}]")))
            .ToArray();
        if (landmarks.Length > 0)
            yield return ReportTable.Heading(m.Say($"Without event ({level} CI) at"), arms.Length);
        foreach (var time in landmarks)
            yield return ReportTable.Row(
                m.Say($"{{{{label:time={time.Id}}}}}"),
                arms.Select(arm =>
                {
                    var groups = $"[arm={arm};time={time.Id}]";
                    return m.Interval($"{km}/survival{groups}", $"{km}/survivalLower{groups}", $"{km}/survivalUpper{groups}");
                }),
                part: true
            );
        if (landmarks.Length > 0)
            yield return ReportTable.EndOfGroup;
    }

    static IEnumerable<Html> Comparison(Manuscript m, string id, string[] arms)
    {
        var (cox, p) = ($"{id}.Cox", $"{id}.LogRank/pTwoSided");
        if (m.Results.Find(cox) is not null)
            yield return ReportTable.Row(
                m.Say($"Hazard ratio ({{{{protocol:confidence {id}}}}} CI)"),
                arms.Select(arm =>
                    arm == m.Protocol.Control.Id
                        ? m.Say("Reference")
                        : m.Interval($"{cox}/hazardRatio[arm={arm}]", $"{cox}/lower[arm={arm}]", $"{cox}/upper[arm={arm}]")
                )
            );
        if (m.Has(p))
            yield return Html.Of(
                $"<tr><th scope=\"row\">{m.Say("Log-rank test, two-sided P")}</th><td class=\"n\" "
                    + $"colspan=\"{arms.Length}\">{m.Number(p)}</td></tr>\n"
            );
    }
}
