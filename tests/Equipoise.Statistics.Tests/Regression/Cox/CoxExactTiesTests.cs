using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

public sealed class CoxExactTiesTests
{
    static readonly TieMethod[] exact = [TieMethod.Discrete, TieMethod.ExactMarginal];

    [Theory]
    [InlineData(1, 0.7)]
    [InlineData(2, -0.4)]
    [InlineData(3, 1.5)]
    [InlineData(4, 0)]
    [InlineData(5, -3)]
    [InlineData(6, 8)]
    public void One_event_time_agrees_with_every_choice_and_every_order(int events, double β)
    {
        // An offset of β·x puts the model's 0 at β: there its log-likelihood, score and information are those by hand.
        double[] x = [0.3, -1.1, 0.9, 0, 2, -0.2, 1, 1, 0.5, -0.7];
        Observation[] observations =
        [
            .. x.Select((_, i) => i < events ? Observation.Event(5) : Observation.CensoredAt(i % 2 == 0 ? 5 : 9)),
        ];
        foreach (var (ties, expected) in exact.Zip([CoxTiesByHand.Discrete(x, events, β), CoxTiesByHand.Marginal(x, events, β)]))
        {
            var fit = CoxRegression.Fit(observations, x, ["x"], offsets: [.. x.Select(z => β * z)], ties: ties);
            fit.LogLikelihoodNull.ShouldBe(expected.LogLikelihood, 1e-13 * (1 + Math.Abs(expected.LogLikelihood)), $"{ties}");
            fit.Score!.Value.Statistic.ShouldBe(expected.ScoreStatistic, 1e-12 * expected.ScoreStatistic, $"{ties}");
        }
    }

    [Fact]
    public void The_score_test_of_discrete_ties_is_the_log_rank_test()
    {
        var (observations, groups) = Samples.Together(Samples.Mercaptopurine, Samples.Placebo);
        var fit = CoxRegression.Fit(observations, Samples.AsCovariate(groups), ["arm"], ties: TieMethod.Discrete);
        fit.Score!.Value.Statistic.ShouldBe(LogRankTest.Compare(observations, groups).ChiSquare.ShouldNotBeNull(), 1e-12);
        var trial = SyntheticTrial.Of(200, strata: 4);
        var stratified = CoxRegression.Fit(
            trial.Observations,
            Samples.AsCovariate(trial.Groups),
            ["arm"],
            trial.Strata,
            ties: TieMethod.Discrete
        );
        var test = LogRankTest.Compare(trial.Observations, trial.Groups, trial.Strata);
        stratified.Score!.Value.Statistic.ShouldBe(test.ChiSquare.ShouldNotBeNull(), 1e-12);
    }

    [Fact]
    public void Without_ties_all_methods_are_one()
    {
        var trial = SyntheticTrial.Of(120, strata: 3);
        Observation[] untied =
        [
            .. trial.Observations.Select(
                (o, i) => Moved(o, o.Time + i / 1024.0, i % 5 == 0 ? o.Time / 2 : double.NegativeInfinity)
            ),
        ];
        double[] x = [.. trial.Covariate.Zip(trial.Groups, (a, b) => new double[] { a, b }).SelectMany(row => row)];
        double[] offsets = [.. trial.Covariate.Select(z => z * z / 4)];
        CoxFit Fit(TieMethod ties) => CoxRegression.Fit(untied, x, ["age", "arm"], trial.Strata, offsets: offsets, ties: ties);
        var breslow = Fit(TieMethod.Breslow);
        foreach (var ties in exact)
        {
            var fit = Fit(ties);
            fit.LogLikelihood.ShouldBe(breslow.LogLikelihood, 1e-11);
            for (var i = 0; i < 2; i++)
            {
                fit.Coefficients[i].Estimate.ShouldBe(breslow.Coefficients[i].Estimate, 1e-12);
                fit.Coefficients[i].StandardError.ShouldBe(breslow.Coefficients[i].StandardError, 1e-12);
            }
        }
    }

    [Fact]
    public void An_entry_before_the_first_event_changes_nothing()
    {
        // With it the risk sets are gathered one by one instead of in one pass.
        var trial = SyntheticTrial.Of(60, strata: 1);
        Observation[] coarse =
        [
            .. trial.Observations.Select(o => Moved(o, 10 + Math.Ceiling(o.Time / 20), double.NegativeInfinity)),
        ];
        Observation[] entered = [.. coarse.Select((o, i) => i == 7 ? Moved(o, o.Time, 10.5) : o), Observation.CensoredAt(50, 40)];
        foreach (var ties in exact)
        {
            var plain = CoxRegression.Fit([.. coarse, Observation.CensoredAt(10)], [.. trial.Covariate, 3], ["x"], ties: ties);
            var late = CoxRegression.Fit(entered, [.. trial.Covariate, 3], ["x"], ties: ties);
            late.LogLikelihood.ShouldBe(plain.LogLikelihood, 1e-11);
            late.Coefficients[0].Estimate.ShouldBe(plain.Coefficients[0].Estimate, 1e-12);
            late.Coefficients[0].StandardError.ShouldBe(plain.Coefficients[0].StandardError, 1e-12);
        }
    }

