using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Parametric;

namespace Equipoise.Validation.Parametric;

/// <summary>Parametric models against survreg and, with late entries, against a maximizer in R (R/parametric.R).</summary>
public sealed class AcceleratedFailureTimeTests
{
    // The standard errors of the maximizer in R come from a Hessian by differences of the score, accurate to about 1e-11.
    const double AsR = 1e-11;

    static readonly Expected expected = Expected.Read("parametric");

    static readonly (string Name, LifetimeDistribution Distribution)[] distributions =
    [
        ("exponential", LifetimeDistribution.Exponential),
        ("weibull", LifetimeDistribution.Weibull),
        ("lognormal", LifetimeDistribution.LogNormal),
        ("loglogistic", LifetimeDistribution.LogLogistic),
    ];

    [Fact]
    public void Models_of_the_6_MP_trial_are_those_of_survreg()
    {
        var agreement = new Agreement(
            "Accelerated failure time models of the 6-MP trial",
            expected.Call("survreg(Surv(time, status) ~ arm, dist); predict(type = \"quantile\"); rel.tolerance = 1e-14")
        );
        Compare("gehan", ModelData.Gehan(), agreement);
        Compare("alone", ModelData.Gehan(withArm: false), agreement);
        agreement.ShouldBeComplete(atLeast: 110);
    }

    [ReferenceFact]
    public void Models_of_the_data_sets_of_R_survival_are_those_of_survreg()
    {
        var agreement = new Agreement(
            "Accelerated failure time models on the data sets of R survival",
            expected.Call("survreg(dist, weights); predict(type = \"quantile\"); rel.tolerance = 1e-14")
        );
        Compare("lung", ModelData.Lung(false, "age", "sex", "ph.ecog"), agreement);
        ModelData Ovarian(params string[] names) => ModelData.Read("ovarian", "futime", "fustat", status => status == 1, names);
        Compare("ovarian", Ovarian("age", "rx"), agreement);
        Compare("weighted", Ovarian("age") with { Weights = [.. Enumerable.Range(1, 26).Select(i => 0.5 + i % 3)] }, agreement);
        string[] veteran = ["trt", "karno", "diagtime", "age", "squamous"];
        Compare("veteran", ModelData.Read("veteran", "time", "status", status => status == 1, veteran), agreement);
        agreement.ShouldBeComplete(atLeast: 250);
    }

    [ReferenceFact]
    public void Left_truncated_models_are_those_of_a_maximizer_in_R()
    {
        var agreement = new Agreement(
            "Accelerated failure time models with late entries",
            expected.Call("optim(BFGS) of the left-truncated likelihood in log scale, polished by Newton's method")
        );
        CompareTruncated("gehan", ModelData.Gehan(late: true), agreement);
        CompareTruncated("lung", ModelData.Lung(true, "age", "sex"), agreement);
        agreement.ShouldBeComplete(atLeast: 48);
    }

    [Fact]
    public void The_exponential_rate_of_each_arm_is_events_by_time_at_risk_also_with_late_entries()
    {
        var agreement = new Agreement(
            "Exponential model with late entries",
            new Source.ClosedForm("λ = Σd/Σ(t - entry), var log λ = 1/d")
        );
        var data = ModelData.Gehan(late: true);
        var fit = AcceleratedFailureTime.Fit(data.Observations, data.Covariates, data.Names, LifetimeDistribution.Exponential);
        (double Events, double Time) Arm(double arm) =>
            (
                data.Observations.Where((o, i) => data.Covariates[i] == arm && o.IsEvent).Count(),
                data.Observations.Where((o, i) => data.Covariates[i] == arm).Sum(o => o.Time - Math.Max(0, o.Entry))
            );
        var (control, treated) = (Arm(0), Arm(1));
        var b = -Math.Log(treated.Events / treated.Time / (control.Events / control.Time));
        agreement.Within(1e-13, "(Intercept)", fit.Coefficients[0].Value, -Math.Log(control.Events / control.Time));
        agreement.Within(1e-13, "arm", fit.Coefficients[1].Value, b);
        agreement.Within(1e-13, "SE", fit.Coefficients[1].StandardError, Math.Sqrt(1 / control.Events + 1 / treated.Events));
        var ℓ = new[] { control, treated }.Sum(arm => arm.Events * (Math.Log(arm.Events / arm.Time) - 1));
        agreement.Within(1e-13, "log-likelihood", fit.LogLikelihood, ℓ);
        agreement.ShouldBeComplete(atLeast: 4);
    }

