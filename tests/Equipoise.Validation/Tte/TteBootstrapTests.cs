using System.Text.Json;

namespace Equipoise.Validation.Tte;

/// <summary>Limits by draws of the participants.</summary>
public sealed class TteBootstrapTests
{
    // 20 in each arm, all with the event: 12 of A and 6 of B before 6.5.
    static readonly string shares =
        "t,e,a\n"
        + string.Concat(Enumerable.Range(1, 20).Select(i => $"{(i <= 12 ? 0.5 * i : 6 + i)},1,A\n"))
        + string.Concat(Enumerable.Range(1, 20).Select(i => $"{i + 0.25},1,B\n"));

    static readonly string[] columns = ["--time", "t", "--event", "e", "--arm", "a", "--format", "json"];

    static JsonElement[] Values(string table, params string[] options)
    {
        var run = TteRun.OnLines(table, [.. columns, .. options]);
        (run.Status, run.Error).ShouldBe((0, ""));
        return [.. run.Json.GetProperty("bootstrap").GetProperty("values").EnumerateArray()];
    }

    static JsonElement Value(JsonElement[] values, string what, string of) =>
        values.Single(value => value.GetProperty("what").GetString() == what && value.GetProperty("of").GetString() == of);

    static (double?, double?, double?) Numbers(JsonElement value) =>
        (Number(value, "estimate"), Number(value, "lower"), Number(value, "upper"));

    static double? Number(JsonElement value, string name) =>
        value.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? Math.Round(number.GetDouble(), 10) : null;

    // Of uncensored times a draw's difference at a time is one of binomial shares, B(20, 0.7)/20 - B(20, 0.4)/20. R: outer(dbinom(0:20,
    // 20, 0.7), dbinom(0:20, 20, 0.4)) has P(d <= -0.05) = 0.0168, P(d <= 0) = 0.0355, P(d <= 0.55) = 0.9704, P(d <= 0.6) = 0.988.
    [Fact]
    public void The_limits_of_a_difference_at_a_time_are_quantiles_of_its_binomials()
    {
        var values = Values(shares, "--at", "6.5", "--bootstrap", "9999", "--seed", "4");
        Numbers(Value(values, "survivalDifference", "B")).ShouldBe((0.3, 0, 0.6));
        Value(values, "survivalDifference", "B").GetProperty("draws").GetInt32().ShouldBe(9999);
    }

    [Fact]
    public void Everything_that_was_asked_for_has_its_limits()
    {
        var values = Values(shares, "--at", "5,6.5", "--rmst", "12", "--bootstrap", "199");
        values
            .Select(value => $"{value.GetProperty("what").GetString()} {value.GetProperty("of").GetString()}")
            .ShouldBe(
                [
                    "median A", "median B", "mean A", "mean B", "meanDifference B", "survivalDifference B",
                    "survivalDifference B", "hazardRatio a B",
                ]
            );
        foreach (var value in values)
        {
            var (estimate, lower, upper) = Numbers(value);
            (lower <= estimate, estimate <= upper).ShouldBe((true, true));
        }
        TteRun.OnLines(shares, [.. columns[..6], "--bootstrap", "199", "--seed", "8"])
            .Output.ShouldContain("Percentile limits of 199 draws, seed 8, of participants within arms, by the rule of R's quantile(");
    }

    [Fact]
    public void A_seed_names_the_draws_and_a_count_of_people_is_so_many_rows()
    {
        string Told(string table, params string[] options) =>
            string.Join('\n', Values(table, ["--bootstrap", "99", .. options]).Select(value => value.ToString()));
        Told(shares).ShouldBe(Told(shares, "--seed", "1"));
        Told(shares).ShouldNotBe(Told(shares, "--seed", "2"));
        const string counted = "t,e,a,w\n1,1,A,3\n2,0,A,2\n3,1,A,2\n1,1,B,1\n4,1,B,4\n6,0,B,2\n";
        const string repeated =
            "t,e,a\n1,1,A\n1,1,A\n1,1,A\n2,0,A\n2,0,A\n3,1,A\n3,1,A\n1,1,B\n4,1,B\n4,1,B\n4,1,B\n4,1,B\n6,0,B\n6,0,B\n";
        Told(counted, "--weight", "w").ShouldBe(Told(repeated));
    }

