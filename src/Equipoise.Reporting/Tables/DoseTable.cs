using Equipoise.Protocol;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>How long a treatment was taken and how its dose was changed, in the arms that give it.</summary>
static class DoseTable
{
    public static Html Render(Manuscript m, Treatment treatment)
    {
        var id = $"Exposure.{treatment.Id}";
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id).Where(arm => m.Speaks(id, arm))];
        if (arms.Length == 0)
            return Html.Empty;
        IEnumerable<Html> rows =
        [
            .. Row("Median duration, months", arm => m.Number($"{id}/medianMonths[arm={arm}]")),
            .. Row(
                "Dose interrupted",
                arm => m.CountAndPercent($"{id}/interrupted[arm={arm}]", $"{id}/interruptedPercent[arm={arm}]")
            ),
            .. Row("Dose reduced", arm => m.CountAndPercent($"{id}/reduced[arm={arm}]", $"{id}/reducedPercent[arm={arm}]")),
            .. LowestDose(m, id, arms),
            .. Row("Relative dose intensity", arm => m.Number($"{id}/relativeDoseIntensity[arm={arm}]")),
        ];
        return new ReportTable(
            $"dose-{treatment.Id}",
            m.Say($"Exposure to {{{{protocol:treatment {treatment.Id}|lower}}}} and changes of its dose"),
            ReportTable.ArmHead(m, "", arms, arm => $"{id}/participants[arm={arm}]"),
            Html.Join(rows),
            Footnotes.Under(m, "", id)
        ).Render();

        IEnumerable<Html> Row(string label, Func<string, Html> cell)
        {
            Html[] cells = [.. arms.Select(cell)];
            return cells.All(one => one.IsEmpty) ? [] : [ReportTable.Row(m.Say(label), cells)];
        }
    }

    static IEnumerable<Html> LowestDose(Manuscript m, string id, string[] arms)
    {
        Html[] parts = [.. m.Parts(id, "lowestDose", "dose", arms)];
        return parts.Length == 0
            ? []
            : [ReportTable.Heading(m.Say("Lowest dose taken"), arms.Length), .. parts, ReportTable.EndOfGroup];
    }
}
