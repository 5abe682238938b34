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
        foreach (var (index, (coefficient, column)) in fit.Coefficients.Zip(analysis.Data.Covariates).Index())
            table.Row(
                column.Name,
                column.Against,
                analysis.Profile is { } profile
                    ? HazardRatio(coefficient, profile[index])
                    : HazardRatio(coefficient.Estimate, coefficient.HazardRatio, coefficient.Lower, coefficient.Upper),
                Format.Significant(coefficient.Estimate, 4),
                Format.Significant(coefficient.StandardError, 4),
                Format.Fixed(coefficient.Z, 2),
                printed.PValue(coefficient.PValue)
            );
        console.Write(table);
        if (Remark(fit.Status) is { } remark)
            console.WriteLine(remark);
        if (fit.Penalty == Penalty.Firth)
            console.WriteLine("The likelihood has Firth's penalty.");
        if (analysis.Profile is not null)
            console.WriteLine(
                fit.Penalty == Penalty.Firth
                    ? "Limits of hazard ratios are of the profile likelihood; z and p are Wald's."
                    : "Limits of the hazard ratios that have no largest likelihood are of the profile likelihood, the others "
                        + "Wald's."
            );
        WriteModelTests(fit);
        console.WriteLine();
    }

    void WriteModelTests(CoxFit fit)
    {
        (string Name, ChiSquareTest? Test)[] tests =
        [
            ("likelihood ratio", fit.LikelihoodRatio),
            ("score", fit.Score),
            (analysis.HasRobustErrors ? "robust Wald" : "Wald", fit.Wald),
        ];
        string[] made =
        [
            .. tests
                .Where(one => one.Test is not null)
                .Select(one =>
                    $"{one.Name} chi-square {Format.Fixed(one.Test!.Value.Statistic, 4)}, {one.Test.Value.DegreesOfFreedom} df, "
                    + $"p {printed.PValue(one.Test.Value.PValue)}"
                ),
        ];
        if (made.Length > 0)
            console.WriteLine($"All coefficients 0: {string.Join("; ", made)}.");
        if (analysis.Concordance() is { Estimate: { } concordance, StandardError: var error })
            console.WriteLine($"Concordance {Format.Fixed(concordance, 4)} (SE {Format.Fixed(error, 4)}).");
    }

    // Where a coefficient is infinite one of its limits is not.
    string HazardRatio(CoxCoefficient coefficient, ProfileInterval profile) =>
        coefficient.Estimate is { } infinite && double.IsInfinity(infinite)
            ? $"goes to {(infinite > 0 ? "infinity" : "0")} ({Limit(profile.Lower)} to {Limit(profile.Upper)})"
        : analysis.Cox!.Penalty == Penalty.Firth
            ? $"{Printed.Ratio(coefficient.HazardRatio)} ({Limit(profile.Lower)} to {Limit(profile.Upper)})"
        : HazardRatio(coefficient.Estimate, coefficient.HazardRatio, coefficient.Lower, coefficient.Upper);

    static string Limit(ProfileLimit limit) =>
        limit.Status == ProfileLimitStatus.Unbounded ? limit.Value > 0 ? "infinity" : "0" : Printed.Ratio(limit.HazardRatio);

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
            FitStatus.UndefinedWeights unseen =>
                $"There is no fit: at {Printed.Time(unseen.Time)} somebody had another event, and the others entered after all "
                    + "who were there then had left.",
            FitStatus.NotConverged => "The fit did not converge.",
            _ => null,
        };

    static string LeftOut(IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : $"Left out, because others or the strata determine it: {string.Join(", ", names)}.";
}
