using Equipoise.Statistics.Regression.Parametric;

namespace Equipoise.Statistics.Tests.Regression.Parametric;

public sealed class PiecewiseExponentialTests
{
    static readonly PiecewiseExponential curve = PiecewiseExponential.Of([2, 5], [0.1, 0, 0.4]);

    [Fact]
    public void The_cumulative_hazard_is_the_area_under_the_hazard()
    {
        curve.CumulativeHazard(1).ShouldBe(0.1, 1e-16);
        curve.CumulativeHazard(4).ShouldBe(0.2, 1e-16);
        curve.CumulativeHazard(6).ShouldBe(0.6, 1e-15);
        curve.Survival(6).ShouldBe(Math.Exp(-0.6), 1e-15);
        curve.Hazard(2).ShouldBe(0.1); // an interval includes its end
        curve.Hazard(5.001).ShouldBe(0.4);
        curve.Survival(0).ShouldBe(1);
        curve.Survival(double.PositiveInfinity).ShouldBe(0);
    }

    [Fact]
    public void A_drawn_time_has_the_drawn_survival()
    {
        for (var u = 0.001; u < 1; u += 0.001)
            curve.Survival(curve.Draw(u)).ShouldBe(u, 1e-15);
        curve.Draw(1).ShouldBe(0);
        curve.Draw(0).ShouldBe(double.PositiveInfinity);
        curve.TimeOf(0.2).ShouldBe(2); // the first time on a flat stretch
    }

    [Fact]
    public void A_last_hazard_of_0_leaves_a_fraction_cured_for_ever()
    {
        var cured = PiecewiseExponential.Of([3], [0.2, 0]);
        cured.CuredFraction.ShouldBe(Math.Exp(-0.6), 1e-16);
        cured.Survival(1e9).ShouldBe(cured.CuredFraction);
        cured.Survival(double.PositiveInfinity).ShouldBe(cured.CuredFraction);
        cured.Draw(0.5).ShouldBe(double.PositiveInfinity);
        cured.Draw(0.6).ShouldBe(-Math.Log(0.6) / 0.2, 1e-15);
        cured.Quantile(0.5).ShouldBe(double.PositiveInfinity);
        curve.CuredFraction.ShouldBe(0);
    }

    [Fact]
    public void Drawing_allocates_nothing() =>
        Allocated
            .By(() =>
            {
                for (var i = 1; i <= 1000; i++)
                    curve.Draw(i / 1000.0);
            })
            .ShouldBe(0);

    [Fact]
    public void One_interval_is_the_exponential_model_also_with_late_entries()
    {
        Observation[] rows =
        [
            Observation.Event(3, 1),
            Observation.CensoredAt(8),
            Observation.Event(5, 4.5),
            Observation.Event(0),
        ];
        var fit = PiecewiseExponentialFit.Of(rows, []);
        fit.Intervals.ShouldHaveSingleItem().Exposure.ShouldBe(10.5);
        fit.Curve!.Hazards[0].ShouldBe(3 / 10.5, 1e-16);
        fit.LogLikelihood!.Value.ShouldBe(3 * Math.Log(3 / 10.5) - 3, 1e-14);
    }

    [Fact]
    public void An_event_at_a_cut_belongs_to_the_interval_that_ends_there()
    {
        var fit = PiecewiseExponentialFit.Of([Observation.Event(5), Observation.Event(5.5), Observation.CensoredAt(9)], [5]);
        fit.Intervals.Select(interval => (interval.Events, interval.Exposure)).ShouldBe([(1, 15), (1, 4.5)]);
    }

    [Fact]
    public void The_order_of_rows_changes_no_bit()
    {
        var rows = SyntheticTrialRows();
        var one = PiecewiseExponentialFit.Of(rows, [20, 60]);
        var other = PiecewiseExponentialFit.Of([.. rows.Reverse()], [20, 60]);
        other.Intervals.ShouldBe(one.Intervals);
        other.LogLikelihood.ShouldBe(one.LogLikelihood);
    }

    [Fact]
    public void Survival_has_the_delta_method_error_of_its_hazards()
    {
        var fit = PiecewiseExponentialFit.Of(SyntheticTrialRows(), [20, 60]);
        var S = fit.Survival(50)!.Value;
        var (a, b) = (fit.Intervals[0], fit.Intervals[1]);
        var H = 20.0 * a.Events / a.Exposure + 30.0 * b.Events / b.Exposure;
        var variance = a.Events * Math.Pow(20 / a.Exposure, 2) + b.Events * Math.Pow(30 / b.Exposure, 2);
        S.Value.ShouldBe(Math.Exp(-H), 1e-15);
        S.StandardError.ShouldBe(Math.Exp(-H) * Math.Sqrt(variance), 1e-15);
        S.Lower.ShouldBe(Math.Exp(-H * Math.Exp(1.959963984540054 * Math.Sqrt(variance) / H)), 1e-14);
        S.Value.ShouldBe(fit.Curve!.Survival(50), 1e-15);
    }

    [Fact]
    public void Where_nobody_was_at_risk_there_is_no_hazard_and_no_curve_beyond()
    {
        var fit = PiecewiseExponentialFit.Of([Observation.Event(3), Observation.CensoredAt(4)], [2, 10]);
        fit.Intervals[2].Rate.ShouldBeNull();
        fit.Curve.ShouldBeNull();
        fit.Survival(9).ShouldNotBeNull();
        fit.Survival(11).ShouldBeNull();
    }

    [Fact]
    public void Without_events_the_hazards_are_0_and_the_status_says_so()
    {
        var fit = PiecewiseExponentialFit.Of([Observation.CensoredAt(4)], [2]);
        fit.Status.ShouldBe(new FitStatus.NoEvents());
        fit.Survival(3)!.Value.Value.ShouldBe(1);
        fit.LogLikelihood.ShouldBe(0);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Should.Throw<ArgumentException>(() => PiecewiseExponential.Of([2, 2], [1, 1, 1])).Message.ShouldContain("Cut 1");
        Should.Throw<ArgumentException>(() => PiecewiseExponential.Of([2], [1, -1])).Message.ShouldContain("Hazard 1");
        Should.Throw<ArgumentException>(() => PiecewiseExponential.Of([2], [1]));
        Should.Throw<ArgumentOutOfRangeException>(() => curve.Draw(1.5));
        Should.Throw<ArgumentOutOfRangeException>(() => curve.Survival(-1));
        Should.Throw<ArgumentException>(() => PiecewiseExponentialFit.Of([Observation.Event(1)], [-1]));
    }

    static Observation[] SyntheticTrialRows() => SyntheticTrial.Of(80, 2).Observations;
}
