using System.Text.Json;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>The verbs <c>check</c> and <c>new</c>, called as the program calls them.</summary>
public sealed class ProtocolVerbTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("equipoise-verbs-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Check_says_what_it_understood_of_a_good_protocol()
    {
        var (exit, output, error) = CommandLine.Run("check", Examples.ProtocolPath("patina"));

        exit.ShouldBe(0);
        output.ShouldContain("no problems found");
        output.ShouldContain("permuted blocks of 4, 6, 8 within 16 strata");
        error.ShouldBeEmpty();
    }

    [Fact]
    public void Check_lists_problems_with_file_line_and_column()
    {
        var path = Write("equipoise: 2\n");

        var (exit, output, error) = CommandLine.Run("check", path);

        exit.ShouldBe(1);
        output.ShouldStartWith($"{path}:1:1 trial: is missing; ");
        output.ShouldContain($"{path}:1:12 equipoise: is '2'; write 1");
        error.ShouldBe($"5 problems.{Environment.NewLine}");
    }

    [Fact]
    public void Check_gives_problems_as_json()
    {
        var (exit, output, error) = CommandLine.Run("check", Write("equipoise: 2\n"), "--format", "json");

        exit.ShouldBe(1);
        error.ShouldBeEmpty();
        var json = JsonDocument.Parse(output).RootElement;
        json.GetProperty("accepted").GetBoolean().ShouldBeFalse();
        json.GetProperty("problems")[4]
            .ShouldSatisfyAllConditions(
                problem => problem.GetProperty("line").GetInt32().ShouldBe(1),
                problem => problem.GetProperty("column").GetInt32().ShouldBe(12),
                problem => problem.GetProperty("path").GetString().ShouldBe("equipoise")
            );
    }

    [Fact]
    public void Check_gives_what_it_understood_as_json()
    {
        var (exit, output, _) = CommandLine.Run("check", Examples.ProtocolPath("patina"), "--format", "json");

        exit.ShouldBe(0);
        var json = JsonDocument.Parse(output).RootElement;
        json.GetProperty("sha256").GetString().ShouldBe(Examples.PatinaProtocol.Sha256);
        json.GetProperty("problems").GetArrayLength().ShouldBe(0);
        json.GetProperty("says").EnumerateArray().Count(line => line.GetProperty("part").GetString() == "endpoint").ShouldBe(2);
    }

    [Fact]
    public void Check_tells_a_file_that_it_cannot_read_from_one_that_is_wrong()
    {
        var (exit, output, error) = CommandLine.Run("check", Path.Combine(folder, "none.yaml"));

        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain("does not exist");
    }

    [Fact]
    public void New_writes_a_protocol_that_passes_check()
    {
        var trial = Path.Combine(folder, "deep", "trial");

        CommandLine.Run("new", trial).Exit.ShouldBe(0);

        var (exit, output, _) = CommandLine.Run("check", Path.Combine(trial, "protocol.yaml"));
        exit.ShouldBe(0, output);
        Directory.EnumerateFiles(trial).Select(Path.GetFileName).Order().ShouldBe(["protocol.yaml", "scenario.yaml"]);
    }

    [Fact]
    public void New_leaves_a_protocol_that_is_already_there_as_it_is()
    {
        var path = Write("mine\n");

        var (exit, _, error) = CommandLine.Run("new", folder);

        exit.ShouldBe(2);
        error.ShouldContain("is already there");
        File.ReadAllText(path).ShouldBe("mine\n");
    }

    [Fact]
    public void New_leaves_a_scenario_that_is_already_there_as_it_is_and_writes_nothing_beside_it()
    {
        var path = Path.Combine(folder, "scenario.yaml");
        File.WriteAllText(path, "mine\n");

        var (exit, _, error) = CommandLine.Run("new", folder);

        exit.ShouldBe(2);
        error.ShouldContain("is already there");
        Directory.EnumerateFiles(folder).ShouldHaveSingleItem();
        File.ReadAllText(path).ShouldBe("mine\n");
    }

    [Fact]
    public void New_refuses_a_folder_that_is_a_file()
    {
        var (exit, _, error) = CommandLine.Run("new", Write("mine\n"));

        exit.ShouldBe(2);
        error.ShouldContain("cannot be written");
    }

    string Write(string text)
    {
        var path = Path.Combine(folder, "protocol.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
