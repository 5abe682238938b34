using Equipoise.Statistics.Curves;

namespace Equipoise.Statistics.Tests.Curves;

public sealed class QuantileTests
{
    // The curve of R survival's tests/quantile.R: S = 6/7, then 6/7·3/5, then 6/7·3/5·1/2; limits on the log scale.
    static KaplanMeier RsCurve => KaplanMeier.Estimate(Samples.Parse("9 1 1+ 6 6 8+ 10+"), 0.95, IntervalTransformation.Log);

    // Expected values from the same file: levels before the first jump, on each flat, between jumps, and below the curve.
    [Theory]
    [InlineData(13 / 14.0, 1.0, 1.0)]
    [InlineData(6 / 7.0, 3.5, 1.0)]
    [InlineData(2 / 3.0, 6.0, 1.0)]
    [InlineData(0.5, 9.0, 6.0)]
    [InlineData(9 / 35.0, 9.5, 6.0)]
    [InlineData(0.1, null, 9.0)]
    public void Quantiles_are_those_of_Rs_own_test(double survival, double? estimate, double? lower) =>
        RsCurve.QuantileOf(1 - survival).ShouldBe(new Quantile(estimate, lower, null));

    // Ten observations whose curve is exactly one half from 87 on: R's quantile takes the middle of 87 and
    // the last time, R's print takes 87, SAS gives none.
    // (The case of the CAMIS project, "R vs SAS: Kaplan-Meier".)
    [Fact]
    public void A_curve_that_ends_on_one_half_has_two_medians_in_R_and_none_in_SAS()
    {
        var observations = Samples.Parse("54 75 77 84 87 92+ 103+ 105+ 112+ 118+");
        MedianOf(observations, QuantileRule.R).ShouldBe(102.5);
        MedianOf(observations, QuantileRule.RPrint).ShouldBe(87);
        MedianOf(observations, QuantileRule.Sas).ShouldBeNull();
    }

    [Fact]
    public void A_flat_that_a_later_event_ends_has_its_middle_as_median_in_both()
    {
        var observations = Samples.Parse("54 75 77 84 87 92+ 103+ 105+ 112+ 118");
        MedianOf(observations, QuantileRule.R).ShouldBe(102.5);
        MedianOf(observations, QuantileRule.RPrint).ShouldBe(102.5);
        MedianOf(observations, QuantileRule.Sas).ShouldBe(102.5);
    }

    [Fact]
    public void One_half_is_recognized_although_the_product_of_fractions_misses_it_by_a_bit()
    {
        // 49/50 · 48/49 · … · 25/26 is one half, and 0.4999999999999997 in floating point.
        var observations = Enumerable
            .Range(1, 50)
            .Select(t => t <= 25 ? Observation.Event(t) : Observation.Event(t + 10))
            .ToArray();
        MedianOf(observations, QuantileRule.R).ShouldBe((25 + 36) / 2.0);
    }

    [Fact]
    public void The_median_of_maintained_leukemia_has_no_upper_limit()
    {
        // R 4.2.2, survival 3.5-3: survfit(Surv(time, status) ~ x, aml): 31 (18, NA) on the log scale, (13, NA) on the log-log scale.
        KaplanMeier
            .Estimate(Samples.AmlMaintained, 0.95, IntervalTransformation.Log)
            .Median.ShouldBe(new Quantile(31, 18, null));
        KaplanMeier.Estimate(Samples.AmlMaintained).Median.ShouldBe(new Quantile(31, 13, null));
    }

    [Fact]
    public void Follow_up_is_the_median_with_event_and_censoring_exchanged()
    {
        // By hand: 20/21 at 6, 15/16 at 9, 14/15 at 10, 12/13 at 11, 9/10 at 17, 8/9 at 19, 7/8 at 20 leave 0.538; 4/5 at 25 leaves 0.431.
        KaplanMeier.MedianFollowUp(Samples.Mercaptopurine).Estimate.ShouldBe(25);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_probability_that_has_no_quantile_is_refused(double probability) =>
        Should.Throw<ArgumentOutOfRangeException>(() => RsCurve.QuantileOf(probability));

    static double? MedianOf(Observation[] observations, QuantileRule rule) =>
        KaplanMeier.Estimate(observations, quantiles: rule).Median.Estimate;
}
