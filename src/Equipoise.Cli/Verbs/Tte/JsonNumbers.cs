using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>Numbers for programs: every digit, null where there is none.</summary>
static class JsonNumbers
{
    public static double? OrNull(double? value) => value is { } number && double.IsFinite(number) ? value : null;

    public static object Of(Quantile quantile) =>
        new
        {
            Estimate = OrNull(quantile.Estimate),
            Lower = OrNull(quantile.Lower),
            Upper = OrNull(quantile.Upper),
        };

    /// <summary>The side to which a coefficient goes; null when it is finite.</summary>
    public static string? Limit(double? estimate) =>
        estimate switch
        {
            double.PositiveInfinity => "+infinity",
            double.NegativeInfinity => "-infinity",
            _ => null,
        };

    /// <summary>The coefficients that go to an infinity.</summary>
    public static IReadOnlyList<string> Infinite(FitStatus status) =>
        status is FitStatus.MonotoneLikelihood monotone ? monotone.Names : [];

    /// <summary>The coefficients that others determine.</summary>
    public static IReadOnlyList<string> LeftOut(FitStatus status) =>
        status switch
        {
            FitStatus.MonotoneLikelihood monotone => monotone.LeftOut,
            FitStatus.RankDeficient deficient => deficient.Names,
            _ => [],
        };

    public static object Of(Contrast contrast) =>
        new
        {
            Estimate = OrNull(contrast.Estimate),
            StandardError = OrNull(contrast.StandardError),
            Lower = OrNull(contrast.Lower),
            Upper = OrNull(contrast.Upper),
            Z = OrNull(contrast.Z),
            P = OrNull(contrast.PValue),
        };

    public static object? Of(ChiSquareTest? test) =>
        test is { } made
            ? new
            {
                ChiSquare = OrNull(made.Statistic),
                Df = made.DegreesOfFreedom,
                P = OrNull(made.PValue),
            }
            : null;
}
