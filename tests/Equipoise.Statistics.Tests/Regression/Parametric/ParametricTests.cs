using Equipoise.Statistics.Regression.Parametric;

namespace Equipoise.Statistics.Tests.Regression.Parametric;

/// <summary>What must hold for every parametric model: accelerated failure time and splines, each law.</summary>
public sealed class ParametricTests
{
    static readonly SyntheticTrial trial = SyntheticTrial.Of(120, 2);

    static readonly double[] x = [.. trial.Groups.Zip(trial.Covariate).SelectMany(pair => new[] { pair.First, pair.Second })];

    static readonly string[] names = ["group", "x"];

    public static TheoryData<LifetimeDistribution> Distributions => [.. Enum.GetValues<LifetimeDistribution>()];

    public static TheoryData<SplineScale> Scales => [.. Enum.GetValues<SplineScale>()];

    static readonly Observation[] late =
    [
        .. trial.Observations.Select((o, i) => i % 3 > 0 ? o : Observe(o.IsEvent, o.Time, o.Time * 0.4)),
    ];

    [Theory, MemberData(nameof(Distributions))]
    public void The_order_of_rows_changes_no_bit(LifetimeDistribution distribution)
    {
        int[] order = [.. Enumerable.Range(0, late.Length).OrderBy(i => i * 37 % 120)];
        var one = AcceleratedFailureTime.Fit(late, x, names, distribution);
        var other = AcceleratedFailureTime.Fit(
            Array.ConvertAll(order, i => late[i]),
            [.. order.SelectMany(i => x[(2 * i)..(2 * i + 2)])],
            names,
            distribution
        );
        one.Status.ShouldBe(new FitStatus.Converged());
        other.Coefficients.ShouldBe(one.Coefficients);
        other.LogScale.ShouldBe(one.LogScale);
        other.LogLikelihood.ShouldBe(one.LogLikelihood);
    }

    [Theory, MemberData(nameof(Distributions))]
    public void A_weight_counts_a_row_that_many_times(LifetimeDistribution distribution)
    {
        double[] weights = [.. late.Select((_, i) => i % 4)];
        int[] rows = [.. Enumerable.Range(0, late.Length).SelectMany(i => Enumerable.Repeat(i, i % 4))];
        var weighted = AcceleratedFailureTime.Fit(late, x, names, distribution, weights);
        var replicated = AcceleratedFailureTime.Fit(
            Array.ConvertAll(rows, i => late[i]),
            [.. rows.SelectMany(i => x[(2 * i)..(2 * i + 2)])],
            names,
            distribution
        );
        Near(weighted, replicated);
    }

    [Theory, MemberData(nameof(Distributions))]
    public void Another_unit_of_time_moves_the_intercept_and_nothing_else(LifetimeDistribution distribution)
    {
        var slower = SevenTimesAsSlow();
        var one = AcceleratedFailureTime.Fit(late, x, names, distribution);
        var other = AcceleratedFailureTime.Fit(slower, x, names, distribution);
        other.Coefficients[0].Value!.Value.ShouldBe(one.Coefficients[0].Value!.Value + Math.Log(7), 1e-11);
        other.Coefficients[1].Value!.Value.ShouldBe(one.Coefficients[1].Value!.Value, 1e-11);
        other.LogScale.Value!.Value.ShouldBe(one.LogScale.Value!.Value, 1e-11);
        other.LogLikelihood!.Value.ShouldBe(one.LogLikelihood!.Value - late.Count(o => o.IsEvent) * Math.Log(7), 1e-9);
    }

    [Theory, MemberData(nameof(Distributions))]
    public void A_covariate_in_other_units_gives_the_same_answer_in_other_units(LifetimeDistribution distribution)
    {
        double[] shifted = [.. x.Select((value, i) => i % 2 == 0 ? value : 1000 * value - 77)];
        var one = AcceleratedFailureTime.Fit(late, x, names, distribution);
        var other = AcceleratedFailureTime.Fit(late, shifted, names, distribution);
        (other.Coefficients[2].Value * 1000)!.Value.ShouldBe(one.Coefficients[2].Value!.Value, 1e-10);
        (other.Coefficients[2].StandardError * 1000)!.Value.ShouldBe(one.Coefficients[2].StandardError!.Value, 1e-10);
        other.LogLikelihood!.Value.ShouldBe(one.LogLikelihood!.Value, 1e-10);
    }

