using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>A time-to-event analysis.</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Data">What it was computed from.</param>
/// <param name="MedianFollowUp">How long participants were followed; null when nobody says whose each interval is.</param>
/// <param name="Arms">Each arm; one named "all" when there are none.</param>
/// <param name="LogRank">The comparison of the arms; null with fewer than two.</param>
/// <param name="Cox">The model of arm and covariates; null when there is neither.</param>
sealed record TteAnalysis(
    TteOptions Options,
    TteData Data,
    Quantile? MedianFollowUp,
    IReadOnlyList<TteArm> Arms,
    LogRankTest? LogRank,
    CoxFit? Cox
)
{
    /// <summary>How likely each of several ends is, where one rules out another; null when all events are one.</summary>
    public TteCompeting? Competing { get; private init; }

    /// <summary>How many had the event.</summary>
    public double Events => Arms.Sum(arm => arm.Counts.Events);

    /// <summary>How many there are, in people where that is known and else in rows.</summary>
    public double Count => Data.People.Of.Length > 0 ? Data.People.Count : Arms.Sum(arm => arm.Counts.Count);

    /// <summary>
    /// Whether the hazard ratios stay the same over time; null with exact ties, for which there is no such test, and without
    /// estimates. It is made when asked for, because of a million rows it takes as long as the fit.
    /// </summary>
    public ProportionalHazardsTest? TestProportionalHazards() =>
        Cox?.Ties is TieMethod.Efron or TieMethod.Breslow ? Cox.TestProportionalHazards() : null;

    public static TteAnalysis Of(TteData data, TteOptions options)
    {
        return new(
            options,
            data,
            FollowUp(data, options),
            data.Arm is { } arms
                ?
                [
                    .. arms.Levels.Select(
                        (level, code) => Arm(level, data.InArm(code), data.WeightsInArm(code), data.PeopleInArm(code))
                    ),
                ]
                : [Arm("all", data.Observations, data.Weights.Values, data.People.Of)],
            data.Arm is { Levels.Count: > 1 } ? Compare(data, options) : null,
            data.Covariates.Count > 0 ? Fit(data, options) : null
        )
        {
            Competing = data.Causes.Count > 0 ? TteCompeting.Of(data, options) : null,
        };

        TteArm Arm(string name, Observation[] observations, double[] weights, int[] people)
        {
            var curve = KaplanMeier.Estimate(
                observations,
                options.Curves.Confidence,
                options.Curves.Transformation,
                options.Curves.QuantileRule,
                weights,
                options.Curves.From
            );
            return new(
                name,
                curve,
                options.Curves.Horizon is { } τ ? RestrictedMean.Of(curve, τ) : null,
                new(observations, weights, data.Weights.Weighting, people, curve)
            );
        }
    }

    // Of somebody in several intervals the follow-up is one.
    static Quantile? FollowUp(TteData data, TteOptions options)
    {
        if (data.IsOfIntervals)
            return null;
        var rows =
            data.Competing.Length > 0
                ? Array.ConvertAll(data.Competing, static row => row.OfAnyCause())
                : data.Observations;
        var (whole, weights) = data.People.Of.Length > 0 ? (data.People.Whole(rows), []) : (rows, data.Weights.Values);
        return KaplanMeier
            .Estimate(
                Array.ConvertAll(whole, static row => row.Reversed()),
                options.Curves.Confidence,
                options.Curves.Transformation,
                options.Curves.QuantileRule,
                weights
            )
            .Median;
    }

    static LogRankTest Compare(TteData data, TteOptions options) =>
        LogRankTest.Compare(
            data.Observations,
            data.Arm!.Codes,
            data.Strata,
            (options.Model.Rho, options.Model.Gamma) is (0, 0)
                ? new LogRankWeight.LogRank()
                : new LogRankWeight.FlemingHarrington(options.Model.Rho, options.Model.Gamma),
            data.Weights.Values,
            data.Weights.Weighting ?? CaseWeighting.Sampling
        );

    static CoxFit Fit(TteData data, TteOptions options)
    {
        var fit = CoxRegression.Fit(
            data.Observations,
            data.Matrix([.. Enumerable.Range(0, data.Observations.Length)]),
            [.. data.Covariates.Select(column => column.Name)],
            data.Strata,
            data.Weights.Values,
            ties: options.Model.Ties,
            confidence: options.Curves.Confidence
        );
        // The inverse information takes a weight for a count of people, so it says too much or too little of sampling weights.
        // Nor are rows of one cluster news of their own.
        return (data.Weights.Weighting == CaseWeighting.Sampling || data.Clusters.Length > 0)
            && fit.Robust(data.Clusters) is { } robust
            ? fit with
            {
                Coefficients = robust.Coefficients,
                Covariance = robust.Covariance,
                Wald = robust.Wald,
            }
            : fit;
    }
}
