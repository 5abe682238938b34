using System.Numerics;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Validation.Survival;

/// <summary>Checks that need no other software: two ways to one number.</summary>
public sealed class HardCasesIdentityTests
{
    static readonly ClassicTrial kidney = ClassicTrial.Kidney;
    static readonly double[] sexAndAge = [.. kidney.Strata.SelectMany((sex, i) => new[] { sex, CoxTestData.KidneyAges[i] })];

    [Fact]
    public void Curves_and_log_rank_tests_of_small_trials_are_those_of_exact_fractions()
    {
        var agreement = new Agreement(
            "Kaplan-Meier, Greenwood's error and log-rank test: 6-MP, leukemia maintenance, kidney infections",
            new Source.ClosedForm("their sums and products of fractions, in integers of any length")
        );
        foreach (
            var (name, trial) in new[]
            {
                ("6-MP", ClassicTrial.Freireich),
                ("aml", ClassicTrial.Aml),
                ("kidney", ClassicTrial.Alternating),
            }
        )
        {
            foreach (var group in new[] { 0, 1 })
            {
                Observation[] arm = [.. trial.Observations.Where((_, i) => trial.Groups[i] == group)];
                var (survival, greenwood) = (Fraction.One, Fraction.Zero);
                foreach (var step in KaplanMeier.Estimate(arm).Steps)
                {
                    var (n, d) = (arm.Count(o => o.Time >= step.Time), arm.Count(o => o.IsEvent && o.Time == step.Time));
                    survival *= new Fraction(n - d, n);
                    agreement.Within(1e-14, $"{name} {group} survival at {step.Time}", step.Survival, survival.Value);
                    if (d == n)
                        continue; // nothing is left to have an error
                    greenwood += new Fraction(d, (BigInteger)n * (n - d));
                    var error = survival.Value * Math.Sqrt(greenwood.Value);
                    agreement.Within(1e-14, $"{name} {group} error at {step.Time}", step.StandardError, error);
                }
            }
            var (difference, variance) = (Fraction.Zero, Fraction.Zero);
            foreach (var t in trial.Observations.Where(o => o.IsEvent).Select(o => o.Time).Distinct())
            {
                int Count(Func<Observation, bool> isCounted, int least) =>
                    trial.Observations.Where((o, i) => trial.Groups[i] >= least && isCounted(o)).Count();
                var (n, n1) = (Count(o => o.Time >= t, 0), Count(o => o.Time >= t, 1));
                var (d, d1) = (Count(o => o.IsEvent && o.Time == t, 0), Count(o => o.IsEvent && o.Time == t, 1));
                difference += new Fraction((BigInteger)d1 * n - (BigInteger)d * n1, n);
                if (n > 1)
                    variance += new Fraction((BigInteger)d * n1 * (n - n1) * (n - d), (BigInteger)n * n * (n - 1));
            }
            var test = LogRankTest.Compare(trial.Observations, trial.Groups);
            agreement.Within(1e-13, $"{name} variance", test.Variance[1, 1], variance.Value);
            agreement.Within(1e-13, $"{name} chi-square", test.ChiSquare, (difference * difference).Value / variance.Value);
        }
        agreement.ShouldBeComplete(atLeast: 200);
    }

    [Fact]
    public void The_infinitesimal_jackknife_of_a_curve_is_Greenwoods_formula()
    {
        var agreement = new Agreement(
            "Greenwood's error: 6-MP and leukemia maintenance",
            new Source.Identity("the sum of squares of dS/dw of each participant, all weights 1")
        );
        foreach (var (name, arm) in new[] { ("6-MP", CurveSample.Mercaptopurine), ("maintained", CurveSample.Maintained) })
            foreach (var step in KaplanMeier.Estimate(arm).Steps.Where(step => step.Survival > 0))
            {
                double[] times = [.. arm.Where(o => o.IsEvent && o.Time <= step.Time).Select(o => o.Time).Distinct()];
                var squares = arm.Sum(o =>
                {
                    var slope = times
                        .Where(t => o.Time >= t)
                        .Sum(t =>
                        {
                            var (n, d) = (arm.Count(other => other.Time >= t), arm.Count(other => other.IsEvent && other.Time == t));
                            return ((o.IsEvent && o.Time == t ? 1 : 0) - d / (double)n) / (n - d);
                        });
                    return slope * slope;
                });
                agreement.Within(1e-14, $"{name} at {step.Time}", step.StandardError, step.Survival * Math.Sqrt(squares));
            }
        agreement.ShouldBeComplete(atLeast: 25);
    }

