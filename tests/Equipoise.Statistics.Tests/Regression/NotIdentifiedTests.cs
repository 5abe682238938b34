using Equipoise.Statistics.Regression.CompetingRisks;
using Equipoise.Statistics.Regression.Cox;
using Equipoise.Statistics.Regression.Parametric;

namespace Equipoise.Statistics.Tests.Regression;

/// <summary>
/// Beside an infinite coefficient another may be free: no event that is left in the limit tells of it. R's coxph gives the number
/// at which it happened to stop, with a standard error in the thousands and p = 1.
/// </summary>
public sealed class NotIdentifiedTests
{
    // Arms R, X and Z as indicators of X and Z. Z has its events while X is there and R later: beside Z, X counts for nothing.
    [Theory]
    [InlineData("1 2+ 3", new double[] { 0, 1, 1, 0, 0, 0 })]
    [InlineData("1 2 3+ 4+ 5 6+", new double[] { 0, 1, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0 })]
    public void Who_is_at_risk_only_beside_an_infinite_hazard_has_no_hazard_ratio(string times, double[] arms)
    {
        foreach (var ties in new[] { TieMethod.Efron, TieMethod.Breslow, TieMethod.Discrete, TieMethod.ExactMarginal })
        {
            var fit = CoxRegression.Fit(Samples.Parse(times), arms, ["X", "Z"], ties: ties);
            var status = fit.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>();
            status.Names.ShouldBe(["Z"]);
            status.LeftOut.ShouldBe(["X"]);
            (fit.Coefficients[0].Estimate, fit.Coefficients[0].StandardError, fit.Coefficients[0].PValue).ShouldBe((null, null, null));
            fit.Coefficients[1].Estimate.ShouldBe(double.PositiveInfinity);
            fit.ProfileLimits()[0].Lower.ShouldBe(new(ProfileLimitStatus.NotEstimable, null));
            if (ties is TieMethod.Efron or TieMethod.Breslow)
                fit.Robust()!.Coefficients[0].StandardError.ShouldBeNull();
        }
    }

    // Nobody with z has the event, so how w matters among them cannot be known; the rest is the fit without them.
    static readonly Observation[] rows = Samples.Parse("1 2 3 4+ 5 6 7+ 8 9 10+ 4+ 6+ 9+");
    static readonly double[] x = [0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0];
    static readonly double[] w = [0.4, -1, 1.2, 0, -0.3, 0.8, -0.1, -0.6, 0.5, 0.2, -1, 0.3, 1.4];
    static readonly double[] z = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1];
    static readonly string[] names = ["x", "z", "w", "z:w"];

    static double[] Crossed => [.. rows.SelectMany((_, i) => new[] { x[i], z[i], w[i], z[i] * w[i] })];

    static double[] Alone => [.. Enumerable.Range(0, 10).SelectMany(i => new[] { x[i], w[i] })];

    [Fact]
    public void An_interaction_with_an_arm_without_events_is_left_out_and_the_rest_is_the_fit_without_the_arm()
    {
        var fit = CoxRegression.Fit(rows, Crossed, names);
        var alone = CoxRegression.Fit(rows.AsSpan(0, 10), Alone, ["x", "w"]);
        LeftOut(fit.Status);
        Same(
            fit.Coefficients.Select(one => (one.Estimate, one.StandardError)),
            alone.Coefficients.Select(one => (one.Estimate, one.StandardError))
        );
        fit.ProfileLimits()[0].Lower.Value!.Value.ShouldBe(alone.ProfileLimits()[0].Lower.Value!.Value, 1e-6);
    }

    [Fact]
    public void So_it_is_in_an_accelerated_failure_time_model()
    {
        var fit = AcceleratedFailureTime.Fit(rows, Crossed, names);
        var alone = AcceleratedFailureTime.Fit(rows.AsSpan(0, 10), Alone, ["x", "w"]);
        LeftOut(fit.Status);
        Same(
            fit.Coefficients.Where(one => names.Contains(one.Name)).Select(one => (one.Value, one.StandardError)),
            alone.Coefficients.Where(one => names.Contains(one.Name)).Select(one => (one.Value, one.StandardError))
        );
    }

    [Fact]
    public void So_it_is_in_the_model_of_Fine_and_Gray()
    {
        CompetingObservation[] causes =
        [
            .. rows.Select(row =>
                row.IsEvent ? CompetingObservation.Event(row.Time, 1) : CompetingObservation.CensoredAt(row.Time)
            ),
        ];
        var fit = FineGray.Fit(causes, Crossed, names);
        LeftOut(fit.Status);
        Same(
            fit.Coefficients.Select(one => (one.Estimate, (double?)null)),
            FineGray.Fit(causes.AsSpan(0, 10), Alone, ["x", "w"]).Coefficients.Select(one => (one.Estimate, (double?)null))
        );
    }

    static void LeftOut(FitStatus status)
    {
        var monotone = status.ShouldBeOfType<FitStatus.MonotoneLikelihood>();
        monotone.Names.ShouldBe(["z"]);
        monotone.LeftOut.ShouldBe(["z:w"]);
    }

    static void Same(
        IEnumerable<(double? Estimate, double? StandardError)> of,
        IEnumerable<(double? Estimate, double? StandardError)> alone
    )
    {
        var (four, two) = (of.ToArray(), alone.ToArray());
        four[3].ShouldBe((null, null));
        four[1].StandardError.ShouldBeNull();
        foreach (var (one, expected) in new[] { four[0], four[2] }.Zip(two))
        {
            one.Estimate!.Value.ShouldBe(expected.Estimate!.Value, 1e-6);
            if (expected.StandardError is { } error)
                one.StandardError!.Value.ShouldBe(error, 1e-6);
        }
    }
}
