using System.Globalization;
using System.Text.Json;

namespace Equipoise.Validation.Tte;

/// <summary>Ends of which one rules out another, against R 4.2.2 with survival 3.5-3 and cmprsk 2.2-11.</summary>
public sealed class TteCauseTests
{
    // R: i <- 0:59; d <- data.frame(t = 1 + (i*37) %% 50, e = c(1,2,0,1,1,2,0)[1 + i %% 7],
    //                               a = ifelse(i %% 2 == 0, "A", "B"), x = (i*11) %% 13, s = i %% 3)
    static readonly string table =
        "t,e,a,x,s,w,v\n"
        + string.Concat(
            Enumerable
                .Range(0, 60)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{1 + i * 37 % 50},{"1201120"[i % 7]},{(i % 2 == 0 ? "A" : "B")},{i * 11 % 13},{i % 3},{i % 3},"
                            + $"{0.5 + i % 4}\n"
                    )
                )
        );

    static readonly string[] columns = ["--time", "t", "--event", "e", "--cause", "1", "--arm", "a"];

    static JsonElement Json(params string[] options)
    {
        var run = TteRun.OnLines(table, [.. columns, "--format", "json", .. options]);
        (run.Status, run.Error).ShouldBe((0, ""));
        return run.Json.GetProperty("competing");
    }

    static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    [Fact]
    public void The_incidence_of_each_cause_is_that_of_Aalen_and_Johansen()
    {
        // survfit(Surv(t, factor(e, 0:2)) ~ a, conf.type = "log-log"), summary(times = c(10, 30)): pstate, std.err, lower, upper.
        var arms = Json("--at", "10,30").GetProperty("arms");
        double[][] expected =
        [
            [0.1333333333333333, 0.0620632890834175, 0.0420539026105789, 0.277707040034261],
            [0.3167572463768116, 0.0878090876349090, 0.1581518513919504, 0.488391032512148],
            [0.0333333333333333, 0.0327730693416725, 0.00249456719354153, 0.145138067331715],
            [0.1057971014492754, 0.0578380906231603, 0.02680236914310949, 0.248060191071224],
            [0.0689655172413793, 0.0470543613255871, 0.0121645108080250, 0.197534840490247],
            [0.3218390804597702, 0.0888434332821355, 0.1608800590498395, 0.494871495393345],
            [0.1034482758620690, 0.0565523041645380, 0.02630036019362535, 0.242998357079325],
            [0.1800766283524905, 0.0731595489839284, 0.06535925363992932, 0.340469413640578],
        ];
        var at = arms.EnumerateArray()
            .SelectMany(arm => arm.GetProperty("incidence").EnumerateArray())
            .SelectMany(cause => cause.GetProperty("at").EnumerateArray())
            .ToArray();
        foreach (var (numbers, values) in at.Zip(expected))
            foreach (var (name, value) in new[] { "probability", "standardError", "lower", "upper" }.Zip(values))
                Number(numbers, name).ShouldBe(value, 1e-13);
        Number(arms[1].GetProperty("noEvent")[1], "probability").ShouldBe(0.498084291187740, 1e-13);
    }

    [Fact]
    public void Arms_are_compared_by_Grays_test_and_the_model_of_Fine_and_Gray()
    {
        // cuminc(t, e, a)$Tests; cuminc(t, e, a, s)$Tests; crr(t, e, cbind(a == "B", x), gtol = 1e-14), whose
        // own steps end 2e-9 from the root.
        var json = Json("--covariates", "x");
        Number(json.GetProperty("gray"), "chiSquare").ShouldBe(0.0618715217040, 1e-12);
        Number(json.GetProperty("gray"), "p").ShouldBe(0.803562007983, 1e-11);
        Number(Json("--strata", "s").GetProperty("gray"), "chiSquare").ShouldBe(0.00196647473281, 1e-13);
        var model = json.GetProperty("fineGray");
        var (b, x) = (model.GetProperty("coefficients")[0], model.GetProperty("coefficients")[1]);
        (Number(b, "estimate"), Number(b, "standardError")).ShouldBe((-0.049056599943126, 0.372137298941484), Within(1e-8));
        (Number(x, "estimate"), Number(x, "standardError")).ShouldBe((-0.032605969501396, 0.053271871368113), Within(1e-8));
        Number(model, "logLikelihood").ShouldBe(-92.9694974714, 1e-9);
    }

    static IEqualityComparer<(double, double)> Within(double tolerance) =>
        EqualityComparer<(double, double)>.Create(
            (a, b) => double.Abs(a.Item1 - b.Item1) < tolerance && double.Abs(a.Item2 - b.Item2) < tolerance,
            _ => 0
        );

    [Fact]
    public void Rates_of_the_cause_are_compared_with_the_others_as_censorings()
    {
        // survdiff(Surv(t, e == 1) ~ a); coxph(Surv(t, e == 1) ~ a + x).
        var json = TteRun.OnLines(table, [.. columns, "--covariates", "x", "--format", "json"]).Json;
        Number(json.GetProperty("logRank"), "chiSquare").ShouldBe(0.0066246063592, 1e-12);
        var coefficient = json.GetProperty("cox").GetProperty("coefficients")[0];
        (Number(coefficient, "estimate"), Number(coefficient, "standardError"))
            .ShouldBe((0.0534461629158, 0.3946706754726), Within(1e-10));
        // What nobody survives has no median: others would have had the other event.
        json.GetProperty("arms")[0].GetProperty("median").ValueKind.ShouldBe(JsonValueKind.Null);
        // quantile(survfit(Surv(t, e == 0) ~ 1), 0.5): any event ends what can be seen of follow-up.
        Number(json.GetProperty("medianFollowUp"), "estimate").ShouldBe(47);
    }

    [Fact]
    public void The_counts_by_code_stand_first_and_add_up()
    {
        var output = TteRun.OnLines(table, columns).Output;
        output.ShouldContain("e: 0 (censored) 17, 1 (event) 26, 2 (competing event) 17");
        output.ShouldContain("Gray's test of the incidence of e 1: chi-square 0.0619, 1 df, two-sided p 0.8036");
        output.ShouldContain("Cause-specific hazard ratio of");
        output.ShouldNotContain("Median (");
        // Without --at, at round times up to the end.
        output.ShouldContain("  B   40 ");
    }

    [Fact]
    public void A_count_of_people_is_so_many_rows_and_other_weights_make_no_test()
    {
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var repeated = string.Join(
            '\n',
            lines.Take(1).Concat(lines.Skip(1).SelectMany(line => Enumerable.Repeat(line, line.Split(',')[5][0] - '0')))
        );
        var weighed = Json("--weight", "w").ToString();
        var run = TteRun.OnLines(repeated, [.. columns, "--format", "json"]).Json.GetProperty("competing").ToString();
        weighed.ShouldBe(run);

        var sampled = Json("--weight", "v", "--at", "30");
        sampled.GetProperty("gray").ValueKind.ShouldBe(JsonValueKind.Null);
        sampled.GetProperty("notMade").GetString().ShouldBe("they take no sampling weights");
    }

    [Fact]
    public void Of_late_entries_the_model_of_Fine_and_Gray_is_that_of_finegray()
    {
        // R: d$t0 <- c(0, 0, 2, 5)[1 + i %% 4] where that is before t, else 0; rows <- finegray(Surv(t0, t, factor(e, 0:2)) ~ b + x + id,
        // id = id); coxph(Surv(fgstart, fgstop, fgstatus) ~ b + x, weights = fgwt, cluster = id, ties = "breslow").
        var json = Entered("--covariates", "x").GetProperty("fineGray");
        json.GetProperty("weights").GetString().ShouldBe("Geskus");
        var (b, x) = (json.GetProperty("coefficients")[0], json.GetProperty("coefficients")[1]);
        (Number(b, "estimate"), Number(b, "standardError")).ShouldBe((0.01549483402375701, 0.3748186240806674), Within(1e-11));
        (Number(x, "estimate"), Number(x, "standardError")).ShouldBe((-0.02604784311028199, 0.05449106901099968), Within(1e-11));
        // The loops of R/competing-risks.R, gray.loops(t0, t, e, a).
        Number(Entered().GetProperty("gray"), "chiSquare").ShouldBe(0.01401659378207782, 1e-11);
        TteRun.OnLines(entered, [.. columns, "--entry", "t0"])
            .Output.ShouldContain("risk sets weighed for late entries as by Geskus, with robust limits that take the weights for known");
    }

    static readonly string entered = string.Join(
        '\n',
        table
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(
                (line, row) =>
                    row == 0 ? $"{line},t0"
                    : new[] { 0, 0, 2, 5 }[(row - 1) % 4] is var t0 && t0 < int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)
                        ? $"{line},{t0}"
                    : $"{line},0"
            )
    );

    static JsonElement Entered(params string[] options)
    {
        var run = TteRun.OnLines(entered, [.. columns, "--entry", "t0", "--format", "json", .. options]);
        (run.Status, run.Error).ShouldBe((0, ""));
        return run.Json.GetProperty("competing");
    }

    [Fact]
    public void Where_those_who_entered_early_are_gone_before_others_enter_it_is_said()
    {
        var gap = "s,t,e,a\n0,1,2,A\n0,2,1,B\n3,5,1,A\n3,6,1,B\n";
        var run = TteRun.OnLines(gap, [.. columns, "--entry", "s"]);
        run.Status.ShouldBe(0);
        run.Output.ShouldContain(
            "not estimable. All of an arm who were at risk had had an event before others of it entered."
        );
        run.Output.ShouldContain("There is no fit: at 1 somebody had another event, and the others entered after all");
    }

    [Fact]
    public void Text_causes_are_understood_and_the_figure_is_of_the_one_asked_about()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var svg = Path.Combine(folder.FullName, "incidence.svg");
            var lines = "t,end\n1,relapse\n2,death\n3,alive\n4,relapse\n";
            var run = TteRun.OnLines(
                lines,
                "--time", "t", "--event", "end", "--cause", "relapse", "--censor-value", "alive", "--plot", svg
            );
            (run.Status, run.Error).ShouldBe((0, ""));
            run.Output.ShouldContain("end: alive (censored) 1, death (competing event) 1, relapse (event) 2");
            File.ReadAllText(svg).ShouldContain("Cumulative incidence of end relapse (%)");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--cause 3", "column e has no 3 in the rows that are analyzed; it has 0, 1, 2.")]
    [InlineData("--cause 0", "--cause 0: 0 means censored, unless --censor-value says that another value does.")]
    [InlineData("--cause 1 --censor-value 1", "--cause 1 is what --censor-value says of censored times.")]
    [InlineData("--cause 1 --rmst 5", "--rmst is of the time without any event")]
    [InlineData("--cause 1 --from 5", "--from is of the time without any event")]
    [InlineData("--cause 1 --conf-type logit", "limits of an incidence are log-log, log or plain")]
    [InlineData("--cause 1 --id s", "with --cause each participant has one row; s has 3 in 60 rows.")]
    public void What_a_cause_cannot_go_with_is_refused(string options, string said)
    {
        var run = TteRun.OnLines(table, ["--time", "t", "--event", "e", .. options.Split(' ')]);
        (run.Status, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain(said);
    }

    [Fact]
    public void Codes_that_may_rule_each_other_out_are_counted_and_asked_about()
    {
        var unknown = TteRun.OnLines("t,e\n1,1\n2,2\n3,0\n4,2\n", "--time", "t", "--event", "e");
        unknown.Status.ShouldBe(2);
        unknown.Error.ShouldContain("e is 0 in 1 row, 1 in 1 row, 2 in 2 rows; where one of these events rules out another, say --cause 1.");
        var pooled = TteRun.OnLines("t,e\n1,1\n2,2\n3,0\n4,2\n", "--time", "t", "--event", "e", "--censor-value", "0");
        pooled.Status.ShouldBe(0);
        pooled.Error.ShouldContain("column e has 2 values that are taken for one event, 1 (1) and 2 (2).");
        pooled.Error.ShouldContain("say --cause 1");
    }
}
