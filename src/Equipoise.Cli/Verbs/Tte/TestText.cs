using Equipoise.Analysis.Results;
using Equipoise.Cli.Terminal;
using Equipoise.Statistics.Comparisons;
using Spectre.Console;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The comparison of the arms for people.</summary>
sealed class TestText(TteAnalysis analysis, Printed printed, IAnsiConsole console)
{
    public void WriteLogRank(LogRankTest test)
    {
        var model = analysis.Options.Model;
        var name = Capital(
            (analysis.Data.Strata.Length > 0 ? "stratified " : "")
                + (analysis.Competing is null ? "" : "cause-specific ")
                + (test.Weight is LogRankWeight.FlemingHarrington ? "weighted log-rank test" : "log-rank test")
        );
        if (test.Weight is LogRankWeight.FlemingHarrington)
            name += $" of Fleming and Harrington, rho {Format.Exact(model.Rho)}, gamma {Format.Exact(model.Gamma)}";
        console.WriteLine(
            test.Status is LogRankStatus.NotEstimable refusal
                ? $"{name}: not estimable. {refusal.Reason}"
                : $"{name}: chi-square {Format.Fixed(test.ChiSquare, 4)}, {test.DegreesOfFreedom} df, "
                    + $"two-sided p {printed.PValue(test.PValue)}"
        );
        foreach (var more in analysis.Tests)
            console.WriteLine($"{more.Name}: {InWords(more)}");
        if (test.Status is LogRankStatus.Estimated)
            WriteEvents(test);
        console.WriteLine();
    }

    void WriteEvents(LogRankTest test)
    {
        var weighted = test.Weight is LogRankWeight.LogRank ? "" : ", weighted";
        var table = PrintedTable.Columns(analysis.Data.Arm!.Column, $"Events observed{weighted}", $"expected{weighted}");
        foreach (var (arm, level) in analysis.Data.Arm.Levels.Index())
            table.Row(level, Printed.Count(test.Observed[arm]), Format.Significant(test.Expected[arm], 2));
        console.Write(table);
    }

    string InWords(ArmTest test) =>
        test.NotMade is { } why ? $"not made. {why}"
        : test.ChiSquare is { } χ2
            ? $"chi-square {Format.Fixed(χ2, 4)}, {test.Df} df, two-sided p {printed.PValue(test.P)}"
        : $"z {Format.Fixed(test.Z, 4)}, two-sided p {printed.PValue(test.P)}";

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
