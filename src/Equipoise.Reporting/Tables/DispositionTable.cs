using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Results;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>Who completed study and treatment, and who stopped for which reason, by arm and together.</summary>
static class DispositionTable
{
    public static IEnumerable<Block> Of(Manuscript m)
    {
        StatusResults[] parts = [.. new StatusResults[] { new(OfTreatment: true), new(OfTreatment: false) }.Where(m.Has)];
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id).Append(By.Everyone)];
        return parts.Length == 0
            ? []
            :
            [
                new Table(
                    "disposition",
                    m.Say("Completion of treatment and study"),
                    [Arms.Head(m, "Status", arms, m.SizeInFullAnalysis)],
                    [.. parts.SelectMany(of => Rows(m, of, arms))],
                    Footnotes.Under(m, "Data are participants with percentages.", parts)
                ),
            ];
    }

    static IEnumerable<Row> Rows(Manuscript m, StatusResults of, string[] arms)
    {
        yield return Row.Heading(m.Say($"{m.Names.Analysis(of)}"), arms.Length);
        foreach (var status in m.GroupsOf(By.Category, of))
            yield return Row.OfNumbers(
                m.Say($"{m.Names.Group(By.Category, status.Id)}"),
                arms.Select(arm => m.CountAndPercent(of.Participants(arm, status.Id), of.Percent(arm, status.Id))),
                isPart: true
            );
        foreach (var reason in m.GroupsOf(By.Reason, of))
            yield return Row.OfNumbers(
                m.Say($"Stopped: {m.Names.Group(By.Reason, reason.Id).Small}"),
                arms.Select(arm => m.CountAndPercent(of.Because(arm, reason.Id), of.BecausePercent(arm, reason.Id))),
                isPart: true
            );
    }
}
