using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

public sealed class FirthTests
{
    static readonly TieMethod[] all = Enum.GetValues<TieMethod>();

    [Fact]
    public void One_event_among_two_of_each_arm_gives_a_hazard_ratio_of_a_third()
    {
        // With p the probability that the event is a control's, ℓ = log(p/2), I = p(1 - p): ℓ* = log(p/2) + ½ log p(1 - p) is largest at
        // p = 3/4, where e^b = (1 - p)/p = 1/3. Unpenalized, the estimate is infinite.
        foreach (var ties in all)
        {
            var fit = CoxRegression.Fit(Samples.Parse("1 2+ 2+ 2+"), [0, 0, 1, 1], ["arm"], ties: ties, penalty: Penalty.Firth);
            fit.Status.ShouldBe(new FitStatus.Converged());
            fit.Penalty.ShouldBe(Penalty.Firth);
            fit.Coefficients[0].Estimate.ShouldBe(-Math.Log(3), 1e-12);
            fit.Coefficients[0].StandardError.ShouldBe(4 / Math.Sqrt(3), 1e-11);
            fit.LogLikelihood.ShouldBe(Math.Log(3 / 8.0) + Math.Log(3 / 16.0) / 2, 1e-13);
            fit.LogLikelihoodNull.ShouldBe(Math.Log(1 / 4.0) + Math.Log(1 / 4.0) / 2, 1e-13);
            fit.LikelihoodRatio!.Value.Statistic.ShouldBe(Math.Log(27 / 16.0), 1e-12);
            fit.Score.ShouldBeNull();
        }
    }

    [Fact]
    public void The_penalized_limits_of_one_event_solve_their_equation()
    {
        var fit = CoxRegression.Fit(Samples.Parse("1 2+ 2+ 2+"), [0, 0, 1, 1], ["arm"], penalty: Penalty.Firth);
        var limits = fit.ProfileLimits().Single();
        foreach (var limit in new[] { limits.Lower, limits.Upper })
        {
            var p = 1 / (1 + limit.HazardRatio!.Value);
            var penalized = Math.Log(p / 2) + Math.Log(p * (1 - p)) / 2;
            (2 * (fit.LogLikelihood - penalized)).ShouldBe(3.841458820694124, 1e-10);
        }
        (limits.Lower.Value < fit.Coefficients[0].Estimate && fit.Coefficients[0].Estimate < limits.Upper.Value).ShouldBeTrue();
    }

    [Fact]
    public void The_estimate_does_not_depend_on_the_units_and_the_likelihood_only_by_their_logarithm()
    {
        var trial = SyntheticTrial.Of(60, strata: 2);
        double[] Rows(double unit) =>
            [.. trial.Covariate.Zip(trial.Groups, (age, arm) => new double[] { unit * age, arm }).SelectMany(row => row)];
        var plain = CoxRegression.Fit(trial.Observations, Rows(1), ["age", "arm"], trial.Strata, penalty: Penalty.Firth);
        var scaled = CoxRegression.Fit(trial.Observations, Rows(100), ["age", "arm"], trial.Strata, penalty: Penalty.Firth);
        (scaled.Coefficients[0].Estimate * 100).ShouldBe(plain.Coefficients[0].Estimate, 1e-11);
        scaled.Coefficients[1].Estimate.ShouldBe(plain.Coefficients[1].Estimate, 1e-11);
        scaled.LogLikelihood.ShouldBe(plain.LogLikelihood + Math.Log(100), 1e-11);
        scaled.LikelihoodRatio!.Value.Statistic.ShouldBe(plain.LikelihoodRatio!.Value.Statistic, 1e-11);
    }

