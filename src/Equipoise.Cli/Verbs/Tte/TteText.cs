using Equipoise.Analysis.Results;
using Equipoise.Cli.Terminal;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.Cox;
using Spectre.Console;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>An analysis for people: rounded, with the conventions that the numbers depend on.</summary>
static class TteText
{
    public static void Write(TteAnalysis analysis, TextWriter output)
    {
        var console = PrintedTable.On(output);
        var followUp = analysis.MedianFollowUp;
        if (analysis.Data.FilteredOut > 0 || analysis.Options.Where.Conditions.Count > 0)
            console.WriteLine(
                $"Where {analysis.Options.Where.Text}: {analysis.Data.FilteredOut} "
                    + $"{(analysis.Data.FilteredOut == 1 ? "row" : "rows")} left out."
            );
        console.WriteLine(
            $"{Count(analysis.Count)} {Unit(analysis)}{Intervals(analysis.Data)}, {Count(analysis.Events)} events, "
                + $"{analysis.Data.Dropped} {(analysis.Data.Dropped == 1 ? "row" : "rows")} dropped for missing values; "
                + (
                    followUp is { } median
                        ? $"median follow-up {Interval(median, Time)}"
                        : "follow-up is not given, for --id does not say whose each interval is"
                )
        );
        if (analysis.Data.Ends.Count > 2)
            console.WriteLine(
                $"{analysis.Options.Event}: "
                    + string.Join(
                        ", ",
                        analysis.Data.Ends.Select(end => $"{end.Value} ({(end.IsEvent ? "event" : "censored")}) {end.Rows}")
                    )
            );
        console.WriteLine();
        WriteArms(analysis, console);
        if (analysis.Options.At.Count > 0)
            WriteTimes(analysis, console);
        if (analysis.Options.Horizon is { } horizon)
            WriteMeans(analysis, horizon, console);
        if (analysis.LogRank is { } test)
            WriteLogRank(test, analysis.Data.Strata.Length > 0, analysis.Options, console);
        if (analysis.Cox is { } fit)
            WriteCox(fit, analysis.Data, console);
        console.WriteLine(
            $"Conventions: ties {TteWords.Of(analysis.Options.Ties)}; 95% limits of survival "
                + $"{TteWords.Of(analysis.Options.Transformation)}; "
                + $"medians by the rule of {RuleOf(analysis.Options.QuantileRule)}; "
                + $"follow-up by reverse Kaplan-Meier; {Clusters(analysis)}{WeightsOf(analysis.Data.Weights)}NE: not estimable."
        );
        console.WriteLine(Format.Rounding);
    }

    static string Count(double count) => Format.Significant(count, count == double.Floor(count) ? 0 : 1);

    static string Unit(TteAnalysis analysis) => analysis.Data.IsOfIntervals ? "intervals" : "participants";

    static string Intervals(TteData data) =>
        data.People.Of.Length > data.People.Count && data.People.Count > 0 ? $" in {data.People.Of.Length} intervals" : "";

    static string Clusters(TteAnalysis analysis) =>
        analysis.Data.Clusters.Length == 0 ? ""
        : analysis.Options.Cluster is { } column ? $"robust limits of hazard ratios by {column}; "
        : $"robust limits of hazard ratios by {analysis.Options.Id}, because some have several events; ";

    static string RuleOf(QuantileRule rule) =>
        rule switch
        {
            QuantileRule.R => "R",
            QuantileRule.RPrint => "R's print",
            _ => "SAS",
        };

    static string WeightsOf(CaseWeights weights) =>
        weights.Weighting switch
        {
            CaseWeighting.Frequency => "a weight is a count of participants; ",
            CaseWeighting.Sampling =>
                "weights are sampling weights, with robust limits of hazard ratios, "
                    + "but limits of survival as if they were counts; ",
            _ => "",
        };

    static void WriteArms(TteAnalysis analysis, IAnsiConsole console)
    {
        var unit = analysis.Data.IsOfIntervals ? "Intervals" : "Participants";
        var table = PrintedTable.Columns(analysis.Data.Arm?.Column ?? "Arm", unit, "Events", "Median (95% CI)");
        foreach (var (arm, curve, _, counts) in analysis.Arms)
            table.Row(
                arm,
                Weighted(counts.Count, counts.WeightedCount),
                Weighted(counts.Events, counts.WeightedEvents),
                Interval(curve.Median, Time)
            );
        console.Write(table);
        if (analysis.Options.From is { } from)
            console.WriteLine($"Curves begin at {Time(from)}: of those who are free of the event then. Tests and models do not.");
        foreach (var (arm, curve, _, _) in analysis.Arms)
            if (curve.Status == CurveStatus.ZeroBeforeLateEntries)
                console.WriteLine(
                    $"{arm}: the curve falls to 0 at {Time(curve.Steps.First(step => step.Survival == 0).Time)}, when all of the "
                        + "few at risk have had the event, and others enter later: what follows from it means nothing. "
                        + "--from T begins later."
                );
        console.WriteLine();
    }

