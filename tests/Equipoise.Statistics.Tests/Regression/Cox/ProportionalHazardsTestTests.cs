using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

public sealed class ProportionalHazardsTestTests
{
    [Theory]
    [InlineData(TieMethod.Efron)]
    [InlineData(TieMethod.Breslow)]
    public void It_is_the_score_test_of_a_covariate_that_changes_at_each_event_time(TieMethod ties)
    {
        // Everybody split at all event times, with xt = x·t in each interval: the score test that the coefficient of xt is 0, at
        // the estimate of x, is half of what the log partial likelihood gains per squared Newton step there. By differences of ℓ.
        var trial = SyntheticTrial.Of(40, strata: 1);
        Observation[] observations = [.. trial.Observations.Select(o => Whole(o, double.Max(1, double.Ceiling(o.Time / 25))))];
        var whole = CoxRegression.Fit(observations, trial.Covariate, ["x"], ties: ties);
        var test = whole.TestProportionalHazards(TimeTransform.Identity)!;

        double[] times = [.. observations.Where(o => o.IsEvent).Select(o => o.Time).Distinct().Order()];
        var (rows, x) = (new List<Observation>(), new List<(double X, double Time)>());
        for (var i = 0; i < observations.Length; i++)
            for (var t = 0; t < times.Length && (t == 0 || times[t - 1] < observations[i].Time); t++)
            {
                var end = double.Min(times[t], observations[i].Time);
                if (observations[i].Time < times[t])
                    break;
                var entry = t == 0 ? double.NegativeInfinity : times[t - 1];
                var isEvent = observations[i].IsEvent && observations[i].Time == end;
                rows.Add(isEvent ? Observation.Event(end, entry) : Observation.CensoredAt(end, entry));
                x.Add((trial.Covariate[i], times[t]));
            }
        // The likelihood of β·x + γ·x·t with both given, as the null likelihood of an offset.
        CoxFit With(double[] offsets) =>
            CoxRegression.Fit([.. rows], [.. x.Select(one => one.X)], ["x"], offsets: offsets, ties: ties);
        double ℓ(double β, double γ) => With([.. x.Select(one => one.X * (β + γ * one.Time))]).LogLikelihoodNull;
        var estimate = With([]).Coefficients[0].Estimate!.Value;
        const double h = 1e-3;
        var atEstimate = ℓ(estimate, 0);
        var u = (ℓ(estimate, h) - ℓ(estimate, -h)) / (2 * h);
        var iγγ = -(ℓ(estimate, h) - 2 * atEstimate + ℓ(estimate, -h)) / (h * h);
        var iββ = -(ℓ(estimate + h, 0) - 2 * atEstimate + ℓ(estimate - h, 0)) / (h * h);
        var iβγ = -(ℓ(estimate + h, h) - ℓ(estimate + h, -h) - ℓ(estimate - h, h) + ℓ(estimate - h, -h)) / (4 * h * h);
        var statistic = test.Coefficients[0]!.Value.Statistic;
        statistic.ShouldBe(u * u / (iγγ - iβγ * iβγ / iββ), 1e-3 * statistic);
        test.Global!.Value.Statistic.ShouldBe(statistic, 1e-12);

        static Observation Whole(Observation o, double time) =>
            o.IsEvent ? Observation.Event(time) : Observation.CensoredAt(time);
    }

    [Fact]
    public void The_unit_of_time_does_not_matter_nor_that_of_a_covariate()
    {
        var sample = CoxSample.Of(100);
        var weeks = sample with
        {
            Observations =
            [
                .. sample.Observations.Select(o =>
                    o.IsEvent ? Observation.Event(o.Time / 8, o.Entry / 8) : Observation.CensoredAt(o.Time / 8, o.Entry / 8)
                ),
            ],
            Covariates = [.. sample.Covariates.Select(x => 1000 * x)],
        };
        foreach (var transform in Enum.GetValues<TimeTransform>())
        {
            var plain = sample.Fit().TestProportionalHazards(transform)!;
            var other = weeks.Fit().TestProportionalHazards(transform)!;
            plain.Transform.ShouldBe(transform);
            plain.Global!.Value.DegreesOfFreedom.ShouldBe(2);
            other.Global!.Value.Statistic.ShouldBe(plain.Global!.Value.Statistic, 1e-10);
            other.Coefficients[1]!.Value.Statistic.ShouldBe(plain.Coefficients[1]!.Value.Statistic, 1e-10);
        }
    }

    [Fact]
    public void Reversing_a_covariate_leaves_the_test_as_it_is()
    {
        var trial = SyntheticTrial.Of(60, strata: 2);
        ChiSquareTest Of(double sign) =>
            CoxRegression
                .Fit(trial.Observations, [.. trial.Covariate.Select(x => sign * x)], ["x"], trial.Strata)
                .TestProportionalHazards()!
                .Global!.Value;
        Of(-1).Statistic.ShouldBe(Of(1).Statistic, 1e-12);
    }

    [Fact]
    public void Events_at_one_time_only_say_nothing_about_change()
    {
        var test = CoxRegression.Fit(Samples.Parse("3 3 3 3+ 5+ 6+"), [0, 1, 1, 0, 1, 0], ["x"]).TestProportionalHazards()!;
        test.Coefficients[0].ShouldBeNull();
        test.Global.ShouldBeNull();
    }

    [Fact]
    public void An_infinite_coefficient_has_no_test()
    {
        var test = CoxRegression.Fit(Samples.Parse("1 2 3 4+ 5+ 6+"), [0, 0, 0, 1, 1, 1], ["x"]).TestProportionalHazards()!;
        test.Coefficients[0].ShouldBeNull();
        test.Global.ShouldBeNull();
    }

    [Fact]
    public void The_logarithm_of_time_0_is_refused()
    {
        var fit = CoxRegression.Fit(Samples.Parse("0 2 3 4"), [0, 1, 0, 1], ["x"]);
        Should.Throw<ArgumentException>(() => fit.TestProportionalHazards(TimeTransform.Log)).Message.ShouldContain("time 0");
        fit.TestProportionalHazards(TimeTransform.Identity)!.Global.ShouldNotBeNull();
    }
}
