using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

public sealed class CoxResidualTests
{
    [Theory]
    [InlineData(TieMethod.Efron)]
    [InlineData(TieMethod.Breslow)]
    public void Times_the_weights_martingale_residuals_sum_to_zero_in_every_stratum(TieMethod ties)
    {
        var sample = CoxSample.Of(120);
        var martingale = sample.Fit(ties).Residuals()!.Martingale();
        foreach (var stratum in new[] { 0, 1 })
            martingale.Select((m, i) => sample.Strata[i] == stratum ? sample.Weights[i] * m : 0).Sum().ShouldBe(0, 1e-11);
    }

    [Theory]
    [InlineData(TieMethod.Efron)]
    [InlineData(TieMethod.Breslow)]
    public void The_score_is_a_sum_of_martingale_score_and_Schoenfeld_residuals(TieMethod ties)
    {
        var sample = CoxSample.Of(120);
        var residuals = sample.Fit(ties).Residuals()!;
        var (martingale, score, schoenfeld) = (residuals.Martingale(), residuals.Score(), residuals.Schoenfeld());
        for (var j = 0; j < 2; j++)
        {
            martingale.Select((m, i) => sample.Weights[i] * sample.Covariates[2 * i + j] * m).Sum().ShouldBe(0, 1e-11);
            score[j]!.Select((l, i) => sample.Weights[i] * l).Sum().ShouldBe(0, 1e-11);
            schoenfeld.Columns[j]!.Select((s, i) => sample.Weights[schoenfeld.Rows[i]] * s).Sum().ShouldBe(0, 1e-11);
        }
    }

    [Fact]
    public void Schoenfeld_residuals_name_the_row_time_and_stratum_of_each_event()
    {
        var sample = CoxSample.Of(60);
        var schoenfeld = sample.Fit().Residuals()!.Schoenfeld();
        schoenfeld.Rows.Order().ShouldBe(Enumerable.Range(0, 60).Where(row => sample.Observations[row].IsEvent));
        schoenfeld.Times.ShouldBe(schoenfeld.Rows.Select(row => sample.Observations[row].Time));
        schoenfeld.Strata.ShouldBe(schoenfeld.Rows.Select(row => sample.Strata[row]));
        schoenfeld.Strata.Zip(schoenfeld.Times).ShouldBe(schoenfeld.Strata.Zip(schoenfeld.Times).Order());
    }

    [Theory]
    [InlineData(TieMethod.Efron)]
    [InlineData(TieMethod.Breslow)]
    public void A_row_of_weight_0_leaves_all_others_as_if_it_were_absent(TieMethod ties)
    {
        var sample = CoxSample.Of(90);
        int[] present = [.. Enumerable.Range(0, 90).Where(row => row % 4 != 1)];
        double[] weights = [.. sample.Weights.Select((w, row) => row % 4 != 1 ? w : 0)];
        var with = (sample with { Weights = weights }).Fit(ties).Residuals()!;
        var without = sample.At(present).Fit(ties).Residuals()!;
        void Same(double[] all, double[] some)
        {
            all.Length.ShouldBe(90);
            for (var i = 0; i < present.Length; i++)
                all[present[i]].ShouldBe(some[i]);
        }
        Same(with.Martingale(), without.Martingale());
        Same(with.Deviance(), without.Deviance());
        Same(with.ExpectedEvents(), without.ExpectedEvents());
        for (var j = 0; j < 2; j++)
        {
            Same(with.Score()[j]!, without.Score()[j]!);
            Same(with.DfBeta()[j]!, without.DfBeta()[j]!);
        }
        with.Schoenfeld().Columns[0].ShouldBe(without.Schoenfeld().Columns[0]);
        with.DfBeta()[0]!.Where((_, row) => row % 4 == 1).ShouldAllBe(change => change == 0);
    }

