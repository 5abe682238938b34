using Equipoise.Analysis.Exposure;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>How long and how much of a treatment was given, in the arms in which somebody had it.</summary>
static class ExposureTable
{
    public static IEnumerable<Block> Of(Manuscript m, Treatment treatment)
    {
        var of = new ExposureSummaryResults(treatment.Id);
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id).Where(arm => m.Speaks(of, arm))];
        if (arms.Length == 0)
            return [];
        return
        [
            new Table(
                $"exposure-{treatment.Id}",
                m.Say($"{m.Names.Analysis(of)}"),
                [Arms.Head(m, "", arms, of.Participants)],
                [
                    .. Summary(m, "Duration, days", arms, of.Duration),
                    Row.OfNumbers(m.Say("Person-years"), arms.Select(arm => m.Number(of.PersonYears(arm)))) with
                    {
                        BeginsGroup = true,
                    },
                    .. Summary(m, "Doses", arms, of.Doses),
                    .. Summary(m, "Total dose", arms, of.Total),
                    .. Reasons(m, of, arms),
                ],
                Footnotes.Under(m, "", of)
            ),
        ];
    }

    static IEnumerable<Row> Summary(
        Manuscript m,
        string heading,
        string[] arms,
        Func<string, ExposureMeasure, ResultRef> of
    )
    {
        if (!arms.Any(arm => m.Has(of(arm, ExposureMeasure.Mean))))
            yield break;
        yield return Row.Heading(m.Say(heading), arms.Length);
        yield return Part(
            "Mean (SD)",
            arm => m.WithShare(of(arm, ExposureMeasure.Mean), of(arm, ExposureMeasure.StandardDeviation))
        );
        yield return Part("Median", arm => m.Number(of(arm, ExposureMeasure.Median)));
        yield return Part(
            "Range",
            arm => m.Range(of(arm, ExposureMeasure.Minimum), of(arm, ExposureMeasure.Maximum)).As(AsideKind.Interval)
        );

        Row Part(string label, Func<string, BoundText> cell) =>
            Row.OfNumbers(
                m.Say(label),
                arms.Select(arm => m.Has(of(arm, ExposureMeasure.Mean)) ? cell(arm) : BoundText.Empty),
                isPart: true
            );
    }

    static IEnumerable<Row> Reasons(Manuscript m, ExposureSummaryResults of, string[] arms)
    {
        var reasons = m.GroupsOf(By.Reason, of);
        if (reasons.Count == 0)
            yield break;
        yield return Row.Heading(m.Say("Dose reduced or withheld because of"), arms.Length);
        foreach (var reason in reasons)
            yield return Row.OfNumbers(
                m.Say($"{m.Names.Group(By.Reason, reason.Id)}"),
                arms.Select(arm =>
                    m.CountAndPercent(of.ModifiedBecause(arm, reason.Id), of.ModifiedBecausePercent(arm, reason.Id))
                ),
                isPart: true
            );
    }
}
