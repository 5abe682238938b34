using Equipoise.Conduct.Allocation;
using Equipoise.Trial.Tests.Conduct;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>The sealed key that <c>verify</c> is given, kept elsewhere than beside the log.</summary>
public sealed class VerifyKeyTests : IDisposable
{
    readonly LogFile log = new();
    readonly string key;

    public VerifyKeyTests()
    {
        var text = File.ReadAllText(Examples.ProtocolPath("patina"));
        using (var trial = new PatinaTrial(SqliteTrialLog.Create(log.Path)))
            trial
                .With(new Equipoise.Conduct.Opening.OpenTrial(text, Synthetic: true))
                .AndEligible("101-001")
                .AndRandomized("101-001");
        key = log.Path + ".elsewhere";
        SealedKeyFile.Write(key, PatinaTrial.Key);
        PatinaTrial.Seal.WriteFile(SealKey.FileFor(log.Path));
    }

    public void Dispose() => log.Dispose();

    [Theory]
    [InlineData("--key")]
    [InlineData("--seed")] // its first name
    public void Allocations_are_replayed_from_the_key_that_is_named(string option)
    {
        var (exit, output, error) = CommandLine.Run("verify", "--trial", log.Path, option, key, "--protocol", Examples.ProtocolPath("patina"));
        (exit, error).ShouldBe((0, ""));
        output.ShouldContain("1, each replayed from the sealed key");
    }

    [Fact]
    public void Help_and_the_report_call_it_a_key()
    {
        CommandLine.Run("verify", "--trial", log.Path).Output.ShouldContain("not replayed");
        var help = CommandLine.Run("verify", "--help").Output;
        help.ShouldContain("--key");
        help.ShouldNotContain("--seed");
    }
}
