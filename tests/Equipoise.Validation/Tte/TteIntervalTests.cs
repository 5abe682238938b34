using System.Text.Json;

namespace Equipoise.Validation.Tte;

/// <summary>Rows that are not participants one by one: intervals of one, many who are alike, parts of a population.</summary>
public sealed class TteIntervalTests
{
    static readonly string[] columns = ["--time", "t", "--event", "e"];
    static readonly string[] entry = [.. columns, "--entry", "s"];

    [Fact]
    public void Intervals_are_participants_only_when_somebody_says_whose_they_are()
    {
        var lines = "s,t,e,p\n0,30,0,1\n30,60,0,1\n60,80,1,1\n";
        var intervals = TteRun.OnLines(lines, entry).Output;
        intervals.ShouldStartWith("3 intervals, 1 events");
        intervals.ShouldContain("follow-up is not given");
        intervals.ShouldNotContain("articipants");
        TteRun
            .OnLines(lines, [.. entry, "--format", "json"])
            .Json.GetProperty("medianFollowUp")
            .ValueKind.ShouldBe(JsonValueKind.Null);

        var one = TteRun.OnLines(lines, [.. entry, "--id", "p", "--at", "70,90"]).Output;
        one.ShouldStartWith("1 participants in 3 intervals, 1 events");
        one.ShouldContain("median follow-up NR (NR to NR)");
        var json = TteRun.OnLines(lines, [.. entry, "--id", "p", "--at", "70,90", "--format", "json"]).Json;
        (json.GetProperty("n").GetInt32(), json.GetProperty("rows").GetInt32()).ShouldBe((1, 3));
        Counts(json.GetProperty("arms")[0].GetProperty("at")[0]).ShouldBe((1, 0, 0));
        Counts(json.GetProperty("arms")[0].GetProperty("at")[1]).ShouldBe((0, 1, 0));
    }

    // By hand: 10 is followed to 50 in two intervals, 11 to 40 in one with the event. Reversed, 11's event is a censoring at 40 and
    // 10's censoring an event at 50 among one at risk.
    [Fact]
    public void Follow_up_of_participants_in_intervals_is_that_of_the_participants()
    {
        var lines = "s,t,e,p,a\n0,20,0,10,A\n20,50,0,10,A\n0,40,1,11,A\n";
        var json = TteRun.OnLines(lines, [.. entry, "--id", "p", "--arm", "a", "--format", "json"]).Json;
        json.GetProperty("medianFollowUp").GetProperty("estimate").GetDouble().ShouldBe(50);
        json.GetProperty("arms")[0].GetProperty("n").GetInt32().ShouldBe(2);
        var whole = TteRun.OnLines("t,e\n50,0\n40,1\n", [.. columns, "--format", "json"]).Json;
        whole.GetProperty("medianFollowUp").GetProperty("estimate").GetDouble().ShouldBe(50);
    }

