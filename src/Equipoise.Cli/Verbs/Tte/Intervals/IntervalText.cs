using Equipoise.Analysis.Results;
using Equipoise.Cli.Terminal;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Spectre.Console;

namespace Equipoise.Cli.Verbs.Tte.Intervals;

/// <summary>The analysis of intervals for people.</summary>
static class IntervalText
{
    public static void Write(IntervalAnalysis analysis, TextWriter output)
    {
        var console = PrintedTable.On(output);
        var (data, table) = (analysis.Data, analysis.Options.Table);
        if (table.Where.Conditions.Count > 0)
            console.WriteLine($"Where {table.Where.Text}: {Rows(data.FilteredOut)} left out.");
        console.WriteLine(
            $"{Printed.Count(analysis.Arms.Sum(arm => arm.Count))} participants, {Rows(data.Dropped)} dropped for missing values"
        );
        console.WriteLine();
        WriteArms(analysis, console);
        WriteTimes(analysis, console);
        foreach (var arm in analysis.Arms.Where(arm => arm.Curve.Status == TurnbullStatus.NotConverged))
            console.WriteLine(
                $"{arm.Name}: the curve was not found; up to {Format.Significant(arm.Curve.Gap, 2)} of log-likelihood is missing."
            );
        console.WriteLine(
            "Conventions: curves by Turnbull, without limits; within an interval the data do not say when its events happened, "
                + "so survival and median are given as bounds; "
                + (
                    data.Weights.Weighting switch
                    {
                        CaseWeighting.Frequency => "a weight is a count of participants; ",
                        CaseWeighting.Sampling => "weights are sampling weights, and counts are of rows; ",
                        _ => "",
                    }
                )
                + "arms are not tested; NE: not estimable."
        );
        console.WriteLine(Format.Rounding);
    }

    static void WriteArms(IntervalAnalysis analysis, IAnsiConsole console)
    {
        var table = PrintedTable.Columns(
            analysis.Data.Arm?.Column ?? "Arm",
            "Participants",
            "Exact",
            "In an interval",
            "Before a time",
            "After a time",
            "Median between"
        );
        foreach (var arm in analysis.Arms)
            table.Row(
                arm.Name,
                Printed.Count(arm.Count),
                Printed.Count(arm.Exact),
                Printed.Count(arm.Within),
                Printed.Count(arm.Left),
                Printed.Count(arm.Right),
                arm.Median is var (after, by)
                    ? after == by
                        ? Printed.Time(by)
                        : $"{Printed.Time(after)} and {Printed.Time(by)}"
                    : Format.NotEstimable
            );
        console.Write(table);
        console.WriteLine();
    }

    static void WriteTimes(IntervalAnalysis analysis, IAnsiConsole console)
    {
        var table = PrintedTable.Columns(
            analysis.Data.Arm?.Column ?? "Arm",
            "Time",
            "Known without event",
            "Survival at least",
            "at most"
        );
        foreach (var arm in analysis.Arms)
            foreach (var time in analysis.Times)
            {
                var bounds = arm.Curve.SurvivalAt(time);
                table.Row(
                    arm.Name,
                    Printed.Time(time),
                    Printed.Count(arm.FreeUntil(time)),
                    Printed.Probability(bounds?.Lower),
                    Printed.Probability(bounds?.Upper)
                );
            }
        console.Write(table);
        console.WriteLine();
    }

    static string Rows(int count) => $"{count} {(count == 1 ? "row" : "rows")}";
}
