using Equipoise.Trial.Tests.Conduct.Dictionaries;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>What <c>equipoise new</c> writes goes through the whole life of a trial unedited.</summary>
[Trait("Takes", "time")]
public sealed class StarterTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("study.xml")]
    [InlineData("dictionary.csv")]
    public void A_starter_is_checked_designed_simulated_rehearsed_verified_and_analyzed_unedited(string? from)
    {
        var (trial, rehearsal, report) = (folder.File("trial"), folder.File("rehearsal"), folder.File("report"));
        var (protocol, scenario) = (Path.Combine(trial, "protocol.yaml"), Path.Combine(trial, "scenario.yaml"));
        if (from is null)
            Done("new", trial);
        else
        {
            File.WriteAllText(folder.File(from), from == "study.xml" ? FormsOfOtherSystems.Vendor : FormsOfOtherSystems.Redcap);
            Done("new", trial, "--from", folder.File(from));
        }

        Done("check", protocol).ShouldContain("no problems found");
        // Schoenfeld: 4 (1.959964 + 1.281552)^2 / (ln 0.7)^2 = 330.4, so 331 of 400 participants.
        Done("design", protocol).ShouldContain("331 events of PFS");
        Done("simulate", protocol, "--trials", "200").ShouldContain("MYTRIAL, PFS: 400 participants");
        Done("simulate", protocol, "--scenario", scenario, "--trials", "100").ShouldContain("in the world 'A first guess'");
        // All events of the day on which the 331st is recorded.
        Done("rehearse", protocol, "--out", rehearsal).ShouldMatch("400 randomized, 33[1-5] events of PFS");
        Done("verify", "--trial", Path.Combine(rehearsal, "trial.db"));
        Done("export", "--trial", Path.Combine(rehearsal, "trial.db"), "--out", folder.File("odm"), "--as", "odm");
        Done("analyze", "--protocol", protocol, "--data", Path.Combine(rehearsal, "sdtm"), "--out", report);
        File.Exists(Path.Combine(report, "report.html")).ShouldBeTrue();
    }

    static string Done(params string[] arguments)
    {
        var (exit, output, error) = CommandLine.Run(arguments);
        exit.ShouldBe(0, $"{arguments[0]}: {error}{output}");
        return output;
    }
}