    [Fact]
    public void The_intervals_of_one_are_drawn_together()
    {
        // Each of shares' rows cut in two: the same people, the same draws, the same limits.
        var lines = shares.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToArray();
        var whole = "s,t,e,a,p\n" + string.Concat(lines.Select((cells, p) => $"0,{cells[0]},{cells[1]},{cells[2]},{p}\n"));
        var cut =
            "s,t,e,a,p\n"
            + string.Concat(
                lines.Select((cells, p) => $"0,0.25,0,{cells[2]},{p}\n0.25,{cells[0]},{cells[1]},{cells[2]},{p}\n")
            );
        string[] options = ["--entry", "s", "--id", "p", "--at", "6.5", "--bootstrap", "199"];
        Values(cut, options).Select(Numbers).ShouldBe(Values(whole, options).Select(Numbers));
    }

    [Fact]
    public void Clusters_that_are_in_several_arms_are_drawn_from_all_of_them()
    {
        const string table = "t,e,a,site\n1,1,A,1\n2,0,A,2\n3,1,A,3\n1,1,B,1\n4,1,B,2\n6,0,B,3\n";
        var run = TteRun.OnLines(table, [.. columns[..6], "--cluster", "site", "--bootstrap", "99"]);
        run.Output.ShouldContain("of all rows of a level of site, by the rule");
        var nested = TteRun.OnLines(
            "t,e,a,site\n1,1,A,1\n2,0,A,1\n3,1,A,3\n1,1,B,4\n4,1,B,5\n6,0,B,5\n",
            [.. columns[..6], "--cluster", "site", "--bootstrap", "99"]
        );
        nested.Output.ShouldContain("of all rows of a level of site within arms, by the rule");
    }

    [Fact]
    public void Of_competing_risks_both_hazard_ratios_have_limits()
    {
        const string table =
            "t,e,a\n1,1,A\n2,2,A\n3,0,A\n4,1,A\n5,2,A\n6,1,A\n1,1,B\n2,1,B\n3,2,B\n4,0,B\n5,1,B\n7,1,B\n";
        Values(table, "--cause", "1", "--bootstrap", "99")
            .Select(value => value.GetProperty("what").GetString())
            .ShouldBe(["causeSpecificHazardRatio", "subdistributionHazardRatio"]);
    }

    // Exact times are intervals of no length: survival is a share, B(20, 0.4)/20. R: qbinom(c(0.025, 0.975), 20, 0.4) are 4 and 12,
    // and pbinom(c(3, 4, 11, 12), 20, 0.4) 0.016, 0.051, 0.943, 0.979.
    [Fact]
    public void Curves_of_intervals_have_limits_of_their_bounds()
    {
        var lines = shares
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(cells => $"{cells[0]},{cells[0]},{cells[2]}\n");
        var run = TteRun.OnLines(
            "l,r,a\n" + string.Concat(lines),
            "--interval", "l,r", "--arm", "a", "--at", "6.5", "--bootstrap", "1999", "--seed", "2", "--format", "json"
        );
        (run.Status, run.Error).ShouldBe((0, ""));
        var arm = run.Json.GetProperty("arms")[0];
        var at = arm.GetProperty("at")[0];
        (Number(at, "atLeast"), Number(at.GetProperty("limits"), "lower"), Number(at.GetProperty("limits"), "upper"))
            .ShouldBe((0.4, 0.2, 0.6));
        // The standard error of a share; all masses are above 0.
        Number(at, "standardError").ShouldBe(Math.Round(Math.Sqrt(0.4 * 0.6 / 20), 10));
        arm.GetProperty("errors").GetString().ShouldBe("Estimated");
        run.Json.GetProperty("bootstrap").GetProperty("draws").GetInt32().ShouldBe(1999);
    }

    [Theory]
    [InlineData("--bootstrap x", "--bootstrap \"x\": draws are counted, 1 to 100000.")]
    [InlineData("--bootstrap 99.5", "--bootstrap \"99.5\": draws are counted")]
    [InlineData("--bootstrap 100001", "--bootstrap \"100001\": draws are counted")]
    [InlineData("--bootstrap 38", "--bootstrap 38: limits of this confidence are read off 39 draws or more")]
    [InlineData("--bootstrap 198 --confidence 0.99", "read off 199 draws or more")]
    [InlineData("--seed 3", "--seed names the draws of --bootstrap, which is not given.")]
    [InlineData("--bootstrap 99 --seed -1", "--seed \"-1\": a seed is a whole number")]
    public void Draws_that_have_no_limits_are_refused_before_anything_is_written(string options, string problem)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var svg = Path.Combine(folder.FullName, "curves.svg");
            var run = TteRun.OnLines(shares, [.. columns, "--plot", svg, .. options.Split(' ')]);
            (run.Status, run.Output, File.Exists(svg)).ShouldBe((2, "", false));
            run.Error.ShouldContain(problem);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
