using System.Text.Encodings.Web;
using System.Text.Json;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.Cox;

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
                N = analysis.Count,
                Rows = analysis.Data.Observations.Length,
                Unit = analysis.Data.IsOfIntervals ? "interval" : "participant",
                analysis.Events,
                analysis.Data.Dropped,
                FilteredOut = analysis.Data.FilteredOut,
                Ends = analysis.Data.Ends,
                MedianFollowUp = analysis.MedianFollowUp is { } followUp ? Of(followUp) : null,
                Conventions = new
                {
                    Ties = TteWords.Of(analysis.Options.Ties),
                    ConfType = TteWords.Of(analysis.Options.Transformation),
                    QuantileRule = TteWords.Of(analysis.Options.QuantileRule),
                    Clusters = analysis.Options.Cluster ?? (analysis.Data.Clusters.Length > 0 ? analysis.Options.Id : null),
                    From = analysis.Options.From,
                    Weights = analysis.Data.Weights.Weighting is { } weighting ? TteWords.Of(weighting) : null,
                },
                Arms = analysis.Arms.Select(arm => new
                {
                    Arm = arm.Name,
                    N = arm.Counts.Count,
                    arm.Counts.Events,
                    arm.Counts.WeightedCount,
                    arm.Counts.WeightedEvents,
                    Curve = arm.Curve.Status.ToString(),
                    Median = Of(arm.Curve.Median),
                    Rmst = arm.Mean is { } mean ? Of(mean) : null,
                    At = analysis.Options.At.Select(time => Of(arm.Curve.At(time), arm.Counts)),
                }),
                LogRank = analysis.LogRank is { } test ? Of(test, analysis.Options) : null,
                Cox = analysis.Cox is { } fit ? Of(fit, analysis) : null,
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

    static object Of(RestrictedMean mean) =>
        new
        {
            Tau = mean.Horizon,
            Estimate = OrNull(mean.Mean),
            StandardError = OrNull(mean.StandardError),
        };

    static object Of(SurvivalAt at, TteCounts counts)
    {
        var (atRisk, events, censored) = counts.At(at.Time);
        return new
        {
            at.Time,
            AtRisk = atRisk,
            WeightedAtRisk = counts.WeightedAtRisk(at.Time),
            Events = events,
            Censored = censored,
            Survival = OrNull(at.Survival),
            Lower = OrNull(at.Lower),
            Upper = OrNull(at.Upper),
        };
    }

    static object Of(LogRankTest test, TteOptions options) =>
        new
        {
            options.Rho,
            options.Gamma,
            ChiSquare = OrNull(test.ChiSquare),
            Df = test.DegreesOfFreedom,
            P = OrNull(test.PValue),
        };

    static object Of(CoxFit fit, TteAnalysis analysis) =>
        new
        {
            Status = fit.Status.GetType().Name,
            Infinite = fit.Status is FitStatus.MonotoneLikelihood monotone ? monotone.Names : [],
            LeftOut = fit.Status switch
            {
                FitStatus.MonotoneLikelihood status => status.LeftOut,
                FitStatus.RankDeficient status => status.Names,
                _ => [],
            },
            LogLikelihoodNull = OrNull(fit.LogLikelihoodNull),
            LogLikelihood = OrNull(fit.LogLikelihood),
            Coefficients = fit.Coefficients.Zip(
                analysis.Data.Covariates,
                (coefficient, column) =>
                    new
                    {
                        Name = column.Level ?? column.Variable,
                        column.Variable,
                        column.Level,
                        column.Reference,
                        Limit = coefficient.Estimate switch
                        {
                            double.PositiveInfinity => "+infinity",
                            double.NegativeInfinity => "-infinity",
                            _ => null,
                        },
                        Estimate = OrNull(coefficient.Estimate),
                        StandardError = OrNull(coefficient.StandardError),
                        HazardRatio = coefficient.StandardError is null ? null : OrNull(coefficient.HazardRatio),
                        Lower = OrNull(coefficient.Lower),
                        Upper = OrNull(coefficient.Upper),
                        Z = OrNull(coefficient.Z),
                        P = OrNull(coefficient.PValue),
                    }
            ),
            ProportionalHazards = analysis.TestProportionalHazards() is { } test ? Of(test, analysis.Data.Covariates) : null,
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

    static double? OrNull(double? value) => value is { } number && double.IsFinite(number) ? value : null;
}
