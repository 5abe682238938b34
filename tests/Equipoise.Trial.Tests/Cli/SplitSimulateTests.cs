using System.Text.Json;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>The verb <c>simulate</c> of several endpoints; what comes out is in SeveralEndpoints.</summary>
public sealed class SplitSimulateTests
{
    static readonly string impower = Repository.At("examples", "published-designs", "impower133.yaml");

    [Fact]
    public void It_tells_each_endpoint_any_all_and_their_correlation()
    {
        var run = Simulate("--trials", "400");
        run.Exit.ShouldBe(0, run.Error);
        run.Output.ShouldStartWith("IMPOWER133, PFS and OS: 400 participants, true hazards as the protocol assumes them");
        foreach (var line in new[] { "  Rejected             by the graph       at its first alpha alone", "  any of them", "  all of them", "  Correlation of Z", "PFS and OS, final analyses" })
            run.Output.ShouldContain(line);
        run.Output.ShouldContain("Times drawn together: the wider endpoint is the narrower one or what comes before it");
        run.Output.ShouldNotContain("family-wise");
    }

    [Fact]
    public void Json_has_every_count()
    {
        var json = JsonDocument.Parse(Simulate("--trials", "300", "--null", "--format", "json").Output).RootElement;
        json.GetProperty("endpoints")[1].GetProperty("endpoint").GetString().ShouldBe("OS");
        json.GetProperty("endpoints")[1].GetProperty("hasNoEffect").GetBoolean().ShouldBeTrue();
        json.GetProperty("rejectedExactly").EnumerateArray().Sum(set => set.GetProperty("trials").GetInt64()).ShouldBe(300);
        json.GetProperty("familyWiseError").GetProperty("estimate").GetDouble().ShouldBe(json.GetProperty("any").GetProperty("estimate").GetDouble());
        json.GetProperty("correlations")[0].GetProperty("estimate").GetDouble().ShouldBe(0.6, 0.2);
    }

    [Fact]
    public void Shards_are_put_together_to_what_one_run_gives()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        string[] parts = [Path.Combine(folder, "1.json"), Path.Combine(folder, "2.json")];
        foreach (var (i, part) in parts.Index())
            Simulate("--trials", "200", "--null-of", "PFS", "--shard", $"{i + 1}/2", "--out", part).Exit.ShouldBe(0);
        var merged = CommandLine.Run(["merge", .. parts]).Output;
        Untimed(merged).ShouldBe(Untimed(Simulate("--trials", "200", "--null-of", "PFS").Output));
        merged.ShouldContain("no effect on PFS, the others as the protocol assumes them");

        static string Untimed(string text) => text[..text.IndexOf("  Times drawn", StringComparison.Ordinal)];
    }

    [Theory]
    [InlineData("--null-of PD", "--null-of names 'PD'; the endpoints are PFS, OS.")]
    [InlineData("--null --null-of OS", "--null and --null-of are two truths; name one.")]
    [InlineData("--hazard-ratio 0.8", "--hazard-ratio is for a design with one endpoint, and this one has 2.")]
    [InlineData("--replay 3 --out x", "--replay is for a design with one endpoint, and this one has 2.")]
    [InlineData("--test MaxCombo", "--test is for a design with one endpoint, and this one has 2.")]
    [InlineData("--null-of OS", "cannot be simulated. From month 0 on the hazard of PFS in the experimental arm is 0.00578 a month below that of OS")]
    public void What_several_endpoints_cannot_be_asked_is_refused(string call, string reason)
    {
        var run = Simulate(call.Split(' '));
        run.Exit.ShouldBe(2);
        run.Error.ShouldContain(reason);
    }

    [Fact]
    public void One_endpoint_has_no_other_to_be_without_effect()
    {
        var run = CommandLine.Run(["simulate", Repository.At("bench", "scenarios", "three-looks.yaml"), "--null-of", "OS"]);
        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("--null-of is for a design with several endpoints; of one it is --null.");
    }

    static (int Exit, string Output, string Error) Simulate(params string[] arguments)
    {
        var run = CommandLine.Run(["simulate", impower, .. arguments]);
        return (run.Exit, run.Output, run.Error);
    }
}
