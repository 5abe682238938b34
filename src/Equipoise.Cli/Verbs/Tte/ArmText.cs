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
        var table = PrintedTable.Columns(Column, unit, "Events", $"Median ({printed.Limits})");
        foreach (var (arm, curve, _, counts) in analysis.Arms)
            table.Row(
                arm,
                Printed.Count(counts.Count, counts.WeightedCount),
                Printed.Count(counts.Events, counts.WeightedEvents),
                Printed.Interval(curve.Median, Printed.Time)
            );
        console.Write(table);
        if (analysis.Options.Curves.From is { } from)
            console.WriteLine(
                $"Curves begin at {Printed.Time(from)}: of those who are free of the event then. Tests and models do not."
            );
        foreach (var (arm, curve, _, _) in analysis.Arms)
            if (curve.Status == CurveStatus.ZeroBeforeLateEntries)
                console.WriteLine(
                    $"{arm}: the curve falls to 0 at {Printed.Time(curve.Steps.First(step => step.Survival == 0).Time)}, when all "
                        + "of the few at risk have had the event, and others enter later: what follows from it means nothing. "
                        + "--from T begins later."
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
        console.WriteLine();
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
        foreach (var (arm, curve, mean, _) in analysis.Arms)
            if (mean!.Status == RestrictedMeanStatus.BeyondFollowUp)
                console.WriteLine(
                    $"{arm}: the mean up to {Printed.Time(horizon)} is not estimable: follow-up ends at "
                        + $"{Printed.Time(curve.Steps[^1].Time)}, before everyone had the event."
                );
        console.WriteLine();
    }
}
