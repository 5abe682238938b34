using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Validation.Survival;

/// <summary>
/// The test data of Therneau and Grambsch (2000), appendix E, whose partial likelihoods can be written down: with r = e^β each is
/// aβ - Σ c·log(m + k r + l r²), a term for each time at which somebody has the event.
/// </summary>
public sealed class HardCasesClosedFormTests
{
    static readonly CoxDiagnosticsCase test1 = CoxDiagnosticsCase.Testw1 with
    {
        Observations = CoxTestData.Parse("1 1+ 6 6 8+ 9"),
        Covariates = [1, 1, 1, 0, 0, 0],
        Weights = [],
    };

    // Each row as often as its weight says.
    static readonly CoxDiagnosticsCase replicated = CoxTestData.Replicated(CoxDiagnosticsCase.Testw1);

    [Fact]
    public void The_likelihoods_of_appendix_E_have_their_maxima_where_their_formulas_have_them()
    {
        var agreement = new Agreement(
            "Cox with ties, late entries, weights: estimate, standard error, log-likelihood, tests",
            new Source.ClosedForm("Therneau and Grambsch (2000), appendix E: aβ - Σ c·log(m + k r + l r²), r = e^β")
        );
        Likelihood[] efronOfReplicated = [.. Enumerable.Range(0, 10).Select(k => new Likelihood(1, 5 - k * .3, 11 - k * .7))];
        Compare("test1", test1, TieMethod.Breslow, 2, [new(1, 3, 3), new(2, 3, 1)]);
        Compare("test1", test1, TieMethod.Efron, 2, [new(1, 3, 3), new(1, 3, 1), new(1, 2.5, .5)]);
        Compare(
            "test2",
            CoxDiagnosticsCase.Test2,
            TieMethod.Breslow,
            4,
            [new(1, 1, 1), new(1, 2, 1), new(3, 2, 3), new(2, 1, 3)]
        );
        Compare(
            "test2",
            CoxDiagnosticsCase.Test2,
            TieMethod.Efron,
            4,
            [new(1, 1, 1), new(1, 2, 1), new(2, 2, 3), new(1, 2, 2), new(2, 1, 3)]
        );
        // At time 9 the choices of 2 among three of weight r and two of weight 1 are 3r² + 6r + 1.
        Compare(
            "test2",
            CoxDiagnosticsCase.Test2,
            TieMethod.Discrete,
            4,
            [new(1, 1, 1), new(1, 2, 1), new(1, 2, 3), new(2, 1, 3), new(1, 1, 6, 3)]
        );
        Compare("testw1", CoxDiagnosticsCase.Testw1, TieMethod.Breslow, 11, [new(1, 7, 11, 1), new(10, 5, 11), new(2, 1, 2)]);
        Compare(
            "testw1",
            CoxDiagnosticsCase.Testw1,
            TieMethod.Efron,
            11,
            [
                new(1, 7, 11, 1),
                new(10 / 3.0, 5, 11),
                new(10 / 3.0, 5 - 3 / 3.0, 11 - 7 / 3.0),
                new(10 / 3.0, 5 - 6 / 3.0, 11 - 14 / 3.0),
                new(2, 1, 2),
            ]
        );
        Compare("testw1 replicated", replicated, TieMethod.Breslow, 11, [new(1, 7, 11, 1), new(10, 5, 11), new(2, 1, 2)]);
        Compare(
            "testw1 replicated",
            replicated,
            TieMethod.Efron,
            11,
            [new(1, 7, 11, 1), .. efronOfReplicated, new(1, 1, 2), new(1, 1, 1)]
        );
        agreement.ShouldBeComplete(atLeast: 9 * 7);

        void Compare(string name, CoxDiagnosticsCase data, TieMethod ties, double a, Likelihood[] terms)
        {
            var (β, fit) = (0.0, data.Fit(ties));
            for (var iteration = 0; iteration < 30; iteration++)
                β += At(β).Score / At(β).Information;
            var (zero, maximum) = (At(0), At(β));
            var what = $"{name} {ties} ";
            agreement.Within(1e-13, what + "estimate", fit.Coefficients[0].Estimate, β);
            agreement.Within(
                1e-13,
                what + "standard error",
                fit.Coefficients[0].StandardError,
                1 / Math.Sqrt(maximum.Information)
            );
            agreement.Within(1e-14, what + "null log-likelihood", fit.LogLikelihoodNull, zero.ℓ);
            agreement.Within(1e-14, what + "log-likelihood", fit.LogLikelihood, maximum.ℓ);
            agreement.Within(1e-13, what + "score test", fit.Score?.Statistic, zero.Score * zero.Score / zero.Information);
            agreement.Within(
                1e-13,
                what + "likelihood ratio",
                fit.LikelihoodRatio?.Statistic,
                2 * (maximum.ℓ - zero.ℓ),
                double.Abs(zero.ℓ)
            );
            agreement.Within(1e-13, what + "Wald test", fit.Wald?.Statistic, β * β * maximum.Information);

            (double ℓ, double Score, double Information) At(double b) =>
                (
                    a * b - terms.Sum(term => term.Value(b).Log),
                    a - terms.Sum(term => term.Value(b).Mean),
                    terms.Sum(term => term.Value(b).Variance)
                );
        }
    }

