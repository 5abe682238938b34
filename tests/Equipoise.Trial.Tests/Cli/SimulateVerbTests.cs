using System.Text.Json;
using System.Text.Json.Nodes;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>The verbs <c>simulate</c> and <c>merge</c> in one process.</summary>
[Trait("Takes", "time")]
public sealed class SimulateVerbTests : IDisposable
{
    static readonly string patina = Examples.ProtocolPath("patina");
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Its_JSON_has_the_members_of_the_contract()
    {
        var result = JsonDocument.Parse(Json("--trials", "200")).RootElement;

        Names(result)
            .Take(10)
            .ShouldBe([
                "trials",
                "seed",
                "elapsedSeconds",
                "trialsPerSecond",
                "power",
                "looks",
                "expectedEvents",
                "expectedMonths",
                "expectedParticipants",
                "meanLogHazardRatio",
            ]);
        Names(result.GetProperty("power")).ShouldBe(["estimate", "standardError", "lower", "upper"]);
        Names(result.GetProperty("looks").EnumerateArray().Single())
            .Take(5)
            .ShouldBe(["look", "efficacy", "futility", "events", "months"]);
        result.GetProperty("trials").GetInt64().ShouldBe(200);
        result.GetProperty("expectedEvents").GetDouble().ShouldBe(257);
    }

    [Fact]
    public void Power_and_timing_of_PATINA_are_near_their_closed_forms()
    {
        var result = JsonDocument.Parse(Json("--trials", "4000")).RootElement;

        // 257 events: Phi(log(1 / 0.667) sqrt(257 / 4) - qnorm(0.975)) = 0.9008, by Python's statistics.NormalDist. Schoenfeld's
        // approximation is good to a few thousandths here; four Monte-Carlo standard errors of 0.0047 are allowed.
        result.GetProperty("power").GetProperty("estimate").GetDouble().ShouldBe(0.9008, 4 * 0.0047);
        result.GetProperty("power").GetProperty("standardError").GetDouble().ShouldBe(0.0047, 0.0003);
        // The geometric mean hazard ratio is the true one; a log hazard ratio of 257 events has a standard error of 2/sqrt(257) = 0.125,
        // the mean of 4000 one of 0.002.
        result.GetProperty("meanLogHazardRatio").GetDouble().ShouldBe(Math.Log(0.667), 4 * 0.002);
        // equipoise design: month 68.8 by Lachin and Foulkes' expected events.
        var expected = JsonDocument.Parse(CommandLine.Run("design", patina, "--format", "json").Output).RootElement;
        result
            .GetProperty("expectedMonths")
            .GetDouble()
            .ShouldBe(expected.GetProperty("looks")[0].GetProperty("months").GetDouble(), 0.4);
    }

