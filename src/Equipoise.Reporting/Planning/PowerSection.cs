using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Pages;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Tables;

namespace Equipoise.Reporting.Planning;

/// <summary>What the plan does if the effect is another than assumed.</summary>
static class PowerSection
{
    const string Notes =
        "By {{label:assumption=formula}}, with one hazard ratio at all times. At a hazard ratio of {{Design/margin}} it is "
            + "the type I error.";

    public static Section Of(PlannedTrial plan, Manuscript m) =>
        new("power", new("If the effect is another"), Html.Of($"{Figure(plan)}{Table(plan, m)}"));

    static Html Figure(PlannedTrial plan)
    {
        var points = plan.Powers.Select(point => (point.HazardRatio, 100 * point.Power)).ToArray();
        var planned = plan.Design.Course.Assumptions.ProportionalHazardRatio;
        return PlanFigure.One(
            "figure-power",
            "Power over the true hazard ratio",
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
            new("The events and the bounds are those of the plan.")
        );
    }

    static Html Table(PlannedTrial plan, Manuscript m) =>
        new ReportTable(
            "table-power",
            new("Power over the true hazard ratio"),
            new(
                "<tr><th scope=\"col\" class=\"n\">Hazard ratio</th><th scope=\"col\" class=\"n\">Power</th></tr>\n"
            ),
            Html.Join(
                plan.Powers.Where(point => point.IsOfTable)
                    .Select(point =>
                    {
                        var at = $"[hazardRatio={PlanResults.Named(point.HazardRatio)}]";
                        return Html.Of(
                            $"<tr><th scope=\"row\" "
                                + $"class=\"n\">{m.Say($"{{{{Design.ByHazardRatio/hazardRatio{at}}}}}")}</th><td "
                                + $"class=\"n\">{m.Say($"{{{{Design.ByHazardRatio/power{at}}}}}")}</td></tr>\n"
                        );
                    })
            ),
            Html.Of($"<p class=\"notes\">{m.Say(Notes)}</p>\n")
        ).Render();
}
