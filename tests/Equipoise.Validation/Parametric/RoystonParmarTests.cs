using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Parametric;

namespace Equipoise.Validation.Parametric;

/// <summary>
/// Spline models against a maximizer in R of the likelihood as Royston and Parmar (2002) write it (R/parametric.R).
/// </summary>
public sealed class RoystonParmarTests
{
    static readonly Expected expected = Expected.Read("parametric");

    static readonly Source source = expected.Call("optim(BFGS) of the likelihood in QR columns, polished by Newton's method");

    [Fact]
    public void Spline_models_of_the_6_MP_trial_are_those_of_a_maximizer_in_R()
    {
        var agreement = new Agreement("Royston-Parmar models of the 6-MP trial", source);
        Compare("gehan", ModelData.Gehan(), 0, 1, 7, agreement);
        agreement.ShouldBeComplete(atLeast: 60);
    }

    [ReferenceFact]
    public void Spline_models_of_the_data_sets_of_R_survival_are_those_of_a_maximizer_in_R()
    {
        var agreement = new Agreement("Royston-Parmar models on the data sets of R survival, and with late entries", source);
        var lung = ModelData.Lung(false, "age", "sex").Shifted(60, 0);
        var late = ModelData.Lung(true, "age", "sex").Shifted(60, 0);
        var gbsg = ModelData.Read("gbsg", "rfstime", "status", status => status == 1, ["hormon"]).InUnitsOf(365.25);
        Compare("lung", lung, 1, 3, Median(lung), agreement);
        Compare("truncated", late, 1, 3, Median(late), agreement);
        Compare("gbsg", gbsg, 1, 3, Median(gbsg), agreement);
        agreement.ShouldBeComplete(atLeast: 350);
    }

    [Fact]
    public void Without_inner_knots_the_spline_is_the_straight_line_of_survreg()
    {
        var agreement = new Agreement(
            "Royston-Parmar models without inner knots",
            expected.Call("survreg(dist): γ₁ = 1/scale, β = -coef/scale")
        );
        var data = ModelData.Gehan();
        (SplineScale, string)[] pairs =
        [
            (SplineScale.Hazard, "weibull"),
            (SplineScale.Odds, "loglogistic"),
            (SplineScale.Normal, "lognormal"),
        ];
        foreach (var (scale, dist) in pairs)
        {
            var (fit, what) = (RoystonParmar.Fit(data.Observations, data.Covariates, data.Names, 0, scale), $"gehan {dist}");
            agreement.Within(1e-13, $"{what} log-likelihood", fit.LogLikelihood, expected[what, "loglik"]);
            agreement.Within(1e-9, $"{what} gamma1", fit.Coefficients[1].Value, 1 / expected[what, "scale"]);
            agreement.Within(1e-9, $"{what} arm", fit.Coefficients[2].Value, -expected[what, "b1"] / expected[what, "scale"]);
        }
        agreement.ShouldBeComplete(atLeast: 9);
    }

    static double Median(ModelData data)
    {
        double[] sorted = [.. data.Observations.Select(o => o.Time).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    static void Compare(string name, ModelData data, int fewest, int most, double time, Agreement agreement)
    {
        foreach (var scale in Enum.GetValues<SplineScale>())
            for (var inner = fewest; inner <= most; inner++)
            {
                var what = $"spline {name} {$"{scale}".ToLowerInvariant()} {inner}";
                var fit = RoystonParmar.Fit(data.Observations, data.Covariates, data.Names, inner, scale);
                fit.Status.ShouldBe(new FitStatus.Converged(), what);
                agreement.Within(1e-13, $"{what} log-likelihood", fit.LogLikelihood, expected[what, "loglik"]);
                for (var j = 0; j < fit.Coefficients.Count; j++)
                {
                    // A coefficient near 0 beside its standard error has that as its scale.
                    var (b, se) = (expected[what, $"b{j}"], expected[what, $"se{j}"]);
                    agreement.Within(
                        1e-10,
                        $"{what} b{j}",
                        fit.Coefficients[j].Value,
                        b,
                        Math.Max(Math.Abs(b!.Value), se!.Value)
                    );
                    agreement.Within(1e-10, $"{what} se{j}", fit.Coefficients[j].StandardError, se);
                }
                for (var j = 0; j < fit.Knots.Count; j++)
                    agreement.Within(1e-14, $"{what} knot {j}", fit.Knots[j], expected[what, $"knot{j}"]);
                var x = data.Covariates.AsSpan(0, data.Names.Length);
                var at = name == "gehan" ? Median(data) : time;
                agreement.Within(1e-9, $"{what} S", fit.Survival(at, x)?.Value, expected[what, "survival"]);
                agreement.Within(1e-9, $"{what} hazard", fit.Hazard(at, x)?.Value, expected[what, "hazard"]);
            }
    }
}
