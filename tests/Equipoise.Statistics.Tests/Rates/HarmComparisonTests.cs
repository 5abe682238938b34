using Equipoise.Statistics.Rates;

namespace Equipoise.Statistics.Tests.Rates;

/// <summary>
/// What tables of harms compare. Fisher's P values are those of exact rational arithmetic (Python's fractions), which is what R's
/// <c>fisher.test</c> computes; the limits are the closed forms, in Python.
/// </summary>
public sealed class HarmComparisonTests
{
    [Theory]
    [InlineData(77, 84, 65, 86, 0.006533129364778908, 0.99902216061437932, 0.0039266090563639588)]
    [InlineData(76, 84, 65, 86, 0.013637691502828425, 0.99767237168058831, 0.0081239334908638008)]
    [InlineData(3, 4, 1, 4, 0.48571428571428571, 0.98571428571428577, 0.24285714285714285)] // Fisher's tea: fisher.test(TeaTasting)
    [InlineData(0, 10, 0, 12, 1, 1, 1)]
    [InlineData(12, 12, 15, 15, 1, 1, 1)]
    [InlineData(10, 10, 0, 10, 1.082508822446903e-05, 1, 5.4125441122345148e-06)]
    [InlineData(208, 261, 76, 248, 1.0242322784204946e-29, 1, 7.2655982154382374e-30)]
    [InlineData(7, 84, 2, 86, 0.097122038507789887, 0.98437292474983962, 0.078460094697558422)]
    [InlineData(1, 1, 0, 1, 1, 1, 0.5)]
    [InlineData(5, 56, 0, 29, 0.16062144320947108, 1, 0.11645241895367217)]
    public void Fishers_P_values_are_those_of_exact_arithmetic(
        long x1,
        long n1,
        long x0,
        long n0,
        double p,
        double less,
        double greater
    )
    {
        var test = FisherTest.Of(new(x1, n1, x0, n0));
        (test.PValue / p).ShouldBe(1, 1e-12);
        (test.PLess / less).ShouldBe(1, 1e-12);
        (test.PGreater / greater).ShouldBe(1, 1e-12);
        var exchanged = FisherTest.Of(new(x0, n0, x1, n1));
        (exchanged.PValue / p).ShouldBe(1, 1e-12);
        (exchanged.PLess / greater).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Fishers_test_of_large_arms_that_differ_beyond_any_double_is_a_number_still()
    {
        var test = FisherTest.Of(new(90_000, 100_000, 10_000, 100_000));
        test.PValue.ShouldBe(0);
        test.PLess.ShouldBe(1);
        FisherTest.Of(new(0, 0, 3, 5)).PValue.ShouldBe(1);
    }

    [Fact]
    public void Risk_differences_of_the_trial_PATINA_are_those_that_were_published()
    {
        // Published: 49.05 (41.05 to 56.04) and 6.33 (1.95 to 10.90).
        Points(RiskDifference.Of(new TwoByTwo(208, 261, 76, 248), RiskDifferenceInterval.Newcombe)).ShouldBe((49.05, 41.05, 56.04));
        Points(RiskDifference.Of(new TwoByTwo(26, 261, 9, 248), RiskDifferenceInterval.Newcombe)).ShouldBe((6.33, 1.95, 10.90));

        static (double, double, double) Points(RiskDifference difference) =>
            (Round(difference.Estimate), Round(difference.Lower), Round(difference.Upper));

        static double Round(double? share) => Math.Round(100 * share!.Value, 2);
    }

    [Theory]
    [InlineData(208, 261, 76, 248, 0.415157135095912, 0.565809370898403)]
    [InlineData(26, 261, 9, 248, 0.0201773084464798, 0.106475762867326)]
    [InlineData(56, 70, 48, 80, 0.0575048991490372, 0.342495100850963)] // Newcombe 1998, table II, method 1: 0.0575 to 0.3425
    [InlineData(0, 10, 0, 20, 0, 0)]
    public void Wald_limits_of_a_difference_are_the_closed_form(long x1, long n1, long x0, long n0, double lower, double upper)
    {
        var difference = RiskDifference.Of(new TwoByTwo(x1, n1, x0, n0), RiskDifferenceInterval.Wald);
        difference.Lower!.Value.ShouldBe(lower, 1e-14);
        difference.Upper!.Value.ShouldBe(upper, 1e-14);
    }

    [Theory]
    [InlineData(208, 261, 76, 248, 2.60052429925388, 2.1355420424144, 3.16674947001469)]
    [InlineData(26, 261, 9, 248, 2.74499787143465, 1.3125430437934, 5.74077425484173)]
    public void Limits_of_a_risk_ratio_are_those_of_Katz(
        long x1,
        long n1,
        long x0,
        long n0,
        double estimate,
        double lower,
        double upper
    )
    {
        var ratio = RiskRatio.Of(new(x1, n1, x0, n0));
        ratio.Estimate!.Value.ShouldBe(estimate, 1e-13);
        ratio.Lower!.Value.ShouldBe(lower, 1e-13);
        ratio.Upper!.Value.ShouldBe(upper, 1e-13);
    }

    [Fact]
    public void A_risk_ratio_without_events_in_an_arm_has_no_limits()
    {
        RiskRatio.Of(new(0, 5, 0, 5)).Estimate.ShouldBeNull();
        RiskRatio.Of(new(0, 5, 2, 5)).Estimate.ShouldBe(0);
        RiskRatio.Of(new(2, 5, 0, 5)).Estimate.ShouldBe(double.PositiveInfinity);
        RiskRatio.Of(new(2, 5, 0, 5)).Upper.ShouldBeNull();
        RiskRatio.Of(new(0, 0, 2, 5)).Estimate.ShouldBeNull();
    }

    [Theory]
    [InlineData(12, 0.95, RateInterval.Normal, 0.505234713036262, 1.82192518224154)]
    [InlineData(12, 0.9, RateInterval.Byar, 0.708263696660905, 1.82513148291104)]
    [InlineData(12, 0.95, RateInterval.Byar, 0.635409420588858, 1.9707624060058)]
    public void Approximate_limits_of_a_rate_are_the_closed_forms(
        long events,
        double confidence,
        RateInterval interval,
        double lower,
        double upper
    )
    {
        var rate = IncidenceRate.Of(events, 10.313, confidence, interval);
        rate.Lower.ShouldBe(lower, 1e-13);
        rate.Upper.ShouldBe(upper, 1e-13);
        rate.Interval.ShouldBe(interval);
    }

    [Fact]
    public void Without_events_normal_limits_say_nothing_and_those_of_Byar_begin_at_0()
    {
        var normal = IncidenceRate.Of(0, 5, interval: RateInterval.Normal);
        (normal.Lower, normal.Upper).ShouldBe((0, 0));
        var byar = IncidenceRate.Of(0, 5, interval: RateInterval.Byar);
        byar.Lower.ShouldBe(0);
        byar.Upper.ShouldBe(0.492787241993474, 1e-14);
    }
}
