using Equipoise.Statistics.Curves;

namespace Equipoise.Statistics.Tests.Curves;

public sealed class KaplanMeierTests
{
    // Klein and Moeschberger (2003), table 4.1: 6-mercaptopurine.
    [Theory]
    [InlineData(6, 0.857, 0.0764)]
    [InlineData(7, 0.807, 0.0869)]
    [InlineData(10, 0.753, 0.0963)]
    [InlineData(13, 0.690, 0.1068)]
    [InlineData(16, 0.627, 0.1141)]
    [InlineData(22, 0.538, 0.1282)]
    [InlineData(23, 0.448, 0.1346)]
    [InlineData(35, 0.448, 0.1346)]
    public void The_curve_of_6_mercaptopurine_is_that_of_the_textbook(double weeks, double survival, double standardError)
    {
        var at = KaplanMeier.Estimate(Samples.Mercaptopurine).At(weeks);
        at.Survival.ShouldBe(survival, 0.00051);
        at.StandardError.ShouldBe(standardError, 0.000051);
    }

    [Fact]
    public void Survival_is_the_product_of_fractions()
    {
        var curve = KaplanMeier.Estimate(Samples.Mercaptopurine);
        curve.At(10).Survival.ShouldBe(18 / 21.0 * (16 / 17.0) * (14 / 15.0), 1e-15);
        // Greenwood by hand: S² (3/(21·18) + 1/(17·16) + 1/(15·14)).
        var s = 18 / 21.0 * (16 / 17.0) * (14 / 15.0);
        curve.At(10).StandardError.ShouldBe(s * Math.Sqrt(3 / 378.0 + 1 / 272.0 + 1 / 210.0), 1e-15);
        curve.Median.Estimate.ShouldBe(23);
    }

    [Fact]
    public void At_a_time_those_at_risk_and_those_gone_before_add_to_everyone()
    {
        // By hand: before week 10 three events and one censoring at 6, an event at 7, a censoring at 9.
        var at = KaplanMeier.Estimate(Samples.Mercaptopurine).At(10);
        (at.AtRisk, at.Events, at.Censored).ShouldBe((15, 4, 2));
        var between = KaplanMeier.Estimate(Samples.Mercaptopurine).At(10.5);
        (between.AtRisk, between.Events, between.Censored, between.Survival).ShouldBe((13, 5, 3, at.Survival));
        KaplanMeier.Estimate(Samples.Mercaptopurine).AtRisk(10).ShouldBe(15);
        KaplanMeier.Estimate(Samples.Mercaptopurine).AtRisk(36).ShouldBe(0);
    }

    [Fact]
    public void Limits_are_symmetric_on_their_own_scale()
    {
        // One event among four at risk: S = 3/4, standard error of log S = sqrt(1/12); z from R's qnorm(0.975).
        const double z = 1.959963984540054;
        var (s, σ) = (0.75, Math.Sqrt(1 / 12.0));
        SurvivalAt At(IntervalTransformation scale) => KaplanMeier.Estimate(Samples.Parse("1 2+ 3+ 4+"), 0.95, scale).At(1);

        At(IntervalTransformation.Plain).Lower.ShouldBe(s - z * s * σ, 1e-15);
        At(IntervalTransformation.Plain).Upper.ShouldBe(1);
        At(IntervalTransformation.Log).Lower.ShouldBe(Math.Exp(Math.Log(s) - z * σ), 1e-15);
        At(IntervalTransformation.Log).Upper.ShouldBe(1);
        var (center, half) = (Math.Log(-Math.Log(s)), z * σ / Math.Log(s));
        At(IntervalTransformation.LogLog).Lower.ShouldBe(Math.Exp(-Math.Exp(center - half)), 1e-15);
        At(IntervalTransformation.LogLog).Upper.ShouldBe(Math.Exp(-Math.Exp(center + half)), 1e-15);
    }

    [Fact]
    public void Beyond_the_last_censored_time_nothing_is_estimable()
    {
        var at = KaplanMeier.Estimate(Samples.Mercaptopurine).At(36);
        at.Status.ShouldBe(SurvivalStatus.BeyondFollowUp);
        (at.AtRisk, at.Events, at.Censored).ShouldBe((0, 9, 12));
        at.Survival.ShouldBeNull();
    }

    [Theory]
    [InlineData(IntervalTransformation.Plain)]
    [InlineData(IntervalTransformation.Log)]
    [InlineData(IntervalTransformation.LogLog)]
    [InlineData(IntervalTransformation.Logit)]
    [InlineData(IntervalTransformation.ArcSine)]
    public void When_the_last_one_has_the_event_survival_is_0_for_ever_and_has_no_limits(IntervalTransformation scale)
    {
        var curve = KaplanMeier.Estimate(Samples.Placebo, 0.95, scale);
        foreach (var weeks in new[] { 23, 100 })
        {
            var at = curve.At(weeks);
            at.Status.ShouldBe(SurvivalStatus.Estimated);
            at.Survival.ShouldBe(0);
            (at.StandardError, at.Lower, at.Upper).ShouldBe((null, null, null));
        }
    }

    [Fact]
    public void Without_events_survival_is_1_and_there_is_no_median()
    {
        var curve = KaplanMeier.Estimate(Samples.Parse("3+ 4+ 5+"));
        var at = curve.At(4);
        (at.Survival, at.StandardError, at.Lower, at.Upper).ShouldBe((1, 0, 1, 1));
        curve.Median.ShouldBe(Quantile.NotEstimable);
    }

    [Fact]
    public void Without_observations_there_is_a_curve_that_says_nothing()
    {
        var curve = KaplanMeier.Estimate([]);
        curve.At(1).Status.ShouldBe(SurvivalStatus.NoObservations);
        curve.At(1).Survival.ShouldBeNull();
        curve.Median.ShouldBe(Quantile.NotEstimable);
    }

    [Fact]
    public void An_event_at_time_0_counts() => KaplanMeier.Estimate(Samples.Parse("0 1+ 2+ 3+")).At(0).Survival.ShouldBe(0.75);

    [Fact]
    public void A_confidence_that_is_none_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => KaplanMeier.Estimate([], 95));
        Should.Throw<ArgumentOutOfRangeException>(() => KaplanMeier.Estimate([], 0));
    }
}
