using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

/// <summary>The likelihood is evaluated in different ways for different data; all of them must give one answer.</summary>
public sealed class CoxPathsTests
{
    [Theory]
    [InlineData(TieMethod.Efron, 1)]
    [InlineData(TieMethod.Efron, 3)]
    [InlineData(TieMethod.Breslow, 3)]
    public void Counting_whole_days_and_patterns_gives_the_answer_of_going_row_by_row(TieMethod ties, int strataCount)
    {
        var (observations, x, strata) = WholeDays(6000, strataCount);
        var counted = CoxRegression.Fit(observations, x, ["a", "b", "c"], strata, ties: ties);
        var rowByRow = CoxRegression.Fit(observations, x, ["a", "b", "c"], strata, weights: Ones(observations), ties: ties);
        counted.Solution!.Likelihood.ShouldBeOfType<CountedLikelihood>();
        rowByRow.Solution!.Likelihood.ShouldBeOfType<EfronLikelihood>();
        ShouldAgree(counted, rowByRow);
    }

    [Fact]
    public void What_is_asked_of_a_counted_fit_later_finds_the_rows_again()
    {
        var (observations, x, strata) = WholeDays(5000, 2);
        var counted = CoxRegression.Fit(observations, x, ["a", "b", "c"], strata).Solution!;
        var rowByRow = CoxRegression.Fit(observations, x, ["a", "b", "c"], strata, weights: Ones(observations)).Solution!;
        counted.Model.Scale.ShouldBe(rowByRow.Model.Scale);
        counted.Model.Sets.Order.ShouldBe(rowByRow.Model.Sets.Order);
        counted.Model.Rows.ToArray().ShouldBe(rowByRow.Model.Rows.ToArray());
    }

    [Fact]
    public void A_constant_covariate_is_left_out_of_a_counted_fit_too()
    {
        var (observations, x, _) = WholeDays(5000, 1);
        double[] withConstant =
        [
            .. Enumerable.Range(0, observations.Length).SelectMany(i => new[] { x[3 * i], 7, x[3 * i + 1] }),
        ];
        var fit = CoxRegression.Fit(observations, withConstant, ["a", "constant", "b"]);
        fit.Status.ShouldBeOfType<FitStatus.RankDeficient>().Names.ShouldBe(["constant"]);
        fit.Solution!.Likelihood.ShouldBeOfType<CountedLikelihood>();
    }

    [Theory]
    [InlineData(TieMethod.Efron)]
    [InlineData(TieMethod.Breslow)]
    public void Splitting_the_time_of_participants_changes_nothing(TieMethod ties)
    {
        var trial = SyntheticTrial.Of(200, strata: 3);
        var random = new RandomStream(7, 0, 0);
        var (observations, x, strata) = (new List<Observation>(), new List<double>(), new List<int>());
        for (var i = 0; i < trial.Observations.Length; i++)
        {
            var (time, entry) = (trial.Observations[i].Time, double.NegativeInfinity);
            for (var pieces = random.Between(0, 3); pieces > 0; pieces--)
            {
                var cut = double.Max(0, entry) + (time - double.Max(0, entry)) * random.Uniform();
                if (cut <= entry || cut >= time)
                    continue;
                Add(Observation.CensoredAt(cut, entry));
                entry = cut;
            }
            Add(trial.Observations[i].IsEvent ? Observation.Event(time, entry) : Observation.CensoredAt(time, entry));

            void Add(Observation piece)
            {
                observations.Add(piece);
                x.AddRange([trial.Covariate[i], trial.Groups[i]]);
                strata.Add(trial.Strata[i]);
            }
        }
        double[] whole = [.. trial.Covariate.Zip(trial.Groups, (c, g) => new[] { c, g }).SelectMany(row => row)];
        var split = CoxRegression.Fit([.. observations], [.. x], ["c", "g"], [.. strata], ties: ties);
        split.Solution!.Model.Sets.FirstAtRisk.ShouldNotBeNull();
        ShouldAgree(split, CoxRegression.Fit(trial.Observations, whole, ["c", "g"], trial.Strata, ties: ties));
    }

    [Fact]
    public void Covariates_in_an_interval_without_events_count_for_nothing()
    {
        // R survival, tests/overlap.R: x = 500 in an interval that overlaps no event.
        Observation[] observations =
        [
            Observation.Event(1, 0),
            Observation.Event(2, 0),
            Observation.CensoredAt(3, 0),
            Observation.Event(4, 0),
            Observation.CensoredAt(5, 0),
        ];
        double[] x = [1, 0, 0, 1, 0];
        var alone = CoxRegression.Fit(observations, x, ["x"]);
        var beside = CoxRegression.Fit([.. observations, Observation.CensoredAt(1.5, 1.2)], [.. x, 500], ["x"]);
        beside.Coefficients[0].Estimate.ShouldBe(alone.Coefficients[0].Estimate, 1e-13);
        beside.LogLikelihood.ShouldBe(alone.LogLikelihood, 1e-13);
    }

