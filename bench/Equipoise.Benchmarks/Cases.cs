using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Benchmarks;

/// <summary>What is measured.</summary>
static class Cases
{
    public static IReadOnlyList<Case> All()
    {
        var (large, days) = (Sample.Continuous(1_000_000, 10), Sample.WholeDays(1_000_000, 10));
        var trial = Sample.WholeDays(518, 5);
        return
        [
            new("cox-continuous", "Cox, n = 1 000 000, p = 10, continuous times, Efron", large, 5, () => Cox(large)),
            new("cox-days", "Cox, n = 1 000 000, p = 10 of two levels, whole days, Efron", days, 5, () => Cox(days)),
            new("km-large", "Kaplan-Meier, n = 1 000 000, continuous times", large, 5, () => Curve(large)),
            new("logrank-large", "log-rank, n = 1 000 000, continuous times", large, 5, () => LogRank(large)),
            new("logrank-sums", "the same by a workspace for two groups", large, 5, Sums(large, strata: 1)),
            new("cox-trial", "Cox, n = 518, p = 5, whole days, Efron", trial, 5000, () => Cox(trial)),
            new(
                "logrank-trial",
                "stratified log-rank by a workspace, n = 518, 8 strata, sorting included",
                trial,
                2000,
                Sums(trial, strata: 8)
            ),
        ];
    }

    static double Cox(Sample sample) =>
        CoxRegression.Fit(sample.Observations, sample.Covariates, sample.Names).Coefficients[0].Estimate ?? double.NaN;

    static double Curve(Sample sample) => KaplanMeier.Estimate(sample.Observations).At(1).StandardError ?? double.NaN;

    static double LogRank(Sample sample) => LogRankTest.Compare(sample.Observations, sample.Groups).ChiSquare ?? double.NaN;

    static Func<double> Sums(Sample sample, int strata)
    {
        var times = Array.ConvertAll(sample.Observations, observation => observation.Time);
        var events = Array.ConvertAll(sample.Observations, observation => observation.IsEvent);
        var workspace = new LogRankWorkspace(times.Length, strata);
        return () =>
        {
            var z = workspace.Compare(times, events, sample.Groups, strata == 1 ? [] : sample.Strata).Z ?? double.NaN;
            return z * z;
        };
    }
}
