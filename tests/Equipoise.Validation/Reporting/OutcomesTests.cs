using System.Globalization;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Rates;

namespace Equipoise.Validation.Reporting;

/// <summary>The counts, rates and means of a report's tables against R, and against what was published.</summary>
public sealed class OutcomesTests
{
    static readonly Expected expected = Expected.Read("outcomes");

    [Fact]
    public void Two_arms_are_compared_as_R_does()
    {
        var agreement = new Agreement(
            "Outcomes: tests, differences and ratios of two arms",
            expected.Call("fisher.test, chisq.test(correct = FALSE), prop.test(correct = FALSE), log ratio of Katz")
        );
        foreach (var (name, words) in Cases("table"))
        {
            var table = new TwoByTwo((long)words[0], (long)words[1], (long)words[2], (long)words[3]);
            var (test, ratio) = (FisherTest.Of(table), RiskRatio.Of(table));
            agreement.Within(1e-11, $"{name} Fisher", test.PValue, expected[name, "fisher"]);
            agreement.Within(1e-11, $"{name} less", test.PLess, expected[name, "less"]);
            agreement.Within(1e-11, $"{name} greater", test.PGreater, expected[name, "greater"]);
            agreement.Within(
                1e-11,
                $"{name} Pearson",
                PearsonChiSquare
                    .Of(
                        [
                            table.ExperimentalEvents,
                            table.ExperimentalCount - table.ExperimentalEvents,
                            table.ControlEvents,
                            table.ControlCount - table.ControlEvents,
                        ],
                        2
                    )
                    ?.PValue,
                expected[name, "pearson"]
            );
            foreach (var interval in new[] { RiskDifferenceInterval.Wald, RiskDifferenceInterval.Newcombe })
            {
                var (limits, called) = (RiskDifference.Of([table], interval), $"{interval}".ToLowerInvariant());
                agreement.Within(1e-11, $"{name} {called} lower", limits.Lower, expected[name, $"{called} lower"]);
                agreement.Within(1e-11, $"{name} {called} upper", limits.Upper, expected[name, $"{called} upper"]);
            }
            agreement.Within(1e-12, $"{name} ratio", ratio.Estimate, expected[name, "ratio"]);
            agreement.Within(1e-12, $"{name} ratio lower", ratio.Lower, expected[name, "ratio lower"]);
            agreement.Within(1e-12, $"{name} ratio upper", ratio.Upper, expected[name, "ratio upper"]);
        }
        agreement.ShouldBeComplete(atLeast: 88);
    }

    [Fact]
    public void Rates_and_means_are_those_of_R()
    {
        var agreement = new Agreement(
            "Outcomes: limits of rates, analysis of variance",
            expected.Call("poisson.test, formula of Byar after Rothman and Boice, anova(lm(weight ~ group, PlantGrowth))")
        );
        foreach (var (name, words) in Cases("rate"))
        {
            IncidenceRate Of(RateInterval interval) => IncidenceRate.Of((long)words[0], words[1], interval: interval);
            agreement.Within(1e-12, $"{name} exact lower", Of(RateInterval.Exact).Lower, expected[name, "exact lower"]);
            agreement.Within(1e-12, $"{name} exact upper", Of(RateInterval.Exact).Upper, expected[name, "exact upper"]);
            if (words[0] > 0)
                agreement.Within(1e-12, $"{name} normal upper", Of(RateInterval.Normal).Upper, expected[name, "normal upper"]);
            agreement.Within(1e-12, $"{name} Byar lower", Of(RateInterval.Byar).Lower, expected[name, "byar lower"]);
            agreement.Within(1e-12, $"{name} Byar upper", Of(RateInterval.Byar).Upper, expected[name, "byar upper"]);
        }
        var means = OneWayAnova.Of(plants, [.. Enumerable.Range(0, 30).Select(plant => plant / 10)]);
        agreement.Within(1e-11, "plants F", means?.F, expected["plants", "F"]);
        agreement.Within(1e-11, "plants p", means?.PValue, expected["plants", "p"]);
        agreement.Within(
            1e-12,
            "ages of the pilot",
            PearsonChiSquare.Of([14, 42, 30, 8, 47, 29, 11, 55, 18], 3)?.PValue,
            expected["ages", "pearson"]
        );
        agreement.ShouldBeComplete(atLeast: 22);
    }

    static IEnumerable<(string Name, double[] Words)> Cases(string kind) =>
        expected
            .Cases.Where(name => name.StartsWith($"{kind} ", StringComparison.Ordinal))
            .Select(name =>
                (name, name.Split(' ').Skip(1).Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray())
            );

    // PlantGrowth of R's datasets (Dobson 1983): 10 plants under control, treatment 1 and treatment 2.
    static readonly double[] plants =
    [
        4.17, 5.58, 5.18, 6.11, 4.5, 4.61, 5.17, 4.53, 5.33, 5.14,
        4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69,
        6.31, 5.12, 5.54, 5.5, 5.37, 5.29, 4.92, 6.15, 5.8, 5.26,
    ];
}
