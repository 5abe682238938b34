using Equipoise.Statistics.Rates;

namespace Equipoise.Statistics.Tests.Rates;

public sealed class RatesTests
{
    [Theory]
    [InlineData(1_000_000_000, 3.6888794473100202e-09)]
    [InlineData(1_000_000_000_000, 3.6888794541071319e-12)]
    public void The_upper_limit_of_no_event_among_very_many_keeps_its_digits(long count, double upper) =>
        (Proportion.Of(0, count).Upper / upper).ShouldBe(1, 1e-12);

    [Fact]
    public void No_events_have_the_closed_limits_of_the_rule_of_three()
    {
        var none = Proportion.Of(0, 30);
        none.Lower.ShouldBe(0);
        none.Upper.ShouldBe(1 - Math.Pow(0.025, 1 / 30.0), 1e-15); // (1 - p)ⁿ = α/2
        var rate = IncidenceRate.Of(0, 8);
        rate.Lower.ShouldBe(0);
        rate.Upper.ShouldBe(-Math.Log(0.025) / 8, 1e-15); // exp(-λT) = α/2
    }

    [Fact]
    public void All_events_and_a_single_participant_have_limits()
    {
        Proportion.Of(1, 1).Lower.ShouldBe(0.025, 1e-16);
        Proportion.Of(1, 1).Upper.ShouldBe(1);
        Proportion.Of(0, 1).Upper.ShouldBe(0.975, 1e-15);
        Proportion.Of(9, 9).Lower.ShouldBe(Math.Pow(0.025, 1 / 9.0), 1e-15);
        var wilson = Proportion.Of(9, 9, ProportionInterval.Wilson);
        wilson.Upper.ShouldBe(1);
        wilson.Lower.ShouldBe(9 / (9 + 1.959963984540054 * 1.959963984540054), 1e-15); // n/(n + z²)
    }

    [Theory]
    [InlineData(ProportionInterval.ClopperPearson)]
    [InlineData(ProportionInterval.Wilson)]
    public void Failures_have_the_limits_of_successes_turned_around(ProportionInterval interval)
    {
        for (var n = 1; n <= 40; n++)
            for (var x = 0; x <= n; x++)
            {
                var (events, others) = (Proportion.Of(x, n, interval), Proportion.Of(n - x, n, interval));
                others.Lower.ShouldBe(1 - events.Upper, 1e-14);
                events.Lower.ShouldBeLessThanOrEqualTo(events.Estimate);
                events.Upper.ShouldBeGreaterThanOrEqualTo(events.Estimate);
            }
    }

    [Fact]
    public void At_an_exact_limit_the_binomial_tail_is_the_error_level_by_a_plain_sum()
    {
        static double Tail(int from, int to, int n, double p)
        {
            var (sum, term) = (0.0, Math.Pow(1 - p, n));
            for (var k = 0; k <= to; k++)
            {
                sum += k >= from ? term : 0;
                term *= (n - k) / (k + 1.0) * p / (1 - p);
            }
            return sum;
        }
        for (var x = 1; x < 25; x++)
        {
            var proportion = Proportion.Of(x, 25, confidence: 0.9);
            Tail(x, 25, 25, proportion.Lower).ShouldBe(0.05, 1e-13);
            Tail(0, x, 25, proportion.Upper).ShouldBe(0.05, 1e-13);
        }
    }

    [Fact]
    public void Another_unit_of_time_changes_the_rate_and_nothing_else()
    {
        var (days, years) = (IncidenceRate.Of(7, 3652.5), IncidenceRate.Of(7, 10));
        (days.Lower * 365.25).ShouldBe(years.Lower, 1e-14);
        (days.Upper * 365.25).ShouldBe(years.Upper, 1e-14);
    }

    [Fact]
    public void Exchanged_arms_turn_a_ratio_and_a_difference_around()
    {
        var (a, b) = (IncidenceRate.Of(3, 40), IncidenceRate.Of(11, 35));
        var (ratio, inverse) = (RateRatio.Of(a, b), RateRatio.Of(b, a));
        ratio.Lower.ShouldBe(1 / inverse.Upper, 1e-14);
        ratio.Upper.ShouldBe(1 / inverse.Lower, 1e-13);
        var (difference, negative) = (RateDifference.Of(a, b), RateDifference.Of(b, a));
        difference.Lower.ShouldBe(-negative.Upper, 1e-15);
    }

