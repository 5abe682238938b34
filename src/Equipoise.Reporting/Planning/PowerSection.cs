using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Plans;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Planning;

/// <summary>What the plan does if the effect is another than assumed.</summary>
static class PowerSection
{
    public static Section Of(PlannedTrial plan, Manuscript m) =>
        new("power", m.Say("If the effect is another"), [Figure(plan, m), Table(plan, m)]);

    static Figure Figure(PlannedTrial plan, Manuscript m)
    {
        var points = plan.Powers.Select(point => (point.HazardRatio, 100 * point.Power)).ToArray();
        var planned = plan.Design.Course.Assumptions.ProportionalHazardRatio;
        return PlanFigure.One(
            "figure-power",
            m.Say("Power over the true hazard ratio"),
            $"The power falls from {points[0].Item2:0.0}% at a hazard ratio of {points[0].HazardRatio:0.##} to "
                + $"{points[^1].Item2:0.0}% at {points[^1].HazardRatio:0.##}. The table after the figure holds the values.",
            new(
                (AxisScale.Of(points.Select(point => point.HazardRatio)), "True hazard ratio, the same at all times"),
                (AxisScale.Of([0, 100], 5), "Power (%)"),
                [new("Power", 0, points)]
            )
            {
                Lines = planned is { } ratio ? [new("assumed", ratio, IsVertical: true)] : [],
            },
            m.Say("The events and the bounds are those of the plan.")
        );
    }

    static Table Table(PlannedTrial plan, Manuscript m) =>
        new(
            "table-power",
            m.Say("Power over the true hazard ratio"),
            [new([Cell.NumberHead(m.Say("Hazard ratio")), Cell.NumberHead(m.Say("Power"))])],
            [
                .. plan.Powers.Where(point => point.IsOfTable)
                    .Select(point => new PowerResults(point.HazardRatio))
                    .Select(at => new Row(
                        [new(m.Say($"{at.HazardRatio}"), CellKind.NumberRowHead), Cell.Number(m.Say($"{at.Power}"))]
                    )),
            ],
            m.Say(
                $"By {m.Names.Group(PlanResults.Assumption, "formula")}, with one hazard ratio at all times. At a hazard ratio "
                    + $"of {new DesignResults().Margin} it is the type I error."
            )
        );
}
