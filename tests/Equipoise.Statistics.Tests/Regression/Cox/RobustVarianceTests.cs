using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

public sealed class RobustVarianceTests
{
    [Fact]
    public void Doubling_all_weights_halves_the_naive_variance_and_leaves_the_robust_one()
    {
        var sample = CoxSample.Of(100);
        var (once, twice) = (sample.Fit(), (sample with { Weights = [.. sample.Weights.Select(w => 2 * w)] }).Fit());
        twice.Covariance[0, 0].ShouldBe(once.Covariance[0, 0] / 2, 1e-13);
        twice.Robust()!.Covariance[0, 1].ShouldBe(once.Robust()!.Covariance[0, 1], 1e-13);
        twice.Robust()!.Wald!.Value.Statistic.ShouldBe(once.Robust()!.Wald!.Value.Statistic, 1e-10);
        twice.Robust()!.Score!.Value.Statistic.ShouldBe(once.Robust()!.Score!.Value.Statistic, 1e-10);
    }

    [Fact]
    public void It_is_the_sum_of_squares_of_dfbeta()
    {
        var fit = CoxSample.Of(100).Fit();
        var (robust, dfbeta) = (fit.Robust()!, fit.Residuals()!.DfBeta());
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 2; j++)
                robust.Covariance[i, j].ShouldBe(dfbeta[i]!.Zip(dfbeta[j]!, (a, b) => a * b).Sum(), 1e-14);
        robust.Coefficients[0].Estimate.ShouldBe(fit.Coefficients[0].Estimate);
        (robust.Coefficients[0].StandardError * robust.Coefficients[0].StandardError).ShouldBe(robust.Covariance[0, 0], 1e-15);
        robust.Clusters.ShouldBe(100);
    }

    [Fact]
    public void A_person_in_two_rows_is_one_cluster()
    {
        var trial = SyntheticTrial.Of(60, strata: 1);
        var whole = CoxRegression.Fit(trial.Observations, trial.Covariate, ["x"]).Robust()!;
        Observation[] first = [.. trial.Observations.Select(_ => Observation.CensoredAt(0.5))];
        Observation[] rest =
        [
            .. trial.Observations.Select(o => o.IsEvent ? Observation.Event(o.Time, 0.5) : Observation.CensoredAt(o.Time, 0.5)),
        ];
        int[] people = [.. Enumerable.Range(0, 60)];
        var fit = CoxRegression.Fit([.. first, .. rest], [.. trial.Covariate, .. trial.Covariate], ["x"]);
        var split = fit.Robust([.. people, .. people])!;
        split.Clusters.ShouldBe(60);
        split.Covariance[0, 0].ShouldBe(whole.Covariance[0, 0], 1e-13);
        split.Score!.Value.Statistic.ShouldBe(whole.Score!.Value.Statistic, 1e-11);
    }

    [Fact]
    public void A_row_of_weight_0_changes_nothing_whatever_its_cluster()
    {
        var sample = CoxSample.Of(60);
        int[] clusters = [.. Enumerable.Range(0, 60).Select(row => row / 3)];
        int[] present = [.. Enumerable.Range(0, 60).Where(row => row % 5 != 2)];
        double[] weights = [.. sample.Weights.Select((w, row) => row % 5 != 2 ? w : 0)];
        var with = (sample with { Weights = weights }).Fit().Robust(clusters)!;
        var without = sample.At(present).Fit().Robust([.. present.Select(row => clusters[row])])!;
        with.Covariance[0, 0].ShouldBe(without.Covariance[0, 0]);
        with.Clusters.ShouldBe(without.Clusters);
    }

    [Fact]
    public void Fewer_clusters_than_coefficients_allow_no_test()
    {
        var fit = CoxSample.Of(40).Fit();
        var robust = fit.Robust([.. Enumerable.Repeat(3, 40)])!;
        robust.Wald.ShouldBeNull();
        robust.Score.ShouldBeNull();
        robust.Clusters.ShouldBe(1);
        robust.Covariance[0, 0].ShouldBeNull(); // L is the score, 0
    }

    [Fact]
    public void An_infinite_coefficient_has_a_robust_score_test_but_no_variance()
    {
        var robust = CoxRegression.Fit(Samples.Parse("1 2 3 4+ 5+ 6+"), [0, 0, 0, 1, 1, 1], ["x"]).Robust()!;
        robust.Covariance[0, 0].ShouldBeNull();
        robust.Coefficients[0].StandardError.ShouldBeNull();
        robust.Coefficients[0].Upper.ShouldBeNull();
        robust.Wald.ShouldBeNull();
        robust.Score.ShouldNotBeNull();
    }

    [Fact]
    public void There_is_one_cluster_for_each_row()
    {
        var fit = CoxSample.Of(40).Fit();
        Should.Throw<ArgumentException>(() => fit.Robust([1, 2])).Message.ShouldContain("2 clusters for 40");
        Should.Throw<ArgumentException>(() => fit.Concordance([1, 2])).Message.ShouldContain("2 clusters for 40");
    }
}
