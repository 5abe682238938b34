using Equipoise.Analysis.Exposure;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>How long a treatment was taken and how its dose was changed, in the arms that give it.</summary>
static class DoseTable
{
    public static IEnumerable<Block> Of(Manuscript m, Treatment treatment)
    {
        var of = new ExposureResults(treatment.Id);
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id).Where(arm => m.Speaks(of, arm))];
        if (arms.Length == 0)
            return [];
        IEnumerable<Row> rows =
        [
            .. Numbers("Median duration, months", arm => m.Number(of.MedianMonths(arm))),
            .. Numbers("Dose interrupted", arm => m.CountAndPercent(of.Interrupted(arm), of.InterruptedPercent(arm))),
            .. Numbers("Dose reduced", arm => m.CountAndPercent(of.Reduced(arm), of.ReducedPercent(arm))),
            .. Row.ThenOthers(
                LowestDose(m, of, arms),
                Numbers("Relative dose intensity", arm => m.Number(of.RelativeDoseIntensity(arm)))
            ),
        ];
        return
        [
            new Table(
                $"dose-{treatment.Id}",
                m.Say($"Exposure to {m.Names.Treatment(treatment.Id).Small} and changes of its dose"),
                [Arms.Head(m, "", arms, of.Participants)],
                [.. rows],
                Footnotes.Under(m, "", of)
            ),
        ];

        IEnumerable<Row> Numbers(string label, Func<string, BoundText> cell)
        {
            BoundText[] cells = [.. arms.Select(cell)];
            return cells.All(one => one.IsEmpty) ? [] : [Row.OfNumbers(m.Say(label), cells)];
        }
    }

    static Row[] LowestDose(Manuscript m, ExposureResults of, string[] arms)
    {
        Row[] parts = [.. m.Parts(of, By.Dose, arms, of.LowestDose)];
        return parts.Length == 0 ? [] : [Row.Heading(m.Say("Lowest dose taken"), arms.Length), .. parts];
    }
}
