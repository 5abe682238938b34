using Equipoise.Statistics.Survival;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>A time-to-event analysis.</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Data">What it was computed from.</param>
/// <param name="MedianFollowUp">How long participants were followed.</param>
/// <param name="Curves">A survival curve per arm; one named "all" when there are no arms.</param>
/// <param name="LogRank">The comparison of the arms; null with fewer than two.</param>
/// <param name="Cox">The model of arm and covariates; null when there is neither.</param>
sealed record TteAnalysis(
    TteOptions Options,
    TteData Data,
    Quantile MedianFollowUp,
    IReadOnlyList<(string Arm, KaplanMeier Curve)> Curves,
    LogRankTest? LogRank,
    CoxFit? Cox
)
{
    public const double Confidence = 0.95;

    public static TteAnalysis Of(TteData data, TteOptions options)
    {
        var observations = data.Observations;
        return new(
            options,
            data,
            KaplanMeier.MedianFollowUp(observations, Confidence, options.Transformation, options.QuantileRule),
            data.Arm is { } arm
                ? [.. arm.Levels.Select((level, code) => (level, Curve(data.InArm(code))))]
                : [("all", Curve(observations))],
            data.Arm is { Levels.Count: > 1 } ? LogRankTest.Compare(observations, data.Arm.Codes, data.Strata) : null,
            data.Covariates.Count > 0 ? Fit(data, options.Ties) : null
        );

        KaplanMeier Curve(Observation[] arm) =>
            KaplanMeier.Estimate(arm, Confidence, options.Transformation, options.QuantileRule);
    }

    static CoxFit Fit(TteData data, TieMethod ties)
    {
        var columns = data.Covariates;
        double[][] values = [.. columns.Select(column => column.Values)];
        var matrix = new double[data.Observations.Length * values.Length];
        for (var (i, next) = (0, 0); i < data.Observations.Length; i++)
            foreach (var column in values)
                matrix[next++] = column[i];
        return CoxRegression.Fit(
            data.Observations,
            matrix,
            [.. columns.Select(column => column.Name)],
            data.Strata,
            ties: ties,
            confidence: Confidence
        );
    }
}
