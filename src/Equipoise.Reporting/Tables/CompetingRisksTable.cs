using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>The events that make up an endpoint while they compete.</summary>
static class CompetingRisksTable
{
    public static IEnumerable<Block> Of(Manuscript m, string endpoint)
    {
        var of = new CompetingRisksResults(endpoint);
        var components = m.GroupsOf(By.Component, of);
        if (components.Count == 0)
            return [];
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id)];
        return
        [
            new Table(
                $"{endpoint}-competing",
                m.Say($"{m.Names.Endpoint(endpoint)}: competing risks"),
                [Arms.Head(m, "", arms, new EventsResults(endpoint).Participants)],
                [.. components.SelectMany(component => Rows(m, of, component, arms))],
                Footnotes.Under(m, "CI: confidence interval.", of)
            ),
        ];
    }

    static IEnumerable<Row> Rows(Manuscript m, CompetingRisksResults of, Group component, string[] arms)
    {
        var (level, name) = (m.Names.Confidence(of.Endpoint), m.Names.Group(By.Component, component.Id));
        yield return Row.Heading(m.Say($"{name}, cumulative incidence ({level} CI) at"), arms.Length);
        foreach (var time in m.GroupsOf(By.Time, of))
            yield return Row.OfNumbers(
                m.Say($"{m.Names.Group(By.Time, time.Id)}"),
                arms.Select(arm => m.Interval(of.Incidence(arm, component.Id, time.Id))),
                isPart: true
            );
        yield return Row.OfNumbers(
            m.Say($"{name}, subdistribution hazard ratio ({level} CI)"),
            arms.Select(arm =>
                arm == m.Protocol.Control.Id ? m.Say("Reference") : m.Interval(of.Ratio(arm, component.Id))
            ),
            isPart: true
        );
    }
}
