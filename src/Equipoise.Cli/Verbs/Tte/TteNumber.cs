using Equipoise.Statistics.Comparisons;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>A number of the analysis that draws give too.</summary>
/// <param name="What">What it is, in one word for programs.</param>
/// <param name="Name">The arm, or the covariate.</param>
/// <param name="Against">What it is compared with; null for a number of one arm.</param>
/// <param name="Time">The time or the horizon; null when there is none.</param>
/// <param name="In">Its value in a sample: null where it does not exist, an infinity where it is beyond all that was
/// seen.</param>
sealed record TteNumber(string What, string Name, string? Against, double? Time, Func<TteSample, double?> In)
{
    /// <summary>Whether its values are logarithms of a ratio.</summary>
    public bool IsRatio => What.EndsWith("Ratio", StringComparison.Ordinal);

    /// <summary>Whether its values are probabilities or their difference.</summary>
    public bool IsProbability => What == "survivalDifference";

    /// <summary>What it is, for people.</summary>
    public string InWords =>
        What switch
        {
            "median" => "Median",
            "mean" => $"Mean time up to {Printed.Time(Time)}",
            "meanDifference" => $"Difference of means up to {Printed.Time(Time)}",
            "survivalDifference" => $"Difference of survival at {Printed.Time(Time)}",
            "hazardRatio" => "Hazard ratio",
            "causeSpecificHazardRatio" => "Cause-specific hazard ratio",
            _ => "Subdistribution hazard ratio",
        };

    /// <summary>The numbers that were asked for: medians, means, their differences from the first arm, and hazard
    /// ratios.</summary>
    public static IReadOnlyList<TteNumber> Of(TteData data, TteOptions options)
    {
        var curves = options.Curves;
        var isSurvival = data.Causes.Count == 0;
        string[] arms = [.. data.Arm?.Levels ?? ["all"]];
        var numbers = new List<TteNumber>();
        for (var i = 0; i < arms.Length && isSurvival; i++)
        {
            var arm = i;
            numbers.Add(new("median", arms[arm], null, null, sample => sample.Median(arm)));
        }
        for (var i = 0; i < arms.Length && isSurvival && curves.Horizon is not null; i++)
        {
            var arm = i;
            numbers.Add(new("mean", arms[arm], null, curves.Horizon, sample => sample.Mean(arm)));
        }
        for (var i = 1; i < arms.Length && isSurvival; i++)
        {
            var arm = i;
            if (curves.Horizon is { } τ)
                numbers.Add(
                    new("meanDifference", arms[arm], arms[0], τ, sample => sample.Mean(arm) - sample.Mean(0))
                );
            foreach (var time in curves.At)
                numbers.Add(
                    new(
                        "survivalDifference",
                        arms[arm],
                        arms[0],
                        time,
                        sample => sample.Survival(arm, time) - sample.Survival(0, time)
                    )
                );
        }
        for (var i = 0; i < data.Covariates.Count; i++)
        {
            var (index, column) = (i, data.Covariates[i]);
            numbers.Add(
                new(
                    isSurvival ? "hazardRatio" : "causeSpecificHazardRatio",
                    column.Name,
                    column.Against,
                    null,
                    sample => sample.Cox.Coefficients[index].Estimate
                )
            );
        }
        for (var i = 0; i < data.Covariates.Count && !isSurvival && data.Weights.Weighting != CaseWeighting.Sampling; i++)
        {
            var (index, column) = (i, data.Covariates[i]);
            numbers.Add(
                new(
                    "subdistributionHazardRatio",
                    column.Name,
                    column.Against,
                    null,
                    sample => sample.FineGray.Coefficients[index].Estimate
                )
            );
        }
        return numbers;
    }


}
