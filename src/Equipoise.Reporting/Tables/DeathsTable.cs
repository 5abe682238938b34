using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>Deaths of those who were treated, by cause and by time from the last dose.</summary>
static class DeathsTable
{
    public static IEnumerable<Block> Of(Manuscript m)
    {
        var of = new DeathResults();
        var arms = AdverseEventTables.ArmsOf(m, of);
        if (arms.Length == 0 || arms.All(arm => m.Raw(of.Deaths(arm)) == 0))
            return [];
        return
        [
            new Table(
                "deaths",
                m.Say("Deaths among those treated"),
                [Arms.Head(m, "", arms, arm => m.SizeTreated(arm))],
                [
                    Row.OfNumbers(m.Say("Died"), arms.Select(arm => m.CountAndPercent(of.Deaths(arm), of.Percent(arm)))),
                    .. Times(m, arms, arm => (of.Within(arm), of.Later(arm), of.Undated(arm))),
                    Row.Heading(m.Say("Cause of death"), arms.Length),
                    .. m.GroupsOf(By.Cause, of).Select(cause =>
                        Row.OfNumbers(
                            m.Say($"{m.Names.Group(By.Cause, cause.Id)}"),
                            arms.Select(arm => m.CountAndPercent(of.Of(arm, cause.Id), of.PercentOf(arm, cause.Id))),
                            isPart: true
                        )
                    ),
                ],
                Footnotes.Under(m, "Data are participants with percentages.", of)
            ),
        ];
    }

    static IEnumerable<Row> Times(
        Manuscript m,
        string[] arms,
        Func<string, (ResultRef Within, ResultRef Later, ResultRef Undated)> of
    )
    {
        if (!arms.All(arm => m.Has(of(arm).Within)))
            yield break;
        yield return Times("Within thirty days of the last dose", arm => of(arm).Within);
        yield return Times("Later", arm => of(arm).Later);
        if (arms.Any(arm => m.Raw(of(arm).Undated) > 0))
            yield return Times("At a time from the last dose that is not known", arm => of(arm).Undated);

        Row Times(string label, Func<string, ResultRef> count) =>
            Row.OfNumbers(m.Say(label), arms.Select(arm => m.Number(count(arm))), isPart: true);
    }
}
