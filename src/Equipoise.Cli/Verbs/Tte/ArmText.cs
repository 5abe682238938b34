using Equipoise.Analysis.Results;
using Equipoise.Cli.Terminal;
using Equipoise.Statistics.Curves;
using Spectre.Console;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>What became of each arm, for people.</summary>
sealed class ArmText(TteAnalysis analysis, Printed printed, IAnsiConsole console)
{
    string Column => analysis.Data.Arm?.Column ?? "Arm";

    public void WriteArms()
    {
        var unit = analysis.Data.IsOfIntervals ? "Intervals" : "Participants";
        (string Head, double Probability)[] quantiles = analysis.Options.Curves.Quartiles
            ? [("First quartile", 0.25), ("Median", 0.5), ("Third quartile", 0.75)]
            : [("Median", 0.5)];
        var hasFollowUp = analysis.Arms.Count > 1 && analysis.MedianFollowUp is not null;
        var table = PrintedTable.Columns(
            [
                Column,
                unit,
                "Events",
                .. quantiles.Select(one => $"{one.Head} ({printed.Limits})"),
                .. hasFollowUp ? [$"Median follow-up ({printed.Limits})"] : Array.Empty<string>(),
            ]
        );
        foreach (var arm in analysis.Arms)
            table.Row(
                [
                    arm.Name,
                    Printed.Count(arm.Counts.Count, arm.Counts.WeightedCount),
                    Printed.Count(arm.Counts.Events, arm.Counts.WeightedEvents),
                    .. quantiles.Select(one => Printed.Interval(arm.Curve.QuantileOf(one.Probability))),
                    .. hasFollowUp ? [Printed.Interval(arm.FollowUp!.Value)] : Array.Empty<string>(),
                ]
            );
        console.Write(table);
        if (analysis.Options.Curves.From is { } from)
            console.WriteLine(
                $"Curves begin at {Printed.Time(from)}: of those who are free of the event then. Tests and models do not."
            );
        foreach (var (arm, curve, _, _) in analysis.Arms)
            if (curve.Status == CurveStatus.ZeroBeforeLateEntries)
                console.WriteLine(
                    $"{arm}: the curve falls to 0 at {Printed.Time(curve.Steps.First(step => step.Survival == 0).Time)}, when "
                        + "all of the few at risk have had the event, and others enter later: what follows from it means "
                        + "nothing. --from T begins later."
                );
        console.WriteLine();
    }

    public void WriteTimes()
    {
        var table = PrintedTable.Columns(
            Column,
            "Time",
            "At risk",
            "Events before",
            "Censored before",
            $"Survival ({printed.Limits})"
        );
        foreach (var (arm, curve, _, counts) in analysis.Arms)
            foreach (var time in analysis.Options.Curves.At)
            {
                var at = curve.At(time);
                var (atRisk, events, censored) = counts.At(time);
                table.Row(
                    arm,
                    Printed.Time(time),
                    Printed.Count(atRisk, counts.WeightedAtRisk(time)),
                    Printed.Count(events),
                    Printed.Count(censored),
                    Printed.Interval(at.Survival, at.Lower, at.Upper, Printed.Probability)
                );
            }
        console.Write(table);
        WriteSurvivalDifferences();
        console.WriteLine();
    }

    void WriteSurvivalDifferences()
    {
        if (analysis.Comparisons.Count == 0)
            return;
        var table = PrintedTable.Columns(Column, "less", "Time", $"Difference of survival ({printed.Limits})", "p");
        foreach (var comparison in analysis.Comparisons)
            foreach (var at in comparison.Survival)
                table.Row(
                    comparison.Arm,
                    comparison.Against,
                    Printed.Time(at.Time),
                    Printed.Interval(at.Difference.Estimate, at.Difference.Lower, at.Difference.Upper, Printed.Probability),
                    printed.PValue(at.Difference.PValue)
                );
        console.Write(table);
    }

    void WriteMeanDifferences()
    {
        if (analysis.Comparisons.Count == 0)
            return;
        var table = PrintedTable.Columns(
            Column,
            "against",
            $"Difference of means ({printed.Limits})",
            "p",
            $"Ratio of means ({printed.Limits})",
            "p"
        );
        foreach (var comparison in analysis.Comparisons)
        {
            var (difference, ratio) = (comparison.Means!.Difference, comparison.Means.Ratio);
            table.Row(
                comparison.Arm,
                comparison.Against,
                Printed.Interval(difference.Estimate, difference.Lower, difference.Upper, value => Format.Significant(value, 2)),
                printed.PValue(difference.PValue),
                Printed.Interval(ratio.Estimate, ratio.Lower, ratio.Upper, Printed.Ratio),
                printed.PValue(ratio.PValue)
            );
        }
        console.Write(table);
    }

    public void WriteMeans(double horizon)
    {
        var table = PrintedTable.Columns(Column, $"Mean time up to {Printed.Time(horizon)} ({printed.Limits})", "SE");
        foreach (var (arm, _, mean, _) in analysis.Arms)
            table.Row(
                arm,
                Printed.Interval(mean!.Mean, mean.Lower, mean.Upper, value => Format.Significant(value, 2)),
                Format.Significant(mean.StandardError, 3)
            );
        console.Write(table);
        WriteMeanDifferences();
        foreach (var (arm, curve, mean, _) in analysis.Arms)
            if (mean!.Status == RestrictedMeanStatus.BeyondFollowUp)
                console.WriteLine(
                    $"{arm}: the mean up to {Printed.Time(horizon)} is not estimable: follow-up ends at "
                        + $"{Printed.Time(curve.Steps[^1].Time)}, before everyone had the event."
                );
        console.WriteLine();
    }
}
