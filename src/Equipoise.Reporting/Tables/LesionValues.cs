using Equipoise.Analysis.Response;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>What the figures of target lesions show, as tables for those who do not see them.</summary>
static class LesionValues
{
    static readonly TargetLesionResults of = new();

    /// <summary>The best changes: how many are drawn, and how many grew or shrank by how much.</summary>
    public static Table OfBest(Manuscript m)
    {
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id)];
        return new(
            "waterfall-values",
            m.Say("Values of the figure"),
            [Arms.Head(m, "", arms, of.Participants)],
            [
                Count("Measurable disease at baseline", of.Measurable),
                Count("With an assessment after it", of.Assessed),
                Count("Without one, not drawn", of.NotAssessed),
                .. Row.ThenOthers(
                    [Row.Heading(m.Say("Best change"), arms.Length), .. Bands(m, arms)],
                    [
                        Count("More than twice the size of baseline, cut", of.MoreThanDoubled),
                        Count("Median, %", of.Median),
                        Row.OfNumbers(
                            m.Say("From, to, %"),
                            arms.Select(arm =>
                                m.HasNumbers(of.Smallest(arm))
                                    ? m.Say($"{of.Smallest(arm)} to {of.Largest(arm)}")
                                    : BoundText.Empty
                            )
                        ),
                    ]
                ),
            ],
            BoundText.Empty
        );

        Row Count(string words, Func<string, ResultRef> at) => Row.OfNumbers(m.Say(words), arms.Select(arm => m.Number(at(arm))));
    }

    /// <summary>The changes over time: how many were assessed then or later, and their median change.</summary>
    public static Table OverTime(Manuscript m)
    {
        Arm[] arms = [.. m.Protocol.Arms];
        return new(
            "spider-values",
            m.Say("Values of the figure"),
            [
                new([
                    Cell.Head(m.Say("Time")) with { Rows = 2 },
                    .. arms.Select(arm => Cell.HeadOver(m.Say($"{m.Names.Arm(arm)}"), 2)),
                ]),
                new([
                    .. arms.SelectMany(_ => new[] { "Assessed then or later", "Median change, %" })
                        .Select(head => Cell.NumberHead(m.Say(head))),
                ]),
            ],
            [
                .. m.GroupsOf(By.Time, of)
                    .Select(time =>
                        Row.OfNumbers(
                            m.Say($"{m.Names.Group(By.Time, time.Id)}"),
                            arms.SelectMany(arm =>
                                new[] { m.Number(of.StillAssessed(arm.Id, time.Id)), m.Number(of.MedianAt(arm.Id, time.Id)) }
                            )
                        )
                    ),
                .. arms.Any(arm => m.Has(of.Progressed(arm.Id)))
                    ?
                    [
                        Row.OfNumbers(
                            m.Say("Progressed"),
                            arms.SelectMany(arm => new[] { m.Number(of.Progressed(arm.Id)), BoundText.Empty })
                        ),
                    ]
                    : Array.Empty<Row>(),
            ],
            BoundText.Empty
        );
    }

    static IEnumerable<Row> Bands(Manuscript m, string[] arms) =>
        m.GroupsOf(By.Category, of)
            .Select(band =>
                Row.OfNumbers(
                    m.Say($"{m.Names.Group(By.Category, band.Id)}"),
                    arms.Select(arm => m.CountAndPercent(of.Within(arm, band.Id), of.WithinPercent(arm, band.Id))),
                    isPart: true
                )
            );
}
