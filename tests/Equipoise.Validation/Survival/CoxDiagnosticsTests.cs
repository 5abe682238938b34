using System.Globalization;
using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Validation.Survival;

/// <summary>
/// What follows a Cox fit, against R: residuals, robust variance, cox.zph, predicted curves and concordance; with weights, late
/// entries, strata, offsets and clusters, after Efron and Breslow. Where R sums in another order, numbers near 0 are compared on
/// the scale of their column.
/// </summary>
public sealed class CoxDiagnosticsTests
{
    // R's answers carry the rounding of its maximum, which it finds to some 1e-10 of a standard error.
    const double Reach = 1e-9;

    static readonly Expected expected = Expected.Read("cox-diagnostics");

    [Fact]
    public void What_follows_a_fit_of_small_data_is_what_R_gives()
    {
        var small = new[] { CoxDiagnosticsCase.Testw1, CoxDiagnosticsCase.Test2, CoxDiagnosticsCase.Aml };
        Compare("on testw1, test2 and aml", small, atLeast: 200);
    }

    [ReferenceFact]
    public void What_follows_a_fit_of_the_data_sets_of_R_is_what_R_gives() =>
        Compare("on lung, heart, veteran and bladder2", CoxDiagnosticsCase.OfReferenceData(), atLeast: 1000);

    static void Compare(string where, IReadOnlyList<CoxDiagnosticsCase> cases, int atLeast)
    {
        Agreement Of(string what, string call) => new($"{what} of a Cox model, {where}", expected.Call(call));
        var residuals = Of(
            "Martingale, deviance, score, dfbeta and Schoenfeld residuals",
            "residuals(fit, type = ...), predict(fit, type = \"expected\")"
        );
        var robust = Of("Robust and clustered variance", "coxph(..., cluster = id)");
        var zph = Of("Score test of proportional hazards", "cox.zph(fit, transform, terms = FALSE)");
        var curves = Of("Predicted curves", "survfit(fit, newdata, conf.type = ...)");
        var concordance = Of("Concordance", "concordance(fit)");
        foreach (var each in cases)
            foreach (var ties in new[] { TieMethod.Efron, TieMethod.Breslow })
            {
                var (fit, name) = (each.Fit(ties), $"{each.Name} {(ties == TieMethod.Efron ? "efron" : "breslow")}");
                CompareResiduals(name, each, fit, residuals);
                CompareRobust(name, each, fit, robust);
                CompareZph(name, fit, zph);
                CompareCurves(name, each, fit, curves);
                CompareConcordance(name, fit, concordance);
            }
        residuals.ShouldBeComplete(atLeast);
        robust.ShouldBeComplete(atLeast / 20);
        zph.ShouldBeComplete(atLeast / 20);
        curves.ShouldBeComplete(atLeast);
        concordance.ShouldBeComplete(atLeast / 20);
    }

    static void CompareResiduals(string name, CoxDiagnosticsCase data, CoxFit fit, Agreement agreement)
    {
        var all = fit.Residuals().ShouldNotBeNull();
        foreach (var c in fit.Coefficients)
            agreement.Within(Reach, $"{name} coef {c.Name}", c.Estimate, expected[name, $"coef {c.Name}"]);
        void Column(string what, string suffix, double[] column, double scale)
        {
            for (var row = 0; row < column.Length; row += data.By)
            {
                var quantity = $"{what} {row + 1}{suffix}";
                agreement.Within(Reach, $"{name} {quantity}", column[row], expected[name, quantity], scale);
            }
        }
        Column("martingale", "", all.Martingale(), 1);
        Column("deviance", "", all.Deviance(), 1);
        Column("expected", "", all.ExpectedEvents(), 1);
        foreach (var (what, columns) in new[] { ("score", all.Score()), ("dfbeta", all.DfBeta()), ("dfbetas", all.DfBetaS()) })
            foreach (var (column, coefficient) in columns.Zip(fit.Coefficients))
            {
                var squares = expected[name, $"{what} squares {coefficient.Name}"];
                agreement.Within(Reach, $"{name} {what} squares {coefficient.Name}", column!.Sum(x => x * x), squares);
                Column(what, " " + coefficient.Name, column!, double.Sqrt(squares!.Value / column!.Length));
            }

        var schoenfeld = all.Schoenfeld();
        foreach (var (what, columns) in new[] { ("schoenfeld", schoenfeld.Columns), ("scaledsch", schoenfeld.Scaled) })
            foreach (var (column, coefficient) in columns.Zip(fit.Coefficients))
            {
                var squares = expected[name, $"{what} squares {coefficient.Name}"];
                agreement.Within(Reach, $"{name} {what} squares {coefficient.Name}", column!.Sum(x => x * x), squares);
                var sums = column!.Select((x, i) => (Key: Key(schoenfeld, i), x)).GroupBy(pair => pair.Key, pair => pair.x);
                foreach (var (sum, i) in sums.Select((sum, i) => (sum, i)))
                    if (i % data.By == 0)
                        agreement.Within(
                            Reach,
                            $"{name} {what} {sum.Key} {coefficient.Name}",
                            sum.Sum(),
                            expected[name, $"{what} {sum.Key} {coefficient.Name}"],
                            double.Sqrt(squares!.Value / column!.Count)
                        );
            }
    }