    [Fact]
    public void A_row_of_weight_0_has_the_residuals_that_a_vanishing_weight_tends_to()
    {
        // With Breslow's ties; after Efron, one more tied event of whatever weight changes d. And while somebody else is at risk:
        // alone, even the least weight makes a hazard.
        var sample = CoxSample.Of(90);
        bool IsLight(int row) => row % 4 == 1 && sample.Observations[row].Time < 120;
        CoxResiduals Of(double weight) =>
            (sample with { Weights = [.. sample.Weights.Select((w, row) => IsLight(row) ? weight : w)] })
                .Fit(TieMethod.Breslow)
                .Residuals()!;
        var (absent, nearly) = (Of(0), Of(1e-9));
        for (var row = 0; row < 90; row++)
        {
            absent.Martingale()[row].ShouldBe(nearly.Martingale()[row], 1e-6);
            if (nearly.ExpectedEvents()[row] > 1e-3) // there is no limit where others make no hazard
                absent.Deviance()[row].ShouldBe(nearly.Deviance()[row], 1e-6);
            absent.Score()[0]![row].ShouldBe(nearly.Score()[0]![row], 1e-6);
            absent.Score()[1]![row].ShouldBe(nearly.Score()[1]![row], 1e-6);
        }
    }

    [Fact]
    public void A_weightless_row_with_an_enormous_risk_still_has_numbers()
    {
        var sample = CoxSample.Of(40, strata: 1);
        double[] covariates = [.. sample.Covariates];
        covariates[0] = 1e9;
        double[] weights = [0, .. sample.Weights[1..]];
        var residuals = (sample with { Covariates = covariates, Weights = weights }).Fit().Residuals()!;
        residuals.Martingale().ShouldAllBe(m => double.IsFinite(m));
        residuals.Deviance().ShouldAllBe(m => double.IsFinite(m));
        residuals.Score().ShouldAllBe(column => column!.All(double.IsFinite));
        residuals.DfBeta().ShouldAllBe(column => column!.All(double.IsFinite));
        residuals.Martingale()[1..].ShouldBe(sample.At([.. Enumerable.Range(1, 39)]).Fit().Residuals()!.Martingale());
    }

    [Fact]
    public void Splitting_somebody_into_intervals_splits_the_residuals_into_parts()
    {
        var trial = SyntheticTrial.Of(50, strata: 1);
        var whole = CoxRegression.Fit(trial.Observations, trial.Covariate, ["x"]).Residuals()!;
        var split = CoxRegression
            .Fit(
                [.. trial.Observations[1..], Observation.CensoredAt(0.5), Again(trial.Observations[0], 0.5)],
                [.. trial.Covariate[1..], trial.Covariate[0], trial.Covariate[0]],
                ["x"]
            )
            .Residuals()!;
        (split.Martingale()[^2] + split.Martingale()[^1]).ShouldBe(whole.Martingale()[0], 1e-12);
        (split.Score()[0]![^2] + split.Score()[0]![^1]).ShouldBe(whole.Score()[0]![0], 1e-12);
        split.DfBeta()[0]![0].ShouldBe(whole.DfBeta()[0]![1], 1e-12);

        static Observation Again(Observation o, double entry) =>
            o.IsEvent ? Observation.Event(o.Time, entry) : Observation.CensoredAt(o.Time, entry);
    }

    [Fact]
    public void Neither_the_order_of_rows_nor_a_shift_of_a_covariate_matters()
    {
        var sample = CoxSample.Of(80);
        int[] reversed = [.. Enumerable.Range(0, 80).Reverse()];
        var moved = sample with { Covariates = [.. sample.Covariates.Select((x, i) => i % 2 == 0 ? 1024 * x + 1e7 : x)] };
        var plain = sample.Fit().Residuals()!;
        var (backward, shifted) = (sample.At(reversed).Fit().Residuals()!, moved.Fit().Residuals()!);
        for (var row = 0; row < 80; row++)
        {
            backward.Martingale()[79 - row].ShouldBe(plain.Martingale()[row], 1e-12);
            shifted.Martingale()[row].ShouldBe(plain.Martingale()[row], 1e-11);
            backward.DfBetaS()[0]![79 - row].ShouldBe(plain.DfBetaS()[0]![row], 1e-12);
            shifted.DfBetaS()[0]![row].ShouldBe(plain.DfBetaS()[0]![row], 1e-11);
            shifted.Score()[0]![row].ShouldBe(1024 * plain.Score()[0]![row], 1e-8);
        }
    }

