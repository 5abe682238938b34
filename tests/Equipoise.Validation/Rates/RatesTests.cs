using System.Globalization;
using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Rates;

namespace Equipoise.Validation.Rates;

/// <summary>Proportions, incidence rates and their comparisons against R (R/rates.R) and published tables.</summary>
public sealed class RatesTests
{
    static readonly Expected expected = Expected.Read("rates");

    [Fact]
    public void Gamma_and_beta_tails_and_quantiles_are_those_of_R()
    {
        var agreement = new Agreement(
            "Gamma and beta: tails and quantiles",
            expected.Call("pgamma, pbeta; qgamma and qbeta polished by Newton's method")
        );
        foreach (var (name, words) in Cases("gamma"))
        {
            agreement.Within(2e-13, $"{name} lower", Gamma.Quantile(words[1], words[0]), expected[name, "lower"]);
            agreement.Within(2e-13, $"{name} upper", Gamma.UpperQuantile(words[1], words[0]), expected[name, "upper"]);
        }
        foreach (var (name, words) in Cases("beta"))
            agreement.Within(2e-13, name, Beta.Quantile(words[2], words[0], words[1]), expected[name, "quantile"]);
        foreach (var (name, words) in Cases("pgamma"))
        {
            agreement.Within(5e-13, $"{name} lower", Gamma.Cdf(words[0], words[1]), expected[name, "lower"]);
            agreement.Within(5e-13, $"{name} upper", Gamma.UpperTail(words[0], words[1]), expected[name, "upper"]);
        }
        foreach (var (name, words) in Cases("pbeta"))
            agreement.Within(5e-13, name, Beta.Cdf(words[0], words[1], words[2]), expected[name, "lower"]);
        agreement.ShouldBeComplete(atLeast: 200);
    }

    [Fact]
    public void Limits_of_a_proportion_are_those_of_R()
    {
        var agreement = new Agreement(
            "Proportion: Clopper-Pearson and Wilson limits",
            expected.Call("binom.test(x, n); prop.test(x, n, correct = FALSE)")
        );
        foreach (var (name, words) in Cases("proportion"))
        {
            Proportion Of(ProportionInterval interval) => Proportion.Of((long)words[0], (long)words[1], interval, words[2]);
            var (exact, wilson) = (Of(ProportionInterval.ClopperPearson), Of(ProportionInterval.Wilson));
            agreement.Within(1e-12, $"{name} lower", exact.Lower, expected[name, "exact.lower"]);
            agreement.Within(1e-12, $"{name} upper", exact.Upper, expected[name, "exact.upper"]);

            // R writes Wilson's lower limit as center less half-width, and loses digits to the cancellation when there are few
            // events.
            agreement.Within(1e-14, $"{name} Wilson lower", wilson.Lower, expected[name, "wilson.lower"], scale: wilson.Upper);
            agreement.Within(1e-14, $"{name} Wilson upper", wilson.Upper, expected[name, "wilson.upper"]);
        }
        agreement.ShouldBeComplete(atLeast: 100);
    }

    [Fact]
    public void Limits_of_a_rate_are_those_of_R()
    {
        var agreement = new Agreement("Incidence rate: Garwood limits", expected.Call("poisson.test(d, T)"));
        foreach (var (name, words) in Cases("rate"))
        {
            var rate = IncidenceRate.Of((long)words[0], words[1], words[2]);
            agreement.Within(1e-15, $"{name} estimate", rate.Estimate, expected[name, "estimate"]);
            agreement.Within(1e-12, $"{name} lower", rate.Lower, expected[name, "lower"]);
            agreement.Within(1e-12, $"{name} upper", rate.Upper, expected[name, "upper"]);
        }
        agreement.ShouldBeComplete(atLeast: 50);
    }