    // The strata of these cases are numbered as R orders them.
    static string Key(SchoenfeldResiduals of, int i) =>
        string.Create(CultureInfo.InvariantCulture, $"{of.Strata[i]} {of.Times[i]}");

    static void CompareRobust(string name, CoxDiagnosticsCase data, CoxFit fit, Agreement agreement)
    {
        Tests("robust", fit.Robust());
        if (data.Clusters.Length > 0)
            Tests("clustered", fit.Robust(data.Clusters));

        void Tests(string what, RobustVariance? robust)
        {
            robust.ShouldNotBeNull();
            for (var i = 0; i < fit.Coefficients.Count; i++)
                for (var j = 0; j <= i; j++)
                {
                    var pair = $"{what} var {fit.Coefficients[i].Name} {fit.Coefficients[j].Name}";
                    agreement.Within(
                        Reach,
                        $"{name} {pair}",
                        robust.Covariance[i, j],
                        expected[name, pair],
                        double.Sqrt((robust.Covariance[i, i] * robust.Covariance[j, j])!.Value)
                    );
                }
            agreement.Within(Reach, $"{name} {what} wald", robust.Wald?.Statistic, expected[name, $"{what} wald"]);
            agreement.Within(Reach, $"{name} {what} score", robust.Score?.Statistic, expected[name, $"{what} score"]);
        }
    }

    static void CompareZph(string name, CoxFit fit, Agreement agreement)
    {
        foreach (
            var (word, transform) in new[]
            {
                ("km", TimeTransform.KaplanMeier),
                ("rank", TimeTransform.Rank),
                ("identity", TimeTransform.Identity),
                ("log", TimeTransform.Log),
            }
        )
        {
            var test = fit.TestProportionalHazards(transform).ShouldNotBeNull();
            foreach (var (one, coefficient) in test.Coefficients.Zip(fit.Coefficients))
                agreement.Within(
                    Reach,
                    $"{name} zph {word} {coefficient.Name}",
                    one?.Statistic,
                    expected[name, $"zph {word} {coefficient.Name}"]
                );
            if (fit.Coefficients.Count > 1)
                agreement.Within(
                    Reach,
                    $"{name} zph {word} GLOBAL",
                    test.Global?.Statistic,
                    expected[name, $"zph {word} GLOBAL"]
                );
        }
    }

    static void CompareCurves(string name, CoxDiagnosticsCase data, CoxFit fit, Agreement agreement)
    {
        foreach (var (person, i) in data.People.Select((person, i) => (person, i + 1)))
            foreach (
                var (word, transformation) in new[]
                {
                ("log-log", IntervalTransformation.LogLog),
                ("log", IntervalTransformation.Log),
                ("plain", IntervalTransformation.Plain),
                }
            )
            {
                var curve = fit.Predict(person.Covariates, person.Stratum, person.Offset, transformation).ShouldNotBeNull();
                for (var s = 0; s < curve.Steps.Count; s += data.By)
                {
                    var step = curve.Steps[s];
                    var at = string.Create(CultureInfo.InvariantCulture, $"curve {i} {step.Time}");
                    agreement.Within(Reach, $"{name} {at} cumhaz", step.CumulativeHazard, expected[name, $"{at} cumhaz"]);
                    agreement.Within(Reach, $"{name} {at} surv", step.Survival, expected[name, $"{at} surv"]);
                    agreement.Within(Reach, $"{name} {at} std.err", step.StandardError, expected[name, $"{at} std.err"]);
                    agreement.Within(Reach, $"{name} {at} {word} lower", step.Lower, expected[name, $"{at} {word} lower"]);
                    agreement.Within(Reach, $"{name} {at} {word} upper", step.Upper, expected[name, $"{at} {word} upper"]);
                }
            }
    }

    static void CompareConcordance(string name, CoxFit fit, Agreement agreement)
    {
        var c = fit.Concordance().ShouldNotBeNull();
        agreement.Within(Reach, $"{name} concordance", c.Estimate, expected[name, "concordance"]);
        agreement.Within(Reach, $"{name} variance", c.StandardError * c.StandardError, expected[name, "concordance var"]);
        agreement.Within(Reach, $"{name} concordant", c.Concordant, expected[name, "concordance concordant"]);
        agreement.Within(Reach, $"{name} discordant", c.Discordant, expected[name, "concordance discordant"]);
        agreement.Within(Reach, $"{name} tied risk", c.TiedRisk, expected[name, "concordance tied.x"]);
        agreement.Within(Reach, $"{name} tied time", c.TiedTime, expected[name, "concordance tied.y"]);
        agreement.Within(Reach, $"{name} tied both", c.TiedBoth, expected[name, "concordance tied.xy"]);
    }
}