    [Fact]
    public void Covariates_may_be_mixed_and_shifted()
    {
        var agreement = new Agreement(
            "Cox on covariates X and on XA + b: kidney infections",
            new Source.Identity("the coefficients of X are A times those of XA + b; likelihood and tests are the same")
        );
        double[] mixed = [.. kidney.Strata.SelectMany((sex, i) => Mixed(sex, CoxTestData.KidneyAges[i]))];
        foreach (var ties in Enum.GetValues<TieMethod>())
        {
            var (plain, other) = (Fit(sexAndAge, ties), Fit(mixed, ties));
            var (u, v) = (other.Coefficients[0].Estimate, other.Coefficients[1].Estimate);
            agreement.Within(1e-12, $"{ties} sex", 2 * u + v, plain.Coefficients[0].Estimate);
            agreement.Within(1e-12, $"{ties} age", 0.5 * u - v, plain.Coefficients[1].Estimate, scale: double.Abs(u!.Value));
            agreement.Within(1e-14, $"{ties} log-likelihood", other.LogLikelihood, plain.LogLikelihood);
            agreement.Within(1e-12, $"{ties} score test", other.Score?.Statistic, plain.Score?.Statistic);
            agreement.Within(1e-12, $"{ties} Wald test", other.Wald?.Statistic, plain.Wald?.Statistic);
        }
        agreement.ShouldBeComplete(atLeast: 4 * 5);

        static double[] Mixed(double sex, double age) => [2 * sex + 0.5 * age + 3, sex - age + 1000];
        static CoxFit Fit(double[] x, TieMethod ties) => CoxRegression.Fit(kidney.Observations, x, ["a", "b"], ties: ties);
    }

    [Fact]
    public void The_data_twice_as_two_strata_double_what_adds_up()
    {
        var agreement = new Agreement(
            "Cox on the data twice, as two strata: kidney infections",
            new Source.Identity(
                "log-likelihood, score and information double: the estimate stays, its variance halves, each test doubles"
            )
        );
        foreach (var ties in Enum.GetValues<TieMethod>())
        {
            var once = CoxRegression.Fit(kidney.Observations, sexAndAge, ["sex", "age"], ties: ties);
            var twice = CoxRegression.Fit(
                [.. kidney.Observations, .. kidney.Observations],
                [.. sexAndAge, .. sexAndAge],
                ["sex", "age"],
                [.. kidney.Groups.Select(_ => 1), .. kidney.Groups.Select(_ => 2)],
                ties: ties
            );
            for (var j = 0; j < 2; j++)
            {
                agreement.Within(1e-12, $"{ties} estimate {j}", twice.Coefficients[j].Estimate, once.Coefficients[j].Estimate);
                agreement.Within(1e-12, $"{ties} variance {j}", 2 * twice.Covariance[j, j], once.Covariance[j, j]);
            }
            agreement.Within(1e-14, $"{ties} null log-likelihood", twice.LogLikelihoodNull, 2 * once.LogLikelihoodNull);
            agreement.Within(1e-14, $"{ties} log-likelihood", twice.LogLikelihood, 2 * once.LogLikelihood);
            agreement.Within(1e-13, $"{ties} score test", twice.Score?.Statistic, 2 * once.Score?.Statistic);
        }
        agreement.ShouldBeComplete(atLeast: 4 * 7);
    }

    [Fact]
    public void Parts_of_the_follow_up_that_share_nobody_are_strata_however_far_apart_their_covariates()
    {
        // The risk set empties between the parts, and the second begins with a covariate 500 higher: sums that are carried over lose it. The
        // exact methods gather each risk set by itself, however high.
        var agreement = new Agreement(
            "Cox where the risk set empties and the covariate leaps: leukemia maintenance in two parts",
            new Source.Identity("risk sets that share nobody are strata")
        );
        var (first, x) = (ClassicTrial.Aml.Observations, Array.ConvertAll(ClassicTrial.Aml.Groups, group => (double)group));
        Observation[] second =
        [
            .. first.Select(o => o.IsEvent ? Observation.Event(o.Time + 1000, 900) : Observation.CensoredAt(o.Time + 1000, 900)),
        ];
        foreach (var ties in Enum.GetValues<TieMethod>())
        {
            var strata = CoxRegression.Fit(
                [.. first, .. first],
                [.. x, .. x],
                ["x"],
                [.. first.Select(_ => 1), .. first.Select(_ => 2)],
                ties: ties
            );
            var leap = ties is TieMethod.Efron or TieMethod.Breslow ? 500 : 20_000;
            var parts = CoxRegression.Fit([.. first, .. second], [.. x, .. x.Select(value => value + leap)], ["x"], ties: ties);
            agreement.Within(1e-11, $"{ties} estimate", parts.Coefficients[0].Estimate, strata.Coefficients[0].Estimate);
            agreement.Within(
                1e-11,
                $"{ties} standard error",
                parts.Coefficients[0].StandardError,
                strata.Coefficients[0].StandardError
            );
            agreement.Within(1e-13, $"{ties} log-likelihood", parts.LogLikelihood, strata.LogLikelihood);
        }
        agreement.ShouldBeComplete(atLeast: 4 * 3);
    }

    /// <summary>A quotient of integers.</summary>
    readonly record struct Fraction
    {
        readonly BigInteger numerator;
        readonly BigInteger denominator;

        public Fraction(BigInteger numerator, BigInteger denominator)
        {
            var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
            (this.numerator, this.denominator) = (numerator / divisor, denominator / divisor);
        }

        public static Fraction Zero { get; } = new(0, 1);
        public static Fraction One { get; } = new(1, 1);

        // To 30 decimals before it becomes a double, whatever the lengths.
        public double Value => (double)(numerator * BigInteger.Pow(10, 30) / denominator) / 1e30;

        public static Fraction operator +(Fraction a, Fraction b) =>
            new(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

        public static Fraction operator *(Fraction a, Fraction b) =>
            new(a.numerator * b.numerator, a.denominator * b.denominator);
    }
}
