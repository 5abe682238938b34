using System.Text.Encodings.Web;
using System.Text.Json;
using Equipoise.Statistics.Survival;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>An analysis for programs: every digit, null where there is no number.</summary>
static class TteJson
{
    static readonly JsonSerializerOptions serializer = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(TteAnalysis analysis) =>
        JsonSerializer.Serialize(
            new
            {
                N = analysis.Data.Observations.Length,
                Events = analysis.Curves.Sum(arm => arm.Curve.Events),
                analysis.Data.Dropped,
                MedianFollowUp = Of(analysis.MedianFollowUp),
                Conventions = new
                {
                    Ties = TteWords.Of(analysis.Options.Ties),
                    ConfType = TteWords.Of(analysis.Options.Transformation),
                    QuantileRule = TteWords.Of(analysis.Options.QuantileRule),
                },
                Arms = analysis.Curves.Select(arm => new
                {
                    arm.Arm,
                    N = arm.Curve.Count,
                    arm.Curve.Events,
                    Median = Of(arm.Curve.Median),
                    At = analysis.Options.At.Select(time => Of(arm.Curve.At(time))),
                }),
                LogRank = analysis.LogRank is { } test ? Of(test) : null,
                Cox = analysis.Cox is { } fit ? Of(fit, analysis.Data.Covariates) : null,
            },
            serializer
        );

    static object Of(Quantile quantile) =>
        new
        {
            Estimate = OrNull(quantile.Estimate),
            Lower = OrNull(quantile.Lower),
            Upper = OrNull(quantile.Upper),
        };

    static object Of(SurvivalAt at) =>
        new
        {
            at.Time,
            at.AtRisk,
            at.Events,
            at.Censored,
            Survival = OrNull(at.Survival),
            Lower = OrNull(at.Lower),
            Upper = OrNull(at.Upper),
        };

    static object Of(LogRankTest test) =>
        new
        {
            Rho = 0,
            Gamma = 0,
            ChiSquare = OrNull(test.ChiSquare),
            Df = test.DegreesOfFreedom,
            P = OrNull(test.PValue),
        };

    static object Of(CoxFit fit, IReadOnlyList<TteCovariate> columns) =>
        new
        {
            Status = fit.Status.GetType().Name,
            LogLikelihoodNull = OrNull(fit.LogLikelihoodNull),
            LogLikelihood = OrNull(fit.LogLikelihood),
            Coefficients = fit.Coefficients.Zip(
                columns,
                (coefficient, column) =>
                    new
                    {
                        coefficient.Name,
                        column.Variable,
                        Estimate = OrNull(coefficient.Estimate),
                        StandardError = OrNull(coefficient.StandardError),
                        HazardRatio = coefficient.StandardError is null ? null : OrNull(coefficient.HazardRatio),
                        Lower = OrNull(coefficient.Lower),
                        Upper = OrNull(coefficient.Upper),
                        Z = OrNull(coefficient.Z),
                        P = OrNull(coefficient.PValue),
                    }
            ),
        };

    static double? OrNull(double? value) => value is { } number && double.IsFinite(number) ? value : null;
}
