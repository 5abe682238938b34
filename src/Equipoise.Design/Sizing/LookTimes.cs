using Equipoise.Protocol;

namespace Equipoise.Design.Sizing;

/// <summary>In which months the looks of a plan are expected, where they wait for times beside events.</summary>
/// <remarks>
/// A look is made in the later of the month in which its events are expected and the one that it waits for, and not before the
/// least number of months after the look before; the final analysis at the latest in the month that its cutoff names. The last
/// participant enters in the month in which accrual ends as assumed.
/// </remarks>
/// <param name="design">The design.</param>
/// <param name="calendar">The calendar of the trial; null when it has none.</param>
/// <param name="cutoffMonth">The month of a final analysis on a day; null when it waits for events.</param>
sealed class LookTimes(DesignAssumptions design, TrialCalendar? calendar, double? cutoffMonth)
{
    /// <summary>The months of looks that wait for these numbers of events; infinite for what never comes.</summary>
    public double[] Months(ExpectedCourse course, int[] events)
    {
        var months = new double[events.Length];
        for (var k = 0; k < months.Length; k++)
        {
            var isFinal = k == months.Length - 1;
            if (isFinal && cutoffMonth is { } given)
            {
                months[k] = given;
                continue;
            }
            var wait = isFinal ? design.Cutoff.NotBefore : design.Looks?.Waits.ElementAtOrDefault(k);
            var month = Math.Max(course.MonthOfEvents(events[k]), MonthOf(wait, course));
            if (k > 0)
                month = Math.Max(month, months[k - 1] + design.Looks!.MonthsApart);
            months[k] = isFinal ? Math.Min(month, design.Cutoff.AtTheLatest ?? double.PositiveInfinity) : month;
        }
        return months;
    }

    double MonthOf(LookWait? wait, ExpectedCourse course) =>
        wait switch
        {
            null => 0,
            LookWait.InMonth(var month) => month,
            LookWait.AfterLast(var months) => course.Assumptions.Accrual.Months + months,
            LookWait.OnDay(var day) => calendar?.MonthOf(day)
                ?? throw new DesignRefusedException(
                    $"A look waits for {day:yyyy-MM-dd}, and the trial has no calendar: write one, or a month."
                ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
