using System.Text.Json;
using Equipoise.Cli.Verbs.Simulate;
using Equipoise.Design.Simulation;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>What <c>simulate</c> offers beside the design's own assumptions: a scenario's world, other tests and randomizations, grids.</summary>
[Trait("Takes", "time")]
public sealed class SimulatedWorldTests : IDisposable
{
    static readonly string patina = Examples.ProtocolPath("patina");
    static readonly string scenario = Path.Combine(Path.GetDirectoryName(patina)!, "scenario.yaml");

    readonly string folder = Directory.CreateTempSubdirectory("equipoise-worlds-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_world_of_a_scenario_is_simulated_with_its_secondary_endpoint_and_its_harms()
    {
        var (exit, output, error) = CommandLine.Run(
            ["simulate", patina, "--scenario", scenario, "--trials", "100", "--adverse-events", "--format", "json"]
        );
        exit.ShouldBe(0, error);
        var json = JsonDocument.Parse(output).RootElement;
        json.GetProperty("trials").GetInt64().ShouldBe(100);
        // The reports of PATINA: hazard ratio 0.75 (0.59 to 0.96); the scenario is made to look so.
        json.GetProperty("meanLogHazardRatio").GetDouble().ShouldBeInRange(Math.Log(0.59), Math.Log(0.96));
        json.GetProperty("secondary").GetProperty("endpoint").GetString().ShouldBe("OS");
        // Grade 3 in 79.7%, grade 4 in 10.0% of the palbociclib arm; 30.6% and 3.6% of the other.
        var safety = json.GetProperty("safety");
        Share(safety, "experimental").ShouldBe(0.897, 0.05);
        Share(safety, "control").ShouldBe(0.342, 0.05);

        static double Share(JsonElement safety, string arm) =>
            safety.GetProperty(arm).GetProperty("grade3OrHigher").GetProperty("estimate").GetDouble();
    }

    [Fact]
    public void Shards_of_a_world_merge_to_the_numbers_of_one_run()
    {
        string[] call = ["simulate", patina, "--scenario", scenario, "--trials", "60", "--seed", "3"];
        string[] files = [Path.Combine(folder, "1.json"), Path.Combine(folder, "2.json")];
        foreach (var (i, file) in files.Index())
            CommandLine.Run([.. call, "--shard", $"{i + 1}/2", "--out", file]).Exit.ShouldBe(0);
        var merged = CommandLine.Run(["merge", .. files, "--format", "json"]);
        var whole = CommandLine.Run([.. call, "--format", "json"]);
        Timeless(merged.Output).ShouldBe(Timeless(whole.Output));
    }

    [Fact]
    public void A_replay_of_a_world_has_what_was_true_and_what_was_seen()
    {
        var replay = Path.Combine(folder, "replay");
        var (exit, output, error) = CommandLine.Run(["simulate", patina, "--scenario", scenario, "--replay", "5", "--out", replay]);
        exit.ShouldBe(0, error);
        output.ShouldStartWith("Look 1, month ");
        Directory.GetFiles(replay).Select(Path.GetFileName).Order().ShouldBe(["assessed.csv", "looks.csv", "simulated.csv"]);
        File.ReadLines(Path.Combine(replay, "simulated.csv")).Count().ShouldBe(519);
    }

    [Theory]
    [InlineData("log-rank")]
    [InlineData("stratified log-rank")]
    [InlineData("Fleming-Harrington 0 0.5")]
    [InlineData("Magirr-Burman 6 months")]
    [InlineData("MaxCombo")]
    [InlineData("restricted mean 24 months")]
    [InlineData("milestone 2 years")]
    public void Every_test_that_help_names_can_be_simulated(string words)
    {
        var (exit, output, error) = CommandLine.Run(["simulate", patina, "--trials", "20", "--test", words]);
        exit.ShouldBe(0, error);
        output.ShouldContain($"test: {words}");
    }

    [Fact]
    public void Tests_are_read_as_they_are_written()
    {
        TestWords.Parse("Fleming-Harrington 0 0.5").ShouldBe(new SimulatedTest.WeightedLogRank(new LogRankWeight.FlemingHarrington(0, 0.5)));
        TestWords.Parse("stratified MaxCombo").ShouldBe(new SimulatedTest.MaxCombo([], Stratified: true));
        TestWords.Parse("milestone 2 years").ShouldBe(new SimulatedTest.Milestone(24));
        TestWords.Parse("stratified milestone 2 years").ShouldBeNull();
        TestWords.Parse("Wilcoxon").ShouldBeNull();
    }

    [Theory]
    [InlineData("simple")]
    [InlineData("permuted blocks 4")]
    [InlineData("minimization 0.8")]
    [InlineData("minimization 0.9 variance")]
    public void Other_randomizations_can_be_simulated(string words)
    {
        var (exit, output, error) = CommandLine.Run(
            ["simulate", patina, "--scenario", scenario, "--trials", "20", "--randomize", words]
        );
        exit.ShouldBe(0, error);
        output.ShouldContain($"randomized by {words}");
    }

    [Theory]
    [InlineData("--test is 'Wilcoxon'", "--test", "Wilcoxon")]
    [InlineData("--randomize names one of", "--randomize", "alternation")]
    [InlineData("multiple", "--randomize", "permuted blocks 3")]
    [InlineData("name it with --scenario", "--adverse-events")]
    [InlineData("--grid needs --out", "--grid", "grid.yaml")]
    [InlineData("does not exist", "--scenario", "none.yaml")]
    public void What_cannot_be_simulated_is_refused_in_a_sentence(string sentence, params string[] options)
    {
        var (exit, output, error) = CommandLine.Run(["simulate", patina, "--trials", "10", .. options]);
        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain(sentence);
    }

    [Fact]
    public void A_refusal_is_a_sentence_for_people()
    {
        var path = Path.Combine(folder, "protocol.yaml");
        string[] calendar = ["  calendar:", "    opens:", "    closes to accrual:"];
        var lines = File.ReadLines(patina).Where(line => !calendar.Any(start => line.StartsWith(start, StringComparison.Ordinal)));
        File.WriteAllLines(path, lines);
        CommandLine
            .Run(["simulate", path, "--scenario", scenario, "--trials", "10"])
            .Error.TrimEnd()
            .ShouldBe($"{path}: cannot be simulated. The protocol cannot be simulated without 'trial: calendar'.");
    }

    [Fact]
    public void A_grid_leaves_two_tables_and_a_page()
    {
        var grid = Path.Combine(Path.GetDirectoryName(patina)!, "grid.yaml");
        var there = Path.Combine(folder, "grid");
        var (exit, output, error) = CommandLine.Run(["simulate", patina, "--grid", grid, "--trials", "50", "--out", there]);
        exit.ShouldBe(0, error);
        output.ShouldContain("50 trials of each of 12 combinations");
        File.ReadLines(Path.Combine(there, "operating-characteristics.csv")).Count().ShouldBe(13);
        File.ReadAllText(Path.Combine(there, "index.html")).ShouldContain("How much does a smaller effect or a faster loss cost?");
    }

    [Fact]
    public void A_combination_that_cannot_be_simulated_is_named_and_nothing_is_written()
    {
        var grid = Path.Combine(folder, "grid.yaml");
        File.WriteAllText(grid, "equipoise grid: 1\ntitle: Too few\nplan: { design.accrual.participants: [100, 496] }");
        var there = Path.Combine(folder, "none");
        var (exit, _, error) = CommandLine.Run(["simulate", patina, "--grid", grid, "--trials", "50", "--out", there]);
        exit.ShouldBe(2);
        error.ShouldContain("With design.accrual.participants 100: has no plan: 257 events never occur");
        Directory.Exists(there).ShouldBeFalse();
    }

    // What differs between two runs of one study: how long they took.
    static string Timeless(string json) =>
        string.Join(
            '\n',
            json.Split('\n').Where(line => !line.Contains("elapsedSeconds") && !line.Contains("trialsPerSecond"))
        );
}