    [Fact]
    public void The_digits_that_are_printed_for_the_weighted_test_data_are_met()
    {
        var agreement = new Agreement(
            "Cox with weights: the weighted test data and the same replicated",
            new Source.Published("Therneau and Grambsch (2000), appendix E.3; Therneau, \"Validation\", vignette of R survival")
        );
        var (weighted, same) = (CoxDiagnosticsCase.Testw1, replicated);
        agreement.Within(1e-14, "Efron", weighted.Fit(TieMethod.Efron).Coefficients[0].Estimate, 0.872604246398396);
        agreement.Within(1e-14, "Breslow", weighted.Fit(TieMethod.Breslow).Coefficients[0].Estimate, 0.859557444506882);
        agreement.Within(1e-14, "replicated, Efron", same.Fit(TieMethod.Efron).Coefficients[0].Estimate, 0.939787493555207);
        agreement.Within(1e-14, "replicated, Breslow", same.Fit(TieMethod.Breslow).Coefficients[0].Estimate, 0.859557444506882);
        agreement.Within(1e-14, "Efron at 0", weighted.Fit(TieMethod.Efron).LogLikelihoodNull, -30.2921796058532);
        agreement.Within(1e-14, "Efron at the maximum", weighted.Fit(TieMethod.Efron).LogLikelihood, -29.4167846001362);
        agreement.ShouldBeComplete(atLeast: 6);
    }

    [Fact]
    public void Where_a_likelihood_has_no_maximum_its_limit_and_its_tests_have_closed_forms()
    {
        var agreement = new Agreement(
            "Cox without a maximum: one event, an arm without events, two infinite coefficients, exact ties that are separated",
            new Source.ClosedForm("the limit of the log-likelihood as β becomes infinite; T&G appendix E.1 for the last")
        );
        foreach (var ties in Enum.GetValues<TieMethod>())
        {
            // log 1/4 at 0 and log 1/2 in the limit. R stops at -21.2 after 21 iterations: "Ran out of iterations".
            var one = CoxData.OneEvent().Fit(ties);
            Compare($"one event {ties}", one, -Math.Log(4), -Math.Log(2), ["x"]);
            agreement.Within(1e-13, $"one event {ties} score", one.Score?.Statistic, 1);
            // R survival, tests/infcox.R: at 1, 3 and 5 there are 12, 10 and 8 at risk; in the limit only those who have both covariates 0.
            var two = CoxRegression.Fit(
                CoxTestData.Parse("1 2+ 3 4+ 5 6+ 7+ 8+ 9+ 10+ 11+ 12+"),
                [.. Enumerable.Range(0, 12).SelectMany(i => new double[] { i % 2, i / 6 })],
                ["x1", "x2"],
                ties: ties
            );
            Compare($"infcox {ties}", two, -Math.Log(12 * 10 * 8), -Math.Log(3 * 2 * 1), ["x1", "x2"]);
        }
        // Test data 1: 2β - 2 log(3r + 3).
        Compare("test1 Discrete", test1.Fit(TieMethod.Discrete), -2 * Math.Log(6), -2 * Math.Log(3), ["x"]);
        agreement.ShouldBeComplete(atLeast: 4 * 7 + 3);

        void Compare(string name, CoxFit fit, double zero, double limit, string[] infinite)
        {
            fit.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>(name).Names.ShouldBe(infinite);
            fit.Coefficients.ShouldAllBe(coefficient =>
                coefficient.Estimate != null && double.IsInfinity(coefficient.Estimate.Value)
            );
            agreement.Within(1e-14, $"{name} null log-likelihood", fit.LogLikelihoodNull, zero);
            agreement.Within(1e-10, $"{name} log-likelihood", fit.LogLikelihood, limit);
            agreement.Within(1e-10, $"{name} likelihood ratio", fit.LikelihoodRatio?.Statistic, 2 * (limit - zero));
        }
    }

    /// <summary>c·log(m + k r + l r²): its value, and c times the mean and variance of x among those at risk.</summary>
    sealed record Likelihood(double C, double M, double K, double L = 0)
    {
        public (double Log, double Mean, double Variance) Value(double β)
        {
            var (one, two) = (K * Math.Exp(β), L * Math.Exp(2 * β));
            var sum = M + one + two;
            var mean = (one + 2 * two) / sum;
            var variance = (M * mean * mean + one * (1 - mean) * (1 - mean) + two * (2 - mean) * (2 - mean)) / sum;
            return (C * Math.Log(sum), C * mean, C * variance);
        }
    }
}
