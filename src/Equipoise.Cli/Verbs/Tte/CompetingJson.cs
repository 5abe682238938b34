using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.CompetingRisks;
using static Equipoise.Cli.Verbs.Tte.JsonNumbers;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>How likely each of several ends is, for programs.</summary>
static class CompetingJson
{
    public static object? Of(TteAnalysis analysis) =>
        analysis.Competing is not { } competing
            ? null
            : new
            {
                Cause = competing.Causes[0],
                Others = competing.Causes.Skip(1),
                Arms = competing.Arms.Select(arm => new
                {
                    Arm = arm.Name,
                    N = arm.Ends.Sum(),
                    Censored = arm.Ends[0],
                    Incidence = competing.Causes.Select(
                        (cause, index) =>
                            new
                            {
                                Cause = cause,
                                Events = arm.Ends[index + 1],
                                At = competing.Times.Select(time => Of(arm.Curves.Incidence(index + 1).At(time))),
                            }
                    ),
                    NoEvent = competing.Times.Select(time => Of(arm.Curves.EventFree.At(time))),
                }),
                competing.NotMade,
                Gray = competing.Gray is { } test
                    ? new
                    {
                        Status = test.Status.ToString(),
                        ChiSquare = OrNull(test.ChiSquare),
                        Df = test.DegreesOfFreedom,
                        P = OrNull(test.PValue),
                    }
                    : null,
                FineGray = competing.FineGray is { } fit ? Of(fit, analysis) : null,
            };

    static object Of(IncidenceAt at) =>
        new
        {
            at.Time,
            Probability = OrNull(at.Probability),
            StandardError = OrNull(at.StandardError),
            Lower = OrNull(at.Lower),
            Upper = OrNull(at.Upper),
        };

    static object Of(FineGrayFit fit, TteAnalysis analysis) =>
        new
        {
            Status = fit.Status.GetType().Name,
            Weights = fit.Weights.ToString(),
            Infinite = Infinite(fit.Status),
            LeftOut = LeftOut(fit.Status),
            LogLikelihoodNull = OrNull(fit.LogLikelihoodNull),
            LogLikelihood = OrNull(fit.LogLikelihood),
            Wald = new
            {
                ChiSquare = OrNull(fit.WaldChiSquare),
                Df = fit.DegreesOfFreedom,
                P = OrNull(fit.WaldPValue),
            },
            Coefficients = fit.Coefficients.Zip(
                analysis.Data.Covariates,
                (coefficient, column) =>
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
                    }
            ),
        };
}
