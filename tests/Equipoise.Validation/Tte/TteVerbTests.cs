using System.Text.Json;

namespace Equipoise.Validation.Tte;

/// <summary>What the verb understands, refuses and prints, on tables of a few lines.</summary>
public sealed class TteVerbTests
{
    // Remission in weeks: Miller (1981), as R's survival::aml; R: coxph gives -0.915532575 (0.511934275), survdiff 3.396389.
    const string Aml = """
        time,status,x
        9,1,Maintained
        13,1,Maintained
        13,0,Maintained
        18,1,Maintained
        23,1,Maintained
        28,0,Maintained
        31,1,Maintained
        34,1,Maintained
        45,0,Maintained
        48,1,Maintained
        161,0,Maintained
        5,1,Nonmaintained
        5,1,Nonmaintained
        8,1,Nonmaintained
        8,1,Nonmaintained
        12,1,Nonmaintained
        16,0,Nonmaintained
        23,1,Nonmaintained
        27,1,Nonmaintained
        30,1,Nonmaintained
        33,1,Nonmaintained
        43,1,Nonmaintained
        45,1,Nonmaintained
        """;

    static readonly string[] columns = ["--time", "time", "--event", "status", "--arm", "x"];

    [Fact]
    public void The_reference_arm_is_the_first_in_sort_order_unless_named()
    {
        var coefficient = Coefficient(TteRun.OnLines(Aml, [.. columns, "--format", "json"]));
        coefficient.GetProperty("name").GetString().ShouldBe("Nonmaintained");
        coefficient.GetProperty("estimate").GetDouble().ShouldBe(0.915532575, 1e-8);
        var other = Coefficient(TteRun.OnLines(Aml, [.. columns, "--format", "json", "--reference", "Nonmaintained"]));
        other.GetProperty("name").GetString().ShouldBe("Maintained");
        other.GetProperty("estimate").GetDouble().ShouldBe(-0.915532575, 1e-8);
    }

