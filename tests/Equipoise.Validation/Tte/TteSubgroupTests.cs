using System.Text.Json;
using System.Xml.Linq;

namespace Equipoise.Validation.Tte;

/// <summary>Parts of a table: subgroups with their interaction, analyses by a column, products in the model; R 4.2.2.</summary>
public sealed class TteSubgroupTests : IDisposable
{
    static readonly string[] columns = ["--time", "time", "--event", "status", "--arm", "x"];
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    static JsonElement Json(params string[] options)
    {
        var run = TteRun.OnLines(AmlTable.Lines, [.. columns, "--format", "json", .. options]);
        (run.Status, run.Error).ShouldBe((0, ""));
        return run.Json;
    }

    static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    [Fact]
    public void Each_level_has_its_hazard_ratio_and_the_column_its_test_of_interaction()
    {
        // times is row %% 3; coxph(Surv(time, status) ~ x, subset = times == g): in the third no maintained has the event.
        var factor = Json("--subgroups", "times").GetProperty("subgroups").GetProperty("factors")[0];
        var levels = factor.GetProperty("levels");
        Number(levels[0], "estimate").ShouldBe(0.489204621763, 1e-10);
        Number(levels[0], "standardError").ShouldBe(0.769928762567, 1e-10);
        Number(levels[1], "estimate").ShouldBe(0.230127138318, 1e-10);
        levels[2].GetProperty("limit").GetString().ShouldBe("+infinity");
        (Number(levels[2].GetProperty("arms")[0], "n"), Number(levels[2].GetProperty("arms")[0], "events")).ShouldBe((3, 0));
        // anova(coxph(S ~ x + factor(times)), coxph(S ~ x * factor(times))) of the other two: 0.0154360681742.
        var interaction = factor.GetProperty("interaction");
        Number(interaction, "chiSquare").ShouldBe(0.0154360681742, 1e-9);
        Number(interaction, "df").ShouldBe(1);
    }

    [Fact]
    public void The_text_and_the_forest_plot_say_the_same()
    {
        var svg = Path.Combine(folder.FullName, "forest.svg");
        var run = TteRun.OnLines(AmlTable.Lines, [.. columns, "--subgroups", "times", "--forest", svg]);
        (run.Status, run.Error).ShouldBe((0, ""));
        run.Output.Split('\n').ShouldContain(line => line.Contains("  times  ") && line.Contains("0.9011"));
        run.Output.Split('\n').ShouldContain(line => line.Contains("    0  ") && line.Contains("1.631 (0.361 to 7.376)"));
        run.Output.ShouldContain("goes to infinity");
        var texts = XDocument.Load(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value);
        texts.ShouldContain("1.631 (0.361 to 7.376)");
        texts.ShouldContain("0.9011");
        XDocument.Load(svg).Root!.Attribute("width").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("--subgroups times --weight share", "--subgroups test interactions by likelihood, which sampling weights")]
    [InlineData("--forest f.svg", "--forest draws --subgroups, which are not given.")]
    [InlineData("--subgroups from,nothing", "has no column nothing;")]
    [InlineData("--by times --plot p.svg", "--plot is of one analysis, and --by makes several: choose one with --where.")]
    [InlineData("--by nothing", "has no column nothing;")]
    [InlineData("--covariates x*age*from", "--covariates x*age*from: an interaction is of two columns, such as sex*age.")]
    [InlineData("--covariates x*", "--covariates x*: an interaction is of two columns, such as sex*age.")]
    public void What_makes_no_parts_is_refused(string options, string said)
    {
        var run = TteRun.OnLines(AmlTable.Lines, [.. columns, .. options.Split(' ')]);
        (run.Status, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain(said);
    }

    [Fact]
    public void A_measurement_makes_no_subgroups_and_three_arms_have_none()
    {
        var many = "time,status,x,size\n" + string.Concat(Enumerable.Range(1, 30).Select(row => $"{row},1,{row % 2},{row}\n"));
        TteRun
            .OnLines(many, [.. columns, "--subgroups", "size"])
            .Error.ShouldContain("column size has 30 values, and --subgroups are of 20 at most: make a column of groups.");
        TteRun
            .OnLines("time,status,x,g\n1,1,A,1\n2,1,B,1\n3,1,C,2\n", [.. columns, "--subgroups", "g"])
            .Error.ShouldContain("--subgroups compare two arms; x has 3.");
    }

    [Fact]
    public void By_a_column_there_is_an_analysis_of_each_of_its_levels()
    {
        // survfit(Surv(time, status) ~ times, conf.type = "log-log"): medians 22.5, 30, 33; n 8, 8, 7; events 8, 6, 4.
        string[] all = ["--time", "time", "--event", "status", "--by", "times"];
        var curves = Path.Combine(folder.FullName, "curves.csv");
        var run = TteRun.OnLines(AmlTable.Lines, [.. all, "--format", "json", "--curve", curves]);
        run.Error.ShouldBe("");
        run.Json.GetProperty("by").GetString().ShouldBe("times");
        var groups = run.Json.GetProperty("groups").EnumerateArray().ToArray();
        groups.Select(group => group.GetProperty("level").GetString()).ShouldBe(["0", "1", "2"]);
        var arms = groups.Select(group => group.GetProperty("analysis").GetProperty("arms")[0]).ToArray();
        arms.Select(arm => Number(arm.GetProperty("median"), "estimate")).ShouldBe([22.5, 30, 33]);
        arms.Select(arm => (Number(arm, "n"), Number(arm, "events"))).ShouldBe([(8, 8), (8, 6), (7, 4)]);
        File.ReadLines(curves).First().ShouldStartWith("times,arm,time,");
        File.ReadLines(curves).Skip(1).Select(line => line.Split(',')[0]).Distinct().ShouldBe(["0", "1", "2"]);
        var text = TteRun.OnLines(AmlTable.Lines, [.. all]).Output;
        text.ShouldContain("times = 0\n8 participants, 8 events, 0 rows dropped");
        text.ShouldContain("times = 2\n7 participants, 4 events, 0 rows dropped");
    }

    [Fact]
    public void A_product_is_both_columns_and_their_interaction()
    {
        // coxph(Surv(time, status) ~ x * age)
        var model = Json("--covariates", "x*age").GetProperty("cox").GetProperty("coefficients");
        model.GetArrayLength().ShouldBe(3);
        double[][] expected =
        [
            [1.7556950132219, 3.8686647639150],
            [0.0135994818837, 0.0543407934552],
            [-0.0166934902752, 0.0753864276811],
        ];
        foreach (var (coefficient, values) in model.EnumerateArray().Zip(expected))
        {
            Number(coefficient, "estimate").ShouldBe(values[0], 1e-8);
            Number(coefficient, "standardError").ShouldBe(values[1], 1e-8);
        }
        (model[2].GetProperty("variable").GetString(), model[2].GetProperty("level").GetString())
            .ShouldBe(("x*age", "Nonmaintained*age"));
    }
}
