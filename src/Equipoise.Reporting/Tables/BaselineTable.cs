using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Results;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>
/// Who took part, by arm and together, in the order that the protocol asks for. No tests unless it asks for them: chance made
/// the arms.
/// </summary>
static class BaselineTable
{
    public static IEnumerable<Block> Of(Manuscript m)
    {
        BaselineResults[] variables =
        [
            .. m.Protocol.Analysis.Baseline.Select(id => new BaselineResults(id)).Where(m.Has),
        ];
        if (variables.Length == 0)
            return [];
        string[] groups = [.. m.Protocol.Arms.Select(arm => arm.Id), By.Everyone];
        string[] arms = [.. groups.Where(arm => variables.Any(of => m.Speaks(of, arm)))];
        return
        [
            new Table(
                "baseline",
                m.Say("Participants at baseline"),
                [Head(m, arms)],
                [.. variables.SelectMany(of => Rows(m, of, arms))],
                Footnotes.Under(
                    m,
                    "Data are numbers of participants with percentages unless the row says otherwise.",
                    variables
                )
            ),
        ];
    }

    /// <summary>A column per arm; one more for P values where the protocol asks for them.</summary>
    static Row Head(Manuscript m, string[] arms)
    {
        var head = Arms.Head(m, "Characteristic", arms, m.SizeInFullAnalysis);
        return m.Protocol.Analysis.BaselineTests ? head with { Cells = [.. head.Cells, Cell.NumberHead(m.Say("P"))] } : head;
    }

    static IEnumerable<Row> Rows(Manuscript m, BaselineResults of, string[] arms)
    {
        var heading = Row.Heading(m.Say($"{m.Names.Analysis(of)}"), arms.Length);
        var tested = m.Protocol.Analysis.BaselineTests;
        yield return tested ? heading with { Cells = [.. heading.Cells, Cell.Number(m.Number(of.PValue))] } : heading;
        foreach (var row in Levels(m, of, arms))
            yield return tested ? row with { Cells = [.. row.Cells, Cell.Number(BoundText.Empty)] } : row;
    }

    static IEnumerable<Row> Levels(Manuscript m, BaselineResults of, string[] arms)
    {
        foreach (var level in m.GroupsOf(By.Level, of))
            yield return Row.OfNumbers(
                m.Say($"{m.Names.Group(By.Level, level.Id)}"),
                arms.Select(arm => m.CountAndPercent(of.Count(arm, level.Id), of.Percent(arm, level.Id))),
                isPart: true
            );
        if (arms.Any(arm => m.Has(of.Mean(arm))))
            yield return Part("Mean (SD)", Mean);
        if (arms.Any(arm => m.Has(of.Median(arm).Estimate)))
            yield return Part("Median (quartiles)", arm => m.Interval(of.Median(arm)));
        if (arms.Any(arm => m.Has(of.Minimum(arm))))
            yield return Part("Range", arm => m.Range(of.Minimum(arm), of.Maximum(arm)).As(AsideKind.Interval));

        Row Part(string label, Func<string, BoundText> cell) => Row.OfNumbers(m.Say(label), arms.Select(cell), isPart: true);
        BoundText Mean(string arm) =>
            m.Has(of.StandardDeviation(arm)) ? m.WithShare(of.Mean(arm), of.StandardDeviation(arm)) : m.Number(of.Mean(arm));
    }
}