    [Fact]
    public void Rates_without_any_event_have_no_ratio_and_a_difference_of_0()
    {
        var (a, b) = (IncidenceRate.Of(0, 10), IncidenceRate.Of(0, 20));
        var ratio = RateRatio.Of(a, b);
        ratio.Estimate.ShouldBeNull();
        (ratio.Lower, ratio.Upper).ShouldBe((0, double.PositiveInfinity));
        var difference = RateDifference.Of(a, b);
        difference.Estimate.ShouldBe(0);
        difference.Lower.ShouldBeLessThan(0);
        difference.Upper.ShouldBe(1.959963984540054 * 1.959963984540054 / 10, 1e-12); // δ² = z²δ/T
    }

    [Theory]
    [InlineData(RiskDifferenceInterval.MiettinenNurminen)]
    [InlineData(RiskDifferenceInterval.Newcombe)]
    public void The_limits_of_a_risk_difference_stay_within_minus_1_to_1_for_every_small_table(RiskDifferenceInterval interval)
    {
        for (var n1 = 1; n1 <= 6; n1++)
            for (var n0 = 1; n0 <= 6; n0++)
                for (var x1 = 0; x1 <= n1; x1++)
                    for (var x0 = 0; x0 <= n0; x0++)
                    {
                        var table = new TwoByTwo(x1, n1, x0, n0);
                        var one = RiskDifference.Of(table, interval);
                        var other = RiskDifference.Of(table.Exchanged(), interval);
                        var estimate = one.Estimate!.Value;
                        one.Lower!.Value.ShouldBeInRange(-1, estimate + 1e-15);
                        one.Upper!.Value.ShouldBeInRange(estimate - 1e-15, 1);
                        other.Lower!.Value.ShouldBe(-one.Upper.Value, 1e-14);
                    }
    }

    [Fact]
    public void The_order_of_strata_and_strata_with_an_empty_arm_change_no_bit()
    {
        TwoByTwo[] strata = [new(12, 40, 5, 38), new(20, 55, 18, 60), new(0, 9, 2, 11), new(1, 3, 1, 4)];
        TwoByTwo[] others = [strata[2], new(3, 5, 0, 0), strata[3], strata[0], new(0, 0, 0, 0), strata[1]];
        foreach (var interval in new[] { RiskDifferenceInterval.MiettinenNurminen, RiskDifferenceInterval.Sato })
            RiskDifference.Of(others, interval).ShouldBe(RiskDifference.Of(strata, interval));
        CochranMantelHaenszel.Of(others).ShouldBe(CochranMantelHaenszel.Of(strata));
    }

    [Fact]
    public void One_stratum_of_the_Mantel_Haenszel_difference_is_the_plain_difference()
    {
        var table = new TwoByTwo(9, 30, 4, 28);
        RiskDifference.Of(table).Estimate!.Value.ShouldBe(9 / 30.0 - 4 / 28.0, 1e-15);
    }

    [Fact]
    public void Without_a_comparison_there_is_a_status_and_no_number()
    {
        var difference = RiskDifference.Of([new(3, 5, 0, 0)]);
        difference.Status.ShouldBe(RiskDifferenceStatus.NoComparison);
        difference.Estimate.ShouldBeNull();
        difference.Upper.ShouldBeNull();
        var test = CochranMantelHaenszel.Of([new(0, 5, 0, 6), new(4, 4, 3, 3)]);
        test.Status.ShouldBe(CochranMantelHaenszelStatus.NoInformation);
        test.Test.ShouldBeNull();
        test.OddsRatio.ShouldBeNull();
    }