    [Theory, MemberData(nameof(Distributions))]
    public void Curve_hazard_and_quantile_are_of_one_distribution(LifetimeDistribution distribution)
    {
        var fit = AcceleratedFailureTime.Fit(late, x, names, distribution);
        foreach (var p in new[] { 0.05, 0.5, 0.95 })
        {
            var t = fit.Quantile(p, 1, -0.5)!.Value;
            var S = fit.Survival(t.Value, 1, -0.5)!.Value;
            S.Value.ShouldBe(1 - p, 1e-13);
            S.Lower.ShouldBeLessThan(S.Value);
            S.Upper.ShouldBeGreaterThan(S.Value);
            double LogS(double time) => Math.Log(fit.Survival(time, 1, -0.5)!.Value.Value);
            var slope = -(LogS(t.Value * 1.00001) - LogS(t.Value * 0.99999)) / (t.Value * 0.00002);
            fit.Hazard(t.Value, 1, -0.5)!.Value.Value.ShouldBe(slope, 1e-6 * slope);
            fit.CumulativeHazard(t.Value, 1, -0.5)!.Value.Value.ShouldBe(-Math.Log(1 - p), 1e-12);
        }
        fit.Survival(0, 1, 0)!.Value.Value.ShouldBe(1);
    }

    [Fact]
    public void Weibull_coefficients_are_hazard_ratios_in_other_clothes()
    {
        var fit = AcceleratedFailureTime.Fit(late, x, names);
        var hazards = fit.ProportionalHazards!;
        hazards.Shape!.Value.ShouldBe(1 / fit.Scale!.Value, 1e-13);
        hazards.LogHazardRatios[0].Value!.Value.ShouldBe(-fit.Coefficients[1].Value!.Value / fit.Scale!.Value, 1e-13);
        var ratio = fit.Hazard(9, 1, 0.25)!.Value.Value / fit.Hazard(9, 0, 0.25)!.Value.Value;
        hazards.LogHazardRatios[0].Ratio!.Value.ShouldBe(ratio, 1e-12);
        AcceleratedFailureTime.Fit(late, x, names, LifetimeDistribution.LogNormal).ProportionalHazards.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Distributions))]
    public void A_constant_or_collinear_covariate_is_reported_as_rank_deficient(LifetimeDistribution distribution)
    {
        double[] Wide(double group, double value) => [group, 5, value, group - 2 * value];
        double[] wide = [.. Enumerable.Range(0, late.Length).SelectMany(i => Wide(x[2 * i], x[2 * i + 1]))];
        var fit = AcceleratedFailureTime.Fit(late, wide, ["group", "constant", "x", "sum"], distribution);
        fit.Status.ShouldBeOfType<FitStatus.RankDeficient>().Names.ShouldBe(["constant", "sum"]);
        fit.Coefficients[2].Value.ShouldBeNull();
        var plain = AcceleratedFailureTime.Fit(late, x, names, distribution);
        fit.Coefficients[3].Value.ShouldBe(plain.Coefficients[2].Value);
        fit.LogLikelihood.ShouldBe(plain.LogLikelihood);
    }

    [Theory, MemberData(nameof(Distributions))]
    public void An_arm_without_events_has_an_infinite_time_ratio_and_the_rest_is_as_without_it(LifetimeDistribution distribution)
    {
        Observation[] rows = [.. trial.Observations, .. trial.Observations.Take(20).Select(o => Observation.CensoredAt(o.Time))];
        double[] arm = [.. Enumerable.Range(0, 140).Select(i => i < 120 ? 0.0 : 1.0)];
        var fit = AcceleratedFailureTime.Fit(rows, arm, ["arm"], distribution);
        fit.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>().Names.ShouldBe(["arm"]);
        fit.Coefficients[1].Value.ShouldBe(double.PositiveInfinity);
        fit.Coefficients[1].StandardError.ShouldBeNull();
        var without = AcceleratedFailureTime.Fit(trial.Observations, [], [], distribution);
        fit.Coefficients[0].Value!.Value.ShouldBe(without.Coefficients[0].Value!.Value, 1e-6);
        fit.LogLikelihood!.Value.ShouldBe(without.LogLikelihood!.Value, 1e-9);
        fit.Quantile(0.5, 1).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Distributions))]
    public void Without_events_nothing_is_estimable(LifetimeDistribution distribution)
    {
        var fit = AcceleratedFailureTime.Fit([Observation.CensoredAt(3), Observation.CensoredAt(4)], [0, 1], ["x"], distribution);
        fit.Status.ShouldBe(new FitStatus.NoEvents());
        fit.Coefficients.ShouldAllBe(coefficient => coefficient.Value == null);
        fit.LogLikelihood.ShouldBeNull();
        fit.Survival(3, 0).ShouldBeNull();
        AcceleratedFailureTime.Fit([], [], [], distribution).Status.ShouldBe(new FitStatus.NoEvents());
    }

    [Theory]
    [InlineData(LifetimeDistribution.Weibull)]
    [InlineData(LifetimeDistribution.LogNormal)]
    [InlineData(LifetimeDistribution.LogLogistic)]
    public void Times_that_do_not_vary_have_an_unbounded_likelihood_and_the_status_says_so(LifetimeDistribution distribution)
    {
        Observation[] rows = [Observation.Event(5), Observation.Event(5), Observation.CensoredAt(4)];
        var fit = AcceleratedFailureTime.Fit(rows, [], [], distribution);
        fit.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>().Names.ShouldBe(["Log(scale)"]);
        fit.Scale.ShouldBeNull();
        AcceleratedFailureTime.Fit(rows, [], [], LifetimeDistribution.Exponential).Scale.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Scales))]
    public void A_spline_follows_rows_weights_and_units_as_a_line_does(SplineScale scale)
    {
        double[] knots = [Math.Log(2), Math.Log(30), Math.Log(90), Math.Log(250)];
        double[] weights = [.. late.Select((_, i) => 1 + i % 3)];
        int[] rows = [.. Enumerable.Range(0, late.Length).SelectMany(i => Enumerable.Repeat(i, 1 + i % 3)).Reverse()];
        var weighted = RoystonParmar.Fit(late, x, names, knots, scale, weights);
        var replicated = RoystonParmar.Fit(
            Array.ConvertAll(rows, i => late[i]),
            [.. rows.SelectMany(i => x[(2 * i)..(2 * i + 2)])],
            names,
            knots,
            scale
        );
        weighted.Status.ShouldBe(new FitStatus.Converged());
        weighted.LogLikelihood!.Value.ShouldBe(replicated.LogLikelihood!.Value, 1e-9);
        foreach (var (a, b) in weighted.Coefficients.Zip(replicated.Coefficients))
        {
            a.Value!.Value.ShouldBe(b.Value!.Value, 1e-9);
            a.StandardError!.Value.ShouldBe(b.StandardError!.Value, 1e-9);
        }
        var slower = SevenTimesAsSlow();
        double[] moved = Array.ConvertAll(knots, knot => knot + Math.Log(7));
        var other = RoystonParmar.Fit(slower, x, names, moved, scale, weights);
        other.Coefficients[^1].Value!.Value.ShouldBe(weighted.Coefficients[^1].Value!.Value, 1e-9);
        other.Survival(70, 1, 0)!.Value.Value.ShouldBe(weighted.Survival(10, 1, 0)!.Value.Value, 1e-10);
    }

    [Theory, MemberData(nameof(Scales))]
    public void A_spline_curve_its_hazard_and_its_quantiles_are_of_one_distribution(SplineScale scale)
    {
        var fit = RoystonParmar.Fit(late, x, names, 2, scale);
        fit.IsMonotone.ShouldBe(true);
        foreach (var p in new[] { 0.01, 0.5, 0.99 })
        {
            var t = fit.Quantile(p, 1, -0.5)!.Value;
            fit.Survival(t.Value, 1, -0.5)!.Value.Value.ShouldBe(1 - p, 1e-13);
            double LogS(double time) => Math.Log(fit.Survival(time, 1, -0.5)!.Value.Value);
            var slope = -(LogS(t.Value * 1.00001) - LogS(t.Value * 0.99999)) / (t.Value * 0.00002);
            fit.Hazard(t.Value, 1, -0.5)!.Value.Value.ShouldBe(slope, 1e-6 * slope);
        }
    }

    [Fact]
    public void A_spline_that_falls_between_events_is_said_not_to_be_monotone()
    {
        // Two clusters of events with nobody leaving in between, and knots that let the curve swing there.
        Observation[] rows = [.. Enumerable.Range(0, 40).Select(i => Observation.Event(i < 20 ? 1 + i * 0.01 : 100 + i))];
        double[] knots = [0, 0.15, 1.5, 3, 4.6, 5];
        var fit = RoystonParmar.Fit(rows, [], [], knots);
        fit.IsMonotone.ShouldBe(false);
        fit.Quantile(0.5).ShouldBeNull();
        fit.Survival(50).ShouldNotBeNull();
    }

    [Fact]
    public void Knots_that_coincide_are_left_out_and_named()
    {
        Observation[] rows = [.. Enumerable.Range(0, 30).Select(i => Observation.Event(1 + i % 2)), Observation.CensoredAt(3)];
        var fit = RoystonParmar.Fit(rows, [], [], 3);
        fit.Status.ShouldBeOfType<FitStatus.RankDeficient>().Names.ShouldBe(["gamma2", "gamma4"]);
        fit.Knots.Count.ShouldBe(3);
    }

    [Fact]
    public void A_spline_without_events_or_with_one_time_has_a_status()
    {
        RoystonParmar.Fit([Observation.CensoredAt(3)], [], [], 2).Status.ShouldBe(new FitStatus.NoEvents());
        var same = RoystonParmar.Fit([Observation.Event(5), Observation.Event(5)], [], [], 2);
        same.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>();
        same.IsMonotone.ShouldBeNull();
        same.Hazard(3).ShouldBeNull();
    }

    [Fact]
    public void Wrong_arguments_are_refused_with_their_row()
    {
        Observation[] rows = [Observation.Event(5), Observation.Event(0)];
        Should.Throw<ArgumentException>(() => AcceleratedFailureTime.Fit(rows, [], [])).Message.ShouldContain("Row 1");
        rows[1] = Observation.Event(3);
        Should
            .Throw<ArgumentException>(() => AcceleratedFailureTime.Fit(rows, [1, double.NaN], ["x"]))
            .Message.ShouldContain("x of row 1");
        Should.Throw<ArgumentException>(() => AcceleratedFailureTime.Fit(rows, [1], ["x"]));
        Should
            .Throw<ArgumentException>(() => AcceleratedFailureTime.Fit(rows, [], [], weights: [1, -1]))
            .Message.ShouldContain("row 1");
        Should.Throw<ArgumentException>(() => AcceleratedFailureTime.Fit(rows, [], [], confidence: 0));
        Should.Throw<ArgumentException>(() => AcceleratedFailureTime.Fit(rows, [], []).Survival(3, 1));
        Should.Throw<ArgumentException>(() => AcceleratedFailureTime.Fit(rows, [], []).Quantile(1));
        Should.Throw<ArgumentException>(() => RoystonParmar.Fit(rows, [], [], [1.0, 1.0])).Message.ShouldContain("Knot 1");
        Should.Throw<ArgumentException>(() => RoystonParmar.Fit(rows, [], [], 11));
    }

    static Observation[] SevenTimesAsSlow() => [.. late.Select(o => Observe(o.IsEvent, o.Time * 7, o.Entry * 7))];

    static Observation Observe(bool isEvent, double time, double entry) =>
        isEvent ? Observation.Event(time, entry) : Observation.CensoredAt(time, entry);

    static void Near(AcceleratedFailureTimeFit one, AcceleratedFailureTimeFit other)
    {
        one.LogLikelihood!.Value.ShouldBe(other.LogLikelihood!.Value, 1e-9);
        foreach (var (a, b) in one.Coefficients.Zip(other.Coefficients))
        {
            a.Value!.Value.ShouldBe(b.Value!.Value, 1e-11);
            a.StandardError!.Value.ShouldBe(b.StandardError!.Value, 1e-11);
        }
    }
}
