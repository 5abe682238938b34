using System.Text.Json;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>
/// <c>design --solve</c> on bench/scenarios/benchmark.yaml: medians of 6 and 8 months, 5% lost a year, 518 participants over 18 months,
/// power 82%. Expected values by R 4.2.2: Schoenfeld's events over the probability of an event by <c>integrate</c> over uniform entry,
/// and <c>uniroot</c>.
/// </summary>
public sealed class SolveTests
{
    const string Benchmark = "bench/scenarios/benchmark.yaml";

    [Fact]
    public void Participants_over_accrual_and_follow_up_are_a_table()
    {
        double[] expected =
        [
            600.047964201,
            499.173703554,
            457.928907432,
            550.088518699,
            479.730534018,
            448.909530331,
            519.442940618,
            466.805382189,
            442.692099562,
        ];
        var rows = Solve(Benchmark, "participants", "--accrual", "12,18,24", "--follow-up", "6,12,18");
        rows.Select(row => row.GetProperty("participants").GetDouble()).Zip(expected, (a, b) => Math.Abs(a / b - 1)).Max().ShouldBeLessThan(1e-9);
        rows.Select(row => row.GetProperty("studyMonths").GetDouble()).ShouldBe([18, 24, 30, 24, 30, 36, 30, 36, 42]);
        rows[0].GetProperty("wholeParticipants").GetInt64().ShouldBe(602);
        var run = CommandLine.Run(["design", Path(Benchmark), "--solve", "participants", "--accrual", "12,18,24", "--follow-up", "6,12,18"]);
        run.Output.Split('\n').Count(line => line.Contains("82.0%", StringComparison.Ordinal)).ShouldBe(9);
    }

    [Fact]
    public void Follow_up_accrual_hazard_ratio_and_power_are_solved_for_alike()
    {
        double[] followUp = [.. Solve(Benchmark, "follow-up", "--accrual", "12,18").Select(row => row.GetProperty("followUpMonths").GetDouble())];
        followUp[0].ShouldBe(10.3473496434, 1e-8);
        followUp[1].ShouldBe(8.0972201477, 1e-8);
        Solve(Benchmark, "accrual", "--follow-up", "6").Single().GetProperty("accrualMonths").GetDouble().ShouldBe(18.9190325299, 1e-8);
        Solve(Benchmark, "hazard-ratio", "--month", "30").Single().GetProperty("hazardRatio").GetDouble().ShouldBe(0.758370286996, 1e-9);
        Solve(Benchmark, "power", "--events", "350").Single().GetProperty("power").GetDouble().ShouldBe(0.767627340763, 1e-11);
        // The cutoff of the protocol is a number of events, which is a time.
        Solve(Benchmark, "power").Single().GetProperty("events").GetDouble().ShouldBe(400);
    }

    [Fact]
    public void Looks_cost_what_their_bounds_cost()
    {
        // R, mvtnorm (TVPACK): the drift at which bounds 2.96258804273, 2.35901770724 and 2.01408366824 have power 82%, squared, over
        // (z_0.975 + z_0.82)^2; the three-look plan wants 82% too.
        var one = Solve(Benchmark, "participants", "--follow-up", "12").Single().GetProperty("participants").GetDouble();
        var three = Solve("bench/scenarios/three-looks.yaml", "participants", "--follow-up", "12").Single().GetProperty("participants").GetDouble();
        (three / one).ShouldBe(1.01939207922, 1e-8);
    }

    [Theory]
    [InlineData("--solve is 'size'; name one of participants, accrual, follow-up, power, hazard-ratio.", "--solve", "size")]
    [InlineData("--accrual is 12,x; write numbers above 0, such as 12,18,24.", "--solve", "power", "--accrual", "12,x")]
    [InlineData("--follow-up need --solve: one of participants, accrual, follow-up, power, hazard-ratio.", "--follow-up", "6")]
    [InlineData("--follow-up and --month are two times for one analysis; name one.", "--solve", "participants", "--follow-up", "6", "--month", "9")]
    [InlineData("A number of events fixes the power: --solve participants takes --follow-up or --month.", "--solve", "participants", "--events", "9")]
    [InlineData("--solve follow-up finds when the final analysis is, so --month cannot be given.", "--solve", "follow-up", "--month", "9")]
    [InlineData("--solve accrual finds the months of accrual, so --accrual cannot be given.", "--solve", "accrual", "--accrual", "9")]
    public void What_cannot_be_solved_for_is_refused_in_one_line(string expected, params string[] arguments)
    {
        var run = CommandLine.Run(["design", Path(Benchmark), .. arguments]);
        run.Exit.ShouldBe(2);
        run.Error.Trim().ShouldBe(expected);
    }

    [Fact]
    public void A_cutoff_that_waits_for_the_planned_events_is_no_time()
    {
        var run = CommandLine.Run(["design", Path("examples/patina/protocol.yaml"), "--solve", "participants"]);
        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("say when the final analysis is, by --follow-up or --month.");
    }

    [Fact]
    public void Where_a_pair_of_durations_has_no_answer_the_others_are_given_and_the_reason_beside()
    {
        var run = CommandLine.Run(["design", Path(Benchmark), "--solve", "hazard-ratio", "--events", "300,600"]);
        run.Exit.ShouldBe(1);
        run.Output.ShouldContain("300");
        run.Error.ShouldContain("600 events never occur");
    }

    static JsonElement[] Solve(string protocol, string what, params string[] arguments)
    {
        var run = CommandLine.Run(["design", Path(protocol), "--solve", what, .. arguments, "--format", "json"]);
        run.Exit.ShouldBe(0, run.Error);
        return [.. JsonDocument.Parse(run.Output).RootElement.EnumerateArray()];
    }

    static string Path(string protocol) => Repository.At(protocol.Split('/'));
}
