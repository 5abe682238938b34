using System.Globalization;
using System.Text.Json;

namespace Equipoise.Validation.Tte;

/// <summary>Tables as people have them: several endpoints in one, words among numbers, codes that are no events, small units.</summary>
public sealed class TteTableTests
{
    static readonly string[] columns = ["--time", "t", "--event", "e"];

    [Fact]
    public void Every_number_of_a_coefficient_says_of_which_variable_and_level_it_is()
    {
        var lines = "t,e,p,q\n1,1,yes,yes\n2,1,no,no\n3,1,yes,yes\n4,0,no,no\n5,1,no,no\n6,1,yes,yes\n7,1,no,no\n8,0,yes,yes\n";
        var cox = TteRun.OnLines(lines, [.. columns, "--covariates", "p,q", "--format", "json"]).Json.GetProperty("cox");
        Words(cox.GetProperty("coefficients"), "variable").ShouldBe(["p", "q"]);
        Words(cox.GetProperty("coefficients"), "level").ShouldBe(["yes", "yes"]);
        Words(cox.GetProperty("coefficients"), "reference").ShouldBe(["no", "no"]);
        cox.GetProperty("leftOut")[0].GetString().ShouldBe("q yes");
    }

    [Fact]
    public void The_direction_of_an_infinite_coefficient_is_a_word()
    {
        var lines = "t,e,a\n1,1,A\n2,1,A\n3,0,B\n4,0,B\n5,1,C\n3,1,C\n";
        foreach (var (reference, direction) in new[] { ("A", "-infinity"), ("B", "+infinity") })
        {
            var cox = TteRun
                .OnLines(lines, [.. columns, "--arm", "a", "--reference", reference, "--format", "json"])
                .Json.GetProperty("cox");
            cox.GetProperty("infinite").GetArrayLength().ShouldBeGreaterThan(0);
            Words(cox.GetProperty("coefficients"), "limit").ShouldContain(direction);
        }
    }

    [Fact]
    public void A_column_of_numbers_with_a_word_in_it_is_said_to_be_taken_as_levels()
    {
        var lines = "t,e,age\n1,1,50\n2,1,60\n3,0,70\n4,1,unknown\n5,1,61\n6,1,55\n7,0,58\n8,1,49\n";
        var run = TteRun.OnLines(lines, [.. columns, "--covariates", "age"]);
        run.Status.ShouldBe(0);
        run.Error.ShouldContain("column age is taken as levels, because 1 of 8 rows are no numbers: row 4 \"unknown\"");
        run.Error.ShouldContain("--missing \"unknown\"");
        var without = TteRun.OnLines(lines.Replace("unknown", "", StringComparison.Ordinal), [.. columns, "--covariates", "age"]);
        var said = TteRun.OnLines(lines, [.. columns, "--covariates", "age", "--missing", "unknown"]);
        (said.Output, said.Error).ShouldBe((without.Output, ""));
        TteRun.OnLines(lines, [.. columns, "--covariates", "age", "--factor", "age"]).Error.ShouldBe("");
        TteRun.OnLines("t,e,g\n1,1,1\n2,1,2\n3,0,3\n4,1,1\n", [.. columns, "--covariates", "g", "--factor", "g"]).Output.ShouldContain("g 3");
    }

    [Fact]
    public void A_number_that_means_missing_is_missing_by_its_value()
    {
        var lines = "t,e,x\n1,1,-99.0\n2,0,3\n3,1,-99\n4,1,1\n";
        var json = TteRun.OnLines(lines, [.. columns, "--covariates", "x", "--missing", "-99", "--format", "json"]).Json;
        (json.GetProperty("n").GetInt32(), json.GetProperty("dropped").GetInt32()).ShouldBe((2, 2));
    }

    [Fact]
    public void Only_names_that_are_used_must_tell_columns_apart()
    {
        var lines = "t,e,x,X\n1,1,2,3\n2,0,3,4\n";
        TteRun.OnLines(lines, columns).Status.ShouldBe(0);
        TteRun.OnLines(lines, [.. columns, "--covariates", "x"]).Error.ShouldContain("2 columns are named x");
        TteRun.OnLines(lines, ["--time", "t", "--event", "end"]).Error.ShouldContain("has no column end; it has t, e, x.");
    }

    [Fact]
    public void A_wrong_column_of_ends_is_one_line_with_its_count_and_first_rows()
    {
        var lines = "t,e\n" + string.Concat(Enumerable.Range(1, 228).Select(row => $"{row},{row + 1}\n"));
        var error = TteRun.OnLines(lines, columns).Error;
        error.TrimEnd().ShouldNotContain('\n');
        error.ShouldContain("row 1, column e: \"2\" is neither 1 or true (event) nor 0 or false (censored)");
        error.ShouldContain("So 227 more rows: row 2 \"3\", row 3 \"4\"");
        var words = "t,e\n" + string.Concat(Enumerable.Range(1, 50).Select(row => $"soon,{row % 2}\n"));
        TteRun.OnLines(words, columns).Error.TrimEnd().Split('\n').Length.ShouldBe(4);
    }

