using System.Globalization;

namespace Equipoise.Validation.Tte;

/// <summary>The tables that the verb writes: every step of the curves, and residuals; R 4.2.2 with survival 3.5-3.</summary>
public sealed class TteFileTests : IDisposable
{
    static readonly string[] columns = ["--time", "time", "--event", "status", "--arm", "x"];
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    string At(string name) => Path.Combine(folder.FullName, name);

    static Dictionary<string, string>[] Read(string file)
    {
        var lines = File.ReadAllLines(file);
        var heads = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => heads.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    static double Number(Dictionary<string, string> line, string column) =>
        double.Parse(line[column], CultureInfo.InvariantCulture);

    [Fact]
    public void The_curve_file_has_every_step_of_every_arm()
    {
        var run = TteRun.OnLines(AmlTable.Lines, [.. columns, "--curve", At("curves.csv")]);
        (run.Status, run.Error).ShouldBe((0, ""));
        var lines = Read(At("curves.csv"));
        // survfit(Surv(time, status) ~ x): 10 distinct times of the maintained, 10 of the others.
        lines.Count(line => line["x"] == "Maintained").ShouldBe(10);
        lines.Count(line => line["x"] == "Nonmaintained").ShouldBe(10);
        var third = lines[2];
        (third["time"], third["atRisk"], third["events"], third["censored"]).ShouldBe(("18", "8", "1", "0"));
        // By hand: 10/11 · 9/10 · 7/8.
        Number(third, "survival").ShouldBe(10 / 11.0 * (9 / 10.0) * (7 / 8.0), 1e-15);
        // Where the curve is 0 there are no limits.
        var last = lines.Last();
        (last["survival"], last["standardError"], last["lower"]).ShouldBe(("0", "", ""));
    }

    [Fact]
    public void The_curve_file_of_causes_and_of_intervals_says_which_is_which()
    {
        var causes = "t,e\n1,1\n2,2\n3,0\n";
        TteRun.OnLines(causes, "--time", "t", "--event", "e", "--cause", "1", "--curve", At("causes.csv")).Error.ShouldBe("");
        var lines = Read(At("causes.csv"));
        lines.Select(line => line["cause"]).Distinct().ShouldBe(["1", "2"]);
        lines.Where(line => line["cause"] == "2").Select(line => Number(line, "incidence")).ShouldBe([0, 1 / 3.0, 1 / 3.0], 1e-15);
        TteRun.OnLines("l,r\n1,2\n3,\n", "--interval", "l,r", "--curve", At("intervals.csv")).Error.ShouldBe("");
        var intervals = Read(At("intervals.csv"));
        intervals.Select(line => (line["after"], line["by"], line["mass"])).ShouldBe([("1", "2", "0.5"), ("3", "", "0.5")]);
    }

    [Fact]
    public void The_residuals_are_those_of_coxph_row_for_row()
    {
        TteRun
            .OnLines(AmlTable.Lines, [.. columns, "--covariates", "age", "--residuals", At("residuals.csv")])
            .Error.ShouldBe("");
        var lines = Read(At("residuals.csv"));
        lines.Select(line => line["row"]).ShouldBe(Enumerable.Range(1, 23).Select(row => row.ToString(CultureInfo.InvariantCulture)));
        // residuals(coxph(Surv(time, status) ~ x + age), type), rows 1 and 3; schoenfeld of the first event, row 12 at time 5.
        Number(lines[0], "martingale").ShouldBe(0.86660150098163, 1e-9);
        Number(lines[2], "martingale").ShouldBe(-0.21395406946671, 1e-9);
        Number(lines[0], "deviance").ShouldBe(1.5151322690238, 1e-9);
        Number(lines[2], "score x Nonmaintained").ShouldBe(0.14454613909333, 1e-9);
        Number(lines[2], "score age").ShouldBe(-0.53390391001255, 1e-8);
        Number(lines[2], "dfbeta x Nonmaintained").ShouldBe(0.039635855278561, 1e-9);
        Number(lines[11], "schoenfeld x Nonmaintained").ShouldBe(0.27673884747218, 1e-9);
        lines[2]["schoenfeld age"].ShouldBe("");
    }

    [Fact]
    public void Rows_that_were_left_out_keep_their_numbers_in_the_table()
    {
        var run = TteRun.OnLines(
            AmlTable.Lines,
            [.. columns, "--where", "age>45", "--cluster", "age", "--residuals", At("residuals.csv")]
        );
        run.Error.ShouldBe("");
        // age is 40 in the first row and 47 in the second.
        var lines = Read(At("residuals.csv"));
        lines[0]["row"].ShouldBe("2");
        // dfbeta is scaled by the inverse information also where the limits are robust: in all it adds to 0.
        lines.Sum(line => Number(line, "dfbeta x Nonmaintained")).ShouldBe(0, 1e-8);
    }

    [Fact]
    public void What_is_there_is_not_replaced_and_nothing_is_left_where_one_file_cannot_be_written()
    {
        File.WriteAllText(At("mine.csv"), "mine");
        var run = TteRun.OnLines(AmlTable.Lines, [.. columns, "--curve", At("mine.csv")]);
        (run.Status, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain("mine.csv is there already. Name another file, or take it away first.");
        File.ReadAllText(At("mine.csv")).ShouldBe("mine");

        var half = TteRun.OnLines(AmlTable.Lines, [.. columns, "--curve", At("c.csv"), "--residuals", At("none/r.csv")]);
        (half.Status, half.Output).ShouldBe((2, ""));
        half.Error.TrimEnd().ShouldNotContain('\n');
        folder.GetFiles().Select(file => file.Name).ShouldBe(["mine.csv"]);
    }

    [Theory]
    [InlineData("--curve c.tsv", "--curve c.tsv: the curves are CSV; call the file c.csv.")]
    [InlineData("--residuals r", "--residuals r: the residuals are CSV; call the file r.csv.")]
    [InlineData("--curve a.csv --residuals a.csv", "--residuals a.csv would replace the file of --curve.")]
    [InlineData("--residuals r.csv --ties exact", "--residuals are of the ties efron or breslow.")]
    public void A_file_that_cannot_be_meant_is_refused(string options, string said)
    {
        var run = TteRun.OnLines(AmlTable.Lines, [.. columns, .. options.Split(' ')]);
        (run.Status, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain(said);
    }

    [Fact]
    public void Residuals_need_a_model_with_estimates()
    {
        TteRun
            .OnLines(AmlTable.Lines, "--time", "time", "--event", "status", "--residuals", "r.csv")
            .Error.ShouldContain("--residuals are of the Cox model, which needs --arm or --covariates.");
        var run = TteRun.OnLines("time,status,x\n1,0,A\n2,0,B\n", [.. columns, "--residuals", At("r.csv")]);
        run.Status.ShouldBe(2);
        run.Error.ShouldContain("the Cox model has no estimates, so there are no residuals.");
    }
}
