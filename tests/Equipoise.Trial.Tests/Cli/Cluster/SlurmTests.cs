using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Equipoise.Trial.Tests.Cli.Cluster;

/// <summary>A simulation on a real Slurm: what happens to its tasks and files must not be seen in its numbers.</summary>
[Trait("Takes", "time")]
public sealed class SlurmTests(OneNodeSlurm slurm) : IClassFixture<OneNodeSlurm>, IDisposable
{
    const int Shards = 4;

    static readonly TimeSpan patience = TimeSpan.FromMinutes(1);
    static readonly Lazy<long> trialsOfTwoSeconds = new(Measure);
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SlurmFact]
    public void A_task_that_is_killed_on_its_way_is_submitted_again_and_the_bits_are_those_of_a_local_run()
    {
        using var run = ChildProcess.Equipoise(slurm.Environment, Call());
        var killed = WaitForRunningTask(run);
        slurm.Kill(killed);

        var (exit, output, error) = run.End();

        exit.ShouldBe(0, error);
        error.ShouldContain($": {Shards} of {Shards} shards submitted.");
        error.ShouldContain($": 1 of {Shards} shards submitted again.");
        WithoutTiming(output).ShouldBe(Local());
        Directory
            .GetFiles(folder.File("run/shards"))
            .Select(Path.GetFileName)
            .Order()
            .ShouldBe(["1.json", "2.json", "3.json", "4.json"]);
    }

    [SlurmFact]
    public void When_the_watching_program_dies_the_same_call_goes_on_and_keeps_what_is_there()
    {
        using (var run = ChildProcess.Equipoise(slurm.Environment, Call()))
        {
            WaitForRunningTask(run);
            run.Kill();
            run.WaitForExit();
        }
        WaitUntil(() => File.Exists(Shard(1)));
        var first = File.GetLastWriteTimeUtc(Shard(1));

        using var again = ChildProcess.Equipoise(slurm.Environment, Call());
        var (exit, output, error) = again.End();

        (exit, error).ShouldBe((0, ""), "the tasks of the first call were still there, so none is submitted");
        WithoutTiming(output).ShouldBe(Local());
        File.GetLastWriteTimeUtc(Shard(1)).ShouldBe(first);
    }

    [SlurmFact]
    public void A_damaged_shard_is_simulated_again_and_a_foreign_one_stops_the_call()
    {
        string[] small = ["simulate", Examples.ProtocolPath("patina"), "--trials", "90", "--format", "json"];
        string[] onSlurm = [.. small, "--engine", "slurm", "--shards", "3", "--partition", "main", "--out", folder.File("run")];
        Run(onSlurm).Exit.ShouldBe(0);
        var whole = File.ReadAllText(Shard(2));

        File.WriteAllText(Shard(2), whole.Replace("\"rejections\":", "\"rejections\":1", StringComparison.Ordinal));
        var repaired = Run(onSlurm);
        repaired.Exit.ShouldBe(0, repaired.Error);
        repaired.Error.ShouldContain(": 1 of 3 shards submitted.");
        WithoutTiming(repaired.Output).ShouldBe(WithoutTiming(CommandLine.Run(small).Output));

        var other = CommandLine.Run([.. small, "--seed", "2", "--shard", "2/3", "--out", folder.File("other.json")]);
        other.Exit.ShouldBe(0, other.Error);
        File.Copy(folder.File("other.json"), Shard(2), overwrite: true);
        var refused = Run(onSlurm);
        (refused.Exit, refused.Output).ShouldBe((1, ""));
        refused.Error.ShouldBe(
            $"{Shard(2)}: does not belong here: it has seed 2, not 1 as asked for. It is left as it is; name another folder.\n"
        );
    }

    [SlurmFact]
    public void What_Slurm_or_a_task_says_of_a_failure_is_passed_on()
    {
        string[] call = ["simulate", Examples.ProtocolPath("patina"), "--trials", "2", "--engine", "slurm", "--shards", "1"];

        var nowhere = Run([.. call, "--partition", "nowhere", "--out", folder.File("a")]);
        (nowhere.Exit, nowhere.Output).ShouldBe((2, ""));
        nowhere.Error.ShouldStartWith("sbatch refuses the job: ");
        nowhere.Error.ShouldContain("invalid partition");

        // A shard cannot be written where there is a folder of its temporary name.
        Directory.CreateDirectory(folder.File("run/shards/1.json.partial"));
        var failing = Run([.. call, "--out", folder.File("run")]);
        (failing.Exit, failing.Output).ShouldBe((1, ""));
        failing.Error.ShouldContain("Shards 1 of 1 are missing after 3 rounds; the same call tries again.\n");
        failing.Error.ShouldContain($"{folder.File("run/log/1.txt")}: ");
        failing.Error.ShouldContain("1.json.partial");
    }

    string[] Call() => [.. Study, "--engine", "slurm", "--shards", $"{Shards}", "--out", folder.File("run")];

    static string[] Study =>
        [
            "simulate",
            Examples.ProtocolPath("patina"),
            "--trials",
            $"{Shards * trialsOfTwoSeconds.Value}",
            "--seed",
            "9",
            "--format",
            "json",
        ];

    static readonly Lazy<string> local = new(() => WithoutTiming(CommandLine.Run(Study).Output));

    static string Local() => local.Value;

    // Long enough to be caught on its way, on any machine.
    static long Measure()
    {
        string[] call = ["simulate", Examples.ProtocolPath("patina"), "--trials", "4000", "--threads", "1", "--format", "json"];
        var (_, output, _) = CommandLine.Run(call);
        return (long)(2 * JsonDocument.Parse(output).RootElement.GetProperty("trialsPerSecond").GetDouble());
    }

    (int Exit, string Output, string Error) Run(string[] arguments)
    {
        using var run = ChildProcess.Equipoise(slurm.Environment, arguments);
        return run.End();
    }

    int WaitForRunningTask(Process run)
    {
        (int Task, string State)[] running = [];
        WaitUntil(() =>
        {
            running = [.. slurm.Queue().Where(task => task.State == "RUNNING" && !File.Exists(Shard(task.Task)))];
            return run.HasExited || running.Length > 0;
        });
        running.ShouldNotBeEmpty(run.HasExited ? run.End().Error : "no task runs");
        return running[0].Task;
    }

    static void WaitUntil(Func<bool> condition)
    {
        for (var waited = Stopwatch.StartNew(); !condition(); Thread.Sleep(50))
            waited.Elapsed.ShouldBeLessThan(patience);
    }

    string Shard(int number) => folder.File($"run/shards/{number}.json");

    static string WithoutTiming(string json)
    {
        var result = JsonNode.Parse(json)!.AsObject();
        result.Remove("elapsedSeconds").ShouldBeTrue();
        result.Remove("trialsPerSecond").ShouldBeTrue();
        return result.ToJsonString();
    }
}
