using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

public sealed class CoxRegressionTests
{
    [Fact]
    public void Breslow_ties_give_the_closed_forms_of_Therneau_and_Grambsch()
    {
        // Appendix E.1, with r = e^beta: beta = log((3 + sqrt(33))/2), I = r/(r+1)² + 6r/(r+3)², U(0) = 1, I(0) = 5/8.
        var fit = CoxRegression.Fit(Samples.Test1, Samples.Test1Covariate, ["x"], ties: TieMethod.Breslow);
        var r = (3 + Math.Sqrt(33)) / 2;
        fit.Status.ShouldBe(new FitStatus.Converged());
        fit.Coefficients[0].Estimate.ShouldBe(Math.Log(r), 1e-14);
        fit.Covariance[0, 0].ShouldBe(1 / (r / ((r + 1) * (r + 1)) + 6 * r / ((r + 3) * (r + 3))), 1e-12);
        fit.LogLikelihoodNull.ShouldBe(-(Math.Log(6) + 2 * Math.Log(4)), 1e-14);
        fit.LogLikelihood.ShouldBe(2 * Math.Log(r) - (Math.Log(3 * r + 3) + 2 * Math.Log(r + 3)), 1e-14);
        fit.Score!.Value.Statistic.ShouldBe(8 / 5.0, 1e-14);
    }

    [Fact]
    public void Efron_ties_give_the_closed_forms_of_Therneau_and_Grambsch()
    {
        // Appendix E.1: beta = log(2 sqrt(23/3) cos(acos(45/23 sqrt(3/23))/3)) = 1.676857; denominators at 0 are 6, 4 and 3.
        var fit = CoxRegression.Fit(Samples.Test1, Samples.Test1Covariate, ["x"]);
        var expected = Math.Log(2 * Math.Sqrt(23 / 3.0) * Math.Cos(Math.Acos(45 / 23.0 * Math.Sqrt(3 / 23.0)) / 3));
        expected.ShouldBe(1.676857, 5e-7);
        fit.Coefficients[0].Estimate.ShouldBe(expected, 1e-14);
        fit.LogLikelihoodNull.ShouldBe(-Math.Log(6 * 4 * 3), 1e-14);
    }

    [Fact]
    public void The_tests_of_leukemia_maintenance_are_those_of_R()
    {
        // R 4.2.2, survival 3.5-3: coxph(Surv(time, status) ~ x, aml). The score test with Efron ties is 3.41673, with Breslow 3.32256.
        var (observations, groups) = Samples.Together(Samples.AmlNonmaintained, Samples.AmlMaintained);
        var x = Samples.AsCovariate(groups);
        var efron = CoxRegression.Fit(observations, x, ["x"]);
        efron.Coefficients[0].Estimate.ShouldBe(-0.915532575014718, 1e-9);
        efron.Coefficients[0].StandardError.ShouldBe(0.511934275172005, 1e-9);
        efron.Coefficients[0].Lower.ShouldBe(0.146767538182207, 1e-9);
        efron.Coefficients[0].Upper.ShouldBe(1.09181359999151, 1e-9);
        efron.LikelihoodRatio!.Value.Statistic.ShouldBe(2 * (42.7248392627602 - 41.0326155964584), 1e-9);
        efron.Wald!.Value.Statistic.ShouldBe(Math.Pow(-0.915532575014718 / 0.511934275172005, 2), 1e-8);
        efron.Score!.Value.Statistic.ShouldBe(3.41673, 5e-6);
        CoxRegression.Fit(observations, x, ["x"], ties: TieMethod.Breslow).Score!.Value.Statistic.ShouldBe(3.32256, 5e-6);
    }

    [Fact]
    public void A_stratum_without_events_or_with_one_participant_changes_nothing()
    {
        var (observations, groups) = Samples.Together(Samples.AmlNonmaintained, Samples.AmlMaintained);
        var alone = CoxRegression.Fit(observations, Samples.AsCovariate(groups), ["x"]);
        var with = CoxRegression.Fit(
            [.. observations, .. Samples.Parse("3+ 90+ 17")],
            [.. Samples.AsCovariate(groups), 0, 1, 1],
            ["x"],
            [.. groups.Select(_ => 0), 1, 1, 2]
        );
        with.Coefficients[0].Estimate.ShouldBe(alone.Coefficients[0].Estimate, 1e-14);
        with.LogLikelihoodNull.ShouldBe(alone.LogLikelihoodNull, 1e-13);
        with.LogLikelihood.ShouldBe(alone.LogLikelihood, 1e-13);
    }

    [Fact]
    public void Shifting_each_stratum_by_ten_million_changes_nothing()
    {
        // R centers all strata at one mean and loses the answer here. Values are multiples of 1/8, so that the shift itself is exact.
        var trial = SyntheticTrial.Of(200, strata: 2);
        var shifted = trial.Covariate.Zip(trial.Strata, (x, stratum) => x + 1e7 * (stratum + 1)).ToArray();
        var plain = CoxRegression.Fit(trial.Observations, trial.Covariate, ["x"], trial.Strata);
        var moved = CoxRegression.Fit(trial.Observations, shifted, ["x"], trial.Strata);
        moved.Coefficients[0].Estimate.ShouldBe(plain.Coefficients[0].Estimate, 1e-12);
        moved.Coefficients[0].StandardError.ShouldBe(plain.Coefficients[0].StandardError, 1e-12);
    }

    [Fact]
    public void Who_leaves_before_the_first_event_changes_nothing_however_extreme()
    {
        var trial = SyntheticTrial.Of(60, strata: 1);
        var plain = CoxRegression.Fit(trial.Observations, trial.Covariate, ["x"]);
        var with = CoxRegression.Fit([.. trial.Observations, Observation.CensoredAt(0)], [.. trial.Covariate, 1e12], ["x"]);
        with.Coefficients[0].Estimate.ShouldBe(plain.Coefficients[0].Estimate, 1e-14);
        with.Count.ShouldBe(61);
    }

    [Fact]
    public void A_covariate_of_enormous_values_loses_no_digit()
    {
        // Uncentered, exp of any first step times such values would overflow.
        var trial = SyntheticTrial.Of(100, strata: 1);
        var scaled = trial.Covariate.Select(x => x * 1e9 + 2e13).ToArray();
        var plain = CoxRegression.Fit(trial.Observations, trial.Covariate, ["x"]).Coefficients[0];
        var large = CoxRegression.Fit(trial.Observations, scaled, ["x"]).Coefficients[0];
        (large.Estimate * 1e9).ShouldBe(plain.Estimate, 1e-10);
        (large.StandardError * 1e9).ShouldBe(plain.StandardError, 1e-10);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var observations = Samples.Parse("1 2");
        Should.Throw<ArgumentException>(() => CoxRegression.Fit(observations, [], []));
        Should.Throw<ArgumentException>(() => CoxRegression.Fit(observations, [1], ["x"]));
        Should.Throw<ArgumentException>(() => CoxRegression.Fit(observations, [1, 2], ["x"], [1]));
        Should
            .Throw<ArgumentException>(() => CoxRegression.Fit(observations, [1, double.NaN], ["x"]))
            .Message.ShouldContain("row 1");
        Should.Throw<ArgumentOutOfRangeException>(() => CoxRegression.Fit(observations, [1, 2], ["x"], confidence: 1));
    }
}
