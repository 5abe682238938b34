using Equipoise.Analysis.Results;
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
        console.WriteLine();
    }

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