    [Fact]
    public void Ratio_and_difference_of_rates_are_those_of_R()
    {
        var agreement = new Agreement(
            "Rate ratio (exact) and rate difference (Miettinen-Nurminen)",
            expected.Call("poisson.test(c(d1, d0), c(T1, T0)); score statistic solved by uniroot")
        );
        foreach (var (name, words) in Cases("pair"))
        {
            var arms = (IncidenceRate.Of((long)words[0], words[1]), IncidenceRate.Of((long)words[2], words[3]));
            var (ratio, difference) = (RateRatio.Of(arms.Item1, arms.Item2), RateDifference.Of(arms.Item1, arms.Item2));
            agreement.Within(1e-13, $"{name} ratio", ratio.Estimate, expected[name, "ratio"]);
            agreement.Within(1e-12, $"{name} ratio lower", ratio.Lower, expected[name, "ratio.lower"]);
            agreement.Within(1e-12, $"{name} ratio upper", ratio.Upper, expected[name, "ratio.upper"]);
            agreement.Within(1e-12, $"{name} difference", difference.Estimate, expected[name, "difference"]);
            agreement.Within(1e-12, $"{name} difference lower", difference.Lower, expected[name, "lower"]);
            agreement.Within(1e-12, $"{name} difference upper", difference.Upper, expected[name, "upper"]);
        }
        agreement.ShouldBeComplete(atLeast: 36);
    }

    [Fact]
    public void Risk_differences_are_those_of_a_second_program_in_R()
    {
        var agreement = new Agreement(
            "Risk difference: Miettinen-Nurminen, Newcombe, Sato; one table and strata",
            expected.Call("score statistic solved by uniroot, restricted maximum by bisection; prop.test limits combined")
        );
        foreach (var (name, tables) in strata.Where(pair => expected.Has($"difference {pair.Key}", "estimate")))
        {
            var what = $"difference {name}";
            var score = RiskDifference.Of(tables);
            agreement.Within(1e-14, $"{what} estimate", score.Estimate, expected[what, "estimate"]);
            agreement.Within(1e-12, $"{what} lower", score.Lower, expected[what, "mn.lower"]);
            agreement.Within(1e-12, $"{what} upper", score.Upper, expected[what, "mn.upper"]);
            agreement.Within(1e-12, $"{what} Sato", score.StandardError, expected[what, "sato.se"]);
            if (tables.Length > 1)
                continue;
            var newcombe = RiskDifference.Of(tables, RiskDifferenceInterval.Newcombe);
            agreement.Within(1e-12, $"{what} Newcombe lower", newcombe.Lower, expected[what, "newcombe.lower"]);
            agreement.Within(1e-12, $"{what} Newcombe upper", newcombe.Upper, expected[what, "newcombe.upper"]);
        }
        agreement.ShouldBeComplete(atLeast: 70);
    }

    [Fact]
    public void The_Cochran_Mantel_Haenszel_test_is_that_of_R()
    {
        var agreement = new Agreement(
            "Cochran-Mantel-Haenszel test and common odds ratio",
            expected.Call("mantelhaen.test(table)")
        );
        foreach (var (name, tables) in strata.Where(pair => pair.Value.Length > 1))
        {
            var what = $"cmh {name}";
            var test = CochranMantelHaenszel.Of(tables);
            agreement.Within(1e-13, $"{what} chi-squared", test.Test?.Statistic, expected[what, "chisq"]);
            agreement.Within(1e-12, $"{what} p", test.Test?.PValue, expected[what, "p"]);
            agreement.Within(1e-13, $"{what} odds ratio", test.OddsRatio, expected[what, "or"]);
            agreement.Within(1e-13, $"{what} lower", test.Lower, expected[what, "lower"]);
            agreement.Within(1e-13, $"{what} upper", test.Upper, expected[what, "upper"]);
            var corrected = CochranMantelHaenszel.Of(tables, continuityCorrection: true);
            agreement.Within(1e-13, $"{what} corrected", corrected.Test?.Statistic, expected[what, "corrected"]);
        }
        agreement.ShouldBeComplete(atLeast: 18);
    }

