using Equipoise.Design.Sizing;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Pages;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Tables;

namespace Equipoise.Reporting.Planning;

/// <summary>Accrual and events month by month, as expected.</summary>
static class CourseSection
{
    const int MostRows = 24;
    static readonly int[] steps = [1, 2, 3, 6, 12, 24, 48];

    public static Section Of(PlannedTrial plan, Manuscript m) =>
        new("course", new("Accrual and events by month"), Html.Of($"{Figure(plan)}{Table(plan, m)}"));

    static Html Figure(PlannedTrial plan)
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
            "Expected accrual and events",
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
            new(
                design.Looks.Count == 1
                    ? "The upright line is the month in which the final analysis is expected."
                    : "Upright lines are the months in which the looks are expected under the assumptions."
            )
        );

        Curve Line(string label, int style, Func<PlannedMonth, double> of) =>
            new(label, style, [.. months.Select(month => ((double)month.Month, of(month)))]);
    }

    static Html Table(PlannedTrial plan, Manuscript m)
    {
        var last = plan.Months[^1].Month;
        var step = steps.First(step => step == steps[^1] || last / step <= MostRows);
        var arms = plan.Protocol.Comparison!;
        return new ReportTable(
            "table-course",
            new("Expected accrual and events by month"),
            Html.Of(
                $"""
                <tr><th scope="col" class="n" rowspan="2">Month</th><th scope="col" class="n" rowspan="2">Partici&shy;pants</th><th scope="colgroup" class="n over" colspan="3">Events under the assumptions</th><th scope="col" class="n" rowspan="2">{m.Say("Events if HR {{Design/margin}}")}</th></tr>
                <tr><th scope="col" class="n">{m.Say($"{{{{label:arm={arms.Experimental.Id}}}}}")}</th><th scope="col" class="n">{m.Say($"{{{{label:arm={arms.Control.Id}}}}}")}</th><th scope="col" class="n">Both</th></tr>

                """
            ),
            Html.Join(plan.Months.Where(month => month.Month % step == 0 || month.Month == last).Select(Row)),
            new("<p class=\"notes\">Expected numbers, rounded for print only. HR: hazard ratio.</p>\n")
        ).Render();

        Html Row(PlannedMonth month)
        {
            return Html.Of(
                $"<tr><th scope=\"row\" "
                    + $"class=\"n\">{Say("month")}</th>{Cell("participants")}{Cell("experimentalEvents")}{Cell("controlEvents")}"
                    + $"{Cell("events")}{Cell("eventsUnderNull")}</tr>\n"
            );

            Html Cell(string operation) => Html.Of($"<td class=\"n\">{Say(operation)}</td>");
            Html Say(string operation) => m.Say($"{{{{Design.ByMonth/{operation}[month={month.Month}]}}}}");
        }
    }
}
