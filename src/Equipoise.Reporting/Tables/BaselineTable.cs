using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>
/// Who took part, by arm and together, in the order that the protocol asks for. No tests: chance made the arms.
/// </summary>
static class BaselineTable
{
    public static Html Render(Manuscript m)
    {
        var variables = m
            .Protocol.Analysis.Baseline.Select(id => $"Baseline.{id}")
            .Where(id => m.Results.Find(id) is not null)
            .ToArray();
        if (variables.Length == 0)
            return Html.Empty;
        string[] groups = [.. m.Protocol.Arms.Select(arm => arm.Id), "all"];
        string[] arms = [.. groups.Where(arm => variables.Any(id => m.Speaks(id, arm)))];
        return new ReportTable(
            "baseline",
            m.Say("Participants at baseline"),
            ReportTable.ArmHead(m, "Characteristic", arms, m.SizeInFullAnalysis),
            Html.Join(variables.SelectMany(id => Rows(m, id, arms))),
            Footnotes.Under(m, "Data are numbers of participants with percentages unless the row says otherwise.", variables)
        ).Render();
    }

    static IEnumerable<Html> Rows(Manuscript m, string id, string[] arms)
    {
        yield return ReportTable.Heading(m.Say($"{{{{analysis:{id}}}}}"), arms.Length);
        foreach (var level in m.GroupsOf("level", id))
            yield return ReportTable.Row(
                m.Say($"{{{{label:level={level.Id}}}}}"),
                arms.Select(arm =>
                    m.CountAndPercent($"{id}/count[arm={arm};level={level.Id}]", $"{id}/percent[arm={arm};level={level.Id}]")
                ),
                part: true
            );
        if (arms.Any(arm => m.Has($"{id}/mean[arm={arm}]")))
            yield return Part("Mean (SD)", arm => Pair(arm, "mean", "standardDeviation"));
        if (arms.Any(arm => m.Has($"{id}/median[arm={arm}]")))
            yield return Part(
                "Median (quartiles)",
                arm => m.Interval($"{id}/median[arm={arm}]", $"{id}/lowerQuartile[arm={arm}]", $"{id}/upperQuartile[arm={arm}]")
            );
        if (arms.Any(arm => m.Has($"{id}/minimum[arm={arm}]")))
            yield return Part(
                "Range",
                arm =>
                    Html.Of($"<span class=\"interval\">{m.Range($"{id}/minimum[arm={arm}]", $"{id}/maximum[arm={arm}]")}</span>")
            );

        Html Part(string label, Func<string, Html> cell) => ReportTable.Row(m.Say(label), arms.Select(cell), part: true);
        Html Pair(string arm, string first, string second) =>
            m.Has($"{id}/{second}[arm={arm}]")
                ? Html.Of(
                    $"{m.Number($"{id}/{first}[arm={arm}]")} <span "
                        + $"class=\"share\">{m.Say($"({{{{{id}/{second}[arm={arm}]?}}}})")}</span>"
                )
                : m.Number($"{id}/{first}[arm={arm}]");
    }
}
