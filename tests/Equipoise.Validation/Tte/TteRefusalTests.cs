using System.Text.Json;
using System.Xml.Linq;

namespace Equipoise.Validation.Tte;

/// <summary>What the options of the verb refuse, what they print for people, and the figure.</summary>
public sealed class TteRefusalTests
{
    const string Table = """
        t,e,a,w,from
        1,1,A,1,0
        2,0,A,1,1
        3,1,B,2,1
        4,1,B,0,2
        6,0,B,1,3
        """;

    static readonly string[] columns = ["--time", "t", "--event", "e"];
    static readonly string[] arms = [.. columns, "--arm", "a"];

    [Fact]
    public void An_entry_that_is_not_before_the_end_is_named_with_its_row()
    {
        var run = TteRun.OnLines("t,e,from\n3,1,0\n2,1,2\n1,0,5\n", [.. columns, "--entry", "from"]);
        run.Status.ShouldBe(2);
        run.Output.ShouldBe("");
        run.Error.ShouldContain("row 2, column from: \"2\" is no entry before the time in column t. So row 3 \"5\".");
        run.Error.ShouldNotContain("row 1");
    }

    [Fact]
    public void A_row_without_entry_or_weight_is_dropped()
    {
        var json = TteRun
            .OnLines(
                "t,e,from,w\n3,1,0,1\n2,1,,1\n1,0,0,\n",
                [.. columns, "--entry", "from", "--weight", "w", "--format", "json"]
            )
            .Json;
        json.GetProperty("n").GetInt32().ShouldBe(1);
        json.GetProperty("dropped").GetInt32().ShouldBe(2);
    }

    [Fact]
    public void A_negative_weight_is_named_with_its_row()
    {
        var run = TteRun.OnLines("t,e,w\n1,1,1\n2,1,-0.5\n", [.. columns, "--weight", "w"]);
        run.Status.ShouldBe(2);
        run.Error.ShouldContain("row 2, column w: \"-0.5\" is no weight; a weight is a number, 0 or more.");
    }

    [Fact]
    public void Weights_of_words_and_weights_that_leave_nobody_are_refused()
    {
        TteRun.OnLines("t,e,w\n1,1,heavy\n", [.. columns, "--weight", "w"]).Error.ShouldContain("\"heavy\" is not a number");
        TteRun.OnLines("t,e,w\n1,1,0\n2,0,0\n", [.. columns, "--weight", "w"]).Error.ShouldContain("every row has weight 0 in w");
    }

    [Theory]
    [InlineData("exact")]
    [InlineData("discrete")]
    public void Exact_ties_refuse_other_weights_than_0_and_1(string ties)
    {
        var run = TteRun.OnLines(Table, [.. arms, "--weight", "w", "--ties", ties]);
        run.Status.ShouldBe(2);
        run.Error.ShouldContain($"row 3, column w: \"2\" cannot weigh; with --ties {ties} a weight is 0 or 1.");
    }

    [Fact]
    public void A_row_of_weight_0_is_as_if_absent()
    {
        var lines = "t,e,a,w\n1,1,A,1\n2,1,B,1\n3,0,A,1\n3,1,B,1\n";
        var (with, without) = (Run(lines + "2,1,C,0\n"), Run(lines));
        with.Output.ShouldBe(without.Output);
        with.Json.GetProperty("arms").GetArrayLength().ShouldBe(2);

        static TteRun Run(string lines) =>
            TteRun.OnLines(lines, [.. arms, "--weight", "w", "--ties", "exact", "--rmst", "2", "--format", "json"]);
    }

    [Fact]
    public void A_mean_beyond_follow_up_is_not_estimable_and_says_why()
    {
        // The last of A is censored at 2; of B at 6.
        var json = TteRun.OnLines(Table, [.. arms, "--rmst", "5", "--format", "json"]).Json.GetProperty("arms");
        var (a, b) = (json[0].GetProperty("rmst"), json[1].GetProperty("rmst"));
        a.GetProperty("tau").GetDouble().ShouldBe(5);
        a.GetProperty("estimate").ValueKind.ShouldBe(JsonValueKind.Null);
        a.GetProperty("standardError").ValueKind.ShouldBe(JsonValueKind.Null);
        b.GetProperty("estimate").GetDouble().ShouldBe(3 + 2 / 3.0 + 1 / 3.0, 1e-14);
        var text = TteRun.OnLines(Table, [.. arms, "--rmst", "5"]).Output;
        text.ShouldContain("A: the mean up to 5 is not estimable: follow-up ends at 2, before everyone had the event.");
        text.ShouldContain("4.00 (");
        text.ShouldNotContain("B: the mean");
    }

    [Fact]
    public void A_mean_that_nobody_asked_for_is_null() =>
        TteRun
            .OnLines(Table, [.. arms, "--format", "json"])
            .Json.GetProperty("arms")[0]
            .GetProperty("rmst")
            .ValueKind.ShouldBe(JsonValueKind.Null);

    [Theory]
    [InlineData("--rmst 0", "a horizon is a number above 0")]
    [InlineData("--rmst soon", "a horizon is a number above 0")]
    [InlineData("--rho -1", "--rho \"-1\": a power is a number, 0 or more")]
    [InlineData("--gamma NaN", "--gamma \"NaN\": a power is a number, 0 or more")]
    [InlineData("--conf-type arcsine", "arcsin")]
    public void A_number_or_word_that_cannot_be_meant_is_a_usage_error(string option, string said)
    {
        var run = TteRun.OnLines(Table, [.. arms, .. option.Split(' ')]);
        run.Status.ShouldBe(2);
        run.Output.ShouldBe("");
        run.Error.ShouldContain(said);
    }

