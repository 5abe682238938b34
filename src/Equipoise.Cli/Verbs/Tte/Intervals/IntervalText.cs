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
        if (analysis.Test is { } test)
            WriteTest(analysis, test, console);
        if (analysis.Draws is { Draws: var draws })
            console.WriteLine(
                $"{BootstrapText.Convention(draws, "participant", analysis.Data.Arm is not null)} Where survival is known "
                    + "between bounds, the lower limit is of the lower bound and the upper limit of the upper bound."
            );
        foreach (var arm in analysis.Arms.Where(arm => arm.Curve.Status == TurnbullStatus.NotConverged))
            console.WriteLine(
                $"{arm.Name}: the curve was not found; up to {Format.Significant(arm.Curve.Gap, 2)} of log-likelihood is missing."
            );
        console.WriteLine(
            $"Conventions: curves by Turnbull; {Errors(analysis)}within an interval the data do not say when its events "
                + "happened, so survival and median are given as bounds; "
                + (
                    data.Weights.Weighting switch
                    {
                        CaseWeighting.Frequency => "a weight is a count of participants; ",
                        CaseWeighting.Sampling => "weights are sampling weights, and counts are of rows; ",
                        _ => "",
                    }
                )
                + (
                    analysis.Test is not null
                        ? "log-rank test by Sun's scores and their permutation variance, for visits that do not differ "
                            + "between arms; "
                        : "arms are not tested; "
                )
                + "NE: not estimable."
        );
        console.WriteLine(Format.Rounding);
    }

    static void WriteArms(IntervalAnalysis analysis, IAnsiConsole console)
    {
        var table = PrintedTable.Columns(
            [
                analysis.Data.Arm?.Column ?? "Arm",
                "Participants",
                "Exact",
                "In an interval",
                "Before a time",
                "After a time",
                "Median between",
                .. analysis.Draws is null ? Array.Empty<string>() : [new Printed(analysis.Options).Limits],
            ]
        );
        foreach (var (index, arm) in analysis.Arms.Index())
            table.Row(
                [
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
                        : Format.NotEstimable,
                    .. analysis.Draws is { Arms: var limits }
                        ? [Between(limits[index].Median, Printed.Time)]
                        : Array.Empty<string>(),
                ]
            );
        console.Write(table);
        console.WriteLine();
    }

    static void WriteTimes(IntervalAnalysis analysis, IAnsiConsole console)
    {
        var hasErrors = analysis.Arms.Any(HasErrors);
        var table = PrintedTable.Columns(
            [
                analysis.Data.Arm?.Column ?? "Arm",
                "Time",
                "Known without event",
                "Survival at least",
                "at most",
                .. hasErrors ? ["SE"] : Array.Empty<string>(),
                .. analysis.Draws is null ? Array.Empty<string>() : [new Printed(analysis.Options).Limits],
            ]
        );
        foreach (var (index, arm) in analysis.Arms.Index())
            foreach (var (at, time) in analysis.Times.Index())
            {
                var bounds = arm.Curve.SurvivalAt(time);
                table.Row(
                    [
                        arm.Name,
                        Printed.Time(time),
                        Printed.Count(arm.FreeUntil(time)),
                        Printed.Probability(bounds?.Lower),
                        Printed.Probability(bounds?.Upper),
                        .. hasErrors ? [Printed.Probability(arm.StandardErrorAt(time))] : Array.Empty<string>(),
                        .. analysis.Draws is { Arms: var limits }
                            ? [Between(limits[index].Survival[at], Printed.Probability)]
                            : Array.Empty<string>(),
                    ]
                );
            }
        console.Write(table);
        console.WriteLine();
    }

    static void WriteTest(IntervalAnalysis analysis, IntervalLogRankTest test, IAnsiConsole console)
    {
        var excess = string.Join(
            ", ",
            analysis.Arms.Zip(test.ScoreSums, (arm, sum) => $"{arm.Name} {Format.Fixed(sum, 2)}")
        );
        console.WriteLine(
            test.Status is LogRankStatus.NotEstimable refusal
                ? $"Log-rank test of intervals: not estimable. {refusal.Reason}"
                : $"Log-rank test of intervals: chi-square {Format.Fixed(test.ChiSquare!.Value.Statistic, 4)}, "
                    + $"{test.ChiSquare.Value.DegreesOfFreedom} df, p = {new Printed(analysis.Options).PValue(test.PValue)}; "
                    + $"observed minus expected events: {excess}"
        );
        console.WriteLine();
    }

    static bool HasErrors(IntervalArm arm) =>
        arm.Sampled.Length == 0 && arm.Curve.ErrorStatus == TurnbullErrorStatus.Estimated;

    static string Between((double? Lower, double? Upper) limits, Func<double?, string> print) =>
        $"{print(limits.Lower)} to {print(limits.Upper)}";

    static string Errors(IntervalAnalysis analysis) =>
        (
            analysis.Arms.All(HasErrors) ? "SE by the observed information; "
            : analysis.Arms.Any(HasErrors)
                ? "SE by the observed information, where every mass is above 0; "
            : ""
        )
        + (analysis.Draws is null ? "limits are not given without --bootstrap; " : "");

    static string Rows(int count) => $"{count} {(count == 1 ? "row" : "rows")}";
}
