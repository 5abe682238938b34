using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>The hazard ratio of an endpoint by other choices, a row each, the planned one first.</summary>
static class SensitivityTable
{
    public static IEnumerable<Block> Of(Manuscript m, string endpoint)
    {
        var of = new SensitivityResults(endpoint);
        var analyses = m.GroupsOf(By.Analysis, of);
        if (analyses.Count < 2)
            return [];
        var level = m.Names.Confidence(endpoint);
        return
        [
            new Table(
                $"{endpoint}-sensitivity",
                m.Say($"{m.Names.Endpoint(endpoint)}: sensitivity of the analysis"),
                [
                    new(
                        [
                            Cell.Head(m.Say("Analysis")),
                            .. m.Protocol.Arms.Select(arm => Cell.NumberHead(m.Say($"{m.Names.Arm(arm)}, events/n"))),
                            .. m.Protocol.Experimental.Select(arm =>
                                Cell.NumberHead(
                                    m.Protocol.Arms.Count == 2
                                        ? m.Say($"Hazard ratio ({level} CI)")
                                        : m.Say($"Hazard ratio, {m.Names.Arm(arm).Small} ({level} CI)")
                                )
                            ),
                        ]
                    ),
                ],
                [
                    .. analyses.Select(analysis =>
                        Row.OfNumbers(
                            m.Say($"{m.Names.Group(By.Analysis, analysis.Id)}"),
                            [
                                .. m.Protocol.Arms.Select(arm =>
                                    m.Say($"{of.Events(arm.Id, analysis.Id)}/{of.Participants(arm.Id, analysis.Id)}")
                                ),
                                .. m.Protocol.Experimental.Select(arm => m.Interval(of.HazardRatio(arm.Id, analysis.Id))),
                            ]
                        )
                    ),
                ],
                Footnotes.Under(m, "CI: confidence interval.", of)
            ),
        ];
    }
}
