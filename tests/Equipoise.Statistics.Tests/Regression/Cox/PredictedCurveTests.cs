using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

public sealed class PredictedCurveTests
{
    [Fact]
    public void Without_an_effect_it_is_the_Nelson_Aalen_estimate_with_Aalens_variance()
    {
        // Each time has one event of each kind: the coefficient is 0, so the hazard is 2/10 + 2/8 + 2/6 + 2/4 + 2/2 after
        // Breslow.
        var observations = Samples.Parse("1 1 2 2 3 3 4 4 5 5");
        var fit = CoxRegression.Fit(observations, [0, 1, 0, 1, 0, 1, 0, 1, 0, 1], ["x"], ties: TieMethod.Breslow);
        fit.Coefficients[0].Estimate.ShouldBe(0, 1e-14);
        var curve = fit.Predict([0.5])!;
        var (Λ, variance) = (0.0, 0.0);
        for (var i = 0; i < 5; i++)
        {
            var n = 10 - 2 * i;
            (Λ, variance) = (Λ + 2.0 / n, variance + 2.0 / (n * n));
            curve.Steps[i].Time.ShouldBe(i + 1);
            curve.Steps[i].CumulativeHazard.ShouldBe(Λ, 1e-14);
            curve.Steps[i].CumulativeHazardError.ShouldBe(Math.Sqrt(variance), 1e-14);
            curve.Steps[i].Survival.ShouldBe(Math.Exp(-Λ), 1e-14);
            curve.Steps[i].StandardError.ShouldBe(Math.Exp(-Λ) * Math.Sqrt(variance), 1e-14);
        }
    }

    [Fact]
    public void A_model_without_an_estimable_coefficient_still_has_a_hazard()
    {
        var fit = CoxRegression.Fit(Samples.Parse("1 2 3+ 4"), [5, 5, 5, 5], ["constant"]);
        fit.Status.ShouldBeOfType<FitStatus.RankDeficient>();
        fit.Predict([9])!
            .Steps.Select(step => step.CumulativeHazard)
            .ShouldBe([1 / 4.0, 1 / 4.0 + 1 / 3.0, 1 / 4.0 + 1 / 3.0 + 1]);
        fit.Residuals()!.Martingale().Sum().ShouldBe(0, 1e-15);
        fit.Robust()!.Wald.ShouldBeNull();
        fit.TestProportionalHazards()!.Global.ShouldBeNull();
        fit.Concordance()!.Estimate.ShouldBe(0.5);
    }

    [Fact]
    public void Expected_events_of_who_was_censored_are_those_of_the_curve_at_their_covariates()
    {
        var sample = CoxSample.Of(60);
        var fit = sample.Fit();
        var expected = fit.Residuals()!.ExpectedEvents();
        for (var row = 0; row < 60; row++)
            if (!sample.Observations[row].IsEvent)
                fit.Predict(sample.Covariates.AsSpan(2 * row, 2), sample.Strata[row], sample.Offsets[row])!
                    .ExpectedEvents(sample.Observations[row])
                    .ShouldBe(expected[row], 1e-13);
    }

    [Fact]
    public void A_shift_of_ten_million_per_stratum_changes_no_curve()
    {
        // The difference from the center, of which the unit in the last place is 4e-9 here, is all that is rounded.
        var trial = SyntheticTrial.Of(100, strata: 2);
        var moved = trial.Covariate.Zip(trial.Strata, (x, stratum) => x + 1e7 * (stratum + 1)).ToArray();
        var plain = CoxRegression.Fit(trial.Observations, trial.Covariate, ["x"], trial.Strata).Predict([0.25], 1)!;
        var shifted = CoxRegression.Fit(trial.Observations, moved, ["x"], trial.Strata).Predict([2e7 + 0.25], 1)!;
        foreach (var (a, b) in shifted.Steps.Zip(plain.Steps))
        {
            a.CumulativeHazard.ShouldBe(b.CumulativeHazard, 4e-9 * b.CumulativeHazard);
            a.StandardError.ShouldBe(b.StandardError, 4e-9 * b.StandardError!.Value);
        }
    }

    [Fact]
    public void It_is_read_at_the_last_event_time_and_1_before_the_first()
    {
        double[] x = [.. Enumerable.Range(0, 11).Select(i => (double)(i % 2))];
        var curve = CoxRegression.Fit(Samples.AmlMaintained, x, ["x"]).Predict([0])!;
        curve.At(8.9).ShouldBeNull();
        curve.At(9).ShouldBe(curve.Steps[0]);
        curve.At(12).ShouldBe(curve.Steps[0]);
        curve.At(1000).ShouldBe(curve.Steps[^1]);
        curve.ExpectedEvents(Observation.CensoredAt(5)).ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => curve.At(double.NaN));
    }

    [Theory]
    [InlineData(IntervalTransformation.LogLog)]
    [InlineData(IntervalTransformation.Log)]
    [InlineData(IntervalTransformation.Plain)]
    public void Limits_surround_survival_within_0_and_1(IntervalTransformation transformation)
    {
        var curve = CoxSample.Of(60).Fit().Predict([1, 0], 1, transformation: transformation)!;
        curve.Transformation.ShouldBe(transformation);
        curve.Steps.ShouldNotBeEmpty();
        foreach (var step in curve.Steps)
        {
            step.Lower!.Value.ShouldBeInRange(0, step.Survival);
            step.Upper!.Value.ShouldBeInRange(step.Survival, 1);
        }
    }

    [Fact]
    public void With_an_infinite_coefficient_there_is_a_curve_without_limits()
    {
        var fit = CoxRegression.Fit(Samples.Parse("1 2 3 4+ 5+ 6+"), [0, 0, 0, 1, 1, 1], ["x"]);
        var (control, experimental) = (fit.Predict([0])!, fit.Predict([1])!);
        control.Steps[^1].CumulativeHazard.ShouldBe(1 / 3.0 + 1 / 2.0 + 1, 1e-6);
        experimental.Steps[^1].Survival.ShouldBe(1, 1e-6);
        control.Steps[0].StandardError.ShouldBeNull();
        control.Steps[0].Lower.ShouldBeNull();
    }

    [Fact]
    public void Covariates_far_beyond_the_data_still_give_numbers()
    {
        var fit = CoxSample.Of(60).Fit();
        foreach (var far in new[] { 1e6, -1e6 })
            foreach (var step in fit.Predict([far, 0])!.Steps)
            {
                double.IsFinite(step.CumulativeHazard).ShouldBeTrue();
                double.IsFinite(step.StandardError ?? 0).ShouldBeTrue();
                (step.Lower is null || double.IsFinite(step.Lower.Value)).ShouldBeTrue();
            }
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var fit = CoxSample.Of(40).Fit();
        Should.Throw<ArgumentException>(() => fit.Predict([1])).Message.ShouldContain("1 covariates for 2");
        Should.Throw<ArgumentException>(() => fit.Predict([1, double.NaN])).Message.ShouldContain("group");
        Should.Throw<ArgumentException>(() => fit.Predict([1, 0], 7)).Message.ShouldContain("stratum 7");
        Should.Throw<ArgumentException>(() => fit.Predict([1, 0], 0, double.PositiveInfinity));
    }
}