    [Fact]
    public void At_a_time_the_numbers_are_those_of_the_curve()
    {
        // By hand: of the 11 maintained, 9, 13, 13+ are before 18; S(18) = 10/11 · 9/10 · 7/8.
        var at = TteRun
            .OnLines(Aml, [.. columns, "--at", "18,200", "--format", "json"])
            .Json.GetProperty("arms")[0]
            .GetProperty("at");
        at[0].GetProperty("atRisk").GetInt32().ShouldBe(8);
        at[0].GetProperty("events").GetInt32().ShouldBe(2);
        at[0].GetProperty("censored").GetInt32().ShouldBe(1);
        at[0].GetProperty("survival").GetDouble().ShouldBe(10 / 11.0 * (9 / 10.0) * (7 / 8.0), 1e-15);
        at[1].GetProperty("survival").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Rows_with_a_missing_value_in_a_used_column_are_dropped_and_counted()
    {
        var json = TteRun
            .OnLines(
                "t,e,a,unused\n1,1,A,\n2,0,B,\n,1,A,\n3,NA,B,\n4,1,NA,\n5,1,B,\n",
                "--time",
                "t",
                "--event",
                "e",
                "--arm",
                "a",
                "--format",
                "json"
            )
            .Json;
        json.GetProperty("n").GetInt32().ShouldBe(3);
        json.GetProperty("dropped").GetInt32().ShouldBe(3);
    }

    [Fact]
    public void Text_covariates_are_levels_and_numbers_are_numbers()
    {
        var json = TteRun
            .OnLines(
                "t,e,c,n\n1,TRUE,x,3\n2,false,y,1\n3,true,z,4\n4,True,x,1\n5,1,y,5\n6,1,z,2\n",
                "--time",
                "t",
                "--event",
                "e",
                "--covariates",
                "c,n",
                "--format",
                "json"
            )
            .Json;
        var coefficients = json.GetProperty("cox").GetProperty("coefficients").EnumerateArray();
        var names = coefficients.Select(c => $"{c.GetProperty("variable")} {c.GetProperty("name")}");
        names.ShouldBe(["c y", "c z", "n n"]);
        json.GetProperty("events").GetInt32().ShouldBe(5);
        json.GetProperty("logRank").ValueKind.ShouldBe(JsonValueKind.Null);
        json.GetProperty("arms")[0].GetProperty("arm").GetString().ShouldBe("all");
    }

    [Fact]
    public void Numbered_arms_stand_in_the_order_of_their_numbers_however_many_there_are()
    {
        // 12 arms of two rows each, the last arm first in the file.
        var rows = Enumerable.Range(0, 24).Select(row => $"{row + 1},{row % 2},{12 - row / 2},arm {(char)('L' - row / 2)}");
        var lines = "t,e,number,letter\n" + string.Join('\n', rows);
        var expected = Enumerable.Range(1, 12);
        Arms("number").ShouldBe(expected.Select(number => $"{number}"));
        Arms("letter").ShouldBe(expected.Select(number => $"arm {(char)('A' + number - 1)}"));

        IEnumerable<string?> Arms(string arm)
        {
            var json = TteRun.OnLines(lines, "--time", "t", "--event", "e", "--arm", arm, "--format", "json").Json;
            var arms = json.GetProperty("arms").EnumerateArray().ToArray();
            arms.ShouldAllBe(each => each.GetProperty("n").GetInt32() == 2 && each.GetProperty("events").GetInt32() == 1);
            return arms.Select(each => each.GetProperty("arm").GetString());
        }
    }

    [Fact]
    public void Minus_zero_is_zero_as_an_arm_and_as_an_end()
    {
        var run = TteRun.OnLines(
            "t,e,x\n1,1,-0\n2,-0,0\n3,1,1\n4,0,1\n",
            ["--time", "t", "--event", "e", "--arm", "x", "--format", "json"]
        );
        run.Json.GetProperty("events").GetInt32().ShouldBe(2);
        run.Json.GetProperty("arms").EnumerateArray().Select(arm => arm.GetProperty("arm").GetString()).ShouldBe(["0", "1"]);
    }

    [Fact]
    public void An_arm_without_events_is_said_to_have_no_finite_estimate()
    {
        var lines = "t,e,a\n1,1,A\n2,0,A\n2,0,B\n2,0,B\n";
        var run = TteRun.OnLines(lines, "--time", "t", "--event", "e", "--arm", "a", "--format", "json");
        run.Status.ShouldBe(0);
        run.Json.GetProperty("cox").GetProperty("status").GetString().ShouldBe("MonotoneLikelihood");
        Coefficient(run).GetProperty("hazardRatio").ValueKind.ShouldBe(JsonValueKind.Null);
        TteRun.OnLines(lines, "--time", "t", "--event", "e", "--arm", "a").Output.ShouldContain("goes to 0");
    }

    [Fact]
    public void The_text_names_every_convention_and_rounds()
    {
        var run = TteRun.OnLines(Aml, [.. columns, "--at", "18"]);
        run.Status.ShouldBe(0);
        run.Error.ShouldBe("");
        run.Output.ShouldContain("23 participants, 18 events");
        run.Output.ShouldContain("31 (13 to NR)");
        run.Output.ShouldContain("chi-square 3.3964, 1 df, two-sided p 0.0653");
        run.Output.ShouldContain("Conventions: ties efron; 95% limits of survival log-log; medians by the rule of R");
    }

    [Fact]
    public void Every_unknown_column_is_named_at_once()
    {
        var run = TteRun.OnLines("t,e\n1,1\n", "--time", "tt", "--event", "ee", "--strata", "s");
        run.Status.ShouldBe(2);
        run.Output.ShouldBe("");
        foreach (var name in new[] { "tt", "ee", "s" })
            run.Error.ShouldContain($"has no column {name}; it has t, e.");
    }

    [Fact]
    public void Every_bad_cell_is_named_with_its_row_and_column()
    {
        var run = TteRun.OnLines("t,e\n-1,1\n2,2\n3,2\n4,1\n", "--time", "t", "--event", "e");
        run.Status.ShouldBe(2);
        run.Error.ShouldContain("row 1, column t: \"-1\" is no time");
        run.Error.ShouldContain("row 2, column e: \"2\" is neither");
        run.Error.ShouldContain("--censor-value");
    }

    [Fact]
    public void Text_where_times_should_be_is_named_with_its_line()
    {
        var run = TteRun.OnLines("t,e\n1,1\nsoon,1\n", "--time", "t", "--event", "e");
        run.Status.ShouldBe(2);
        run.Error.ShouldContain("line 3, column t: \"soon\" is not a number");
    }

    [Fact]
    public void A_file_that_is_not_there_or_has_no_rows_is_refused_in_words()
    {
        TteRun.Of("/nowhere/at/all.csv", "--time", "t", "--event", "e").Status.ShouldBe(2);
        TteRun.OnLines("t,e\n", "--time", "t", "--event", "e").Error.ShouldContain("has no rows");
        TteRun.OnLines("t,e\n,1\n", "--time", "t", "--event", "e").Error.ShouldContain("every row lacks a value");
    }

    [Fact]
    public void A_reference_that_no_row_has_is_refused() =>
        TteRun
            .OnLines(Aml, [.. columns, "--reference", "Placebo"])
            .Error.ShouldContain("no level Placebo; it has Maintained, Nonmaintained");

    [Fact]
    public void A_censor_value_that_no_row_has_is_remarked_upon()
    {
        var run = TteRun.OnLines(Aml, [.. columns, "--censor-value", "2"]);
        run.Status.ShouldBe(0);
        run.Error.ShouldContain("nobody is censored");
    }

    [Fact]
    public void Wrong_words_are_usage_errors()
    {
        TteRun.OnLines(Aml, [.. columns, "--ties", "late"]).Status.ShouldBe(2);
        TteRun.OnLines(Aml, [.. columns, "--at", "1,soon"]).Error.ShouldContain("\"soon\" is no time");
        TteRun.OnLines(Aml, "--time", "time", "--event", "status", "--reference", "A").Error.ShouldContain("--arm");
    }

    static JsonElement Coefficient(TteRun run) => run.Json.GetProperty("cox").GetProperty("coefficients")[0];
}
