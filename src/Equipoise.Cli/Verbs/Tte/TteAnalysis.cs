using Equipoise.Datasets;
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

    /// <summary>The tests between arms that were asked for by name.</summary>
    public IReadOnlyList<ArmTest> Tests { get; private init; } = [];

    /// <summary>How each arm differs from the first in what was read off the curves.</summary>
    public IReadOnlyList<ArmComparison> Comparisons { get; private init; } = [];

    /// <summary>The model with the errors of the inverse information, which residuals are scaled by.</summary>
    public CoxFit? PlainCox { get; private init; }

    /// <summary>Limits of the coefficients by profile likelihood, where those of Wald mean nothing; else null.</summary>
    public IReadOnlyList<ProfileInterval>? Profile { get; private init; }

    /// <summary>The hazard ratio of the arms in subgroups; null when none were asked for.</summary>
    public TteSubgroups? Subgroups { get; private init; }

    /// <summary>Limits by the bootstrap; null when they were not asked for.</summary>
    public TteBootstrap? Bootstrap { get; init; }

    /// <summary>Whether the errors of hazard ratios are robust.</summary>
    public bool HasRobustErrors => IsRobust(Data);

    /// <summary>How many had the event.</summary>
    public double Events => Arms.Sum(arm => arm.Counts.Events);

    /// <summary>How many there are, in people where that is known and else in rows.</summary>
    public double Count => Data.People.Of.Length > 0 ? Data.People.Count : Arms.Sum(arm => arm.Counts.Count);

    /// <summary>
    /// Whether the hazard ratios stay the same over time; null with exact ties, for which there is no such test, and without
    /// estimates. It is made when asked for, because of a million rows it takes as long as the fit.
    /// </summary>
    public ProportionalHazardsTest? TestProportionalHazards() =>
        Cox is { Ties: TieMethod.Efron or TieMethod.Breslow, Penalty: Penalty.None } ? Cox.TestProportionalHazards() : null;

    /// <summary>How often who has the event earlier also has the higher predicted risk; null without estimates.</summary>
    public ConcordanceIndex? Concordance() => Cox?.Concordance(Data.Clusters);

    public static TteAnalysis Of(TteData data, TteOptions options)
    {
        IReadOnlyList<TteArm> arms = data.Arm is { } factor
            ? [.. factor.Levels.Select((level, code) => Arm(level, data, code, options))]
            : [Arm("all", data, null, options)];
        var logRank = data.Arm is { Levels.Count: > 1 } ? Compare(data, options) : null;
        var fit = data.Covariates.Count > 0 ? Fit(data, options) : null;
        var followUp = data.Arm is null ? arms[0].FollowUp : FollowUp(data, null, options);
        return new(options, data, followUp, arms, logRank, WithRobustErrors(fit, data))
        {
            PlainCox = fit,
            Competing = data.Causes.Count > 0 ? TteCompeting.Of(data, options) : null,
            Subgroups = data.Subgroups.Count > 0 ? TteSubgroups.Of(data, options) : null,
            Tests = logRank is null ? [] : [.. options.Model.Tests.Select(word => ArmTest.Of(word, data, logRank))],
            Comparisons = data.Causes.Count > 0 ? [] : ArmComparison.Of(arms, options.Curves),
            // Rows that are no news of their own have no likelihood, nor have rows that stand for others.
            Profile =
                !IsRobust(data) && fit is { Status: FitStatus.MonotoneLikelihood } or { Penalty: Penalty.Firth }
                    ? fit.ProfileLimits()
                    : null,
        };
    }

    static TteArm Arm(string name, TteData data, int? arm, TteOptions options)
    {
        var (observations, weights, people) = arm is { } code
            ? (data.InArm(code), data.WeightsInArm(code), data.PeopleInArm(code))
            : (data.Observations, data.Weights.Values, data.People.Of);
        var curve = KaplanMeier.Estimate(
            observations,
            options.Curves.Confidence,
            options.Curves.Transformation,
            options.Curves.QuantileRule,
            weights,
            options.Curves.From,
            data.Weights.Weighting == CaseWeighting.Sampling
                ? SurvivalVariance.InfinitesimalJackknife
                : SurvivalVariance.Greenwood
        );
        return new(
            name,
            curve,
            options.Curves.Horizon is { } τ ? RestrictedMean.Of(curve, τ) : null,
            new(observations, weights, data.Weights.Weighting, people, curve)
        )
        {
            FollowUp = FollowUp(data, arm, options),
        };
    }

    // Of somebody in several intervals the follow-up is one, and any event ends what can be seen of it.
    static Quantile? FollowUp(TteData data, int? arm, TteOptions options)
    {
        if (data.IsOfIntervals)
            return null;
        var rows =
            data.Competing.Length > 0 ? Array.ConvertAll(data.Competing, static row => row.OfAnyCause()) : data.Observations;
        var (people, weights) = (data.People.Of, data.Weights.Values);
        if (arm is { } code)
            (rows, people, weights) = (data.InArm(code, rows), data.PeopleInArm(code), data.WeightsInArm(code));
        if (people.Length > 0)
            (rows, weights) = (TtePeople.Whole(rows, people), []);
        return KaplanMeier
            .Estimate(
                Array.ConvertAll(rows, static row => row.Reversed()),
                options.Curves.Confidence,
                options.Curves.Transformation,
                options.Curves.QuantileRule,
                weights,
                variance: data.Weights.Weighting == CaseWeighting.Sampling && weights.Length > 0
                    ? SurvivalVariance.InfinitesimalJackknife
                    : SurvivalVariance.Greenwood
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

    // The inverse information takes a weight for a count of people, so it says too much or too little of sampling weights.
    // Nor are rows of one cluster news of their own.
    static bool IsRobust(TteData data) => data.Weights.Weighting == CaseWeighting.Sampling || data.Clusters.Length > 0;

    static CoxFit Fit(TteData data, TteOptions options)
    {
        if (options.Model.Firth && IsRobust(data))
            throw new DataException(
                $"{options.Table.File}: --firth has no robust limits, which "
                    + $"{(data.Clusters.Length > 0 ? "participants with several events" : "sampling weights")} need."
            );
        return CoxRegression.Fit(
            data.Observations,
            data.Matrix([.. Enumerable.Range(0, data.Observations.Length)]),
            [.. data.Covariates.Select(column => column.Name)],
            data.Strata,
            data.Weights.Values,
            ties: options.Model.Ties,
            penalty: options.Model.Firth ? Penalty.Firth : Penalty.None,
            confidence: options.Curves.Confidence
        );
    }

    static CoxFit? WithRobustErrors(CoxFit? fit, TteData data) =>
        IsRobust(data) && fit?.Robust(data.Clusters) is { } robust
            ? fit with
            {
                Coefficients = robust.Coefficients,
                Covariance = robust.Covariance,
                Wald = robust.Wald,
            }
            : fit;
}