    [Fact]
    public void A_treatment_without_effect_is_called_effective_as_often_as_alpha_allows()
    {
        var result = JsonDocument.Parse(Json("--trials", "20000", "--null", "--log-rank-only")).RootElement;

        // sqrt(0.025 * 0.975 / 20000) = 0.0011
        result.GetProperty("power").GetProperty("estimate").GetDouble().ShouldBe(0.025, 3 * 0.0011);
        result.GetProperty("meanLogHazardRatio").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void The_true_hazard_ratio_can_be_another_than_the_one_planned_for()
    {
        var result = JsonDocument.Parse(Json("--trials", "2000", "--hazard-ratio", "0.8")).RootElement;

        result.GetProperty("meanLogHazardRatio").GetDouble().ShouldBe(Math.Log(0.8), 4 * 0.003);
        CommandLine.Run("simulate", patina, "--trials", "10", "--hazard-ratio", "0.8").Output.ShouldContain("true hazard ratio 0.8\n");
        WithoutTiming(Json("--trials", "50", "--hazard-ratio", "1")).ShouldBe(WithoutTiming(Json("--trials", "50", "--null")));
    }

    [Fact]
    public void Everything_but_the_timing_is_the_same_at_any_number_of_threads_and_after_merging_any_shards()
    {
        var once = WithoutTiming(Json("--trials", "1000", "--seed", "7", "--threads", "1"));
        WithoutTiming(Json("--trials", "1000", "--seed", "7", "--threads", "5")).ShouldBe(once);
        WithoutTiming(Json("--trials", "1000", "--seed", "8", "--threads", "1")).ShouldNotBe(once);

        // Sevenths for the first half and halves for the second would overlap; quarters and a half do not.
        var shards = new[] { "2/2", "1/4", "3/8", "4/8" }
            .Select(shard =>
            {
                var file = folder.File($"{shard.Replace('/', '-')}.json");
                CommandLine
                    .Run("simulate", patina, "--trials", "1000", "--seed", "7", "--shard", shard, "--out", file)
                    .ShouldSatisfyAllConditions(run => run.Exit.ShouldBe(0), run => run.Output.ShouldBeEmpty());
                return file;
            })
            .ToArray();
        var (exit, output, error) = CommandLine.Run(["merge", .. shards, "--format", "json"]);
        (exit, error).ShouldBe((0, ""));
        WithoutTiming(output).ShouldBe(once);
    }

    [Fact]
    public void Merged_text_is_that_of_one_run_but_for_the_line_of_timing()
    {
        foreach (var shard in new[] { 1, 2 })
            Shard($"{shard}/2", $"{shard}.json");

        var merged = CommandLine.Run("merge", folder.File("2.json"), folder.File("1.json")).Output;

        var one = CommandLine.Run("simulate", patina, "--trials", "100").Output;
        merged.Split('\n')[..^2].ShouldBe(one.Split('\n')[..^2]);
        one.Split('\n')[^2].ShouldContain("trials a second");
        one.ShouldStartWith("PATINA, PFS: 496 participants, true hazard ratio 0.667\n100 trials, seed 1;");
    }

    [Fact]
    public void It_stops_at_the_wanted_precision_and_at_the_same_trial_at_any_number_of_threads()
    {
        var once = Json("--trials", "100000", "--precision", "0.007", "--threads", "1");
        var result = JsonDocument.Parse(once).RootElement;

        WithoutTiming(Json("--trials", "100000", "--precision", "0.007", "--threads", "3")).ShouldBe(WithoutTiming(once));
        // sqrt(0.9 * 0.1 / 0.007^2) = 1837, looked at each thousand.
        result.GetProperty("trials").GetInt64().ShouldBe(2000);
        result.GetProperty("power").GetProperty("standardError").GetDouble().ShouldBeLessThanOrEqualTo(0.007);
        WithoutTiming(Json("--trials", "2000")).ShouldBe(WithoutTiming(once));

        var tooFew = CommandLine.Run("simulate", patina, "--trials", "1500", "--precision", "0.001");
        tooFew.Output.ShouldContain("\n1,500 trials, seed 1;");
        tooFew.Error.ShouldBe(
            "The standard error of power is not yet 0.001 after 1500 trials, the most that were allowed; allow more with --trials.\n"
        );
    }

    // Of 200 successes in 200 trials the exact lower limit is 0.025^(1/200) = 0.98172, R: binom.test(200, 200)$conf.int; of none in
    // 200 the upper one is 1 - 0.98172 = 0.01828.
    [Fact]
    public void A_share_of_0_or_1_has_exact_limits_and_no_standard_error()
    {
        string[] certain = ["--trials", "200", "--hazard-ratio", "0.3"];
        var result = JsonDocument.Parse(Json(certain)).RootElement;
        var (power, look) = (result.GetProperty("power"), result.GetProperty("looks")[0]);

        power.GetProperty("estimate").GetDouble().ShouldBe(1);
        power.GetProperty("standardError").ValueKind.ShouldBe(JsonValueKind.Null);
        power.GetProperty("lower").GetDouble().ShouldBe(Math.Pow(0.025, 1 / 200.0), 1e-12);
        power.GetProperty("upper").GetDouble().ShouldBe(1);
        look.GetProperty("standardErrors").GetProperty("futility").ValueKind.ShouldBe(JsonValueKind.Null);
        look.GetProperty("limits").GetProperty("futility").GetProperty("upper").GetDouble().ShouldBe(0.0182753403551352, 1e-12);

        var text = CommandLine.Run(["simulate", patina, .. certain]).Output;
        text.ShouldContain("in brackets Monte-Carlo standard errors, of shares of 0 and 1 exact 95% limits\n");
        text.ShouldContain("Power                    1.0000  (0.9817 to 1)\n");
        text.ShouldContain("1.0000 (0.9817 to 1)    0.0000 (0 to 0.018");
    }

    // Power at 0.667 is near 90%, the type I error near 2.5%; of 0.3 no trial of 300 fails.
    [Fact]
    public void A_grid_shows_the_type_I_error_beside_power_and_limits_where_nothing_or_everything_was_seen()
    {
        var grid = folder.File("grid.yaml");
        File.WriteAllText(grid, "equipoise grid: 1\ntitle: Effect or none\ntruth: { hazard ratio: [0.3, 0.667, 1, 1.2] }\n");
        var to = folder.File("grid");

        var (exit, output, error) = CommandLine.Run("simulate", patina, "--trials", "300", "--grid", grid, "--out", to);

        (exit, error).ShouldBe((0, ""));
        output.ShouldContain("  Where the hazard ratio is 1 or more, power is the type I error.\n");
        output.ShouldContain("1.0000 (0.9878 to 1)");
        var rows = File.ReadAllLines(Path.Combine(to, "operating-characteristics.csv")).Select(line => line.Split(',')).ToArray();
        string Cell(int row, string name) => rows[row][Array.IndexOf(rows[0], name)];
        (Cell(1, "power"), Cell(1, "power_se"), Cell(1, "power_upper")).ShouldBe(("1", "", "1"));
        double.Parse(Cell(1, "power_lower")).ShouldBe(Math.Pow(0.025, 1 / 300.0), 1e-12);
        new[] { 1, 2, 3, 4 }.Select(row => Cell(row, "null_is_true")).ShouldBe(["0", "0", "1", "1"]);
        double.Parse(Cell(3, "power")).ShouldBeLessThan(0.06);
    }

    [Fact]
    public void A_power_that_seems_certain_after_few_trials_is_not_taken_for_precise()
    {
        // Of a thousand trials nearly all, or all, succeed at this ratio: √(p(1-p)/n) is then about 0.
        var (exit, output, error) = CommandLine.Run(
            "simulate",
            patina,
            "--trials",
            "3000",
            "--hazard-ratio",
            "0.4",
            "--precision",
            "0.0004",
            "--format",
            "json"
        );

        (exit, JsonDocument.Parse(output).RootElement.GetProperty("trials").GetInt64()).ShouldBe((0, 3000));
        error.ShouldContain("not yet 0.0004");
    }

    [Fact]
    public void One_trial_is_written_in_full_and_is_the_one_among_the_many()
    {
        var (exit, output, error) = CommandLine.Run("simulate", patina, "--seed", "5", "--replay", "3", "--out", folder.File("r"));

        (exit, error).ShouldBe((0, ""));
        output.ShouldMatch(@"^Look 1, month \d+\.\d\d: 257 events of 496 participants; Z -?\d\.\d{4}, hazard ratio \d\.\d{4}; .+\.\n$");
        Directory.GetFiles(folder.File("r")).Select(Path.GetFileName).Order().ShouldBe(["looks.csv", "simulated.csv"]);
        var rows = File.ReadAllLines(folder.File("r/simulated.csv"));
        rows[0].ShouldBe("STUDYID,USUBJID,ARRIVAL,ARM,ARMN,STRATUM,EVENTTM,DROPTM,TIME,EVENT");
        rows.Length.ShouldBe(497);
        rows.Skip(1).Count(row => row.EndsWith(",1", StringComparison.Ordinal)).ShouldBe(257);
        rows[1].ShouldStartWith("PATINA,PATINA-3-001,");

        // Trial 3 of 4 is the fourth quarter by itself.
        Shard("4/4", "q.json", "--trials", "4", "--seed", "5");
        var month = JsonDocument
            .Parse(File.ReadAllText(folder.File("q.json")))
            .RootElement.GetProperty("tally")
            .GetProperty("months")
            .GetProperty("sum")
            .GetString()!;
        // In units of 2^-42.
        var ofLooks = double.Parse(File.ReadAllLines(folder.File("r/looks.csv"))[1].Split(',')[1]);
        double.Parse(month).ShouldBe(ofLooks * Math.Pow(2, 42));
    }

    [Fact]
    public void The_replayed_table_gives_the_printed_hazard_ratio_when_it_is_analyzed()
    {
        var output = CommandLine.Run("simulate", patina, "--replay", "11", "--out", folder.File("r")).Output;

        var fit = JsonDocument.Parse(
            CommandLine
                .Run([
                    "tte",
                    folder.File("r/simulated.csv"),
                    .. "--time TIME --event EVENT --arm ARMN --covariates ARMN --format json".Split(' '),
                ])
                .Output
        ).RootElement;

        var ratio = fit.GetProperty("cox").GetProperty("coefficients")[0].GetProperty("hazardRatio").GetDouble();
        output.ShouldContain($"hazard ratio {ratio:F4};");
        Math.Sqrt(fit.GetProperty("logRank").GetProperty("chiSquare").GetDouble())
            .ShouldBe(Math.Abs(double.Parse(File.ReadAllLines(folder.File("r/looks.csv"))[1].Split(',')[4])), 1e-12);
    }

    [Fact]
    public void A_shard_that_is_there_is_kept_a_damaged_one_replaced_and_a_foreign_one_left()
    {
        Shard("1/2", "1.json");
        var bytes = File.ReadAllBytes(folder.File("1.json"));

        Shard("1/2", "1.json").Error.ShouldContain("holds shard 1/2 already and is kept");
        File.ReadAllBytes(folder.File("1.json")).ShouldBe(bytes);

        File.WriteAllBytes(folder.File("1.json"), bytes[..^9]);
        Shard("1/2", "1.json").Exit.ShouldBe(0);
        CommandLine.Run("merge", folder.File("1.json")).Error.ShouldBe("No file holds trials 50 to 99 of 100 in all: shard 2/2.\n");

        var other = Shard("1/2", "1.json", "--trials", "100", "--null");
        other.Exit.ShouldBe(2);
        other.Error.ShouldContain("simulates another trial");
        other.Error.ShouldContain("left as it is");
    }

    [Fact]
    public void Ctrl_C_leaves_nothing_behind()
    {
        using var run = Cluster.ChildProcess.Equipoise(
            new Dictionary<string, string>(),
            "simulate",
            patina,
            "--trials",
            "100000000000",
            "--shard",
            "1/1",
            "--out",
            folder.File("shards/1.json")
        );
        // The folder is made just before the simulation starts.
        while (!run.HasExited && !Directory.Exists(folder.File("shards")))
            Thread.Sleep(20);
        Thread.Sleep(200);
        Cluster.ChildProcess.Run("kill", ["-INT", $"{run.Id}"]);
        var (exit, output, error) = Cluster.ChildProcess.End(run);

        (exit, output, error).ShouldBe((130, "", "Stopped; nothing was left half written.\n"));
        Directory.EnumerateFileSystemEntries(folder.File("shards")).ShouldBeEmpty();
    }

    [Fact]
    public void Without_Slurm_the_call_says_what_does_the_same_by_hand()
    {
        using var run = Cluster.ChildProcess.Equipoise(
            new Dictionary<string, string> { ["PATH"] = folder.Path },
            "simulate",
            patina,
            "--engine",
            "slurm",
            "--shards",
            "2",
            "--out",
            folder.File("run")
        );
        var (exit, output, error) = Cluster.ChildProcess.End(run);

        (exit, output).ShouldBe((2, ""));
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        error.ShouldContain("--shard I/N");
        error.ShouldContain("equipoise merge");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    (int Exit, string Output, string Error) Shard(string shard, string file, params string[] more) =>
        CommandLine.Run([
            "simulate",
            patina,
            .. more.Length == 0 ? ["--trials", "100"] : more,
            "--shard",
            shard,
            "--out",
            folder.File(file),
        ]);

    static string Json(params string[] more)
    {
        var (exit, output, error) = CommandLine.Run(["simulate", patina, .. more, "--format", "json"]);
        (exit, error).ShouldBe((0, ""));
        return output;
    }

    static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];

    static string WithoutTiming(string json)
    {
        var result = JsonNode.Parse(json)!.AsObject();
        result.Remove("elapsedSeconds").ShouldBeTrue();
        result.Remove("trialsPerSecond").ShouldBeTrue();
        return result.ToJsonString();
    }
}
