namespace Equipoise.Design.Sizing;

/// <summary>What is expected by the end of a month of the trial.</summary>
/// <param name="Month">The month; 0 for the opening.</param>
/// <param name="Participants">Those who have entered.</param>
/// <param name="ControlEvents">Events of the control arm under the assumptions.</param>
/// <param name="ExperimentalEvents">Events of the experimental arm under the assumptions.</param>
/// <param name="EventsUnderNull">Events of both arms if the hazard ratio is the null's.</param>
public sealed record PlannedMonth(
    int Month,
    double Participants,
    double ControlEvents,
    double ExperimentalEvents,
    double EventsUnderNull
)
{
    /// <summary>Events of both arms under the assumptions.</summary>
    public double Events => ControlEvents + ExperimentalEvents;
}

/// <summary>What a plan expects month by month, from the opening to its final analysis.</summary>
public static class PlannedCourse
{
    // Fifty years: later than any trial, and finite where the events may never come.
    const int LastMonth = 600;

    /// <summary>
    /// The months of a plan, until the later of its final analysis under the assumptions and without an effect.
    /// </summary>
    public static IReadOnlyList<PlannedMonth> Of(TrialDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        var withoutEffect = ExpectedCourse.Of(design.Course.Assumptions.WithHazardRatio(design.Assumptions.Margin));
        var final = design.Looks[^1];
        var last = double.IsFinite(final.MonthsUnderNull) ? Math.Max(final.Months, final.MonthsUnderNull) : final.Months;
        return
        [
            .. Enumerable
                .Range(0, (int)Math.Ceiling(Math.Min(last, LastMonth)) + 1)
                .Select(month =>
                {
                    var counts = design.Course.At(month);
                    return new PlannedMonth(
                        month,
                        counts.Participants,
                        counts.Control.Events,
                        counts.Experimental.Events,
                        withoutEffect.EventsBy(month)
                    );
                }),
        ];
    }
}
