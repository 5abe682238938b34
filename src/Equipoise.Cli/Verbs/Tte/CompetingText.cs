using Equipoise.Analysis.Results;
using Equipoise.Cli.Terminal;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.CompetingRisks;
using Spectre.Console;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>How likely each of several ends is, for people.</summary>
sealed class CompetingText(TteAnalysis analysis, TteCompeting competing, Printed printed, IAnsiConsole console)
{
    string Column => analysis.Data.Arm?.Column ?? "Arm";

    string Cause => $"{analysis.Options.Table.Event} {competing.Causes[0]}";

    public void WriteArms()
    {
        var table = PrintedTable.Columns([Column, "Participants", .. competing.Causes.Select(Named), "Censored"]);
        foreach (var arm in competing.Arms)
            table.Row([arm.Name, .. arm.Ends.Skip(1).Prepend(arm.Ends.Sum()).Append(arm.Ends[0]).Select(Format.Count)]);
        console.Write(table);
        console.WriteLine();
    }

    public void WriteTimes()
    {
        var table = PrintedTable.Columns(
            [
                Column,
                "Time",
                "At risk",
                .. competing.Causes.Select(cause => $"Incidence of {cause} ({printed.Limits})"),
                "No event",
            ]
        );
        foreach (var (arm, rows) in competing.Arms.Zip(analysis.Arms))
            foreach (var time in competing.Times)
                table.Row(
                    [
                        arm.Name,
                        Printed.Time(time),
                        Printed.Count(rows.Counts.At(time).AtRisk, rows.Counts.WeightedAtRisk(time)),
                        .. competing.Causes.Select((_, cause) => Incidence(arm.Curves.Incidence(cause + 1).At(time))),
                        Printed.Probability(arm.Curves.EventFree.At(time).Probability),
                    ]
                );
        console.Write(table);
        console.WriteLine();
    }

    public void WriteTest()
    {
        if (competing.NotMade is { } why)
            console.WriteLine($"Gray's test and the model of Fine and Gray are not made: {why}.");
        else if (competing.Gray is { } test)
            console.WriteLine(
                test.ChiSquare is { } χ2
                    ? $"Gray's test of the incidence of {Cause}: chi-square {Format.Fixed(χ2, 4)}, {test.DegreesOfFreedom} df, "
                        + $"two-sided p {printed.PValue(test.PValue)}"
                    : $"Gray's test of the incidence of {Cause}: not estimable. {InWords(test.Status)}"
            );
        else
            return;
        console.WriteLine();
    }

    public void WriteModel()
    {
        if (competing.FineGray is not { } fit)
            return;
        var table = PrintedTable.Columns(
            "Subdistribution hazard ratio of",
            "against",
            $"SHR ({printed.Limits})",
            "log SHR",
            "SE",
            "z",
            "p"
        );
        foreach (var (coefficient, column) in fit.Coefficients.Zip(analysis.Data.Covariates))
            table.Row(
                column.Name,
                column.Against,
                CoxText.HazardRatio(coefficient.Estimate, coefficient.HazardRatio, coefficient.Lower, coefficient.Upper),
                Format.Significant(coefficient.Estimate, 4),
                Format.Significant(coefficient.StandardError, 4),
                Format.Fixed(coefficient.Z, 2),
                printed.PValue(coefficient.PValue)
            );
        console.Write(table);
        if (CoxText.Remark(fit.Status) is { } remark)
            console.WriteLine(remark);
        console.WriteLine(
            $"Of the incidence of {Cause}, by Fine and Gray; ties as Breslow"
                + (
                    fit.Weights == RiskSetWeights.Geskus
                        ? "; risk sets weighed for late entries as by Geskus, with robust limits that take the weights for known"
                        : ""
                )
                + $"{(analysis.Data.Strata.Length > 0 ? "; the model has no strata" : "")}."
        );
        console.WriteLine();
    }

    string Named(string cause, int index) => index == 0 ? $"{cause} (asked about)" : $"{cause} (competing)";

    static string Incidence(IncidenceAt at) => Printed.Interval(at.Probability, at.Lower, at.Upper, Printed.Probability);

    static string InWords(GrayStatus status) =>
        status switch
        {
            GrayStatus.NoEvents => "Nobody had the event.",
            GrayStatus.ZeroBeforeLateEntries => "All of an arm who were at risk had had an event before others of it entered.",
            GrayStatus.NoVariance => "Ties late in follow-up take more than all of the variance.",
            _ => "No two arms are at risk together at an event.",
        };
}
