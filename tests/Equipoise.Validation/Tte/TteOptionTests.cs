using System.Globalization;
using System.Text.Json;

namespace Equipoise.Validation.Tte;

/// <summary>
/// The options of the verb on the leukemia data of Miller (1981), against R 4.2.2 with survival 3.5-3: R/tte.R makes the answers.
/// </summary>
public sealed class TteOptionTests
{
    static readonly Expected expected = Expected.Read("tte");

    [Fact]
    public void Every_scale_of_the_limits_gives_Rs_curves()
    {
        var agreement = new Agreement(
            "equipoise tte --conf-type, --rmst, --at: limits of survival, medians, restricted means",
            expected.Call("survfit(conf.type = ...), summary(rmean = 30), quantile")
        );
        foreach (var scale in new[] { "log-log", "log", "plain", "logit", "arcsin" })
        {
            var json = Json("--arm", "x", "--conf-type", scale, "--rmst", "30", "--at", "20");
            json.GetProperty("conventions").GetProperty("confType").GetString().ShouldBe(scale);
            CompareArms(agreement, $"limits {scale}", json);
        }
        agreement.ShouldBeComplete(atLeast: 80);
    }

    [Theory]
    [InlineData("efron")]
    [InlineData("breslow")]
    [InlineData("discrete")]
    public void Every_tie_method_of_R_gives_Rs_Cox_model_and_test_of_proportional_hazards(string ties)
    {
        var json = Json("--arm", "x", "--covariates", "age", "--ties", ties);
        var agreement = new Agreement(
            $"equipoise tte --ties {ties}: Cox model{(ties == "discrete" ? "" : ", proportional hazards")}",
            expected.Call(
                ties == "discrete"
                    ? "coxph(ties = \"exact\")"
                    : $"coxph(ties = \"{ties}\"), cox.zph(transform = \"km\", terms = FALSE)"
            )
        );
        json.GetProperty("conventions").GetProperty("ties").GetString().ShouldBe(ties);
        CompareCox(agreement, $"ties {ties}", json.GetProperty("cox"));
        agreement.ShouldBeComplete(atLeast: ties == "discrete" ? 10 : 19);
    }

