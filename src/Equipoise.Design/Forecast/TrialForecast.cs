using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Design.Forecast;

/// <summary>The forecast of a protocol's trial.</summary>
/// <param name="Planned">How many the protocol planned to randomize.</param>
/// <param name="Curve">The trial at its data date, and what is expected of it.</param>
/// <param name="Reached">Events asked for that were seen, with the day of each.</param>
/// <param name="Expected">Events asked for that are still to come.</param>
/// <param name="Seed">The luck.</param>
/// <param name="Predictions">How many times the rest was predicted.</param>
public sealed record TrialForecast(
    int Planned,
    ExpectedCurve Curve,
    IReadOnlyList<(int Events, DateOnly On)> Reached,
    IReadOnlyList<ExpectedEvent> Expected,
    ulong Seed,
    int Predictions
)
{
    // Twenty years: what is later is not drawn.
    const int MostMonths = 240;

    /// <summary>The trial at its data date.</summary>
    public BlindedCourse Course => Curve.Course;

    /// <summary>Of the trial that this design planned.</summary>
    /// <param name="design">The design, for those to come and for how long each is followed.</param>
    /// <param name="course">The trial at its data date.</param>
    /// <param name="events">Which events are asked for, seen or not.</param>
    /// <param name="luck">The seed, and how many predictions.</param>
    public static TrialForecast Of(
        DesignAssumptions design,
        BlindedCourse course,
        IReadOnlyList<int> events,
        (ulong Seed, int Predictions) luck
    )
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(course);
        var toCome = new ParticipantsToCome(
            Math.Max(0, design.Accrual.Participants - course.Participants.Count),
            new PiecewiseRate(design.Accrual.Rates),
            course.MonthOf(course.DataDate)
        );
        var followUpDays = design.FollowUpMonths * Duration.DaysPerMonth;
        return new(
            design.Accrual.Participants,
            new(course, toCome, followUpDays),
            [.. events.Where(n => n <= course.Events).Select(n => (n, course.EventDays[n - 1]))],
            new EventForecast(course, toCome, followUpDays).Of(
                [.. events.Where(n => n > course.Events)],
                luck.Seed,
                luck.Predictions
            ),
            luck.Seed,
            luck.Predictions
        );
    }

    /// <summary>The events month by month from the data date on, until two months after the last limit that is known.</summary>
    public IReadOnlyList<PredictedCount> ByMonth()
    {
        var known = Expected.SelectMany(next => new[] { next.Lower, next.Median, next.Upper }).OfType<DateOnly>();
        var last = known.Append(Course.DataDate.AddDays(1)).Max();
        var months = (int)Math.Ceiling((last.DayNumber - Course.DataDate.DayNumber) / Duration.DaysPerMonth) + 2;
        double[] days = [.. Enumerable.Range(0, Math.Min(months, MostMonths) + 1).Select(month => month * Duration.DaysPerMonth)];
        return
        [
            .. new EventForecast(Course, Curve.ToCome, Curve.FollowUpDays)
                .Counts(days, Seed, Predictions)
                .Select((limits, k) => new PredictedCount(days[k], Curve.By(days[k]), limits.Lower, limits.Upper)),
        ];
    }
}
