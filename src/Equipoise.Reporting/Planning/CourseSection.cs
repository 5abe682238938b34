using Equipoise.Analysis.Results;
using Equipoise.Design.Sizing;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Plans;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Planning;

/// <summary>Accrual and events month by month, as expected.</summary>
static class CourseSection
{
    const int MostRows = 24;
    static readonly int[] steps = [1, 2, 3, 6, 12, 24, 48];

    public static Section Of(PlannedTrial plan, Manuscript m) =>
        new("course", m.Say("Accrual and events by month"), [Figure(plan, m), Table(plan, m)]);

    static Figure Figure(PlannedTrial plan, Manuscript m)
    {
        var (design, months) = (plan.Design, plan.Months);
        var margin = design.Assumptions.Margin;
        Curve[] curves =
        [
            Line("Participants", 0, month => month.Participants),
            Line("Events under the assumptions", 1, month => month.Events),
            Line($"Events if the hazard ratio is {margin}", 2, month => month.EventsUnderNull),
        ];
        var last = design.Looks[^1];
        return PlanFigure.One(
            "figure-course",
            m.Say("Expected accrual and events"),
            $"{design.Participants} participants have entered by month {design.Assumptions.Accrual.Months:0.#}; "
                + $"{last.Events} events "
                + $"are expected by month {last.Months:0.#}. The table after the figure holds the values.",
            new(
                (AxisScale.Of([0, months[^1].Month]), "Months since the first participant entered"),
                (AxisScale.Of([0, design.Participants]), "Number expected"),
                curves
            )
            {
                Lines = design.Looks.Count == 1 ? [new("final analysis", last.Months, IsVertical: true)]
                    : [.. design.Looks.Select(look => new PlotLine("", look.Months, IsVertical: true))],
            },
            m.Say(
                design.Looks.Count == 1
                    ? "The upright line is the month in which the final analysis is expected."
                    : "Upright lines are the months in which the looks are expected under the assumptions."
            )
        );

        Curve Line(string label, int style, Func<PlannedMonth, double> of) =>
            new(label, style, [.. months.Select(month => ((double)month.Month, of(month)))]);
    }

    static Table Table(PlannedTrial plan, Manuscript m)
    {
        var last = plan.Months[^1].Month;
        var step = steps.First(step => step == steps[^1] || last / step <= MostRows);
        var arms = plan.Protocol.Comparison!;
        return new(
            "table-course",
            m.Say("Expected accrual and events by month"),
            [
                new(
                    [
                        Tall(m.Say("Month")),
                        Tall(m.Say("Partici\u00ADpants")),
                        Cell.HeadOver(m.Say("Events under the assumptions"), 3),
                        Tall(m.Say($"Events if HR {new DesignResults().Margin}")),
                    ]
                ),
                new(
                    [
                        Cell.NumberHead(m.Say($"{m.Names.Arm(arms.Experimental)}")),
                        Cell.NumberHead(m.Say($"{m.Names.Arm(arms.Control)}")),
                        Cell.NumberHead(m.Say("Both")),
                    ]
                ),
            ],
            [
                .. plan.Months.Where(month => month.Month % step == 0 || month.Month == last)
                    .Select(month => Row(new MonthResults(month.Month))),
            ],
            m.Say("Expected numbers, rounded for print only. HR: hazard ratio.")
        );

        Row Row(MonthResults of) =>
            new(
                [
                    new(m.Say($"{of.Number}"), CellKind.NumberRowHead),
                    .. new ResultRef[]
                    {
                        of.Participants,
                        of.ExperimentalEvents,
                        of.ControlEvents,
                        of.Events,
                        of.EventsUnderNull,
                    }.Select(result => Cell.Number(m.Say($"{result}"))),
                ]
            );

        static Cell Tall(BoundText head) => Cell.NumberHead(head) with { Rows = 2 };
    }
}
