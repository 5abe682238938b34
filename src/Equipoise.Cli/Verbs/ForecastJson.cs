using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Design.Forecast;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary>The forecast of a trial for programs; a day that never comes is null.</summary>
static class ForecastJson
{
    const int Months = 60;

    public static string Of(TrialProtocol protocol, TrialForecast forecast, bool isCutoff)
    {
        var (course, curve) = (forecast.Course, forecast.Curve);
        return JsonSerializer.Serialize(
            new
            {
                Trial = protocol.Trial.Id,
                Endpoint = protocol.Design!.Primary,
                DataDate = Day(course, course.DataDate),
                IsDataCutoff = isCutoff,
                FirstRandomized = course.FirstRandomized,
                forecast.Planned,
                Randomized = course.Participants.Count,
                course.Events,
                course.Lost,
                course.Completed,
                StillFollowed = course.Ongoing.Count,
                StillToCome = curve.ToCome.Number,
                course.PersonDays,
                EventHazardPerMonth = curve.Hazard * Duration.DaysPerMonth,
                LossHazardPerMonth = curve.LossHazard * Duration.DaysPerMonth,
                forecast.Seed,
                forecast.Predictions,
                Reached = forecast.Reached.Select(reached => new { reached.Events, On = Day(course, reached.On) }),
                Forecasts = forecast.Expected.Select(next => new
                {
                    next.Events,
                    Median = Day(course, next.Median),
                    Lower = Day(course, next.Lower),
                    Upper = Day(course, next.Upper),
                    next.NeverReached,
                }),
                // Months after the data date, at the hazards that the data suggest.
                ExpectedEvents = Enumerable
                    .Range(0, Months + 1)
                    .Select(months => new { Months = months, Events = curve.By(months * Duration.DaysPerMonth) }),
            },
            Formats.JsonOptions
        );
    }

    static object? Day(BlindedCourse course, DateOnly? day) =>
        day is { } known ? new { Date = known, Month = course.MonthOf(known) } : null;
}
