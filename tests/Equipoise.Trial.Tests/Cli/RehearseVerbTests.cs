using Equipoise.Cli.Terminal;
using Equipoise.Cli.Work;
using Equipoise.Trial.Tests.Design;
using Equipoise.Trial.Tests.Protocol;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>The verb <c>rehearse</c>, on a trial of 60.</summary>
[Trait("Takes", "time")]
public sealed class RehearseVerbTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_takes_the_scenario_beside_the_protocol_and_says_what_came_of_it()
    {
        var (exit, output, error) = CommandLine.Run("rehearse", Protocol(), "--out", folder.File("rehearsal"));

        (exit, error).ShouldBe((0, ""));
        // 60 x 0.12 / 0.88 = 8 fail; who would have come after the cutoff does not come.
        output.ShouldStartWith("A trial that looks like PATINA as reported (seed 1; virtual participants, no real person)\n");
        output.ShouldContain($"  log      {folder.File("rehearsal/trial.db")}\n");
        output.ShouldContain($"  SDTM     {folder.File("rehearsal/sdtm")}\n");
        Directory
            .EnumerateFileSystemEntries(folder.Path)
            .Select(Path.GetFileName)
            .Order()
            .ShouldBe(["protocol.yaml", "rehearsal", "scenario.yaml"]);
        CommandLine.Run("verify", "--trial", folder.File("rehearsal/trial.db")).Exit.ShouldBe(0);
    }

    [Fact]
    public void The_scenario_that_is_named_goes_before_the_one_beside_the_protocol()
    {
        var other = folder.File(
            "other.yaml",
            Slip.Replace(SmallRehearsal.ScenarioText, "title: A trial that looks like PATINA as reported", "title: Another world")
        );

        CommandLine
            .Run("rehearse", Protocol(), "--scenario", other, "--out", folder.File("r"))
            .Output.ShouldStartWith("Another world (seed 1;");
    }

    [Fact]
    public void The_same_seed_gives_the_same_log_and_another_seed_another()
    {
        var protocol = Protocol();
        string[] heads =
        [
            .. new[] { ("a", "7"), ("b", "7"), ("c", "8") }.Select(run =>
            {
                CommandLine.Run("rehearse", protocol, "--out", folder.File(run.Item1), "--seed", run.Item2).Exit.ShouldBe(0);
                return File.ReadAllText(folder.File($"{run.Item1}/trial.db.head"));
            }),
        ];

        heads[1].ShouldBe(heads[0]);
        heads[2].ShouldNotBe(heads[0]);
    }

    [Fact]
    public void Until_a_day_it_leaves_the_trial_open()
    {
        var (exit, output, error) = CommandLine.Run(
            "rehearse",
            Protocol(),
            "--out",
            folder.File("r"),
            "--until",
            "2019-06-30"
        );

        (exit, error).ShouldBe((0, ""));
        output.ShouldContain("\n  still open, ");
        output.ShouldNotContain("cutoff");
        // The lock would have told the block sizes.
        CommandLine.Run("verify", "--trial", folder.File("r/trial.db"), "--protocol", Protocol()).Exit.ShouldBe(0);
        CommandLine.Run("verify", "--trial", folder.File("r/trial.db")).Exit.ShouldBe(1);
        File.Exists(folder.File("r/sdtm/dm.xpt")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2017-06-20", "--until: 2017-06-20 is before the trial opens on 2017-06-21.\n")]
    [InlineData("2030-01-01", "--until: 2030-01-01 is after the data cutoff of {cutoff}; leave it out for the whole trial.\n")]
    [InlineData("June 2019", "--until: 'June 2019' is no day; write year-month-day, such as 2019-06-30.\n")]
    [InlineData("2019-02-29", "--until: '2019-02-29' is no day; write year-month-day, such as 2019-06-30.\n")]
    [InlineData("", "--until: '' is no day; write year-month-day, such as 2019-06-30.\n")]
    public void A_day_on_which_the_trial_is_not_open_is_refused_in_one_line_and_nothing_is_left(string day, string expected)
    {
        var (exit, output, error) = CommandLine.Run("rehearse", Protocol(), "--out", folder.File("r"), "--until", day);

        (exit, output).ShouldBe((2, ""));
        error.ShouldBe(expected.Replace("{cutoff}", $"{SmallRehearsal.First.Summary.Cutoff:yyyy-MM-dd}"));
        Directory.EnumerateDirectories(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(folder.File("r"));
        var file = folder.File("r/notes.txt", "mine");

        var (exit, output, error) = CommandLine.Run("rehearse", Protocol(), "--out", folder.File("r"));

        (exit, output).ShouldBe((2, ""));
        error.ShouldContain("name a folder that is new or empty");
        Directory.EnumerateFileSystemEntries(folder.File("r")).ShouldBe([file]);
        Directory.EnumerateFileSystemEntries(folder.Path, "*.partial").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("r")]
    [InlineData("r/")]
    [InlineData("new/deep/r")]
    public void A_folder_that_is_empty_or_new_is_taken(string name)
    {
        if (name[0] == 'r')
            Directory.CreateDirectory(folder.File("r"));

        CommandLine.Run("rehearse", Protocol(), "--out", folder.File(name)).Exit.ShouldBe(0);

        File.Exists(folder.File($"{name}/sdtm/dm.xpt")).ShouldBeTrue();
    }

    [Fact]
    public void A_scenario_that_does_not_fit_is_refused_with_every_problem_and_nothing_is_left()
    {
        var protocol = Protocol();
        folder.File(
            "scenario.yaml",
            SmallRehearsal.ScenarioText.Replace("sites: 109", "sites: 0").Replace("women: 99%", "women: all")
        );

        var (exit, output, error) = CommandLine.Run("rehearse", protocol, "--out", folder.File("r"));

        (exit, output).ShouldBe((2, ""));
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        error.ShouldContain($"{folder.File("scenario.yaml")}:14:8 sites: is '0'; ");
        error.ShouldContain(" women: is 'all'; ");
        Directory.EnumerateDirectories(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_protocol_that_lacks_parts_is_refused_and_told_which()
    {
        var (exit, output, error) = CommandLine.Run("rehearse", Examples.ProtocolPath("cdisc-pilot"), "--out", folder.File("r"));

        (exit, output).ShouldBe((2, ""));
        error.ShouldContain("cannot be rehearsed without 'randomize'");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_call_that_is_cancelled_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Should.Throw<OperationCanceledException>(() => Into("r", stop.Token));

        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_call_that_fails_at_the_very_end_leaves_nothing_behind()
    {
        // Somebody put a file into the folder while the trial was rehearsed.
        Directory.CreateDirectory(folder.File("r"));
        var file = folder.File("r/notes.txt", "mine");

        Should.Throw<IOException>(() => Into("r", CancellationToken.None));

        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBe([folder.File("r")]);
        Directory.EnumerateFileSystemEntries(folder.File("r")).ShouldBe([file]);
    }

    void Into(string name, CancellationToken cancellation)
    {
        var small = SmallRehearsal.First;
        new RehearseTrial(small.Protocol, SmallRehearsal.ProtocolText, small.Scenario, 1, TimeProvider.System).Into(
            folder.File(name),
            new Said(TextWriter.Null, TextWriter.Null),
            cancellation
        );
    }

    string Protocol()
    {
        folder.File("scenario.yaml", SmallRehearsal.ScenarioText);
        return folder.File("protocol.yaml", SmallRehearsal.ProtocolText);
    }
}