    [Fact]
    public void Rows_of_one_participant_that_overlap_are_refused()
    {
        var run = TteRun.OnLines("s,t,e,p\n0,30,0,1\n20,60,1,1\n0,5,0,2\n", [.. entry, "--id", "p"]);
        (run.Status, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain("row 2, column p: \"1\" has two rows at one time");
        TteRun.OnLines("t,e,p\n30,0,1\n60,1,1\n", [.. columns, "--id", "p"]).Error.ShouldContain("need --entry");
    }

    // R 4.2.2, survival 3.5-3: coxph(Surv(s, t, e) ~ x, cluster = p)
    [Fact]
    public void Several_events_of_one_participant_and_clusters_have_robust_limits()
    {
        var lines =
            "s,t,e,x,p\n0,3,1,0.5,1\n3,8,1,0.5,1\n8,11,0,1.5,1\n0,5,1,1,2\n5,9,0,1,2\n0,7,1,2,3\n7,10,1,1,3\n0,6,0,0,4\n0,12,1,0,5\n0,4,1,1.2,6\n";
        foreach (var option in new[] { new[] { "--id", "p" }, ["--cluster", "p"] })
        {
            var cox = TteRun.OnLines(lines, [.. entry, .. option, "--covariates", "x", "--format", "json"]).Json.GetProperty("cox");
            var x = cox.GetProperty("coefficients")[0];
            x.GetProperty("estimate").GetDouble().ShouldBe(0.578259534001855, 1e-9);
            x.GetProperty("standardError").GetDouble().ShouldBe(0.444509061720778, 1e-9);
            TteRun.OnLines(lines, [.. entry, .. option, "--covariates", "x"]).Output.ShouldContain("robust limits of hazard ratios by p");
        }
    }

    // R: summary(survfit(Surv(s, t, e) ~ 1), times = 0:1)$n.risk is 3, 3.
    [Fact]
    public void Who_enters_at_0_is_at_risk_from_0_on()
    {
        var json = TteRun.OnLines("s,t,e\n0,5,1\n0,7,0\n0,9,1\n", [.. entry, "--at", "0,1", "--format", "json"]).Json;
        foreach (var at in json.GetProperty("arms")[0].GetProperty("at").EnumerateArray())
            at.GetProperty("atRisk").GetInt32().ShouldBe(3);
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "km.svg");
        TteRun.OnLines("s,t,e\n0,5,1\n0,7,0\n0,9,1\n", [.. entry, "--plot", file]).Status.ShouldBe(0);
        TteRun.Texts(file, "at-risk-number")[0].ShouldBe("3");
    }

    [Fact]
    public void A_curve_that_is_0_before_others_enter_is_said_to_mean_nothing()
    {
        var lines = "s,t,e\n0,2,1\n3,5,1\n3,8,0\n";
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "km.svg");
        TteRun
            .OnLines(lines, [.. entry, "--rmst", "8", "--plot", file])
            .Output.ShouldContain("all: the curve falls to 0 at 2, when all of the few at risk have had the event");
        File.ReadAllText(file).ShouldContain("Its curve is 0 before others enter.");
        TteRun
            .OnLines(lines, [.. entry, "--rmst", "8", "--format", "json"])
            .Json.GetProperty("arms")[0]
            .GetProperty("curve")
            .GetString()
            .ShouldBe("ZeroBeforeLateEntries");
        // From 3 on two are at risk and one of them has the event at 5: 2 + 3/2 until 8.
        var later = TteRun.OnLines(lines, [.. entry, "--rmst", "8", "--from", "3", "--format", "json"]).Json.GetProperty("arms")[0];
        later.GetProperty("curve").GetString().ShouldBe("Estimated");
        later.GetProperty("rmst").GetProperty("estimate").GetDouble().ShouldBe(3.5, 1e-12);
    }

    [Fact]
    public void A_weight_of_whole_numbers_counts_people_and_any_other_tells_both()
    {
        var lines = "t,e,w,a\n1,1,10,A\n2,0,5,A\n3,1,4,B\n4,0,6,B\n";
        string[] options = [.. columns, "--weight", "w", "--arm", "a", "--at", "2"];
        var json = TteRun.OnLines(lines, [.. options, "--format", "json"]).Json;
        var arms = json.GetProperty("arms").EnumerateArray().ToArray();
        json.GetProperty("n").GetInt32().ShouldBe(25);
        arms.Select(arm => arm.GetProperty("n").GetInt32()).ShouldBe([15, 10]);
        arms.Select(arm => arm.GetProperty("events").GetInt32()).ShouldBe([10, 4]);
        arms.Select(arm => Counts(arm.GetProperty("at")[0])).ShouldBe([(5, 10, 0), (10, 0, 0)]);

        var sampled = TteRun.OnLines(lines.Replace("10,A", "10.5,A", StringComparison.Ordinal), options).Output;
        sampled.ShouldContain("2 (weighted 15.5)");
        sampled.ShouldContain("1 (weighted 5)");
    }

    static (int AtRisk, int Events, int Censored) Counts(JsonElement at) =>
        (at.GetProperty("atRisk").GetInt32(), at.GetProperty("events").GetInt32(), at.GetProperty("censored").GetInt32());
}
