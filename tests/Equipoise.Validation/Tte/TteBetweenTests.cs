using System.Globalization;

namespace Equipoise.Validation.Tte;

/// <summary>Events that are known to lie between two times: the verb's curves of Turnbull.</summary>
public sealed class TteBetweenTests
{
    // R: i <- 0:39; l <- (i*7) %% 20; right <- ifelse(i %% 5 == 2, NA, ifelse(i %% 10 == 4, l, l + 1 + (i*5) %% 6));
    //    left <- ifelse(i %% 8 == 3 & !is.na(right), NA, l); a = ifelse(i %% 2 == 0, "A", "B")
    static readonly string table = "left,right,a\n" + string.Concat(Enumerable.Range(0, 40).Select(Row));

    static readonly string[] columns = ["--interval", "left,right", "--arm", "a"];

    static string Row(int i)
    {
        var left = i * 7 % 20;
        var right = i % 10 == 4 ? left : left + 1 + i * 5 % 6;
        var isOpen = i % 5 == 2;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(i % 8 == 3 && !isOpen ? "" : left)},{(isOpen ? "" : right)},{(i % 2 == 0 ? "A" : "B")}\n"
        );
    }

    [Fact]
    public void The_curves_are_the_maximum_of_the_likelihood()
    {
        // A second program: 200,000 steps of Turnbull's self-consistency in R over the cells between the times. R's own
        // survfit(Surv(left, right, type = "interval2") ~ a), which stops sooner, has 0.8246241, 0.5852098 and 0.3414008 for A.
        var run = TteRun.OnLines(table, [.. columns, "--at", "5,10,15", "--format", "json"]);
        (run.Status, run.Error).ShouldBe((0, ""));
        var arms = run.Json.GetProperty("arms");
        double[][] expected = [[0.824624006904, 0.585209828759, 0.341400781252], [0.713624477547, 0.565110859061, 0.424064238748]];
        foreach (var (arm, values) in arms.EnumerateArray().Zip(expected))
            foreach (var (at, value) in arm.GetProperty("at").EnumerateArray().Zip(values))
            {
                at.GetProperty("atLeast").GetDouble().ShouldBe(value, 1e-6);
                at.GetProperty("atMost").GetDouble().ShouldBe(value, 1e-6);
            }
        arms[0].GetProperty("logLikelihood").GetDouble().ShouldBe(-29.980443918764, 1e-9);
        var median = arms[0].GetProperty("median");
        (median.GetProperty("after").GetDouble(), median.GetProperty("by").GetDouble()).ShouldBe((10, 11));
    }

    [Fact]
    public void Each_kind_of_interval_is_counted_and_the_text_says_what_the_data_do_not()
    {
        var output = TteRun.OnLines(table, columns).Output;
        output.ShouldContain("  A   20             4       12               0               4              10 and 11");
        output.ShouldContain("within an interval the data do not say when its events happened");
    }

    // Fay and Shaw (2010), J Stat Softw 36(2): Z = -2.6684, p = 0.007622, a score of -9.141846 of radiotherapy.
    [Fact]
    public void Arms_are_compared_by_the_log_rank_test_of_intervals_and_one_arm_is_not()
    {
        var lines = IntervalCensoring.IntervalLogRankAgreement.Lines;
        string[] call = ["--interval", "left,right", "--arm", "arm"];
        var test = TteRun.OnLines(lines, [.. call, "--format", "json"]).Json.GetProperty("test");
        test.GetProperty("z").GetDouble().ShouldBe(-2.6684, 0.5e-4);
        test.GetProperty("p").GetDouble().ShouldBe(0.007622, 0.5e-6);
        test.GetProperty("observedMinusExpected")[0].GetDouble().ShouldBe(-9.141846, 0.5e-6);
        test.GetProperty("notMade").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var text = TteRun.OnLines(lines, call).Output;
        text.ShouldContain("Log-rank test of intervals: chi-square 7.1203, 1 df, p = 0.0076");
        text.ShouldContain("observed minus expected events: 0 -9.14, 1 9.14");

        var one = TteRun.OnLines(lines, "--interval", "left,right", "--format", "json").Json;
        one.GetProperty("test").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        TteRun.OnLines(lines, "--interval", "left,right").Output.ShouldContain("arms are not tested");
    }

    [Fact]
    public void An_open_interval_is_no_missing_value_and_one_without_any_end_is()
    {
        var json = TteRun.OnLines("l,r,w\n1,,2\n,3,1\n,,1\n2,2,1\n1,2,\n", "--interval", "l,r", "--weight", "w", "--format", "json").Json;
        (json.GetProperty("n").GetInt32(), json.GetProperty("rows").GetInt32(), json.GetProperty("dropped").GetInt32())
            .ShouldBe((4, 3, 2));
        var arm = json.GetProperty("arms")[0];
        (arm.GetProperty("right").GetInt32(), arm.GetProperty("left").GetInt32(), arm.GetProperty("exact").GetInt32())
            .ShouldBe((2, 1, 1));
    }

    [Fact]
    public void The_figure_says_what_its_numbers_are()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var svg = Path.Combine(folder.FullName, "curves.svg");
            TteRun.OnLines(table, [.. columns, "--plot", svg]).Status.ShouldBe(0);
            File.ReadAllText(svg).ShouldContain("Known without event");
            TteRun.Texts(svg, "at-risk-number").Take(3).ShouldBe(["20", "14", "10"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("l,r\n3,2\n", "l,r", "row 1, column l: \"3\" is after the time in column r.")]
    [InlineData("l,r\n-3,2\n", "l,r", "row 1, column l: \"-3\" is no time; a time is a number, 0 or more.")]
    [InlineData("l,r\n,\n", "l,r", "no row has a time in l or r.")]
    [InlineData("l,r\n1,2\n", "l,right", "has no column right; it has l, r.")]
    [InlineData("l,r\n1,2\n", "l", "--interval takes two columns, LEFT,RIGHT")]
    public void An_interval_that_is_none_is_refused(string lines, string interval, string said)
    {
        var run = TteRun.OnLines(lines, "--interval", interval);
        (run.Status, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain(said);
    }

    [Fact]
    public void What_needs_the_time_of_an_event_is_refused_and_without_intervals_time_and_event_are_required()
    {
        var run = TteRun.OnLines("l,r\n1,2\n", "--interval", "l,r", "--rmst", "3", "--time", "l");
        run.Status.ShouldBe(2);
        run.Error.ShouldContain("--rmst needs the time of each event, which --interval does not have.");
        run.Error.ShouldContain("--time needs");
        var none = TteRun.OnLines("l,r\n1,2\n");
        none.Status.ShouldBe(2);
        none.Error.ShouldContain("Option '--time' is required.");
        none.Error.ShouldContain("Option '--event' is required.");
    }
}