    [Fact]
    public void Weights_and_late_entries_are_taken_as_without_the_penalty()
    {
        // Breslow: a weight of 2 is a person twice; an interval cut in two is the same person.
        var trial = SyntheticTrial.Of(50, strata: 1);
        double[] weights = [.. trial.Observations.Select((_, i) => i % 7 == 0 ? 2.0 : 1)];
        var weighted = CoxRegression.Fit(
            trial.Observations,
            trial.Covariate,
            ["x"],
            weights: weights,
            ties: TieMethod.Breslow,
            penalty: Penalty.Firth
        );
        int[] rows = [.. Enumerable.Range(0, 50), .. Enumerable.Range(0, 50).Where(i => i % 7 == 0)];
        var twice = CoxRegression.Fit(
            [.. rows.Select(i => trial.Observations[i])],
            [.. rows.Select(i => trial.Covariate[i])],
            ["x"],
            ties: TieMethod.Breslow,
            penalty: Penalty.Firth
        );
        twice.Coefficients[0].Estimate.ShouldBe(weighted.Coefficients[0].Estimate, 1e-11);

        var cut = trial
            .Observations.Zip(trial.Covariate, (o, x) => (Observation: o, X: x))
            .SelectMany(row =>
                row.Observation.Time <= 20
                    ? new[] { row }
                    :
                    [
                        (Observation.CensoredAt(20), row.X),
                        (
                            row.Observation.IsEvent
                                ? Observation.Event(row.Observation.Time, 20)
                                : Observation.CensoredAt(row.Observation.Time, 20),
                            row.X
                        ),
                    ]
            )
            .ToArray();
        foreach (var ties in all)
        {
            var whole = CoxRegression.Fit(trial.Observations, trial.Covariate, ["x"], ties: ties, penalty: Penalty.Firth);
            var split = CoxRegression.Fit(
                [.. cut.Select(row => row.Observation)],
                [.. cut.Select(row => row.X)],
                ["x"],
                ties: ties,
                penalty: Penalty.Firth
            );
            split.Coefficients[0].Estimate.ShouldBe(whole.Coefficients[0].Estimate, 1e-11);
            split.LogLikelihood.ShouldBe(whole.LogLikelihood, 1e-10);
        }
    }

    [Fact]
    public void Without_ties_the_slope_by_third_moments_and_the_slope_by_differences_agree()
    {
        // Efron and Breslow take the one, the exact methods the other.
        var trial = SyntheticTrial.Of(40, strata: 2);
        Observation[] untied =
        [
            .. trial.Observations.Select(
                (o, i) => o.IsEvent ? Observation.Event(o.Time + i / 64.0) : Observation.CensoredAt(o.Time + i / 64.0)
            ),
        ];
        double[] x =
        [
            .. trial.Covariate.Zip(trial.Groups, (age, arm) => new double[] { age, arm, age * arm }).SelectMany(row => row),
        ];
        CoxFit Fit(TieMethod ties) =>
            CoxRegression.Fit(untied, x, ["age", "arm", "both"], trial.Strata, ties: ties, penalty: Penalty.Firth);
        var efron = Fit(TieMethod.Efron);
        foreach (var ties in all)
            for (var i = 0; i < 3; i++)
                Fit(ties).Coefficients[i].Estimate.ShouldBe(efron.Coefficients[i].Estimate, 1e-11);
    }

    [Fact]
    public void Without_events_and_among_collinear_covariates_the_status_is_as_without_the_penalty()
    {
        CoxRegression
            .Fit(Samples.Parse("1+ 2+"), [0, 1], ["x"], penalty: Penalty.Firth)
            .Status.ShouldBe(new FitStatus.NoEvents());
        var (observations, groups) = Samples.Together(Samples.AmlNonmaintained, Samples.AmlMaintained);
        var fit = CoxRegression.Fit(
            observations,
            [.. groups.SelectMany(group => new double[] { group, 1 - group })],
            ["arm", "other"],
            penalty: Penalty.Firth
        );
        fit.Status.ShouldBeOfType<FitStatus.RankDeficient>().Names.ShouldBe(["other"]);
        var alone = CoxRegression.Fit(observations, Samples.AsCovariate(groups), ["arm"], penalty: Penalty.Firth);
        fit.Coefficients[0].Estimate.ShouldBe(alone.Coefficients[0].Estimate, 1e-13);
        CoxRegression
            .Fit(observations, [.. groups.Select(_ => 1.0)], ["x"], penalty: Penalty.Firth)
            .LikelihoodRatio.ShouldBeNull();
    }

    [Fact]
    public void More_covariates_than_events_still_have_finite_estimates()
    {
        var trial = SyntheticTrial.Of(12, strata: 1);
        double[] x =
        [
            .. Enumerable.Range(0, 12).SelectMany(i => new[] { Math.Cos(i), Math.Cos(3 * i), Math.Cos(7 * i), Math.Cos(11 * i) }),
        ];
        Observation[] three =
        [
            .. trial.Observations.Select((o, i) => i < 3 ? Observation.Event(o.Time) : Observation.CensoredAt(o.Time + 50)),
        ];
        var fit = CoxRegression.Fit(three, x, ["a", "b", "c", "d"], penalty: Penalty.Firth);
        fit.Status.ShouldBe(new FitStatus.Converged());
        fit.Coefficients.ShouldAllBe(c => double.IsFinite(c.Estimate!.Value) && c.StandardError > 0);
    }
}
