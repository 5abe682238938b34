using Equipoise.Analysis.Questionnaires;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>Who filled a questionnaire in, how its score changed, and when it had deteriorated.</summary>
static class QuestionnaireTables
{
    public static IEnumerable<Block> Of(Manuscript m) => m.Protocol.Analysis.Questionnaires.SelectMany(plan => Of(m, plan));

    static IEnumerable<Block> Of(Manuscript m, QuestionnairePlan plan)
    {
        var (of, late) = (new QuestionnaireResults(plan.Id), new DeteriorationResults(plan.Id));
        if (!m.Has(of))
            return [];
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id)];
        var visits = m.GroupsOf(By.Visit, of);
        return
        [
            new Table(
                $"questionnaire-{plan.Id}",
                m.Say($"{m.Names.Analysis(of)}: completion, change from baseline, deterioration"),
                [Arms.Head(m, "Visit", arms, m.SizeInFullAnalysis)],
                [
                    Row.Heading(m.Say("Completed"), arms.Length),
                    .. ByVisit((arm, visit) => m.CountAndPercent(of.Received(arm, visit), of.ReceivedPercent(arm, visit))),
                    .. Headed("Completed, of those expected", ByVisit((arm, visit) => m.Number(of.Compliance(arm, visit)))),
                    .. Headed("Mean change from baseline", ByVisit((arm, visit) => m.Interval(of.Change(arm, visit)))),
                    .. m.Has(late) ? Deterioration(m, late, arms) : [],
                ],
                Footnotes.Under(m, "Data are participants with percentages unless the row says otherwise.", of, late)
            ),
        ];

        IEnumerable<Row> ByVisit(Func<string, string, BoundText> cell) =>
            visits
                .Select(visit =>
                    Row.OfNumbers(
                        m.Say($"{m.Names.Group(By.Visit, visit.Id)}"),
                        arms.Select(arm => cell(arm, visit.Id)),
                        isPart: true
                    )
                )
                .Where(row => row.Cells.Skip(1).Any(filled => !filled.Text.IsEmpty));

        IEnumerable<Row> Headed(string heading, IEnumerable<Row> rows)
        {
            Row[] all = [.. rows];
            return all.Length == 0 ? [] : [Row.Heading(m.Say(heading), arms.Length), .. all];
        }
    }

    static IEnumerable<Row> Deterioration(Manuscript m, DeteriorationResults of, string[] arms)
    {
        return
        [
            Row.Heading(m.Say("Time to deterioration"), arms.Length),
            Part("Deteriorated", arm => m.CountAndPercent(of.Deteriorated(arm), of.DeterioratedPercent(arm))),
            Part("Median, days", arm => m.Interval(of.Median(arm))),
            Part(
                "Hazard ratio",
                arm => m.Has(of.HazardRatio(arm).Estimate) ? m.Interval(of.HazardRatio(arm)) : BoundText.Empty
            ),
        ];

        Row Part(string label, Func<string, BoundText> cell) =>
            Row.OfNumbers(m.Say(label), arms.Select(cell), isPart: true);
    }
}
