using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>
/// One time-to-event endpoint: events and censoring with their reasons, medians, landmark rates, hazard ratio, test.
/// </summary>
static class TimeToEventTable
{
    public static IEnumerable<Block> Of(Manuscript m, Endpoint endpoint)
    {
        var id = endpoint.Id;
        var (events, followUp, curves) = (new EventsResults(id), new FollowUpResults(id), new KaplanMeierResults(id));
        var (test, effect) = (new LogRankResults(id), new CoxResults(id));
        if (!m.Has(events))
            return [];
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id)];
        return
        [
            new Table(
                $"{id}-table",
                m.Say($"{m.Names.Endpoint(id)}"),
                [Arms.Head(m, "", arms, events.Participants)],
                [
                    .. Events(m, events, arms),
                    .. Row.ThenOthers([.. Times(m, followUp, curves, arms)], Comparison(m, effect, test, arms)),
                ],
                Footnotes.Under(m, "CI: confidence interval.", events, followUp, curves, test, effect)
            ),
        ];
    }

    static IEnumerable<Row> Events(Manuscript m, EventsResults of, string[] arms) =>
        [
            Row.OfNumbers(m.Say("With event"), arms.Select(arm => m.CountAndPercent(of.Events(arm), of.Percent(arm)))),
            .. m.Parts(of, By.Component, arms, of.EventsBy),
            Row.OfNumbers(m.Say("Censored"), arms.Select(arm => m.Number(of.Censored(arm)))),
            .. m.Parts(of, By.Reason, arms, of.CensoredBecause),
        ];

    static IEnumerable<Row> Times(Manuscript m, FollowUpResults followUp, KaplanMeierResults curves, string[] arms)
    {
        var (unit, level) = (m.Names.Unit(curves.Endpoint), m.Names.Confidence(curves.Endpoint));
        if (arms.Any(arm => m.Has(followUp.Median(arm).Estimate)))
            yield return Row.OfNumbers(
                m.Say($"Median follow-up ({level} CI), {unit}"),
                arms.Select(arm => m.Interval(followUp.Median(arm)))
            );
        yield return Row.OfNumbers(
            m.Say($"Median ({level} CI), {unit}"),
            arms.Select(arm => m.Interval(curves.Median(arm)))
        );
        var landmarks = m.GroupsOf(By.Time, curves)
            .Where(time => arms.Any(arm => m.Has(curves.Survival(arm, time.Id).Estimate)))
            .ToArray();
        if (landmarks.Length > 0)
            yield return Row.Heading(m.Say($"Without event ({level} CI) at"), arms.Length);
        foreach (var time in landmarks)
            yield return Row.OfNumbers(
                m.Say($"{m.Names.Group(By.Time, time.Id)}"),
                arms.Select(arm => m.Interval(curves.Survival(arm, time.Id))),
                isPart: true
            );
    }

    static IEnumerable<Row> Comparison(Manuscript m, CoxResults effect, LogRankResults test, string[] arms)
    {
        if (m.Has(effect))
            yield return Row.OfNumbers(
                m.Say($"Hazard ratio ({m.Names.Confidence(effect.Endpoint)} CI)"),
                arms.Select(arm =>
                    arm == m.Protocol.Control.Id ? m.Say("Reference") : m.Interval(effect.HazardRatio(arm))
                )
            );
        if (m.Has(test.PTwoSided))
            yield return new Row(
                [
                    Cell.RowHead(m.Say("Log-rank test, two-sided P")),
                    Cell.Number(m.Number(test.PTwoSided)) with { Columns = arms.Length },
                ]
            );
    }
}
