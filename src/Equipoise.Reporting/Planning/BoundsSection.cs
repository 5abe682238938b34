using Equipoise.Analysis.Results;
using Equipoise.Design.Sizing;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Plans;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Planning;

/// <summary>The table of looks, and the bounds over the events on each scale that a reviewer reads.</summary>
static class BoundsSection
{
    public static Section Of(PlannedTrial plan, Manuscript m) =>
        new("looks", m.Say("Looks and their bounds"), [Table(plan.Design, m), .. Figure(plan.Design, m)]);

    static Table Table(TrialDesign design, Manuscript m)
    {
        var underNull = m.Say($"HR {new DesignResults().Margin}");
        var assumed = design.Assumptions.IsProportional
            ? m.Say($"HR {new DesignResults().HazardRatio}")
            : m.Say("as assumed");
        return new(
            "table-looks",
            m.Say("When each look is made, and at which bounds the trial stops"),
            [
                new(
                    [
                        .. new[] { "Look", "Events", "Infor\u00ADmation", "Month", "Enrolled" }.Select(Tall),
                        Cell.Head(m.Say("Stop for")) with
                        {
                            Rows = 2,
                        },
                        Cell.HeadOver(m.Say("Bound"), 3),
                        Tall("Alpha spent"),
                        Cell.HeadOver(m.Say("Stopped by then"), 2),
                    ]
                ),
                new([.. new[] { m.Say("Z"), m.Say("HR"), m.Say("P"), underNull, assumed }.Select(Cell.NumberHead)]),
            ],
            [.. design.Looks.SelectMany((look, i) => Rows(design, look, i > 0, m))],
            m.Say(Notes(design))
        );

        Cell Tall(string head) => Cell.NumberHead(m.Say(head)) with { Rows = 2 };
    }

    static string Notes(TrialDesign design) =>
        "Month and enrolled are expected under the assumptions. The bounds for Z, the hazard ratio (HR) and the one-sided P "
        + "value are one bound on three scales; the hazard ratio is the one that such a Z stands for with so many events. "
        + "Stopped by then: the probability that the bound was crossed at this look or before"
        + (design.Assumptions.Looks is { HasFutility: true } ? ", where the trial stops at bounds for futility too" : "")
        + ". \u2013: no bound.";

    static IEnumerable<Row> Rows(TrialDesign design, DesignLook look, bool beginsGroup, Manuscript m)
    {
        var of = new LookResults(look.Look);
        var hasFutility = look.Futility is not null && look.Look < design.Looks.Count;
        yield return new(
            [
                new(Say(of.Number), CellKind.NumberRowHead) { Rows = hasFutility ? 2 : 1 },
                .. new[] { of.Events, of.InformationFraction, of.Months, of.Participants }.Select(Shared),
                Cell.Words(m.Say("efficacy")),
                .. new[] { of.EfficacyZ, of.EfficacyHazardRatio, of.EfficacyP }.Select(Number),
                Shared(of.AlphaSpent),
                .. new[] { of.EfficacyUnderNull, of.PowerSpent }.Select(Number),
            ],
            BeginsGroup: beginsGroup
        );
        if (hasFutility)
            yield return new(
                [
                    Cell.Words(m.Say("futility")),
                    .. new[]
                    {
                        of.FutilityZ,
                        of.FutilityHazardRatio,
                        of.FutilityP,
                        of.FutilityUnderNull,
                        of.FutilityUnderAlternative,
                    }.Select(Number),
                ]
            );

        Cell Shared(ResultRef result) => Number(result) with { Rows = hasFutility ? 2 : 1 };
        Cell Number(ResultRef result) => Cell.Number(Say(result));
        BoundText Say(ResultRef result) => m.HasNumbers(result) ? m.Say($"{result}") : m.Say("\u2013");
    }

    // Of one look there is no course of bounds: the sentence in the text says it.
    static IEnumerable<Block> Figure(TrialDesign design, Manuscript m)
    {
        if (design.Looks.Count == 1)
            return [];
        var figure = PlanFigure.Several(
            "figure-bounds",
            m.Say("Bounds over the events of the looks"),
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
            m.Say(
                "A trial whose Z lies on or above the bound for efficacy has succeeded. The values are those of the table of "
                    + "looks."
            )
        );
        return [figure];

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
            curve.Points.Select(point => $"{Format.Significant(point.Y, title == "One-sided P" ? 5 : 3)} at "
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
