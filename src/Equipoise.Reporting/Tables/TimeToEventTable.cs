using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Design.Monitoring;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Prose;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Verdicts;

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
                Footnotes.Under(
                    m,
                    "CI: confidence interval.",
                    [
                        events,
                        followUp,
                        curves,
                        test,
                        effect,
                        new ProportionalHazardsResults(id),
                        .. ChangeSentence.Applies(m, id) ? [new RestrictedMeanResults(id)] : Array.Empty<AnalysisResults>(),
                        new VerdictResults(id),
                    ]
                )
            ),
        ];
    }

    static IEnumerable<Row> Events(Manuscript m, EventsResults of, string[] arms) =>
        [
            .. Planned(m, new(of.Endpoint), arms),
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
        // A P value stands where a test was planned, and has come to its turn.
        if (m.Has(test.PTwoSided) && IsTested(m, test.Endpoint))
            yield return Over(m.Say("Log-rank test, two-sided P"), m.Number(test.PTwoSided), arms);
        foreach (var row in Looks(m, new(test.Endpoint), arms))
            yield return row;
        var proportional = new ProportionalHazardsResults(test.Endpoint).PTwoSided;
        if (m.HasNumbers(proportional))
            yield return Over(m.Say("Test of proportional hazards, P"), m.Number(proportional), arms);
        var means = new RestrictedMeanResults(test.Endpoint);
        if (ChangeSentence.Applies(m, test.Endpoint) && m.HasNumbers(means.Horizon))
            yield return Row.OfNumbers(
                m.Say(
                    $"Mean without event to {means.Horizon} {m.Names.Unit(test.Endpoint)}, difference "
                        + $"({m.Names.Confidence(test.Endpoint)} CI)"
                ),
                arms.Select(arm =>
                    arm == m.Protocol.Control.Id ? m.Say("Reference") : m.Interval(means.Difference(arm))
                )
            );
    }

    /// <summary>The primary endpoint has a P value also where its verdict is still to come, or no level was set.</summary>
    static bool IsTested(Manuscript m, string endpoint) =>
        m.Verdicts.GetValueOrDefault(endpoint) is not { Kind: VerdictKind.NotTested }
        || (m.Protocol.Design is null && m.Protocol.Analysis.TimeToEvent[0].EndpointId == endpoint);

    /// <summary>What the looks leave to the analysis, where there were any, and the margin where there is one.</summary>
    static IEnumerable<Row> Looks(Manuscript m, VerdictResults of, string[] arms)
    {
        if (m.HasNumbers(of.Looks) && m.HasNumbers(of.Level))
            yield return Over(m.Say($"Level of look {of.Look} of {of.Looks}, two-sided P "
                + $"(Z)"), m.Say($"{of.Level} ({of.BoundZ})"), arms);
        if (m.HasNumbers(of.Repeated.Estimate))
            yield return Over(m.Say("Hazard ratio, repeated interval over all looks"), m.Interval(of.Repeated), arms);
        if (m.HasNumbers(of.StagewiseP))
        {
            yield return Over(m.Say("Stage-wise P, one-sided"), m.Number(of.StagewiseP), arms);
            yield return Over(m.Say("Hazard ratio, median unbiased over the looks"), m.Interval(of.Adjusted), arms);
        }
        if (m.HasNumbers(of.Margin, of.UpperLimit))
            yield return Over(m.Say("Upper limit of the hazard ratio (margin)"), m.Say($"{of.UpperLimit} ({of.Margin})"), arms);
    }

    /// <summary>The events of both arms beside those that the design plans.</summary>
    static IEnumerable<Row> Planned(Manuscript m, VerdictResults of, string[] arms)
    {
        if (m.HasNumbers(of.Events, of.PlannedEvents))
            yield return Over(m.Say("Events in both arms (planned)"), m.Say($"{of.Events} ({of.PlannedEvents})"), arms);
    }

    static Row Over(BoundText name, BoundText value, string[] arms) =>
        new([Cell.RowHead(name), Cell.Number(value) with { Columns = arms.Length }]);
}