    [Fact]
    public void When_all_at_risk_have_the_event_nothing_is_learned_from_it()
    {
        var (observations, groups) = Samples.Together(Samples.AmlNonmaintained, Samples.AmlMaintained);
        var x = Samples.AsCovariate(groups);
        foreach (var ties in exact)
        {
            var with = CoxRegression.Fit([.. observations, .. Samples.Parse("200 200 200")], [.. x, 0, 1, 1], ["x"], ties: ties);
            var without = CoxRegression.Fit(
                [.. observations, .. Samples.Parse("200+ 200+ 200+")],
                [.. x, 0, 1, 1],
                ["x"],
                ties: ties
            );
            with.LogLikelihood.ShouldBe(without.LogLikelihood, 1e-12);
            with.Coefficients[0].Estimate.ShouldBe(without.Coefficients[0].Estimate, 1e-12);
        }
    }

    [Fact]
    public void Hundreds_of_ties_neither_overflow_nor_underflow()
    {
        // All choices of 600 among 1200, more than 1e308 of them: log C(1200, 600) by Stirling's series, and the hypergeometric mean and variance.
        Observation[] observations =
        [
            .. Enumerable.Range(0, 1200).Select(i => i < 600 ? Observation.Event(1) : Observation.CensoredAt(2)),
        ];
        double[] x = [.. Enumerable.Range(0, 1200).Select(i => i % 4 == 0 || i == 1 ? 1.0 : 0)];
        double LogFactorial(double n) =>
            n * Math.Log(n) - n + Math.Log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n * n * n);
        foreach (var ties in exact)
        {
            var fit = CoxRegression.Fit(observations, x, ["x"], ties: ties);
            fit.LogLikelihoodNull.ShouldBe(2 * LogFactorial(600) - LogFactorial(1200), 1e-9);
            fit.Status.ShouldBe(new FitStatus.Converged());
        }
        var score = CoxRegression.Fit(observations, x, ["x"], ties: TieMethod.Discrete).Score!.Value.Statistic;
        score.ShouldBe(0.25 / (301 * 899.0 * 600 * 600 / (1200.0 * 1200 * 1199)), 1e-10);
    }

    [Fact]
    public void Predictors_thousands_apart_are_no_problem()
    {
        // e^1000 cannot be computed; the likelihood can. Offsets that all share, and one that dwarfs the rest, change nothing but it.
        double[] x = [0, 1, 0, 1, 1, 0];
        var observations = Samples.Parse("1 1 2 2 3 4+");
        foreach (var ties in exact)
        {
            var plain = CoxRegression.Fit(observations, x, ["x"], ties: ties);
            var shifted = CoxRegression.Fit(observations, x, ["x"], offsets: [.. x.Select(_ => 5000.0)], ties: ties);
            shifted.LogLikelihood.ShouldBe(plain.LogLikelihood, 1e-11);
            shifted.Coefficients[0].Estimate.ShouldBe(plain.Coefficients[0].Estimate, 1e-11);
            var early = CoxRegression.Fit(
                [.. observations, Observation.Event(0.5)],
                [.. x, 0],
                ["x"],
                offsets: [0, 0, 0, 0, 0, 0, 2000],
                ties: ties
            );
            early.Coefficients[0].Estimate.ShouldBe(plain.Coefficients[0].Estimate, 1e-11);
            early.LogLikelihood.ShouldBe(plain.LogLikelihood, 1e-11);
        }
    }

    [Fact]
    public void Weights_other_than_0_and_1_are_refused_with_their_row()
    {
        var observations = Samples.Parse("1 1 2 3+");
        foreach (var ties in exact)
        {
            var refusal = Should.Throw<ArgumentException>(() =>
                CoxRegression.Fit(observations, [0, 1, 0, 1], ["x"], weights: [1, 1, 0.5, 1], ties: ties)
            );
            refusal.Message.ShouldContain("row 2 is 0.5");
            var zero = CoxRegression.Fit(
                [.. observations, Observation.Event(1)],
                [0, 1, 0, 1, 7],
                ["x"],
                weights: [1, 1, 1, 1, 0],
                ties: ties
            );
            zero.LogLikelihood.ShouldBe(CoxRegression.Fit(observations, [0, 1, 0, 1], ["x"], ties: ties).LogLikelihood, 1e-14);
        }
        Should.Throw<ArgumentOutOfRangeException>(() => CoxRegression.Fit(observations, [0, 1, 0, 1], ["x"], ties: (TieMethod)9));
        Should.Throw<ArgumentOutOfRangeException>(() =>
            CoxRegression.Fit(observations, [0, 1, 0, 1], ["x"], penalty: (Penalty)9)
        );
    }

    [Fact]
    public void An_arm_without_events_is_a_monotone_likelihood_whatever_the_ties()
    {
        foreach (var ties in exact)
        {
            var fit = CoxRegression.Fit(Samples.Parse("1 1 2 2+ 3+ 3+"), [0, 0, 0, 1, 1, 1], ["arm"], ties: ties);
            fit.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>(ties.ToString());
            fit.Coefficients[0].Estimate.ShouldBe(double.NegativeInfinity);
            fit.LogLikelihood.ShouldBe(-Math.Log(3), 1e-9); // at time 1, two of three controls; at time 2, the third for certain
        }
    }

    static Observation Moved(Observation o, double time, double entry) =>
        o.IsEvent ? Observation.Event(time, entry) : Observation.CensoredAt(time, entry);
}
