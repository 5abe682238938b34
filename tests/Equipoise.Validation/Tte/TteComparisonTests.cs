using System.Text.Json;

namespace Equipoise.Validation.Tte;

/// <summary>
/// How arms differ, on the leukemia data of Miller (1981), against R 4.2.2 with survival 3.5-3; d is aml with
/// age = 40 + (0:22 * 7) %% 23.
/// </summary>
public sealed class TteComparisonTests
{
    static readonly string[] columns = ["--time", "time", "--event", "status", "--arm", "x"];

    static JsonElement Json(params string[] options)
    {
        var run = TteRun.OnLines(AmlTable.Lines, [.. columns, "--format", "json", .. options]);
        (run.Status, run.Error).ShouldBe((0, ""));
        return run.Json;
    }

    static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    [Fact]
    public void Observed_and_expected_events_are_those_of_survdiff()
    {
        // survdiff(Surv(time, status) ~ x): obs, exp.
        var arms = Json().GetProperty("logRank").GetProperty("arms");
        (Number(arms[0], "observed"), Number(arms[1], "observed")).ShouldBe((7, 11));
        Number(arms[0], "expected").ShouldBe(10.6893359923007, 1e-12);
        Number(arms[1], "expected").ShouldBe(7.31066400769928, 1e-12);
    }