    [Fact]
    public void Without_a_discordant_pair_the_common_odds_ratio_is_infinite_without_limits()
    {
        var test = CochranMantelHaenszel.Of([new(2, 2, 0, 3)]);
        test.OddsRatio.ShouldBe(double.PositiveInfinity);
        test.Upper.ShouldBeNull();
        test.Test!.Value.Statistic.ShouldBe(4.0, 1e-14); // (2 - 4/5)² / (2·3·2·3/(25·4))
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name_and_value()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Proportion.Of(3, 2)).Message.ShouldContain("0 to 2");
        Should.Throw<ArgumentOutOfRangeException>(() => Proportion.Of(0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Proportion.Of(1, 2, confidence: 1));
        Should.Throw<ArgumentOutOfRangeException>(() => IncidenceRate.Of(-1, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => IncidenceRate.Of(1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => IncidenceRate.Of(1, double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => new TwoByTwo(5, 4, 0, 1)).ParamName.ShouldBe("experimentalEvents");
        TwoByTwo[] two = [new(1, 2, 1, 2), new(1, 2, 1, 2)];
        Should.Throw<ArgumentException>(() => RiskDifference.Of(two, RiskDifferenceInterval.Newcombe));
        Should.Throw<ArgumentException>(() => RateRatio.Of(IncidenceRate.Of(1, 2), IncidenceRate.Of(1, 2, 0.9)));
    }

    // R 4.2.2: p + c(-1, 1) * (qnorm(0.975) * sqrt(p * (1 - p) / n) + 0.5 / n), cut off at 0 and 1; DescTools::BinomCI "waldcc".
    [Theory]
    [InlineData(10, 15, ProportionInterval.WaldCorrected, 0.394774114171046, 0.938559219162288)]
    [InlineData(10, 15, ProportionInterval.Wald, 0.428107447504379, 0.905225885828954)]
    [InlineData(4, 15, ProportionInterval.WaldCorrected, 0.00954494909134029, 0.523788384241993)]
    [InlineData(0, 9, ProportionInterval.Wald, 0, 0)]
    [InlineData(1, 12, ProportionInterval.WaldCorrected, 0, 0.281376887418731)]
    // binom.test(232, 261): PATINA's clinical benefit, published as 88.9% (84.4 to 92.4).
    [InlineData(232, 261, ProportionInterval.ClopperPearson, 0.844335368993179, 0.924312526021524)]
    public void Limits_of_a_proportion_are_those_of_R(int events, int count, ProportionInterval interval, double lower, double upper)
    {
        var proportion = Proportion.Of(events, count, interval);
        proportion.Lower.ShouldBe(lower, 1e-14);
        proportion.Upper.ShouldBe(upper, 1e-14);
    }

    // R 4.2.2: p - q + c(-1, 1) * (qnorm(0.975) * sqrt(p * (1 - p) / n1 + q * (1 - q) / n0) + 0.5 * (1 / n1 + 1 / n0)).
    [Theory]
    [InlineData(RiskDifferenceInterval.WaldCorrected, -0.477388332103045, 0.344054998769712)]
    [InlineData(RiskDifferenceInterval.Wald, -0.410721665436378, 0.277388332103045)]
    public void Limits_by_Wald_of_a_risk_difference_are_those_of_R(RiskDifferenceInterval interval, double lower, double upper)
    {
        var difference = RiskDifference.Of(new TwoByTwo(9, 15, 10, 15), interval);
        difference.Lower!.Value.ShouldBe(lower, 1e-14);
        difference.Upper!.Value.ShouldBe(upper, 1e-14);
    }

    [Fact]
    public void Corrected_limits_of_a_risk_difference_are_for_one_table() =>
        Should.Throw<ArgumentException>(() =>
            RiskDifference.Of([new(1, 2, 1, 2), new(1, 3, 1, 3)], RiskDifferenceInterval.WaldCorrected)
        );

    // R 4.2.2: fisher.test(matrix(c(x1, n1 - x1, x0, n0 - x0), 2))$p.value.
    [Theory]
    [InlineData(9, 15, 10, 15, 1)]
    [InlineData(3, 20, 11, 21, 0.0202506557128224)]
    [InlineData(0, 12, 5, 10, 0.00956937799043062)]
    [InlineData(232, 261, 208, 257, 0.0137442991616605)]
    [InlineData(1, 1, 0, 3, 0.25)]
    [InlineData(7, 30, 7, 30, 1)]
    [InlineData(40, 100, 70, 140, 0.148611622241182)]
    public void The_exact_test_of_Fisher_is_that_of_R(int x1, int n1, int x0, int n0, double p) =>
        FisherTest.Of(new(x1, n1, x0, n0)).PValue.ShouldBe(p, 1e-12);
}