    static void Compare(string name, ModelData data, Agreement agreement)
    {
        foreach (var (dist, distribution) in distributions)
        {
            var what = $"{name} {dist}";
            var fit = AcceleratedFailureTime.Fit(data.Observations, data.Covariates, data.Names, distribution, data.Weights);
            fit.Status.ShouldBe(new FitStatus.Converged(), what);
            agreement.Within(1e-13, $"{what} log-likelihood", fit.LogLikelihood, expected[what, "loglik"]);
            agreement.Within(1e-13, $"{what} null", fit.LogLikelihoodNull, expected[what, "null"]);
            agreement.Within(AsR, $"{what} scale", fit.Scale, expected[what, "scale"]);
            for (var j = 0; j < fit.Coefficients.Count; j++)
            {
                agreement.Within(AsR, $"{what} b{j}", fit.Coefficients[j].Value, expected[what, $"b{j}"]);
                agreement.Within(AsR, $"{what} se{j}", fit.Coefficients[j].StandardError, expected[what, $"se{j}"]);
            }
            if (distribution != LifetimeDistribution.Exponential)
            {
                agreement.Within(AsR, $"{what} log scale SE", fit.LogScale.StandardError, expected[what, "logscale.se"]);
                var scale = fit.Coefficients[0].StandardError * fit.LogScale.StandardError;
                var covariance = fit.Covariance[0, data.Names.Length + 1];
                agreement.Within(AsR, $"{what} covariance", covariance, expected[what, "cov"], scale!.Value);
            }
            var x = data.Covariates.AsSpan(0, data.Names.Length);
            foreach (var p in new[] { 0.1, 0.5, 0.9 })
            {
                var quantile = fit.Quantile(p, x);
                agreement.Within(AsR, $"{what} quantile {p}", quantile?.Value, expected[what, $"q{p}"]);
                agreement.Within(AsR, $"{what} quantile {p} SE", quantile?.StandardError, expected[what, $"q.se{p}"]);
            }
            var later = data.Observations[0].Time * 1.3;
            agreement.Within(AsR, $"{what} S", fit.Survival(later, x)?.Value, expected[what, "survival"]);
        }
    }

    static void CompareTruncated(string name, ModelData data, Agreement agreement)
    {
        foreach (var (dist, distribution) in distributions[1..])
        {
            var what = $"truncated {name} {dist}";
            var fit = AcceleratedFailureTime.Fit(data.Observations, data.Covariates, data.Names, distribution);
            fit.Status.ShouldBe(new FitStatus.Converged(), what);
            agreement.Within(1e-13, $"{what} log-likelihood", fit.LogLikelihood, expected[what, "loglik"]);
            agreement.Within(AsR, $"{what} log scale", fit.LogScale.Value, expected[what, "logscale"]);
            agreement.Within(AsR, $"{what} log scale SE", fit.LogScale.StandardError, expected[what, "logscale.se"]);
            for (var j = 0; j < fit.Coefficients.Count; j++)
            {
                agreement.Within(AsR, $"{what} b{j}", fit.Coefficients[j].Value, expected[what, $"b{j}"]);
                agreement.Within(AsR, $"{what} se{j}", fit.Coefficients[j].StandardError, expected[what, $"se{j}"]);
            }
        }
    }
}