    [Fact]
    public void Published_limits_of_single_proportions_are_reproduced()
    {
        var agreement = new Agreement(
            "Proportion: published limits",
            new Source.Published("Newcombe (1998), Statistics in Medicine 17:857, table I, methods 3 and 5")
        );
        (long X, long N, double[] Limits)[] table =
        [
            (81, 263, [0.2553, 0.3662, 0.2527, 0.3676]),
            (15, 148, [0.0624, 0.1605, 0.0578, 0.1617]),
            (0, 20, [0, 0.1611, 0, 0.1684]),
            (1, 29, [0.0061, 0.1718, 0.0009, 0.1776]),
        ];
        foreach (var (x, n, limits) in table)
        {
            var (wilson, exact) = (Proportion.Of(x, n, ProportionInterval.Wilson), Proportion.Of(x, n));
            double[] actual = [wilson.Lower, wilson.Upper, exact.Lower, exact.Upper];
            foreach (var (a, e) in actual.Zip(limits))
                agreement.Exactly($"{x}/{n}", double.Round(a, 4), e);
        }
        agreement.ShouldBeComplete(atLeast: 16);
    }

    [Fact]
    public void Published_limits_of_risk_differences_are_reproduced()
    {
        var agreement = new Agreement(
            "Risk difference: published limits",
            new Source.Published("Newcombe (1998), Statistics in Medicine 17:873, table II, methods 6 and 10")
        );
        (string Name, double[] Limits)[] table =
        [
            ("one56", [0.0528, 0.3382, 0.0524, 0.3339]),
            ("one9", [0.1700, 0.8406, 0.1705, 0.8090]),
            ("one6", [0.0342, 0.8534, 0.0582, 0.8062]),
            ("one5", [-0.0326, 0.1933, -0.0381, 0.1926]),
            ("one0a", [-0.1658, 0.2844, -0.1611, 0.2775]),
            ("one0b", [-0.2879, 0.2879, -0.2775, 0.2775]),
            ("one10a", [0.7156, 1, 0.6791, 1]),
            ("one10b", [0.6636, 1, 0.6075, 1]),
        ];
        foreach (var (name, limits) in table)
        {
            var score = RiskDifference.Of(strata[name]);
            var newcombe = RiskDifference.Of(strata[name], RiskDifferenceInterval.Newcombe);
            double?[] actual = [score.Lower, score.Upper, newcombe.Lower, newcombe.Upper];
            foreach (var (a, e) in actual.Zip(limits))
                agreement.Exactly(name, double.Round(a!.Value, 4), e);
        }
        agreement.ShouldBeComplete(atLeast: 32);
    }

    static readonly Dictionary<string, TwoByTwo[]> strata = new()
    {
        ["one56"] = [new(56, 70, 48, 80)],
        ["one9"] = [new(9, 10, 3, 10)],
        ["one6"] = [new(6, 7, 2, 7)],
        ["one5"] = [new(5, 56, 0, 29)],
        ["one0a"] = [new(0, 10, 0, 20)],
        ["one0b"] = [new(0, 10, 0, 10)],
        ["one10a"] = [new(10, 10, 0, 20)],
        ["one10b"] = [new(10, 10, 0, 10)],
        ["single"] = [new(1, 1, 0, 1)],
        ["every"] = [new(12, 12, 15, 15)],
        ["rare"] = [new(3, 20000, 1, 19980)],
        [
            "UCBAdmissions"
        ] = // men and women admitted to six departments of Berkeley: Bickel et al. (1975), Science 187:398
        [
            new(512, 825, 89, 108),
            new(353, 560, 17, 25),
            new(120, 325, 202, 593),
            new(138, 417, 131, 375),
            new(53, 191, 94, 393),
            new(22, 373, 24, 341),
        ],
        ["three"] = [new(12, 40, 5, 38), new(20, 55, 18, 60), new(0, 9, 2, 11)],
        ["sparse"] = [new(1, 2, 0, 1), new(0, 3, 1, 2), new(2, 2, 1, 3), new(0, 1, 0, 4), new(1, 5, 1, 1)],
    };

    static IEnumerable<(string Name, double[] Numbers)> Cases(string kind) =>
        expected
            .Cases.Where(name => name.StartsWith(kind + " ", StringComparison.Ordinal))
            .Select(name => (name, Array.ConvertAll(name.Split(' ')[1..], Number)));

    static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
}
