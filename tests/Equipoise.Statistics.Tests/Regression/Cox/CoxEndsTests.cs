using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

/// <summary>Fits at the edge of what doubles hold: each ends, with digits that are right or with a status that says there are none.</summary>
public sealed class CoxEndsTests
{
    [Theory]
    [InlineData(TieMethod.Efron)]
    [InlineData(TieMethod.Breslow)]
    public void Covariates_that_are_nearly_one_reach_their_maximum_although_rounding_weighs_more(TieMethod ties)
    {
        // They differ by 1e-5, just short of being called collinear: the rounding of the score is then 1e-9 standard errors.
        var (observations, x) = Trial(2000);
        var fit = CoxRegression.Fit(
            observations,
            [.. x.SelectMany((z, i) => new[] { z, z + 1e-5 * Math.Cos(i) })],
            ["a", "b"],
            ties: ties
        );
        fit.Status.ShouldBe(new FitStatus.Converged());
        fit.Iterations.ShouldBeLessThan(20);
        var well = CoxRegression.Fit(observations, [.. x.SelectMany((z, i) => new[] { z, Math.Cos(i) })], ["a", "b"], ties: ties);
        (fit.Coefficients[0].Estimate + fit.Coefficients[1].Estimate).ShouldBe(well.Coefficients[0].Estimate, 1e-6);
        fit.LogLikelihood.ShouldBe(well.LogLikelihood, 1e-8);
    }

    [Theory]
    [InlineData(800)]
    [InlineData(1e4)]
    [InlineData(1e6)]
    [InlineData(1e300)]
    public void Offsets_far_apart_end_with_every_treatment_of_ties_and_so_do_their_limits(double distance)
    {
        // With 1e4 a limit is sought where predictors are beyond 1e200; the integral of the exact marginal likelihood once never ended there.
        var (observations, x) = Trial(100);
        foreach (var ties in Enum.GetValues<TieMethod>())
            foreach (
                var offsets in new double[][]
                {
                [.. x.Select(z => -distance * z)],
                [.. x.Select((_, i) => Math.Cos(i * i) * distance)],
                }
            )
            {
                var fit = CoxRegression.Fit(observations, x, ["x"], offsets: offsets, ties: ties);
                if (fit.Status is FitStatus.NotConverged)
                    fit.Coefficients[0].Estimate.ShouldBeNull();
                else
                    double.IsNaN(fit.Coefficients[0].Estimate!.Value).ShouldBeFalse();
                fit.ProfileLimits().Count.ShouldBe(1);
            }
    }

    [Theory]
    [InlineData(TieMethod.Efron)]
    [InlineData(TieMethod.Breslow)]
    public void Covariates_that_leap_by_thousands_where_the_risk_set_empties_change_nothing(TieMethod ties)
    {
        // e^-20000 is 0: no scale would serve both parts.
        var (first, groups) = Samples.Together(Samples.AmlNonmaintained, Samples.AmlMaintained);
        Observation[] second =
        [
            .. first.Select(o => o.IsEvent ? Observation.Event(o.Time + 1000, 900) : Observation.CensoredAt(o.Time + 1000, 900)),
        ];
        var x = Samples.AsCovariate(groups);
        var fit = CoxRegression.Fit([.. first, .. second], [.. x, .. x.Select(z => z + 20_000)], ["x"], ties: ties);
        fit.Status.ShouldBe(new FitStatus.Converged());
        fit.Coefficients[0].Estimate.ShouldBe(CoxRegression.Fit(first, x, ["x"], ties: ties).Coefficients[0].Estimate, 1e-8);
    }

    static (Observation[] Observations, double[] Covariate) Trial(int count)
    {
        var random = new RandomStream(3, 0, 0);
        var (observations, x) = (new Observation[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            x[i] = random.Uniform() * 4 - 2;
            var time = Math.Ceiling(60 * -Math.Log(1 - random.Uniform()) * Math.Exp(-0.5 * x[i]));
            observations[i] = random.Uniform() < 0.7 ? Observation.Event(time) : Observation.CensoredAt(time);
        }
        return (observations, x);
    }
}
