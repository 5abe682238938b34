using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>Whether the arms were followed alike: who was still followed, who was censored early, and why.</summary>
static class CensoringTable
{
    public static IEnumerable<Block> Of(Manuscript m, string endpoint)
    {
        var of = new CensoringResults(endpoint);
        var times = m.GroupsOf(By.Time, of);
        if (times.Count == 0)
            return [];
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id)];
        Row[] reasons = [.. m.Parts(of, By.Reason, arms, of.BeforeLast)];
        return
        [
            new Table(
                $"{endpoint}-censoring",
                m.Say($"{m.Names.Endpoint(endpoint)}: follow-up and early censoring"),
                [Arms.Head(m, "", arms, new EventsResults(endpoint).Participants)],
                [
                    Row.Heading(m.Say($"Still followed ({m.Names.Confidence(endpoint)} CI) at"), arms.Length),
                    .. times.Select(time => Part(time, arm => m.Interval(of.Followed(arm, time.Id)))),
                    Row.Heading(m.Say("Censored before"), arms.Length),
                    .. times.Select(time => Part(time, arm => m.Number(of.Before(arm, time.Id)))),
                    .. reasons.Length == 0
                        ? Array.Empty<Row>()
                        :
                        [
                            Row.Heading(m.Say($"Censored before {m.Names.Group(By.Time, times[^1].Id)}, by reason"), arms.Length),
                            .. reasons,
                        ],
                ],
                Footnotes.Under(m, "CI: confidence interval.", of)
            ),
        ];

        Row Part(Group time, Func<string, BoundText> cell) =>
            Row.OfNumbers(m.Say($"{m.Names.Group(By.Time, time.Id)}"), arms.Select(cell), isPart: true);
    }
}