    // Of sampling weights both are told: how many rows there are, and how many people they stand for.
    static string Weighted(double count, double? weighted) =>
        weighted is { } sum ? $"{Count(count)} (weighted {Count(sum)})" : Count(count);

    static void WriteTimes(TteAnalysis analysis, IAnsiConsole console)
    {
        var table = PrintedTable.Columns(
            analysis.Data.Arm?.Column ?? "Arm",
            "Time",
            "At risk",
            "Events before",
            "Censored before",
            "Survival (95% CI)"
        );
        foreach (var (arm, curve, _, counts) in analysis.Arms)
            foreach (var time in analysis.Options.At)
            {
                var at = curve.At(time);
                var (atRisk, events, censored) = counts.At(time);
                var survival = Interval(at.Survival, at.Lower, at.Upper, value => Format.Fixed(value, 4));
                table.Row(
                    arm,
                    Time(time),
                    Weighted(atRisk, counts.WeightedAtRisk(time)),
                    Count(events),
                    Count(censored),
                    survival
                );
            }
        console.Write(table);
        console.WriteLine();
    }

    static void WriteMeans(TteAnalysis analysis, double horizon, IAnsiConsole console)
    {
        var table = PrintedTable.Columns(analysis.Data.Arm?.Column ?? "Arm", $"Mean time up to {Time(horizon)} (95% CI)", "SE");
        foreach (var (arm, _, mean, _) in analysis.Arms)
            table.Row(
                arm,
                Interval(mean!.Mean, mean.Lower, mean.Upper, value => Format.Significant(value, 2)),
                Format.Significant(mean.StandardError, 3)
            );
        console.Write(table);
        foreach (var (arm, curve, mean, _) in analysis.Arms)
            if (mean!.Status == RestrictedMeanStatus.BeyondFollowUp)
                console.WriteLine(
                    $"{arm}: the mean up to {Time(horizon)} is not estimable: follow-up ends at {Time(curve.Steps[^1].Time)}, "
                        + "before everyone had the event."
                );
        console.WriteLine();
    }

    static void WriteLogRank(LogRankTest test, bool stratified, TteOptions options, IAnsiConsole console)
    {
        var weight = test.Weight is LogRankWeight.FlemingHarrington ? "weighted log-rank test" : "log-rank test";
        var name = stratified ? $"Stratified {weight}" : char.ToUpperInvariant(weight[0]) + weight[1..];
        if (test.Weight is LogRankWeight.FlemingHarrington)
            name += $" of Fleming and Harrington, rho {Format.Exact(options.Rho)}, gamma {Format.Exact(options.Gamma)}";
        console.WriteLine(
            test.Status is LogRankStatus.NotEstimable refusal
                ? $"{name}: not estimable. {refusal.Reason}"
                : $"{name}: chi-square {Format.Fixed(test.ChiSquare, 4)}, {test.DegreesOfFreedom} df, "
                    + $"two-sided p {Format.PValue(test.PValue)}"
        );
        console.WriteLine();
    }

    static void WriteCox(CoxFit fit, TteData data, IAnsiConsole console)
    {
        var table = PrintedTable.Columns("Hazard ratio of", "against", "HR (95% CI)", "log HR", "SE", "z", "p");
        foreach (var (coefficient, column) in fit.Coefficients.Zip(data.Covariates))
            table.Row(
                column.Name,
                column.Reference ?? "1 less",
                HazardRatio(coefficient),
                Format.Significant(coefficient.Estimate, 4),
                Format.Significant(coefficient.StandardError, 4),
                Format.Fixed(coefficient.Z, 2),
                Format.PValue(coefficient.PValue)
            );
        console.Write(table);
        if (Remark(fit.Status) is { } remark)
            console.WriteLine(remark);
        console.WriteLine();
    }

    static string HazardRatio(CoxCoefficient coefficient) =>
        coefficient.Estimate is { } estimate && double.IsInfinity(estimate)
            ? $"goes to {(estimate > 0 ? "infinity" : "0")}"
            : Interval(coefficient.HazardRatio, coefficient.Lower, coefficient.Upper, Ratio);

    static string? Remark(FitStatus status) =>
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

    static string Time(double? value) =>
        value is { } time && time == Math.Floor(time) ? Format.Fixed(value, 0) : Format.Significant(value, 2);

    // A ratio to one unit of a covariate that is counted in thousands is near 1: as many decimals as tell it from 1.
    static string Ratio(double? value) =>
        value is not { } ratio || double.Abs(ratio - 1) >= 0.005 || ratio == 1
            ? Format.Significant(value, 3)
            : Format.Fixed(ratio, int.Min(15, 2 - (int)double.Floor(double.Log10(double.Abs(ratio - 1)))));

    static string Interval(Quantile value, Func<double?, string> print) =>
        Interval(value.Estimate, value.Lower, value.Upper, print);

    static string Interval(double? estimate, double? lower, double? upper, Func<double?, string> print) =>
        $"{print(estimate)} ({print(lower)} to {print(upper)})";
}
