using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

public sealed class FitStatusTests
{
    [Fact]
    public void Without_events_nothing_is_fitted()
    {
        var fit = CoxRegression.Fit(Samples.Parse("1+ 2+"), [0, 1], ["x"]);
        fit.Status.ShouldBe(new FitStatus.NoEvents());
        (fit.Coefficients[0].Estimate, fit.Coefficients[0].PValue, fit.LikelihoodRatio).ShouldBe((null, null, null));
    }

    [Fact]
    public void An_arm_without_events_has_hazard_ratio_0_without_limits_and_a_valid_likelihood_ratio_test()
    {
        // One event among two of each arm: the likelihood rises from log(1/4) to log(1/2), so the statistic is 2 log 2 = 1.386.
        var fit = CoxRegression.Fit(Samples.Parse("1 2+ 2+ 2+"), [0, 0, 1, 1], ["arm"]);
        fit.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>().Names.ShouldBe(["arm"]);
        fit.Coefficients[0].Estimate.ShouldBe(double.NegativeInfinity);
        fit.Coefficients[0].HazardRatio.ShouldBe(0);
        fit.Coefficients[0].StandardError.ShouldBeNull();
        fit.Coefficients[0].Upper.ShouldBeNull();
        fit.LikelihoodRatio!.Value.Statistic.ShouldBe(2 * Math.Log(2), 1e-10);
        fit.Score!.Value.Statistic.ShouldBe(1, 1e-14);
        fit.Wald.ShouldBeNull();
    }

    [Fact]
    public void Two_covariates_can_be_infinite_together()
    {
        // R survival, tests/infcox.R: log-likelihood -6.86693 and -1.79176 = log(1/6), both coefficients below -21, p .00625.
        double[] x = [.. Enumerable.Range(0, 12).SelectMany(i => new double[] { i % 2, i / 6 })];
        var fit = CoxRegression.Fit(Samples.Parse("1 2+ 3 4+ 5 6+ 7+ 8+ 9+ 10+ 11+ 12+"), x, ["x1", "x2"]);
        fit.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>().Names.ShouldBe(["x1", "x2"]);
        fit.Coefficients.ShouldAllBe(coefficient => coefficient.Estimate == double.NegativeInfinity);
        fit.LogLikelihoodNull.ShouldBe(-6.86693, 5e-6);
        fit.LogLikelihood.ShouldBe(Math.Log(1 / 6.0), 1e-9);
        fit.LikelihoodRatio!.Value.PValue.ShouldBe(0.00625, 5e-6);
    }

    [Fact]
    public void Beside_an_infinite_coefficient_the_finite_ones_are_at_their_limits()
    {
        // Nobody with z = 1 has the event, so in the limit they are out of every risk set: the fit without them.
        var (observations, groups) = Samples.Together(Samples.AmlNonmaintained, Samples.AmlMaintained);
        var alone = CoxRegression.Fit(observations, Samples.AsCovariate(groups), ["arm"]);
        double[] both = [.. groups.SelectMany(group => new double[] { group, 0 }), 0, 1, 1, 1];
        var fit = CoxRegression.Fit([.. observations, .. Samples.Parse("200+ 200+")], both, ["arm", "z"]);
        fit.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>().Names.ShouldBe(["z"]);
        fit.Coefficients[0].Estimate.ShouldBe(alone.Coefficients[0].Estimate, 1e-9);
        fit.Coefficients[0].StandardError.ShouldBe(alone.Coefficients[0].StandardError, 1e-9);
        fit.Coefficients[1].Estimate.ShouldBe(double.NegativeInfinity);
        fit.LogLikelihood.ShouldBe(alone.LogLikelihood, 1e-9);
    }

    [Fact]
    public void A_finite_estimate_is_not_called_infinite_however_large()
    {
        // Two strata, each with one event while 1000 controls and 1 experimental are at risk; once it is the experimental's, once a
        // control's. The score 1 - 2r/(1000 + r) is 0 at r = 1000.
        Observation[] stratum = [Observation.Event(1), .. Enumerable.Repeat(Observation.CensoredAt(2), 1000)];
        double[] experimentalFirst = [1, .. new double[1000]];
        double[] controlFirst = [.. new double[1000], 1];
        var fit = CoxRegression.Fit(
            [.. stratum, .. stratum],
            [.. experimentalFirst, .. controlFirst],
            ["x"],
            [.. stratum.Select(_ => 1), .. stratum.Select(_ => 2)]
        );
        fit.Status.ShouldBe(new FitStatus.Converged());
        fit.Coefficients[0].Estimate.ShouldBe(Math.Log(1000), 1e-11);
    }

    [Fact]
    public void Of_collinear_covariates_the_later_is_left_out_and_the_others_are_fitted()
    {
        var trial = SyntheticTrial.Of(80, strata: 1);
        var rows = trial.Covariate.Zip(trial.Groups, (age, arm) => (Age: age, Arm: arm)).ToArray();
        double[] x = [.. rows.SelectMany(row => new[] { row.Arm, 3, row.Age, row.Age - 2 * row.Arm })];
        var fit = CoxRegression.Fit(trial.Observations, x, ["arm", "constant", "age", "both"]);
        fit.Status.ShouldBeOfType<FitStatus.RankDeficient>().Names.ShouldBe(["constant", "both"]);
        double[] reduced = [.. rows.SelectMany(row => new[] { row.Arm, row.Age })];
        var alone = CoxRegression.Fit(trial.Observations, reduced, ["arm", "age"]);
        fit.Coefficients[0].Estimate.ShouldBe(alone.Coefficients[0].Estimate, 1e-13);
        fit.Coefficients[2].StandardError.ShouldBe(alone.Coefficients[1].StandardError, 1e-13);
        fit.Coefficients[1].Estimate.ShouldBeNull();
        fit.Coefficients[3].PValue.ShouldBeNull();
        fit.LikelihoodRatio!.Value.DegreesOfFreedom.ShouldBe(2);
    }

    [Fact]
    public void A_covariate_that_is_constant_in_every_stratum_is_left_out()
    {
        var trial = SyntheticTrial.Of(40, strata: 2);
        var fit = CoxRegression.Fit(
            trial.Observations,
            [.. trial.Strata.Select(stratum => 0.1 + stratum / 3.0)],
            ["site"],
            trial.Strata
        );
        fit.Status.ShouldBeOfType<FitStatus.RankDeficient>().Names.ShouldBe(["site"]);
        fit.Coefficients[0].Estimate.ShouldBeNull();
        fit.LogLikelihood.ShouldBe(fit.LogLikelihoodNull);
        fit.LikelihoodRatio.ShouldBeNull();
    }
}
