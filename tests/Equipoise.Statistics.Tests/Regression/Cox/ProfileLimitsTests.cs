using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

public sealed class ProfileLimitsTests
{
    static readonly TieMethod[] all = Enum.GetValues<TieMethod>();

    [Fact]
    public void A_likelihood_of_one_event_pair_has_limits_in_closed_form()
    {
        // Two strata of two people, one event each, opposite ways: ℓ = -2 log(1 + e^b) + b, so the limits are those b with
        // cosh(b/2) = e^(q/4), q being the chi-squared quantile.
        foreach (var ties in all)
        {
            var fit = CoxRegression.Fit(Samples.Parse("1 2+ 1 2+"), [0, 1, 1, 0], ["x"], [1, 1, 2, 2], ties: ties);
            var limits = fit.ProfileLimits().Single();
            var expected = 2 * Math.Acosh(Math.Exp(3.841458820694124 / 4));
            limits.Lower.Value.ShouldBe(-expected, 1e-12);
            limits.Upper.Value.ShouldBe(expected, 1e-12);
            limits.Upper.HazardRatio.ShouldBe(Math.Exp(expected), 1e-10);
            (limits.Name, limits.Confidence, limits.Upper.Status).ShouldBe(("x", 0.95, ProfileLimitStatus.Found));
        }
    }

    [Fact]
    public void At_a_limit_the_likelihood_ratio_test_has_p_value_1_minus_confidence()
    {
        var trial = SyntheticTrial.Of(150, strata: 2);
        double[] x = [.. trial.Covariate.Zip(trial.Groups, (age, arm) => new double[] { age, arm }).SelectMany(row => row)];
        foreach (var ties in all)
        {
            var fit = CoxRegression.Fit(trial.Observations, x, ["age", "arm"], trial.Strata, ties: ties);
            var limits = fit.ProfileLimits(0.9)[1];
            foreach (var limit in new[] { limits.Lower.Value, limits.Upper.Value })
            {
                var held = CoxRegression.Fit(
                    trial.Observations,
                    trial.Covariate,
                    ["age"],
                    trial.Strata,
                    offsets: [.. trial.Groups.Select(arm => arm * limit!.Value)],
                    ties: ties
                );
                new ChiSquareTest(2 * (fit.LogLikelihood - held.LogLikelihood), 1).PValue.ShouldBe(0.1, 1e-10);
            }
        }
    }

    [Fact]
    public void A_monotone_likelihood_has_a_limit_on_its_finite_side()
    {
        // One event in four, two of them in each arm: ℓ = -log(2 + 2e^b), largest at minus infinity: log(2 + 2e^b) = log 2 + q/2.
        foreach (var ties in all)
        {
            var limits = CoxRegression
                .Fit(Samples.Parse("1 2+ 2+ 2+"), [0, 0, 1, 1], ["arm"], ties: ties)
                .ProfileLimits()
                .Single();
            limits.Lower.ShouldBe(new ProfileLimit(ProfileLimitStatus.Unbounded, double.NegativeInfinity));
            limits.Lower.HazardRatio.ShouldBe(0);
            limits.Upper.Value.ShouldBe(Math.Log(Math.Exp(3.841458820694124 / 2) - 1), 1e-10);
        }
    }

    [Fact]
    public void Beside_an_infinite_coefficient_the_finite_ones_have_the_limits_they_have_without_it()
    {
        var (observations, groups) = Samples.Together(Samples.AmlNonmaintained, Samples.AmlMaintained);
        var alone = CoxRegression.Fit(observations, Samples.AsCovariate(groups), ["arm"]).ProfileLimits()[0];
        double[] both = [.. groups.SelectMany(group => new double[] { group, 0 }), 0, 1, 1, 1];
        var limits = CoxRegression.Fit([.. observations, .. Samples.Parse("200+ 200+")], both, ["arm", "z"]).ProfileLimits();
        limits[0].Lower.Value.ShouldBe(alone.Lower.Value, 1e-9);
        limits[0].Upper.Value.ShouldBe(alone.Upper.Value, 1e-9);
        limits[1].Lower.Status.ShouldBe(ProfileLimitStatus.Unbounded);
        limits[1].Upper.Status.ShouldBe(ProfileLimitStatus.Found);
    }

    [Fact]
    public void Without_an_estimate_there_is_no_limit()
    {
        var none = new ProfileLimit(ProfileLimitStatus.NotEstimable, null);
        var noEvents = CoxRegression.Fit(Samples.Parse("1+ 2+"), [0, 1], ["x"]).ProfileLimits().Single();
        (noEvents.Lower, noEvents.Upper, noEvents.Upper.HazardRatio).ShouldBe((none, none, null));
        var (observations, groups) = Samples.Together(Samples.AmlNonmaintained, Samples.AmlMaintained);
        var fit = CoxRegression.Fit(
            observations,
            [.. groups.SelectMany(group => new double[] { 4, group })],
            ["constant", "arm"]
        );
        fit.ProfileLimits()[0].Lower.ShouldBe(none);
        var alone = CoxRegression.Fit(observations, Samples.AsCovariate(groups), ["arm"]).ProfileLimits()[0];
        fit.ProfileLimits()[1].Lower.Value.ShouldBe(alone.Lower.Value, 1e-13);
    }

    [Fact]
    public void Limits_turn_with_the_covariate_and_scale_with_its_unit()
    {
        var trial = SyntheticTrial.Of(90, strata: 1);
        var plain = CoxRegression.Fit(trial.Observations, trial.Covariate, ["x"]).ProfileLimits()[0];
        var turned = CoxRegression.Fit(trial.Observations, [.. trial.Covariate.Select(x => -1000 * x)], ["x"]).ProfileLimits()[0];
        (turned.Lower.Value * -1000).ShouldBe(plain.Upper.Value, 1e-11);
        (turned.Upper.Value * -1000).ShouldBe(plain.Lower.Value, 1e-11);
    }

    [Fact]
    public void A_wrong_confidence_is_refused()
    {
        var fit = CoxRegression.Fit(Samples.Parse("1 2+ 1 2+"), [0, 1, 1, 0], ["x"], [1, 1, 2, 2]);
        Should.Throw<ArgumentOutOfRangeException>(() => fit.ProfileLimits(1));
        fit.ProfileLimits(0.5)[0].Confidence.ShouldBe(0.5);
    }
}
