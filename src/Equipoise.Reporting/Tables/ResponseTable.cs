using Equipoise.Analysis.Response;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>Tumor responses: the rates with what compares them, each category, and how long responses lasted.</summary>
static class ResponseTable
{
    public static IEnumerable<Block> Of(Manuscript m)
    {
        var (best, objective) = (new BestResponseResults(), new ResponseRateResults(ResponseRateResults.Objective));
        var (benefit, duration) = (
            new ResponseRateResults(ResponseRateResults.ClinicalBenefit),
            new DurationOfResponseResults()
        );
        if (m.Protocol.Analysis.Response is not { } plan || !m.Has(objective))
            return [];
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id)];
        var level = Stated.Confidence(plan);
        return
        [
            new Table(
                "response-table",
                m.Say("Tumor response"),
                [Arms.Head(m, "", arms, objective.Participants)],
                [
                    .. Rate(m, objective, m.Say("Objective response"), level, arms),
                    .. m.Has(benefit) ? Rate(m, benefit, m.Say("Clinical benefit"), level, arms) : [],
                    .. Categories(m, best, level, arms),
                    .. Duration(m, duration, arms),
                ],
                Footnotes.Under(m, "CI: confidence interval.", objective, benefit, best, duration)
            ),
        ];
    }

    static IEnumerable<Row> Rate(Manuscript m, ResponseRateResults of, BoundText name, Name level, string[] arms)
    {
        yield return Row.Heading(name, arms.Length);
        yield return Row.OfNumbers(m.Say("Participants"), arms.Select(arm => m.Number(of.Responders(arm))), isPart: true);
        yield return Row.OfNumbers(m.Say($"Rate ({level} CI)"), arms.Select(arm => m.Interval(of.Rate(arm))), isPart: true);
        foreach (
            var (label, at) in new (BoundText, Func<string, IntervalRef>)[]
            {
                (m.Say($"Difference in percentage points ({level} CI)"), of.Difference),
                (m.Say($"Odds ratio ({level} CI)"), of.OddsRatio),
                (m.Say($"Difference, stratified ({level} CI)"), of.StratifiedDifference),
                (m.Say($"Odds ratio, stratified ({level} CI)"), of.StratifiedOddsRatio),
            }
        )
            if (arms.Any(arm => m.Has(at(arm).Estimate)))
                yield return ToControl(m, label, arms, arm => m.Interval(at(arm)));
        foreach (
            var (label, at) in new (BoundText, Func<string, ResultRef>)[]
            {
                (m.Say("Two-sided P"), of.PTwoSided),
                (m.Say("Two-sided P, stratified"), of.PStratified),
            }
        )
            if (arms.Any(arm => m.Has(at(arm))))
                yield return ToControl(m, label, arms, arm => m.Number(at(arm)));
    }

    static Row ToControl(Manuscript m, BoundText name, string[] arms, Func<string, BoundText> of) =>
        Row.OfNumbers(
            name,
            arms.Select(arm => arm == m.Protocol.Control.Id ? m.Say("Reference") : of(arm)),
            isPart: true
        );

    static IEnumerable<Row> Categories(Manuscript m, BestResponseResults of, Name level, string[] arms)
    {
        yield return Row.Heading(m.Say($"Best overall response ({level} CI)"), arms.Length);
        foreach (var category in m.GroupsOf(By.Response, of))
            yield return Row.OfNumbers(
                m.Say($"{m.Names.Group(By.Response, category.Id)}"),
                arms.Select(arm =>
                    m.Raw(of.Participants(arm, category.Id)) is null or 0
                        ? m.Number(of.Participants(arm, category.Id))
                        : m.Say($"{of.Participants(arm, category.Id)}, {m.Interval(of.Rate(arm, category.Id))}")
                ),
                isPart: true
            );
    }

    static IEnumerable<Row> Duration(Manuscript m, DurationOfResponseResults of, string[] arms)
    {
        if (!m.Has(of))
            yield break;
        // The endpoint whose progression ends a response is the first that waits for one.
        var plan = m.Protocol.Analysis.TimeToEvent.First(plan =>
            m.Protocol.Endpoint(plan.EndpointId).Events.Any(happening => happening is EndpointEvent.Progression)
        );
        yield return Row.Heading(m.Say("Duration of response"), arms.Length);
        yield return Row.OfNumbers(
            m.Say("Events among those who responded"),
            arms.Select(arm => m.Say($"{of.Events(arm)} of {of.Responders(arm)}")),
            isPart: true
        );
        yield return Row.OfNumbers(
            m.Say($"Median ({m.Names.Confidence(plan.EndpointId)} CI), {m.Names.Unit(plan.EndpointId)}"),
            arms.Select(arm => m.Interval(of.Median(arm))),
            isPart: true
        );
    }
}
