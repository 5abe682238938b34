using Equipoise.Analysis.Results;
using Equipoise.Cli.Terminal;
using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Cox;
using Spectre.Console;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>A Cox model for people.</summary>
sealed class CoxText(TteAnalysis analysis, Printed printed, IAnsiConsole console)
{
    public void Write(CoxFit fit)
    {
        var table = PrintedTable.Columns(
            analysis.Competing is null ? "Hazard ratio of" : "Cause-specific hazard ratio of",
            "against",
            $"HR ({printed.Limits})",
            "log HR",
            "SE",
            "z",
            "p"
        );
        foreach (var (coefficient, column) in fit.Coefficients.Zip(analysis.Data.Covariates))
            table.Row(
                column.Name,
                column.Reference ?? "1 less",
                HazardRatio(coefficient.Estimate, coefficient.HazardRatio, coefficient.Lower, coefficient.Upper),
                Format.Significant(coefficient.Estimate, 4),
                Format.Significant(coefficient.StandardError, 4),
                Format.Fixed(coefficient.Z, 2),
                printed.PValue(coefficient.PValue)
            );
        console.Write(table);
        if (Remark(fit.Status) is { } remark)
            console.WriteLine(remark);
        console.WriteLine();
    }

    public static string HazardRatio(double? logarithm, double? ratio, double? lower, double? upper) =>
        logarithm is { } estimate && double.IsInfinity(estimate)
            ? $"goes to {(estimate > 0 ? "infinity" : "0")}"
            : Printed.Interval(ratio, lower, upper, Printed.Ratio);

    public static string? Remark(FitStatus status) =>
        status switch
        {
            FitStatus.MonotoneLikelihood monotone =>
                $"There is no largest likelihood: it keeps rising with {string.Join(", ", monotone.Names)}, "
                    + $"as when a group has no event. {LeftOut(monotone.LeftOut)}".TrimEnd(),
            FitStatus.RankDeficient deficient => LeftOut(deficient.Names),
            FitStatus.NoEvents => "Nobody had the event: there is nothing to fit.",
            FitStatus.NotConverged => "The fit did not converge.",
            _ => null,
        };

    static string LeftOut(IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : $"Left out, because others or the strata determine it: {string.Join(", ", names)}.";
}
