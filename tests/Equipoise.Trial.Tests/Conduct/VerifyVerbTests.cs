using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.TrialLog;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>The verb verify, as its user meets it.</summary>
public sealed class VerifyVerbTests
{
    static (int Status, string Output, string Error) Run(params string[] arguments) => CommandLine.Run(["verify", .. arguments]);

    /// <summary>A log that holds its protocol, with its sealed key beside it.</summary>
    static LogFile Complete()
    {
        var file = new LogFile();
        var text = File.ReadAllText(Examples.ProtocolPath("patina"));
        using (var trial = new PatinaTrial(SqliteTrialLog.Create(file.Path)))
            trial.With(new OpenTrial(text, Synthetic: true)).AndEligible("101-001").AndRandomized("101-001");
        SealedKeyFile.Write(SealedKeyFile.For(file.Path), PatinaTrial.Key);
        return file;
    }

    [Fact]
    public void A_sound_log_is_said_to_be_sound_and_nothing_else_than_the_log_needs_to_be_named()
    {
        using var file = Complete();
        var (status, output, error) = Run("--trial", file.Path);
        (status, error).ShouldBe((0, ""));
        output.ShouldContain("no problems found");
        output.ShouldContain("1, each replayed from the sealed key");
    }

    [Fact]
    public void A_tampered_log_gives_status_1_and_names_the_row()
    {
        using var file = Complete();
        file.Tamper("UPDATE log SET payload = replace(payload, '57', '75') WHERE sequence = 2");
        var (status, output, error) = Run("--trial", file.Path);
        status.ShouldBe(1);
        output.ShouldBe($"{file.Path}: row 2: its content is not the one that was hashed when it was written\n");
        error.ShouldBe("1 problem.\n");
    }

    [Fact]
    public void Json_holds_the_same_answer()
    {
        using var file = Complete();
        using var answer = System.Text.Json.JsonDocument.Parse(Run("--trial", file.Path, "--format", "json").Output);
        answer.RootElement.GetProperty("sound").GetBoolean().ShouldBeTrue();
        answer.RootElement.GetProperty("rows").GetInt64().ShouldBe(18);
        answer.RootElement.GetProperty("replayed").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void Without_the_key_the_chain_is_checked_and_the_rest_is_said_not_to_be()
    {
        using var file = Complete();
        File.Delete(SealedKeyFile.For(file.Path));
        File.Delete(HeadFile.For(file.Path));
        var (status, output, _) = Run("--trial", file.Path);
        status.ShouldBe(0);
        output.ShouldContain("not replayed: no key at");
        output.ShouldContain("not checked: no note of it");
    }

    [Fact]
    public void What_cannot_be_read_gives_status_2_and_a_sentence()
    {
        using var file = Complete();
        File.WriteAllText(file.Path + ".text", "no log");
        foreach (
            var arguments in new string[][]
            {
                ["--trial", file.Path + ".none"],
                ["--trial", file.Path + ".text"],
                ["--trial", file.Path, "--seed", file.Path + ".text"],
                ["--trial", file.Path, "--protocol", "none.yaml"],
            }
        )
        {
            var (status, output, error) = Run(arguments);
            (status, output).ShouldBe((2, ""), string.Join(' ', arguments));
            error.ShouldNotBeEmpty();
            error.ShouldNotContain("   at ");
        }
    }

    [Fact]
    public void A_protocol_text_that_is_not_the_protocols_is_refused()
    {
        using var trial = new PatinaTrial();
        trial.RefusalsOf(new OpenTrial("equipoise: 1", Synthetic: true)).ShouldBe(["other-protocol-text"]);
    }
}