    [Theory]
    [InlineData("km.jpg")]
    [InlineData("km")]
    [InlineData("km.svg.gz")]
    public void A_figure_is_not_written_under_the_ending_of_another_format(string plot)
    {
        var run = TteRun.OnLines("t,e\n1,1\n2,0\n", [.. columns, "--plot", plot]);
        (run.Status, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain("the figure is SVG, PNG or PDF; call the file");
        File.Exists(plot).ShouldBeFalse();
    }

    const string Endpoints = """
        PARAMCD,t,e,SAFFL,age
        OS,5,1,Y,60
        PFS,2,1,Y,60
        OS,9,0,Y,70
        PFS,4,1,Y,70
        OS,7,1,N,50
        PFS,7,0,N,50
        """;

    [Fact]
    public void Endpoints_that_stand_one_under_another_are_not_pooled()
    {
        TteRun
            .OnLines(Endpoints, columns)
            .Error.ShouldContain("PARAMCD has 2 values, OS, PFS: choose one with --where PARAMCD=OS.");
        var json = TteRun.OnLines(Endpoints, [.. columns, "--where", "PARAMCD=PFS", "--format", "json"]).Json;
        (json.GetProperty("n").GetInt32(), json.GetProperty("filteredOut").GetInt32()).ShouldBe((3, 3));
    }

    [Theory]
    [InlineData("PARAMCD=OS & SAFFL=Y", 2)]
    [InlineData("PARAMCD = 'OS' & age >= 60", 2)]
    [InlineData("PARAMCD==OS&age!=60", 2)]
    [InlineData("PARAMCD=OS & age<60", 1)]
    [InlineData("paramcd=OS & t>5 & t<=9", 2)]
    public void A_filter_keeps_the_rows_that_meet_all_its_conditions(string where, int rows) =>
        TteRun
            .OnLines(Endpoints, [.. columns, "--where", where, "--format", "json"])
            .Json.GetProperty("n")
            .GetInt32()
            .ShouldBe(rows);

    [Theory]
    [InlineData("PARAMCD=XX", "no row meets --where \"PARAMCD=XX\"; the table has 6. PARAMCD has OS, PFS.")]
    [InlineData("PARMCD=OS", "Did you mean PARAMCD?")]
    [InlineData("PARAMCD=OS & age=old", "the column holds numbers, and \"old\" is none.")]
    [InlineData("PARAMCD", "\"PARAMCD\" is no condition")]
    [InlineData("PARAMCD=OS &", "is no condition")]
    public void A_filter_that_cannot_be_meant_is_refused_in_one_line(string where, string said)
    {
        var run = TteRun.OnLines(Endpoints, [.. columns, "--where", where]);
        (run.Status, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain(said);
    }

    [Fact]
    public void Codes_of_the_end_are_counted_where_there_are_more_than_two()
    {
        var run = TteRun.OnLines("t,e\n1,1\n2,2\n3,0\n4,2\n", [.. columns, "--censor-value", "0"]);
        run.Output.ShouldContain("e: 0 (censored) 1, 1 (event) 1, 2 (event) 2");
    }

    // A time in milliseconds written in seconds, and a covariate counted in units of which there are many.
    [Fact]
    public void A_number_that_is_small_because_of_its_unit_is_not_printed_as_0()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "km.svg");
        var lines = "t,e,a\n0.0012,1,A\n0.0031,1,A\n0.0044,0,A\n0.0008,1,B\n0.0009,1,B\n0.0013,0,B\n";
        var run = TteRun.OnLines(lines, [.. columns, "--arm", "a", "--at", "0.001,0.002", "--rmst", "0.003", "--plot", file]);
        run.Output.ShouldContain("0.0031 (");
        run.Output.ShouldContain("0.0009 (");
        run.Output.ShouldContain("Mean time up to 0.003");
        var labels = TteRun.Texts(file, "tick-label");
        labels.ShouldBeUnique();
        labels.Length.ShouldBeGreaterThan(3);

        var rows = Enumerable
            .Range(0, 40)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"{1 + row * 7 % 40},{row % 3 / 2},{100_000 + row * 2500}\n"));
        var cox = TteRun.OnLines("t,e,x\n" + string.Concat(rows), [.. columns, "--covariates", "x"]).Output;
        cox.ShouldContain("e-0");
        cox.ShouldNotContain("0.0000 ");
        cox.ShouldNotContain("1.000 (1.000 to 1.000)");
    }

    static string?[] Words(JsonElement list, string name) =>
        [.. list.EnumerateArray().Select(one => one.GetProperty(name).GetString())];
}
