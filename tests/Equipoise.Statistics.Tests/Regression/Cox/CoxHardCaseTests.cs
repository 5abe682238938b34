using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

/// <summary>Shapes of likelihood that have broken other programs: each ends soon, with the answer or with a status that says why not.</summary>
public sealed class CoxHardCaseTests
{
    static readonly TieMethod[] all = Enum.GetValues<TieMethod>();

    [Fact]
    public void An_offset_that_hides_the_effect_only_shifts_the_coefficient()
    {
        // The offset -50x puts the start 50 away from the maximum, where Newton's first steps are far too long.
        var trial = SyntheticTrial.Of(100, strata: 1);
        foreach (var ties in all)
        {
            var plain = CoxRegression.Fit(trial.Observations, trial.Covariate, ["x"], ties: ties).Coefficients[0];
            var shifted = CoxRegression.Fit(
                trial.Observations,
                trial.Covariate,
                ["x"],
                offsets: [.. trial.Covariate.Select(x => -50 * x)],
                ties: ties
            );
            shifted.Status.ShouldBe(new FitStatus.Converged(), ties.ToString());
            shifted.Coefficients[0].Estimate.ShouldBe(plain.Estimate + 50, 1e-10);
            shifted.Coefficients[0].StandardError.ShouldBe(plain.StandardError, 1e-10);
        }
    }

    [Fact]
    public void Offsets_too_far_apart_to_compute_with_are_not_taken_for_collinear_covariates()
    {
        var trial = SyntheticTrial.Of(60, strata: 1);
        var fit = CoxRegression.Fit(
            trial.Observations,
            trial.Covariate,
            ["x"],
            offsets: [.. trial.Covariate.Select(x => -1e5 * x)]
        );
        fit.Status.ShouldBe(new FitStatus.NotConverged());
        (fit.Coefficients[0].Estimate, fit.LikelihoodRatio).ShouldBe((null, null));
        fit.ProfileLimits()[0].Upper.Status.ShouldBe(ProfileLimitStatus.NotEstimable);
    }

    [Fact]
    public void A_few_enormous_values_of_a_covariate_do_not_stop_the_fit()
    {
        // x from e^-8 to e^12: nearly everyone is at one end of its range, and the first Newton step is far too long.
        var trial = SyntheticTrial.Of(200, strata: 1);
        double[] skewed = [.. trial.Covariate.Select((x, i) => Math.Exp(4 * x + (i == 17 ? 6 : 0)))];
        foreach (var ties in all)
        {
            var fit = CoxRegression.Fit(trial.Observations, skewed, ["x"], ties: ties);
            fit.Status.ShouldBe(new FitStatus.Converged(), ties.ToString());

            // At the maximum the score is 0: refitted with its own predictor as offset, nothing is left.
            var β = fit.Coefficients[0].Estimate!.Value;
            var again = CoxRegression.Fit(trial.Observations, skewed, ["x"], offsets: [.. skewed.Select(x => β * x)], ties: ties);
            again.Score!.Value.Statistic.ShouldBeLessThan(1e-18);
            again.LogLikelihoodNull.ShouldBe(fit.LogLikelihood, 1e-9);
        }
    }

    [Fact]
    public void Two_nearly_equal_covariates_are_fitted_and_their_sum_is_that_of_one()
    {
        var trial = SyntheticTrial.Of(120, strata: 1);
        double[] x = [.. trial.Covariate.SelectMany((z, i) => new[] { z, z + 1e-4 * Math.Cos(i) })];
        foreach (var ties in all)
        {
            var fit = CoxRegression.Fit(trial.Observations, x, ["a", "b"], ties: ties);
            fit.Status.ShouldBe(new FitStatus.Converged(), ties.ToString());
            double[] turned = [.. trial.Covariate.SelectMany((z, i) => new[] { z, Math.Cos(i) })];
            var well = CoxRegression.Fit(trial.Observations, turned, ["a", "difference"], ties: ties);
            (fit.Coefficients[0].Estimate + fit.Coefficients[1].Estimate).ShouldBe(well.Coefficients[0].Estimate, 1e-6);
            (fit.Coefficients[1].Estimate * 1e-4).ShouldBe(well.Coefficients[1].Estimate, 1e-6);
        }
    }

    [Fact]
    public void More_covariates_than_events_is_a_monotone_likelihood()
    {
        double[] x = [.. Enumerable.Range(0, 20 * 8).Select(i => Math.Cos(1 + i * i))];
        Observation[] observations =
        [
            .. Enumerable.Range(0, 20).Select(i => i < 4 ? Observation.Event(5 + i) : Observation.CensoredAt(10 + i)),
        ];
        string[] names = [.. "abcdefgh".Select(letter => $"{letter}")];
        foreach (var ties in all)
        {
            var fit = CoxRegression.Fit(observations, x, names, ties: ties);
            fit.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>(ties.ToString());
            fit.LogLikelihood.ShouldBe(0, 1e-3); // each event was certain, in the limit
            fit.Wald.ShouldBeNull();
            fit.ProfileLimits().Count.ShouldBe(8);
        }
    }

    [Fact]
    public void Two_covariates_infinite_together_are_so_with_every_treatment_of_ties_and_finite_with_the_penalty()
    {
        // R survival, tests/infcox.R: log-likelihood log(1/6) in the limit.
        double[] x = [.. Enumerable.Range(0, 12).SelectMany(i => new double[] { i % 2, i / 6 })];
        var observations = Samples.Parse("1 2+ 3 4+ 5 6+ 7+ 8+ 9+ 10+ 11+ 12+");
        foreach (var ties in all)
        {
            var fit = CoxRegression.Fit(observations, x, ["x1", "x2"], ties: ties);
            fit.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>().Names.ShouldBe(["x1", "x2"]);
            fit.LogLikelihood.ShouldBe(Math.Log(1 / 6.0), 1e-9);
            fit.ProfileLimits()
                .ShouldAllBe(limits => limits.Lower.Status == ProfileLimitStatus.Unbounded && limits.Upper.Value < 0);
            var firth = CoxRegression.Fit(observations, x, ["x1", "x2"], ties: ties, penalty: Penalty.Firth);
            firth.Status.ShouldBe(new FitStatus.Converged());
            firth.ProfileLimits().ShouldAllBe(limits => limits.Lower.Status == ProfileLimitStatus.Found);
        }
    }

    [Fact]
    public void An_interval_in_which_nobody_has_the_event_changes_nothing_however_extreme()
    {
        // R survival, tests/overlap.R: a covariate of 500 while nothing happens.
        var (observations, groups) = Samples.Together(Samples.AmlNonmaintained, Samples.AmlMaintained);
        foreach (var ties in all)
        {
            var plain = CoxRegression.Fit(observations, Samples.AsCovariate(groups), ["x"], ties: ties);
            var with = CoxRegression.Fit(
                [.. observations, Observation.CensoredAt(22, 18.5)],
                [.. Samples.AsCovariate(groups), 500],
                ["x"],
                ties: ties
            );
            with.Coefficients[0].Estimate.ShouldBe(plain.Coefficients[0].Estimate, 1e-13);
            with.LogLikelihood.ShouldBe(plain.LogLikelihood, 1e-12);
        }
    }
}