    [Fact]
    public void Survival_and_means_differ_as_the_curves_of_survfit_do()
    {
        var comparison = Json("--at", "20", "--rmst", "30").GetProperty("comparisons")[0];
        comparison.GetProperty("against").GetString().ShouldBe("Maintained");
        // surv and std.err of summary(survfit(...), times = 20), the second less the first.
        var at = comparison.GetProperty("at")[0].GetProperty("difference");
        Number(at, "estimate").ShouldBe(-0.132575757575757, 1e-14);
        Number(at, "standardError").ShouldBe(0.199401438385938, 1e-14);
        Number(at, "lower").ShouldBe(-0.523395395277678, 1e-14);
        Number(at, "p").ShouldBe(0.506134533203731, 1e-13);
        // rmean and se(rmean) of summary(survfit(...), rmean = 30)$table; the ratio by the delta method on the log scale.
        var means = comparison.GetProperty("rmst");
        Number(means.GetProperty("difference"), "estimate").ShouldBe(-4.90782828282828, 1e-12);
        Number(means.GetProperty("difference"), "standardError").ShouldBe(3.83129025809738, 1e-12);
        Number(means.GetProperty("difference"), "p").ShouldBe(0.200198666053862, 1e-12);
        Number(means.GetProperty("ratio"), "estimate").ShouldBe(0.800513215293816, 1e-13);
        Number(means.GetProperty("ratio"), "lower").ShouldBe(0.5610464762029, 1e-13);
        Number(means.GetProperty("ratio"), "upper").ShouldBe(1.1421895244705, 1e-12);
        Json().GetProperty("comparisons").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    // The sums w(O - E) and their variance written out in R, with n or S of the pooled sample as weight.
    [InlineData("gehan", 2.72331154684096)]
    [InlineData("tarone-ware", 2.98160362200709)]
    [InlineData("peto", 2.70803501998579)]
    [InlineData("modified-peto", 2.64033342229199)]
    [InlineData("magirr-burman", 3.28770614231588)]
    [InlineData("magirr-burman=20", 3.0178175911801)]
    public void A_test_that_was_asked_for_by_name_has_its_weight(string word, double chiSquare)
    {
        var test = Json("--tests", word).GetProperty("tests")[0];
        test.GetProperty("test").GetString().ShouldBe(word);
        (Number(test, "chiSquare"), Number(test, "df")).ShouldBe((chiSquare, 1), Close);
    }

    static readonly IEqualityComparer<(double, double)> Close = EqualityComparer<(double, double)>.Create(
        (a, b) => double.Abs(a.Item1 - b.Item1) < 1e-12 && a.Item2 == b.Item2,
        _ => 0
    );

    [Fact]
    public void A_trend_over_two_arms_is_their_log_rank_test_and_MaxCombo_says_which_weight_went_farthest()
    {
        var json = Json("--tests", "trend,maxcombo");
        var (trend, largest) = (json.GetProperty("tests")[0], json.GetProperty("tests")[1]);
        // survdiff(...)$chisq
        double.Pow(Number(trend, "z"), 2).ShouldBe(3.3963886989776, 1e-12);
        // Of four statistics the log-rank test's |z| = 1.843 is below the largest, and P is that of the largest of them all.
        double.Abs(Number(largest, "z")).ShouldBeGreaterThanOrEqualTo(double.Sqrt(3.3963886989776));
        Number(largest, "p").ShouldBeGreaterThan(Number(trend, "p") / 2);
        var text = TteRun.OnLines(AmlTable.Lines, [.. columns, "--tests", "trend,maxcombo"]).Output;
        text.ShouldContain("Log-rank test of trend over Maintained, Nonmaintained: z -1.8429, two-sided p 0.0653");
        text.ShouldContain("MaxCombo of log-rank, FH(0, 1), FH(1, 0) and FH(1, 1), largest of ");
    }

    [Fact]
    public void Quartiles_and_follow_up_of_each_arm_are_those_of_survfit()
    {
        // quantile(survfit(Surv(time, status) ~ x, conf.type = "log-log"), c(0.25, 0.75)); of Surv(time, 1 - status), 0.5.
        var arms = Json().GetProperty("arms");
        var (first, third) = (arms[0].GetProperty("quartiles")[0], arms[0].GetProperty("quartiles")[2]);
        (Number(first, "estimate"), Number(first, "lower"), Number(first, "upper")).ShouldBe((18, 9, 34));
        (Number(third, "estimate"), Number(third, "lower")).ShouldBe((48, 31));
        (Number(arms[1].GetProperty("quartiles")[0], "estimate"), Number(arms[1].GetProperty("quartiles")[2], "lower")).ShouldBe((8, 23));
        Number(arms[0].GetProperty("medianFollowUp"), "estimate").ShouldBe(103);
        Number(arms[1].GetProperty("medianFollowUp"), "lower").ShouldBe(16);
        var text = TteRun.OnLines(AmlTable.Lines, [.. columns, "--quartiles"]).Output;
        text.ShouldContain("First quartile (95% CI)");
        text.ShouldContain("18 (9 to 34)");
        text.ShouldContain("103 (13 to NR)");
    }

    [Fact]
    public void The_level_of_all_limits_is_the_one_that_was_asked_for()
    {
        // survfit(conf.int = 0.8) , lower and upper at 20; exp(confint(coxph(...), level = 0.8)).
        var json = Json("--confidence", "0.8", "--at", "20");
        json.GetProperty("conventions").GetProperty("confidence").GetDouble().ShouldBe(0.8);
        var at = json.GetProperty("arms")[0].GetProperty("at")[0];
        Number(at, "lower").ShouldBe(0.493536206293102, 1e-12);
        Number(at, "upper").ShouldBe(0.853707229733862, 1e-12);
        Number(json.GetProperty("cox").GetProperty("coefficients")[0], "lower").ShouldBe(1.29623304859654, 1e-9);
        var text = TteRun.OnLines(AmlTable.Lines, [.. columns, "--confidence", "0.8"]).Output;
        text.ShouldContain("HR (80% CI)");
        text.ShouldContain("80% limits of survival");
        text.ShouldNotContain("95%");
    }

    [Fact]
    public void The_model_is_tested_three_ways_and_its_concordance_told()
    {
        // coxph(Surv(time, status) ~ x + age): 2 diff(loglik), score, wald.test; concordance(fit).
        var cox = Json("--covariates", "age").GetProperty("cox");
        Number(cox.GetProperty("likelihoodRatio"), "chiSquare").ShouldBe(3.4016487721626, 1e-10);
        Number(cox.GetProperty("score"), "chiSquare").ShouldBe(3.43470240947978, 1e-10);
        Number(cox.GetProperty("wald"), "chiSquare").ShouldBe(3.21652653145381, 1e-8);
        Number(cox.GetProperty("likelihoodRatio"), "p").ShouldBe(0.182532984358163, 1e-10);
        Number(cox.GetProperty("concordance"), "estimate").ShouldBe(0.60952380952381, 1e-13);
        Number(cox.GetProperty("concordance"), "standardError").ShouldBe(0.0866823163772274, 1e-13);
        TteRun
            .OnLines(AmlTable.Lines, [.. columns, "--covariates", "age"])
            .Output.ShouldContain("likelihood ratio chi-square 3.4016, 2 df, p 0.1825; score chi-square 3.4347, 2 df, p 0.1795;");
    }

    // Nobody of B has the event: 1 of 4 at risk at time 1, 1 of 3 at time 2.
    const string NoEvents = "time,status,x\n1,1,A\n2,1,A\n2,0,B\n3,0,B\n";

    [Fact]
    public void Where_no_hazard_ratio_is_most_likely_its_limit_is_of_the_profile_likelihood()
    {
        // uniroot of 2 (l(-infinity) - l(b)) = qchisq(0.95, 1), l(b) = -log(2 + 2 exp(b)) - log(1 + 2 exp(b)).
        var run = TteRun.OnLines(NoEvents, [.. columns]);
        run.Output.ShouldContain("goes to 0 (0 to 1.114)");
        run.Output.ShouldContain("of the profile likelihood");
        var profile = TteRun
            .OnLines(NoEvents, [.. columns, "--format", "json"])
            .Json.GetProperty("cox")
            .GetProperty("coefficients")[0]
            .GetProperty("profile");
        Number(profile, "lower").ShouldBe(0);
        Number(profile, "upper").ShouldBe(1.11426065263497, 1e-9);
    }

    [Fact]
    public void With_Firths_penalty_there_is_one_with_limits_on_both_sides()
    {
        // optimize and uniroot of l(b) + log(I(b)) / 2.
        var cox = TteRun.OnLines(NoEvents, [.. columns, "--firth", "--format", "json"]).Json.GetProperty("cox");
        cox.GetProperty("penalty").GetString().ShouldBe("Firth");
        var coefficient = cox.GetProperty("coefficients")[0];
        Number(coefficient, "estimate").ShouldBe(-2.02225103391501, 1e-7);
        Number(coefficient.GetProperty("profile"), "lower").ShouldBe(0.000945661251156852, 1e-10);
        Number(coefficient.GetProperty("profile"), "upper").ShouldBe(1.71585098642975, 1e-7);
        cox.GetProperty("proportionalHazards").ValueKind.ShouldBe(JsonValueKind.Null);
        TteRun.OnLines(NoEvents, [.. columns, "--firth"]).Output.ShouldContain("The likelihood has Firth's penalty.");
    }

    [Theory]
    [InlineData("--tests gehen", "--tests gehen is unknown; there are gehan, tarone-ware,")]
    [InlineData("--tests magirr-burman=soon", "until when the weight grows is a time, as in magirr-burman=6.")]
    [InlineData("--confidence 95", "--confidence \"95\": a confidence is a number between 0 and 1, such as 0.9.")]
    [InlineData("--firth --cluster age", "--firth has no robust limits, which --cluster asks for.")]
    [InlineData("--firth --weight share", "--firth has no robust limits, which sampling weights need.")]
    public void What_cannot_be_meant_is_refused(string options, string said)
    {
        var run = TteRun.OnLines(AmlTable.Lines, [.. columns, .. options.Split(' ')]);
        (run.Status, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain(said);
    }

    [Fact]
    public void Tests_need_arms_and_MaxCombo_two()
    {
        TteRun
            .OnLines(AmlTable.Lines, "--time", "time", "--event", "status", "--tests", "gehan")
            .Error.ShouldContain("--tests are between the levels of --arm, which is not given.");
        TteRun
            .OnLines("time,status,x\n1,1,A\n2,1,B\n3,1,C\n", [.. columns, "--tests", "maxcombo"])
            .Output.ShouldContain("not made. It compares two arms; x has 3.");
    }
}
