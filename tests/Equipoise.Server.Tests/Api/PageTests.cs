using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Server.Trial;

namespace Equipoise.Server.Tests.Api;

/// <summary>The examples of docs/api.md, as their readers run them.</summary>
public sealed partial class PageTests
{
    const string Signature = "<!-- Ida Investigator signs. -->";

    [Fact]
    public async Task Every_example_of_the_page_is_answered_as_the_page_shows()
    {
        await using var server = await ServerUnderTest.Listen();
        var key = Program.KeyOf(server, "carla", Role.Coordinator, "101");
        var run = 0;
        foreach (Match step in Step().Matches(await File.ReadAllTextAsync(Repository.At("docs", "api.md"))))
            if (step.Value == Signature)
                await Sign(server);
            else
            {
                var printed = await Run(step.Groups["command"].Value, server.App.Urls.Single(), key);
                Regex.IsMatch(Bare(printed), Pattern(step.Groups["answer"].Value), RegexOptions.Singleline, TimeSpan.FromSeconds(5))
                    .ShouldBeTrue($"{step.Groups["command"].Value}\nprints\n{printed}\nand not\n{step.Groups["answer"].Value}");
                run++;
            }
        run.ShouldBe(15);
    }

    [Fact]
    public async Task The_page_has_an_example_of_every_call_of_the_document()
    {
        var page = await File.ReadAllTextAsync(Repository.At("docs", "api.md"));
        var document = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Repository.At("docs", "openapi.v1.json")))!;
        foreach (var (path, operations) in document["paths"]!.AsObject())
            foreach (var (method, _) in operations!.AsObject())
            {
                var address = Regex.Escape($"$TRIAL{path}").Replace("\\{participant}", "101-01", StringComparison.Ordinal);
                var call = Step()
                    .Matches(page)
                    .Select(step => step.Groups["command"].Value)
                    .Where(command => Regex.IsMatch(command, address + "[\"?]", RegexOptions.None, TimeSpan.FromSeconds(5)));
                call.ShouldContain(command => (method == "post") == command.Contains("Idempotency-Key"), $"{method} {path}");
            }
    }

    static async Task Sign(ServerUnderTest server)
    {
        var conduct = server.Part<RunningTrial>().Conduct!;
        var now = server.Clock.GetUtcNow();
        var command = new SignEligibility(
            "101-01",
            SmallTrial.Levels,
            SmallTrial.Choices,
            SiteClock.Today(conduct.State, "101", now),
            new("Ida Investigator", SignEligibility.Meaning, now, "password")
        );
        (await conduct.DoAsync(command, "ida")).ShouldBeOfType<Decision.Accepted>();
    }

    static async Task<string> Run(string command, string trial, string key)
    {
        using var shell = Process.Start(
            new ProcessStartInfo("bash", ["-c", command])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["TRIAL"] = trial, ["KEY"] = key, ["no_proxy"] = "*" },
            }
        )!;
        var (printed, said) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        shell.ExitCode.ShouldBe(0, $"{command}\n{await said}");
        return await printed;
    }

    // Where a line ends says nothing, and "..." stands for anything.
    static string Pattern(string shown)
    {
        var pattern = new StringBuilder("^");
        pattern.AppendJoin(".*", Bare(shown).Split("...").Select(Regex.Escape));
        return pattern.Append(shown.TrimEnd().EndsWith("...", StringComparison.Ordinal) ? "" : "$").ToString();
    }

    static string Bare(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    [GeneratedRegex("```sh\n(?<command>.*?)```\n```(?:json|text)\n(?<answer>.*?)```|<!-- Ida Investigator signs. -->", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Step();
}