    [Fact]
    public void The_exact_marginal_likelihood_is_the_sum_over_the_orders_of_tied_events()
    {
        var cox = Json("--arm", "x", "--ties", "exact").GetProperty("cox");
        var agreement = new Agreement(
            "equipoise tte --ties exact: Cox model",
            new Source.SecondProgram("the sum over all orders of tied events and its root by complex steps, in R/tte.R")
        );
        var coefficient = cox.GetProperty("coefficients")[0];
        agreement.Within(1e-9, "estimate", Number(coefficient, "estimate"), expected["ties exact", "1 estimate"]);
        foreach (var name in new[] { "logLikelihoodNull", "logLikelihood" })
            agreement.Within(1e-12, name, Number(cox, name), expected["ties exact", name]);
        agreement.ShouldBeComplete(atLeast: 3);
        cox.GetProperty("proportionalHazards").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void The_log_rank_test_has_the_weight_that_was_asked_for()
    {
        var agreement = new Agreement("equipoise tte --rho: log-rank test", expected.Call("survdiff(rho = ...)"));
        foreach (var rho in new[] { "0", "1", "0.5" })
            CompareWeighted(agreement, $"rho {rho}", Json("--arm", "x", "--rho", rho), rho, "0");
        agreement.ShouldBeComplete(atLeast: 12);

        agreement = new Agreement(
            "equipoise tte --rho --gamma: log-rank test",
            new Source.SecondProgram("the sums of Fleming and Harrington (1991), 7.1, in R/tte.R")
        );
        foreach (var (rho, gamma) in new[] { ("0", "1"), ("1", "1"), ("0.5", "2") })
            CompareWeighted(
                agreement,
                $"rho {rho} gamma {gamma}",
                Json("--arm", "x", "--rho", rho, "--gamma", gamma),
                rho,
                gamma
            );
        agreement.ShouldBeComplete(atLeast: 12);
    }

    static void CompareWeighted(Agreement agreement, string name, JsonElement json, string rho, string gamma)
    {
        var test = json.GetProperty("logRank");
        agreement.Exactly("rho", Number(test, "rho"), double.Parse(rho, CultureInfo.InvariantCulture));
        agreement.Exactly("gamma", Number(test, "gamma"), double.Parse(gamma, CultureInfo.InvariantCulture));
        CompareLogRank(agreement, name, test);
    }

    [Fact]
    public void Who_enters_late_is_at_risk_only_from_then_on()
    {
        var json = Json("--entry", "from", "--arm", "x", "--covariates", "age", "--rmst", "30", "--at", "20");
        var agreement = new Agreement(
            "equipoise tte --entry: curves, log-rank, Cox model, proportional hazards",
            expected.Call("survfit, coxph, cox.zph of Surv(from, time, status); log-rank: score test of coxph(ties = \"exact\")")
        );
        CompareArms(agreement, "entry", json);
        CompareCox(agreement, "entry", json.GetProperty("cox"));
        agreement.Within(1e-9, "log-rank", Number(json.GetProperty("logRank"), "chiSquare"), expected["entry", "chiSquare"]);
        agreement.ShouldBeComplete(atLeast: 36);
    }

    [Fact]
    public void Whole_weights_count_people_as_rows_repeated_so_often()
    {
        var json = Json("--weight", "times", "--arm", "x", "--covariates", "age", "--rmst", "30", "--at", "20");
        json.GetProperty("conventions").GetProperty("weights").GetString().ShouldBe("frequency");
        var agreement = new Agreement(
            "equipoise tte --weight, whole numbers: curves, log-rank, Cox model, proportional hazards",
            expected.Call("survfit, survdiff of repeated rows; coxph(weights = times), cox.zph")
        );
        CompareArms(agreement, "frequency", json);
        CompareLogRank(agreement, "frequency", json.GetProperty("logRank"));
        CompareCox(agreement, "frequency", json.GetProperty("cox"));
        agreement.ShouldBeComplete(atLeast: 37);
        json.GetProperty("rows").GetInt32().ShouldBe(15); // 8 of 23 rows have weight 0
    }

    [Fact]
    public void Other_weights_are_sampling_weights_with_Rs_robust_standard_errors()
    {
        var json = Json("--weight", "share", "--arm", "x", "--covariates", "age", "--rmst", "30", "--at", "20");
        json.GetProperty("conventions").GetProperty("weights").GetString().ShouldBe("sampling");
        var agreement = new Agreement(
            "equipoise tte --weight, fractions: curves and Cox model with robust errors, proportional hazards",
            expected.Call("survfit(weights = share), residuals(type = \"rmst\"), coxph(weights = share), cox.zph")
        );
        CompareArms(agreement, "sampling", json);
        CompareCox(agreement, "sampling", json.GetProperty("cox"));
        agreement.ShouldBeComplete(atLeast: 35);
    }

    static void CompareArms(Agreement agreement, string name, JsonElement json)
    {
        foreach (var (index, arm) in json.GetProperty("arms").EnumerateArray().Index())
        {
            var (median, mean, at) = (arm.GetProperty("median"), arm.GetProperty("rmst"), arm.GetProperty("at")[0]);
            foreach (var quantity in new[] { "estimate", "lower", "upper" })
                agreement.Exactly(
                    $"{name} median {quantity} {index}",
                    Number(median, quantity),
                    expected[name, $"arm {index + 1} median {quantity}"]
                );
            Number(mean, "tau").ShouldBe(30);
            foreach (var quantity in new[] { "estimate", "standardError" })
                agreement.Within(
                    1e-12,
                    $"{name} rmst {quantity} {index}",
                    Number(mean, quantity),
                    expected[name, $"arm {index + 1} rmst {quantity}"]
                );
            foreach (var quantity in new[] { "survival", "lower", "upper" })
                agreement.Within(
                    1e-12,
                    $"{name} {quantity} {index}",
                    Number(at, quantity),
                    expected[name, $"arm {index + 1} {quantity}"]
                );
        }
    }

    static void CompareLogRank(Agreement agreement, string name, JsonElement test)
    {
        agreement.Within(1e-11, $"{name} log-rank", Number(test, "chiSquare"), expected[name, "chiSquare"]);
        agreement.Within(1e-11, $"{name} log-rank p", Number(test, "p"), expected[name, "p"]);
    }

    static void CompareCox(Agreement agreement, string name, JsonElement cox)
    {
        foreach (var (index, coefficient) in cox.GetProperty("coefficients").EnumerateArray().Index())
            foreach (var quantity in new[] { "estimate", "standardError", "z", "p" })
                agreement.Within(
                    1e-9,
                    $"{name} {quantity} {index}",
                    Number(coefficient, quantity),
                    expected[name, $"{index + 1} {quantity}"]
                );
        foreach (var quantity in new[] { "logLikelihoodNull", "logLikelihood" })
            agreement.Within(1e-12, $"{name} {quantity}", Number(cox, quantity), expected[name, quantity]);
        if (!expected.Has(name, "ph 1 chiSquare"))
            return;
        var tests = cox.GetProperty("proportionalHazards").EnumerateArray().ToArray();
        tests.Select(test => test.GetProperty("name").GetString()).ShouldBe(["Nonmaintained", "age", "GLOBAL"]);
        foreach (var (index, test) in tests.Index())
        {
            agreement.Exactly($"{name} df {index}", Number(test, "df"), expected[name, $"ph {index + 1} df"]);
            foreach (var quantity in new[] { "chiSquare", "p" })
                agreement.Within(
                    1e-9,
                    $"{name} proportional hazards {quantity} {index}",
                    Number(test, quantity),
                    expected[name, $"ph {index + 1} {quantity}"]
                );
        }
    }

    static JsonElement Json(params string[] options)
    {
        var run = TteRun.OnLines(AmlTable.Lines, ["--time", "time", "--event", "status", "--format", "json", .. options]);
        run.Error.ShouldBe("");
        run.Status.ShouldBe(0);
        return run.Json;
    }

    static double? Number(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
