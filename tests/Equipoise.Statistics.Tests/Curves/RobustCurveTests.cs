using Equipoise.Statistics.Curves;

namespace Equipoise.Statistics.Tests.Curves;

/// <summary>Curves of sampling weights, against R 4.2.2 with survival 3.5-3.</summary>
public sealed class RobustCurveTests
{
    // R: i <- 0:59; t <- 1 + (i*37) %% 50; status <- (i %% 7) %in% c(0, 3, 4); v <- 0.5 + i %% 4; arm A: i %% 2 == 0;
    //    from <- ifelse(i %% 3 == 0, t / 4, 0)
    static int[] Arm(int arm) => [.. Enumerable.Range(0, 60).Where(i => i % 2 == arm)];

    static Observation Row(int i, bool late)
    {
        var time = 1.0 + i * 37 % 50;
        var entry = late ? (i % 3 == 0 ? time / 4 : 0) : double.NegativeInfinity;
        return i % 7 is 0 or 3 or 4 ? Observation.Event(time, entry) : Observation.CensoredAt(time, entry);
    }

    static KaplanMeier Curve(int arm, bool late = false, double? from = null) =>
        KaplanMeier.Estimate(
            [.. Arm(arm).Select(i => Row(i, late))],
            weights: [.. Arm(arm).Select(i => 0.5 + i % 4)],
            from: from,
            variance: SurvivalVariance.InfinitesimalJackknife
        );

    [Theory]
    // summary(survfit(Surv(t, status) ~ arm, weights = v, conf.type = "log-log"), times = c(10, 30))
    [InlineData(0, 10, 0.81230158730159, 0.091391041984575, 0.54854768369833, 0.93056041373290)]
    [InlineData(0, 30, 0.52752238650562, 0.125341278802256, 0.26588643109810, 0.73433924082012)]
    [InlineData(1, 10, 0.89147286821705, 0.071571958830728, 0.63636970729400, 0.97122265020685)]
    [InlineData(1, 30, 0.68224964404366, 0.097652275983190, 0.45096588225560, 0.83228271192340)]
    public void Limits_are_those_that_R_takes_of_its_own_accord(
        int arm,
        double time,
        double survival,
        double error,
        double lower,
        double upper
    )
    {
        var at = Curve(arm).At(time);
        at.Survival!.Value.ShouldBe(survival, 1e-13);
        at.StandardError!.Value.ShouldBe(error, 1e-13);
        at.Lower!.Value.ShouldBe(lower, 1e-13);
        at.Upper!.Value.ShouldBe(upper, 1e-13);
    }

    [Theory]
    // The same of survfit(Surv(from, t, status) ~ 1) in each arm.
    [InlineData(0, 10, 0.77461000537924, 0.10502315503070)]
    [InlineData(0, 30, 0.50304483585488, 0.12195149540163)]
    [InlineData(1, 10, 0.87283950617284, 0.082317370152133)]
    [InlineData(1, 30, 0.66362347408099, 0.100690139951851)]
    public void Who_enters_late_has_influence_from_then_on(int arm, double time, double survival, double error)
    {
        var at = Curve(arm, late: true).At(time);
        at.Survival!.Value.ShouldBe(survival, 1e-13);
        at.StandardError!.Value.ShouldBe(error, 1e-13);
    }

    [Theory]
    // r <- residuals(survfit(Surv(t, status) ~ 1, weights = v), times = 30, type = "rmst"); sqrt(sum((v * r)^2))
    [InlineData(0, 22.3140615599982, 2.2800411827154)]
    [InlineData(1, 25.40810393925012, 1.75328931146054)]
    public void The_error_of_a_mean_is_that_of_its_influences(int arm, double mean, double error)
    {
        var restricted = RestrictedMean.Of(Curve(arm), 30);
        restricted.Mean!.Value.ShouldBe(mean, 1e-12);
        restricted.StandardError!.Value.ShouldBe(error, 1e-12);
    }

    [Fact]
    public void Without_weights_it_is_Greenwoods_also_of_a_curve_that_begins_later()
    {
        Observation[] rows = [.. Enumerable.Range(0, 60).Select(i => Row(i, late: false))];
        foreach (var from in new double?[] { null, 12 })
        {
            var (greenwood, robust) = (Of(SurvivalVariance.Greenwood), Of(SurvivalVariance.InfinitesimalJackknife));
            robust.Variance.ShouldBe(SurvivalVariance.InfinitesimalJackknife);
            foreach (var (one, other) in greenwood.Steps.Zip(robust.Steps))
                if (one.StandardError is { } error)
                    other.StandardError!.Value.ShouldBe(error, 1e-14);
            RestrictedMean
                .Of(robust, 40)
                .StandardError!.Value.ShouldBe(RestrictedMean.Of(greenwood, 40).StandardError!.Value, 1e-12);

            KaplanMeier Of(SurvivalVariance variance) => KaplanMeier.Estimate(rows, from: from, variance: variance);
        }
    }

    [Fact]
    public void A_weight_that_all_rows_share_changes_no_error()
    {
        Observation[] rows = [.. Enumerable.Range(0, 60).Select(i => Row(i, late: true))];
        var (one, ten) = (Of(1), Of(10));
        foreach (var (a, b) in one.Steps.Zip(ten.Steps))
            if (a.StandardError is { } error)
                b.StandardError!.Value.ShouldBe(error, 1e-13);
        RestrictedMean.Of(ten, 30).StandardError!.Value.ShouldBe(RestrictedMean.Of(one, 30).StandardError!.Value, 1e-12);

        KaplanMeier Of(double weight) =>
            KaplanMeier.Estimate(
                rows,
                weights: [.. rows.Select(_ => weight)],
                variance: SurvivalVariance.InfinitesimalJackknife
            );
    }
}
