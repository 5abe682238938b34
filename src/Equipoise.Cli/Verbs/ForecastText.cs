using System.Globalization;
using Equipoise.Cli.Terminal;
using Equipoise.Design.Forecast;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary>The forecast of a trial for people.</summary>
static class ForecastText
{
    public static void Write(TrialProtocol protocol, TrialForecast forecast, bool isCutoff, TextWriter output)
    {
        var course = forecast.Course;
        output.WriteLine(
            $"  {protocol.Trial.Id}, {protocol.Design!.Primary}, all arms together: {(isCutoff ? "data cutoff" : "data end")} "
                + Day(course, course.DataDate)
        );
        output.WriteLine(
            $"  randomized {course.Participants.Count} of {forecast.Planned}, events {course.Events}, lost {course.Lost}, "
                + (course.Completed > 0 ? $"completed {course.Completed}, " : "")
                + $"still followed {course.Ongoing.Count}, still to come {forecast.Curve.ToCome.Number}"
        );
        foreach (var (events, on) in forecast.Reached)
            output.WriteLine($"  event {events} was reached on {Day(course, on)}");
        if (forecast.Expected.Count == 0)
            return;
        var table = PrintedTable.Numbers("Event", "Expected on", "95% limits", "Never reached");
        foreach (var next in forecast.Expected)
            table.Row(
                $"{next.Events}",
                Day(course, next.Median),
                $"{Day(course, next.Lower)} to {Day(course, next.Upper)}",
                next.NeverReached switch
                {
                    0 => "",
                    < 0.001 => "<0.1%",
                    var share => share.ToString("0.0%", CultureInfo.InvariantCulture),
                }
            );
        PrintedTable.On(output).Write(table);
        output.WriteLine(
            FormattableString.Invariant($"  {forecast.Predictions} predictions, seed {forecast.Seed}: exponential times, ")
                + $"hazards as {course.Events} events and {course.Lost} losses in "
                + FormattableString.Invariant($"{course.PersonDays / Duration.DaysPerMonth:0} months at risk allow.")
        );
        output.WriteLine("  Months count from the first randomization. The arm of nobody was read.");
    }

    static string Day(BlindedCourse course, DateOnly? day) =>
        day is { } known
            ? FormattableString.Invariant($"{known:yyyy-MM-dd} (month {course.MonthOf(known):0.0})")
            : "never";
}
