using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Parametric;

namespace Equipoise.Validation.Parametric;

/// <summary>The piecewise exponential model against survSplit with Poisson regression (R/parametric.R).</summary>
public sealed class PiecewiseExponentialTests
{
    [Fact]
    public void Hazards_of_the_6_MP_trial_with_late_entries_are_those_of_R()
    {
        var expected = Expected.Read("parametric");
        var agreement = new Agreement(
            "Piecewise exponential model of the 6-MP trial with late entries",
            expected.Call("survSplit; glm(D ~ 0 + interval + offset(log(T)), poisson); poisson.test")
        );
        var data = ModelData.Gehan(late: true);
        for (var arm = 0; arm < 2; arm++)
        {
            Observation[] own = [.. data.Observations.Where((_, i) => data.Covariates[i] == arm)];
            var fit = PiecewiseExponentialFit.Of(own, [5, 10, 20]);
            for (var j = 0; j < fit.Intervals.Count; j++)
            {
                var (what, interval) = ($"piecewise {arm} {j + 1}", fit.Intervals[j]);
                agreement.Exactly($"{what} events", interval.Events, expected[what, "events"]);
                agreement.Within(1e-14, $"{what} exposure", interval.Exposure, expected[what, "exposure"]);
                agreement.Within(1e-13, $"{what} hazard", interval.Rate?.Estimate, expected[what, "hazard"]);
                agreement.Within(1e-12, $"{what} lower", interval.Rate?.Lower, expected[what, "lower"]);
                agreement.Within(1e-12, $"{what} upper", interval.Rate?.Upper, expected[what, "upper"]);
            }
            agreement.Within(1e-13, $"piecewise {arm} log-likelihood", fit.LogLikelihood, expected[$"piecewise {arm}", "loglik"]);
        }
        agreement.ShouldBeComplete(atLeast: 42);
    }
}
