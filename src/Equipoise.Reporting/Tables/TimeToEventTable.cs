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
                        new LandmarkResults(id),
                        test,
                        effect,
                        new ProportionalHazardsResults(id),
                        .. ShowsMeans(m, id) ? [new RestrictedMeanResults(id)] : Array.Empty<AnalysisResults>(),
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
        if (arms.Any(arm => m.Has(curves.FirstQuartile(arm).Estimate)))
            yield return Row.OfNumbers(
                m.Say($"Quartiles (first, third), {unit}"),
                arms.Select(arm =>
                    m.Say($"{curves.FirstQuartile(arm).Estimate.OrNE}, {curves.ThirdQuartile(arm).Estimate.OrNE}")
                )
            );
        if (arms.Any(arm => m.Has(curves.Minimum(arm))))
            yield return Row.OfNumbers(
                m.Say($"Range, {unit}"),
                arms.Select(arm =>
                    m.Has(curves.Minimum(arm)) ? m.Range(curves.Minimum(arm), curves.Maximum(arm)) : BoundText.Empty
                )
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
        foreach (var row in LandmarkRows.Of(m, new(curves.Endpoint), arms))
            yield return row;
    }

    static IEnumerable<Row> Comparison(Manuscript m, CoxResults effect, LogRankResults test, string[] arms)
    {
        if (m.Has(effect))
            yield return ToControl(
                m,
                m.Say($"Hazard ratio ({m.Names.Confidence(effect.Endpoint)} CI)"),
                arm => m.Interval(effect.HazardRatio(arm))
            );
        // A P value stands where a test was planned, and has come to its turn.
        if (m.Has(test.PTwoSided) && IsTested(m, test.Endpoint))
            yield return Over(m.Say("Log-rank test, two-sided P"), m.Number(test.PTwoSided), arms);
        if (arms.Any(arm => m.Has((test with { Arm = arm }).PTwoSided)) && IsTested(m, test.Endpoint))
            yield return ToControl(m, m.Say("Log-rank test, two-sided P"), arm => m.Number((test with { Arm = arm }).PTwoSided));
        foreach (var row in Looks(m, new(test.Endpoint), arms))
            yield return row;
        var proportional = new ProportionalHazardsResults(test.Endpoint).PTwoSided;
        if (m.HasNumbers(proportional))
            yield return Over(m.Say("Test of proportional hazards, P"), m.Number(proportional), arms);
        if (arms.Any(arm => m.HasNumbers(new ProportionalHazardsResults(test.Endpoint, arm).PTwoSided)))
            yield return ToControl(
                m,
                m.Say("Test of proportional hazards, P"),
                arm => m.Number(new ProportionalHazardsResults(test.Endpoint, arm).PTwoSided)
            );
        var means = new RestrictedMeanResults(test.Endpoint);
        if (ShowsMeans(m, test.Endpoint) && m.HasNumbers(means.Horizon))
            yield return ToControl(
                m,
                m.Say(
                    $"Mean without event to {means.Horizon} {m.Names.Unit(test.Endpoint)}, difference "
                        + $"({m.Names.Confidence(test.Endpoint)} CI)"
                ),
                arm => m.Interval(means.Difference(arm))
            );
    }

    /// <summary>Restricted means stand where the plan names their end, or where one ratio does not tell the effect.</summary>
    static bool ShowsMeans(Manuscript m, string endpoint) =>
        ChangeSentence.Applies(m, endpoint)
        || m.Protocol.Analysis.TimeToEvent.Any(plan => plan.EndpointId == endpoint && plan.RestrictedMeanTo is not null);

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

    /// <summary>What compares each experimental arm with the control, which is the reference.</summary>
    static Row ToControl(Manuscript m, BoundText name, Func<string, BoundText> of) =>
        Row.OfNumbers(
            name,
            m.Protocol.Arms.Select(arm => arm.Id == m.Protocol.Control.Id ? m.Say("Reference") : of(arm.Id))
        );

    static Row Over(BoundText name, BoundText value, string[] arms) =>
        new([Cell.RowHead(name), Cell.Number(value) with { Columns = arms.Length }]);
}