    [Fact]
    public void Proportional_hazards_are_null_where_nothing_can_be_tested()
    {
        // Nobody of B has the event: the hazard ratio goes to 0, and neither it nor all of them can change with time.
        var lines = "t,e,a\n1,1,A\n2,1,A\n2,0,B\n3,0,B\n";
        var tests = TteRun
            .OnLines(lines, [.. arms, "--format", "json"])
            .Json.GetProperty("cox")
            .GetProperty("proportionalHazards");
        tests.EnumerateArray().Select(test => test.GetProperty("name").GetString()).ShouldBe(["B", "GLOBAL"]);
        foreach (var test in tests.EnumerateArray())
        {
            test.GetProperty("chiSquare").ValueKind.ShouldBe(JsonValueKind.Null);
            test.GetProperty("p").ValueKind.ShouldBe(JsonValueKind.Null);
            test.GetProperty("df").GetInt32().ShouldBe(0);
        }
        var noEvents = TteRun.OnLines("t,e,a\n1,0,A\n2,0,B\n", [.. arms, "--rmst", "1", "--rho", "1", "--format", "json"]);
        noEvents.Status.ShouldBe(0);
        noEvents.Json.GetProperty("cox").GetProperty("proportionalHazards").ValueKind.ShouldBe(JsonValueKind.Null);
        noEvents.Json.GetProperty("logRank").GetProperty("chiSquare").ValueKind.ShouldBe(JsonValueKind.Null);
        noEvents.Json.GetProperty("arms")[0].GetProperty("rmst").GetProperty("estimate").GetDouble().ShouldBe(1);
    }

    [Fact]
    public void Weights_of_a_test_that_there_is_not_are_a_usage_error()
    {
        var run = TteRun.OnLines(Table, [.. columns, "--rho", "1"]);
        run.Status.ShouldBe(2);
        run.Error.ShouldContain("--arm, which is not given");
        run.Error.Split('\n').Count(line => line.Contains("--rho", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void Columns_of_entry_and_weight_that_are_not_there_are_named()
    {
        var run = TteRun.OnLines(Table, [.. columns, "--entry", "late", "--weight", "heavy"]);
        run.Status.ShouldBe(2);
        run.Error.ShouldContain("has no column late;");
        run.Error.ShouldContain("has no column heavy;");
    }

    [Fact]
    public void The_text_says_which_weights_ties_and_tests_were_used()
    {
        var lines = Table + "\n3,1,A,1,0\n";
        var text = TteRun.OnLines(lines, [.. arms, "--weight", "w", "--rho", "0.5", "--gamma", "1", "--ties", "breslow"]).Output;
        text.ShouldContain("Weighted log-rank test of Fleming and Harrington, rho 0.5, gamma 1: chi-square ");
        text.ShouldContain("ties breslow");
        text.ShouldContain("a weight is a count of participants");
        var sampled = TteRun
            .OnLines(lines.Replace(",2,1\n", ",2.5,1\n", StringComparison.Ordinal), [.. arms, "--weight", "w"])
            .Output;
        sampled.ShouldContain("weights are sampling weights");
    }

    [Fact]
    public void The_figure_has_a_curve_an_arm_and_the_numbers_at_risk()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var svg = Path.Combine(folder.FullName, "curves.svg");
            var run = TteRun.OnLines(Table, [.. arms, "--plot", svg]);
            run.Error.ShouldBe("");
            run.Output.ShouldBe(TteRun.OnLines(Table, arms).Output);
            folder.GetFiles().Select(file => file.Name).ShouldBe(["curves.svg"]);
            var all = XDocument.Load(svg).Descendants().ToArray();
            Of("curve").Length.ShouldBe(2);
            // Ticks 0, 1, … 6; of A 2, 2, 1 are at risk at 0, 1, 2, and nobody later; of B 3 until 3, then 2, 1, 1.
            Of("tick-label").Select(tick => tick.Value).ShouldBe(["0", "1", "2", "3", "4", "5", "6"]);
            string[] atRisk = ["2", "2", "1", "0", "0", "0", "0", "3", "3", "3", "3", "2", "1", "1"];
            Of("at-risk-number").Select(number => number.Value).ShouldBe(atRisk);

            XElement[] Of(string kind) => [.. all.Where(element => (string?)element.Attribute("class") == kind)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_figure_is_drawn_without_arms_without_follow_up_and_for_many_times()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var svg = Path.Combine(folder.FullName, "curves.svg");
            TteRun.OnLines("t,e\n0,1\n0,0\n", [.. columns, "--plot", svg]).Status.ShouldBe(0);
            XDocument.Load(svg).ToString().ShouldNotContain("NaN");
            var many = "t,e\n" + string.Join('\n', Enumerable.Range(1, 100_000).Select(row => $"{row},{row % 2}"));
            TteRun.OnLines(many, [.. columns, "--plot", svg]).Status.ShouldBe(0);
            new FileInfo(svg).Length.ShouldBeLessThan(1_000_000);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_figure_that_cannot_be_written_or_would_replace_the_data_is_refused()
    {
        var run = TteRun.OnLines(Table, [.. arms, "--plot", "/nowhere/at/all.svg"]);
        run.Status.ShouldBe(2);
        run.Output.ShouldBe("");
        run.Error.ShouldNotBeNullOrWhiteSpace();
        TteRun.OnLines(Table, [.. arms, "--plot", ""]).Error.ShouldContain("without a name");

        var file = Path.GetTempFileName();
        File.WriteAllText(file, Table);
        TteRun.Of([file, .. arms, "--plot", file]).Error.ShouldContain("would replace the data");
        File.ReadAllText(file).ShouldBe(Table);
        File.Delete(file);
    }
}
