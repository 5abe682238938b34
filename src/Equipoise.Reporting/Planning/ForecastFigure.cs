using System.Globalization;
using Equipoise.Design.Forecast;
using Equipoise.Protocol;
using Equipoise.Reporting.Figures;

namespace Equipoise.Reporting.Planning;

/// <summary>
/// The events of a trial by month: those seen, those expected with their limits, and the numbers that are waited for.
/// </summary>
public static class ForecastFigure
{
    const double Width = 760;

    /// <summary>The drawing, a file of its own.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="forecast">Its forecast.</param>
    public static string ToSvg(TrialProtocol protocol, TrialForecast forecast)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(forecast);
        var course = forecast.Course;
        var now = course.MonthOf(course.DataDate);
        var ahead = forecast
            .ByMonth()
            .Select(count => (Month: now + (count.Days / Duration.DaysPerMonth), Count: count))
            .ToArray();
        var seen = course.EventDays.Select((day, i) => (course.MonthOf(day), i + 1.0));
        int[] waited = [.. forecast.Reached.Select(one => one.Events), .. forecast.Expected.Select(one => one.Events)];
        var most = Math.Max(ahead.Max(one => one.Count.Upper), waited.DefaultIfEmpty(0).Max());
        var plot = new CurvePlot(
            (AxisScale.Of([0, ahead[^1].Month]), "Months since the first randomization"),
            (AxisScale.Of([0, most]), "Events"),
            [
                new("Events seen, all arms together", 0, [(0, 0), .. seen, (now, course.Events)]) { IsStep = true },
                new("Expected, with 95% limits", 1, [.. ahead.Select(one => (one.Month, one.Count.Expected))]),
            ]
        )
        {
            Band = [.. ahead.Select(one => (one.Month, (double)one.Count.Lower, (double)one.Count.Upper))],
            Lines =
            [
                .. waited.Select(events => new PlotLine($"{events} events", events, IsVertical: false)),
                new("data date", now, IsVertical: true),
            ],
        };
        var title = $"{protocol.Trial.Id}: forecast of {protocol.Design!.Primary}";
        return plot.Svg(new("forecast", title, Described(forecast), Width), withKey: true).ToString();
    }

    static string Described(TrialForecast forecast)
    {
        var course = forecast.Course;
        var seen = $"{course.Events} events were seen by {Day(course.DataDate)}.";
        return string.Join(
            " ",
            forecast
                .Expected.Select(next =>
                    $"Event {next.Events} is expected on {Day(next.Median)}, 95% limits {Day(next.Lower)} to {Day(next.Upper)}."
                )
                .Prepend(seen)
        );
    }

    static string Day(DateOnly? day) => day is { } known ? known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "never";
}