    [Fact]
    public void A_large_trial_in_whole_days_is_what_it_is_in_eighths_of_days()
    {
        // Whole days and few patterns of covariates may be counted instead of being gone through row by row.
        var trial = SyntheticTrial.Of(6000, strata: 3);
        var x = Samples.AsCovariate(trial.Groups);
        Observation[] eighths =
        [
            .. trial.Observations.Select(o => o.IsEvent ? Observation.Event(o.Time / 8) : Observation.CensoredAt(o.Time / 8)),
        ];
        var days = CoxRegression.Fit(trial.Observations, x, ["x"], trial.Strata);
        var parts = CoxRegression.Fit(eighths, x, ["x"], trial.Strata);
        var (a, b) = (days.Residuals()!, parts.Residuals()!);
        foreach (var (m, n) in a.Martingale().Zip(b.Martingale()).Concat(a.Score()[0]!.Zip(b.Score()[0]!)))
            m.ShouldBe(n, 1e-10);
        days.Robust()!.Covariance[0, 0].ShouldBe(parts.Robust()!.Covariance[0, 0], 1e-13);
        foreach (var transform in new[] { TimeTransform.KaplanMeier, TimeTransform.Rank })
            days.TestProportionalHazards(transform)!
                .Global!.Value.Statistic.ShouldBe(parts.TestProportionalHazards(transform)!.Global!.Value.Statistic, 1e-8);
        days.Concordance()!.StandardError.ShouldBe(parts.Concordance()!.StandardError, 1e-14);
        days.Predict([1], 2)!.Steps[^1].Survival.ShouldBe(parts.Predict([1], 2)!.Steps[^1].Survival, 1e-12);
    }

    [Fact]
    public void Asking_again_gives_the_same_bits()
    {
        var fit = CoxSample.Of(100).Fit();
        fit.Residuals()!.Martingale().ShouldBe(fit.Residuals()!.Martingale());
        fit.Residuals()!.DfBetaS()[1].ShouldBe(CoxSample.Of(100).Fit().Residuals()!.DfBetaS()[1]);
    }

    [Fact]
    public void A_covariate_left_out_has_no_column()
    {
        var sample = CoxSample.Of(40);
        var fit = CoxRegression.Fit(
            sample.Observations,
            [.. Enumerable.Range(0, 40).SelectMany(i => new[] { 7, sample.Covariates[2 * i] })],
            ["constant", "x"]
        );
        fit.Status.ShouldBeOfType<FitStatus.RankDeficient>();
        var residuals = fit.Residuals()!;
        foreach (var columns in new[] { residuals.Score(), residuals.DfBeta(), residuals.DfBetaS() })
        {
            columns[0].ShouldBeNull();
            columns[1].ShouldNotBeNull().Length.ShouldBe(40);
        }
        residuals.Schoenfeld().Scaled[0].ShouldBeNull();
        residuals.Schoenfeld().Scaled[1].ShouldNotBeNull();
    }

    [Fact]
    public void An_infinite_coefficient_leaves_martingale_residuals_but_no_dfbeta()
    {
        // Nobody of the second group has the event.
        var fit = CoxRegression.Fit(Samples.Parse("1 2 3 4+ 5+ 6+"), [0, 0, 0, 1, 1, 1], ["x"]);
        fit.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>();
        var residuals = fit.Residuals()!;
        residuals.ExpectedEvents().ShouldBe([1 / 3.0, 1 / 3.0 + 1 / 2.0, 1 / 3.0 + 1 / 2.0 + 1, 0, 0, 0], 1e-6);
        residuals.DfBeta()[0].ShouldBeNull();
        residuals.Schoenfeld().Scaled[0].ShouldBeNull();
    }

    [Fact]
    public void Without_a_maximum_nothing_follows()
    {
        var fit = CoxRegression.Fit(Samples.Parse("1+ 2+"), [0, 1], ["x"]);
        fit.Residuals().ShouldBeNull();
        fit.Robust().ShouldBeNull();
        fit.TestProportionalHazards().ShouldBeNull();
        fit.Predict([0]).ShouldBeNull();
        fit.Concordance().ShouldBeNull();
    }
}
