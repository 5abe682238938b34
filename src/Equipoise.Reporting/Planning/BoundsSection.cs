using Equipoise.Design.Sizing;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Pages;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Tables;

namespace Equipoise.Reporting.Planning;

/// <summary>The table of looks, and the bounds over the events on each scale that a reviewer reads.</summary>
static class BoundsSection
{
    public static Section Of(PlannedTrial plan, Manuscript m) =>
        new("looks", new("Looks and their bounds"), Html.Of($"{Table(plan.Design, m)}{Figure(plan.Design)}"));

    static Html Table(TrialDesign design, Manuscript m)
    {
        var underNull = m.Say("HR {{Design/margin}}");
        var assumed = design.Assumptions.IsProportional ? m.Say("HR {{Design/hazardRatio}}") : new("as assumed");
        return new ReportTable(
            "table-looks",
            new("When each look is made, and at which bounds the trial stops"),
            Html.Of(
                $"""
                <tr><th scope="col" class="n" rowspan="2">Look</th><th scope="col" class="n" rowspan="2">Events</th><th scope="col" class="n" rowspan="2">Infor&shy;mation</th><th scope="col" class="n" rowspan="2">Month</th><th scope="col" class="n" rowspan="2">Enrolled</th><th scope="col" rowspan="2">Stop for</th><th scope="colgroup" class="n over" colspan="3">Bound</th><th scope="col" class="n" rowspan="2">Alpha spent</th><th scope="colgroup" class="n over" colspan="2">Stopped by then</th></tr>
                <tr><th scope="col" class="n">Z</th><th scope="col" class="n">HR</th><th scope="col" class="n">P</th><th scope="col" class="n">{underNull}</th><th scope="col" class="n">{assumed}</th></tr>

                """
            ),
            Html.Join(design.Looks.Select(look => Rows(design, look, m)), ReportTable.EndOfGroup.Markup),
            Html.Of($"<p class=\"notes\">{m.Say(Notes(design))}</p>\n")
        ).Render();
    }

    static string Notes(TrialDesign design) =>
        "Month and enrolled are expected under the assumptions. The bounds for Z, the hazard ratio (HR) and the one-sided P "
        + "value are one bound on three scales; the hazard ratio is the one that such a Z stands for with so many events. "
        + "Stopped by then: the probability that the bound was crossed at this look or before"
        + (design.Assumptions.Looks is { HasFutility: true } ? ", where the trial stops at bounds for futility too" : "")
        + ". \u2013: no bound.";

    static Html Rows(TrialDesign design, DesignLook look, Manuscript m)
    {
        var hasFutility = look.Futility is not null && look.Look < design.Looks.Count;
        var span = new Html(hasFutility ? " rowspan=\"2\"" : "");
        var efficacy = Html.Of(
            $"<tr><th scope=\"row\" "
                + $"class=\"n\"{span}>{Say("look")}</th>{Shared("events")}{Shared("informationFraction")}{Shared("months")}"
                + $"{Shared("participants")}<td>efficacy</td>{Cell("efficacyZ")}{Cell("efficacyHazardRatio")}"
                + $"{Cell("efficacyP")}{Shared("alphaSpent")}{Cell("efficacyUnderNull")}{Cell("powerSpent")}</tr>\n"
        );
        return hasFutility
            ? Html.Of(
                $"{efficacy}<tr><td>futility</td>{Cell("futilityZ")}{Cell("futilityHazardRatio")}{Cell("futilityP")}"
                    + $"{Cell("futilityUnderNull")}{Cell("futilityUnderAlternative")}</tr>\n"
            )
            : efficacy;

        Html Shared(string operation) => Html.Of($"<td class=\"n\"{span}>{Say(operation)}</td>");
        Html Cell(string operation) => Html.Of($"<td class=\"n\">{Say(operation)}</td>");
        Html Say(string operation) =>
            m.HasNumbers($"Design.Looks/{operation}[look={look.Look}]")
                ? m.Say($"{{{{Design.Looks/{operation}[look={look.Look}]}}}}")
                : new("\u2013");
    }

    // Of one look there is no course of bounds: the sentence in the text says it.
    static Html Figure(TrialDesign design)
    {
        if (design.Looks.Count == 1)
            return Html.Empty;
        return PlanFigure.Several(
            "figure-bounds",
            "Bounds over the events of the looks",
            [
                Panel("Z", "Z", bound => bound.Z, AxisScale.Of),
                Panel("Hazard ratio", "Hazard ratio at the bound", bound => bound.HazardRatio, AxisScale.Of),
                Panel(
                    "One-sided P",
                    "One-sided P at the bound",
                    bound => double.IsFinite(bound.Z) ? bound.NominalP : null,
                    (values, _) => AxisScale.OfDecades(values)
                ),
            ],
            new("A trial whose Z lies on or above the bound for efficacy has succeeded. The values are those of the table of "
                + "looks.")
        );

        (string, string, CurvePlot) Panel(
            string title,
            string axis,
            Func<BoundAtLook, double?> of,
            Func<IEnumerable<double>, int, AxisScale> scale
        )
        {
            Curve[] curves =
            [
                Bound("Efficacy", 0, design.Looks.Select(look => (look.Events, Value: of(look.Efficacy)))),
                Bound(
                    "Futility",
                    1,
                    design
                        .Looks.SkipLast(1)
                        .Select(look => (look.Events, Value: look.Futility is { } futility ? of(futility) : null))
                ),
            ];
            curves = [.. curves.Where(curve => curve.Points.Count > 0)];
            var events = design.Looks.Select(look => (double)look.Events);
            var values = curves.SelectMany(curve => curve.Points).Select(point => point.Y);
            return (
                title,
                string.Join(" ", curves.Select(curve => $"{curve.Label}: {Told(curve, title)}.")),
                new((AxisScale.Of(events.Prepend(0)), "Events"), (scale(values, 5), axis), curves)
            );
        }
    }

    static string Told(Curve curve, string title) =>
        string.Join(
            ", ",
            curve.Points.Select(point => $"{Analysis.Results.Format.Significant(point.Y, title == "One-sided P" ? 5 : 3)} at "
                + $"{point.X:0} events")
        );

    static Curve Bound(string label, int style, IEnumerable<(int Events, double? Value)> points) =>
        new(
            label,
            style,
            [
                .. points
                    .Where(point => point.Value is { } value && double.IsFinite(value))
                    .Select(point => ((double)point.Events, point.Value!.Value)),
            ]
        )
        {
            IsMarked = true,
        };
}