    [Fact]
    public void Weights_are_replications_after_Breslow_and_weight_0_is_absence()
    {
        var trial = SyntheticTrial.Of(60, strata: 2);
        double[] weights = [.. trial.Observations.Select((_, i) => (double)(i % 4))];
        var rows = Enumerable.Range(0, 60).SelectMany(i => Enumerable.Repeat(i, i % 4)).ToArray();
        double[] x = [.. trial.Covariate];
        var weighted = CoxRegression.Fit(trial.Observations, x, ["x"], trial.Strata, weights, ties: TieMethod.Breslow);
        var replicated = CoxRegression.Fit(
            [.. rows.Select(i => trial.Observations[i])],
            [.. rows.Select(i => x[i])],
            ["x"],
            [.. rows.Select(i => trial.Strata[i])],
            ties: TieMethod.Breslow
        );
        ShouldAgree(weighted, replicated);
        var present = rows.Distinct().ToArray();
        var without = CoxRegression.Fit(
            [.. present.Select(i => trial.Observations[i])],
            [.. present.Select(i => x[i])],
            ["x"],
            [.. present.Select(i => trial.Strata[i])],
            [.. present.Select(i => weights[i])]
        );
        var withZeros = CoxRegression.Fit(trial.Observations, x, ["x"], trial.Strata, weights);
        withZeros.Coefficients[0].ShouldBe(without.Coefficients[0]);
        withZeros.Count.ShouldBe(present.Length);
    }

    [Fact]
    public void An_offset_takes_a_known_effect_out()
    {
        var trial = SyntheticTrial.Of(80, strata: 1);
        double[] both = [.. trial.Covariate.Zip(trial.Groups, (c, g) => new[] { c, g }).SelectMany(row => row)];
        var full = CoxRegression.Fit(trial.Observations, both, ["c", "g"]);
        var known = full.Coefficients[1].Estimate.ShouldNotBeNull();
        var fit = CoxRegression.Fit(
            trial.Observations,
            trial.Covariate,
            ["c"],
            offsets: [.. trial.Groups.Select(g => known * g)]
        );
        fit.Coefficients[0].Estimate.ShouldBe(full.Coefficients[0].Estimate, 1e-12);
        fit.LogLikelihood.ShouldBe(full.LogLikelihood, 1e-11);
    }

    [Fact]
    public void Linear_predictors_thousands_apart_do_not_underflow()
    {
        // The later the event the smaller the covariate, but for a few: xβ spans thousands, although neighbors are comparable.
        var random = new RandomStream(3, 0, 0);
        var observations = Enumerable.Range(1, 400).Select(i => Observation.Event(i)).ToArray();
        double[] x = [.. Enumerable.Range(1, 400).Select(i => -i + 3 * random.Uniform())];
        var fit = CoxRegression.Fit(observations, x, ["x"]);
        fit.Status.ShouldBe(new FitStatus.Converged());
        var β = fit.Coefficients[0].Estimate.ShouldNotBeNull();
        (β * 400).ShouldBeGreaterThan(300);
        // The score is 0 at the estimate, each risk set centered at its own largest xβ.
        var score = 0.0;
        for (var i = 0; i < 400; i++)
        {
            var largest = x[i..].Max() * β;
            var weights = x[i..].Select(value => Math.Exp(value * β - largest)).ToArray();
            score += x[i] - weights.Zip(x[i..], (w, value) => w * value).Sum() / weights.Sum();
        }
        score.ShouldBe(0, 1e-8);
    }

    [Fact]
    public void The_bits_do_not_depend_on_the_number_of_threads()
    {
        var (observations, x, strata) = WholeDays(40_000, 8);
        var random = new RandomStream(1, 0, 0);
        for (var i = 0; i < x.Length; i++)
            x[i] += random.Uniform();
        CoxFit Fit() => CoxRegression.Fit(observations, x, ["a", "b", "c"], strata);
        var free = Fit();
        // Inside a loop of its own, Parallel.ForEach gets other threads, or none.
        var alone = new CoxFit[4];
        Parallel.For(0, alone.Length, i => alone[i] = Fit());
        foreach (var fit in alone)
        {
            fit.Coefficients.ShouldBe(free.Coefficients);
            fit.LogLikelihood.ShouldBe(free.LogLikelihood);
        }
    }

    static (Observation[] Observations, double[] Covariates, int[] Strata) WholeDays(int n, int strataCount)
    {
        var random = new RandomStream(11, 0, 0);
        var (observations, x, strata) = (new Observation[n], new double[3 * n], new int[n]);
        for (var i = 0; i < n; i++)
        {
            strata[i] = 10 * random.Between(0, strataCount - 1);
            for (var j = 0; j < 3; j++)
                x[3 * i + j] = random.Between(0, 2 + j % 2 - 1);
            var day = 1 + random.Between(0, (int)(200 * Math.Exp(-0.4 * x[3 * i] + 0.2 * x[3 * i + 1])));
            observations[i] = random.Between(0, 9) < 7 ? Observation.Event(day) : Observation.CensoredAt(day);
        }
        return (observations, x, strata);
    }

    static double[] Ones(Observation[] observations) => [.. observations.Select(_ => 1.0)];

    static void ShouldAgree(CoxFit a, CoxFit b)
    {
        a.Status.ShouldBe(b.Status);
        a.Events.ShouldBeGreaterThan(0);
        a.LogLikelihood.ShouldBe(b.LogLikelihood, 1e-12 * Math.Abs(b.LogLikelihood));
        a.LogLikelihoodNull.ShouldBe(b.LogLikelihoodNull, 1e-12 * Math.Abs(b.LogLikelihood));
        a.Score!.Value.Statistic.ShouldBe(b.Score!.Value.Statistic, 1e-10 * (1 + b.Score!.Value.Statistic));
        for (var j = 0; j < a.Coefficients.Count; j++)
        {
            a.Coefficients[j].Estimate.ShouldBe(b.Coefficients[j].Estimate, 1e-11);
            a.Coefficients[j].StandardError.ShouldBe(b.Coefficients[j].StandardError, 1e-11);
        }
    }
}
