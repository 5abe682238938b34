using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Cox;
using static Equipoise.Cli.Verbs.Tte.JsonNumbers;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>A Cox model for programs.</summary>
static class CoxJson
{
    public static object Of(CoxFit fit, TteAnalysis analysis) =>
        new
        {
            Status = fit.Status.GetType().Name,
            Infinite = Infinite(fit.Status),
            LeftOut = LeftOut(fit.Status),
            LogLikelihoodNull = OrNull(fit.LogLikelihoodNull),
            LogLikelihood = OrNull(fit.LogLikelihood),
            Penalty = fit.Penalty == Penalty.Firth ? "Firth" : null,
            LikelihoodRatio = JsonNumbers.Of(fit.LikelihoodRatio),
            Score = JsonNumbers.Of(fit.Score),
            Wald = JsonNumbers.Of(fit.Wald),
            Concordance = analysis.Concordance() is { } concordance
                ? new { Estimate = OrNull(concordance.Estimate), StandardError = OrNull(concordance.StandardError) }
                : null,
            Coefficients = fit
                .Coefficients.Zip(analysis.Data.Covariates)
                .Select(
                    (one, index) => Of(one.First, one.Second, analysis.Profile?[index])
                ),
            ProportionalHazards = analysis.TestProportionalHazards() is { } test ? Of(test, analysis.Data.Covariates) : null,
        };

    static object Of(CoxCoefficient coefficient, TteCovariate column, ProfileInterval? profile) =>
                    new
                    {
                        Name = column.Level ?? column.Variable,
                        column.Variable,
                        column.Level,
                        column.Reference,
                        Limit = Limit(coefficient.Estimate),
                        Estimate = OrNull(coefficient.Estimate),
                        StandardError = OrNull(coefficient.StandardError),
                        HazardRatio = coefficient.StandardError is null ? null : OrNull(coefficient.HazardRatio),
                        Lower = OrNull(coefficient.Lower),
                        Upper = OrNull(coefficient.Upper),
                        Z = OrNull(coefficient.Z),
                        P = OrNull(coefficient.PValue),
                        Profile = profile is null
                            ? null
                            : new { Lower = OrNull(profile.Lower.HazardRatio), Upper = OrNull(profile.Upper.HazardRatio) },
                    };

    static IEnumerable<object> Of(ProportionalHazardsTest test, IReadOnlyList<TteCovariate> columns) =>
        columns
            .Zip(test.Coefficients, (column, one) => Of(column.Level ?? column.Variable, column, one))
            .Append(Of("GLOBAL", null, test.Global));

    static object Of(string name, TteCovariate? column, ChiSquareTest? test) =>
        new
        {
            Name = name,
            column?.Variable,
            column?.Level,
            ChiSquare = OrNull(test?.Statistic),
            Df = test?.DegreesOfFreedom ?? 0,
            P = OrNull(test?.PValue),
        };
}
