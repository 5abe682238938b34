using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Opening;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>The verb verify, as its user meets it.</summary>
public sealed class VerifyVerbTests
{
    static (int Status, string Output, string Error) Run(params string[] arguments) => CommandLine.Run(["verify", .. arguments]);

    /// <summary>As the sponsor runs it, who has the protocol file with the block sizes.</summary>
    static (int Status, string Output, string Error) BySponsor(params string[] arguments) =>
        Run([.. arguments, "--protocol", Examples.ProtocolPath("patina")]);

    /// <summary>A log that holds its protocol, with its sealed key beside it.</summary>
    static LogFile Complete()
    {
        var file = new LogFile();
        var text = File.ReadAllText(Examples.ProtocolPath("patina"));
        using (var trial = new PatinaTrial(SqliteTrialLog.Create(file.Path)))
            trial.With(new OpenTrial(text, Synthetic: true)).AndEligible("101-001").AndRandomized("101-001");
        SealedKeyFile.Write(SealedKeyFile.For(file.Path), PatinaTrial.Key);
        PatinaTrial.Seal.WriteFile(SealKey.FileFor(file.Path));
        return file;
    }

    [Fact]
    public void Before_the_lock_a_sound_log_is_said_to_be_sound_with_the_file_that_has_the_block_sizes()
    {
        using var file = Complete();
        var (status, output, error) = BySponsor("--trial", file.Path);
        (status, error).ShouldBe((0, ""));
        output.ShouldContain("no problems found");
        output.ShouldContain("1, each replayed from the sealed key");

        // Without it all else is checked, and that the allocations were not is said.
        (status, output, error) = Run("--trial", file.Path);
        status.ShouldBe(1);
        output.ShouldContain("not replayed: the block sizes are not in the log before the lock");
        output.ShouldContain("each row put to the rules again");
        error.ShouldStartWith("The allocations were not replayed: the block sizes are not in the log before the lock; name the sponsor's protocol file");
        Run("--trial", file.Path, "--without", "allocations").Status.ShouldBe(0);
    }

    [Fact]
    public void A_protocol_file_with_other_block_sizes_is_named()
    {
        using var file = Complete();
        var other = file.Path + ".yaml";
        File.WriteAllText(other, File.ReadAllText(Examples.ProtocolPath("patina")).Replace("[4, 6, 8]", "[4, 6]", StringComparison.Ordinal));
        var (status, output, _) = Run("--trial", file.Path, "--protocol", other);
        status.ShouldBe(1);
        output.ShouldStartWith($"{file.Path}: row 1: the block sizes of the protocol file are not those to which this row is bound");
        output.ShouldNotContain("2, 4");
    }

    [Fact]
    public void After_the_lock_the_log_verifies_by_itself()
    {
        using var file = Complete();
        using (var trial = new PatinaTrial(SqliteTrialLog.Open(file.Path)))
            trial.With(
                new Equipoise.Conduct.Closing.CutOffData(new(2023, 12, 31)),
                new Equipoise.Conduct.Closing.LockTrial(PatinaTrial.Signature(Equipoise.Conduct.Closing.LockTrial.Meaning, PatinaTrial.Later))
            );
        File.Delete(SealedKeyFile.For(file.Path));
        var (status, output, error) = Run("--trial", file.Path);
        (status, error).ShouldBe((0, ""));
        output.ShouldContain("1, each replayed from the sealed key");
        file.Rows()[^1].Payload.ShouldEndWith(",\"blockSizes\":[4,6,8]}");
    }

    [Fact]
    public void A_tampered_log_gives_status_1_and_names_the_row()
    {
        using var file = Complete();
        file.Tamper("UPDATE log SET payload = replace(payload, '57', '75') WHERE kind = 'ParticipantScreened'");
        var (status, output, error) = Run("--trial", file.Path);
        status.ShouldBe(1);
        output.ShouldBe($"{file.Path}: row {Staff.Rows + 1}: its content is not the one that was hashed when it was written\n");
        error.ShouldBe("1 problem.\n");
    }

    [Fact]
    public void Json_holds_the_same_answer()
    {
        using var file = Complete();
        using var answer = System.Text.Json.JsonDocument.Parse(BySponsor("--trial", file.Path, "--format", "json").Output);
        answer.RootElement.GetProperty("sound").GetBoolean().ShouldBeTrue();
        answer.RootElement.GetProperty("rows").GetInt64().ShouldBe(Staff.Rows + 17);
        answer.RootElement.GetProperty("replayed").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void What_could_not_be_checked_is_a_problem_unless_it_is_left_out_and_json_says_which_checks_ran()
    {
        using var file = Complete();
        File.Delete(SealedKeyFile.For(file.Path));
        File.Delete(SealKey.FileFor(file.Path));
        File.Delete(HeadFile.For(file.Path));
        var (status, output, error) = Run("--trial", file.Path);
        status.ShouldBe(1);
        output.ShouldContain("not replayed: no key at");
        output.ShouldContain("not checked: there is no note of it");
        error.Split('\n')[..^1].Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])
            .ShouldBe(["The allocations were not replayed", "The end of the log was not checked", "The seals were not checked"]);
        Run("--trial", file.Path, "--without", "end", "--without", "seals").Status.ShouldBe(1);
        Run("--trial", file.Path, "--without", "end", "seals", "allocations").Status.ShouldBe(0);
        using var json = System.Text.Json.JsonDocument.Parse(Run("--trial", file.Path, "--format", "json").Output);
        var checks = json.RootElement.GetProperty("checks");
        checks.GetProperty("chain").GetString().ShouldBe("checked");
        foreach (var check in new[] { "seals", "end", "allocations" })
            checks.GetProperty(check).GetString()!.ShouldStartWith("not checked: ");
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

    [Fact]
    public void A_log_written_anew_with_a_new_note_beside_it_is_found_by_an_anchor_that_was_kept_elsewhere()
    {
        using var file = Complete();
        var printed = Run("--trial", file.Path).Output.Split('\n').Single(line => line.Contains("Anchor", StringComparison.Ordinal));
        var anchors = file.Path + ".anchors";
        File.WriteAllText(anchors, $"# kept by the committee\n{printed.Replace("Anchor", "", StringComparison.Ordinal)}\n");
        Run("--trial", file.Path, "--anchor", anchors).Output.ShouldContain($"goes on at least to row {Staff.Rows + 17}, as anchored elsewhere (1 anchor)");

        // Somebody who has the log, its note and the key changes an age, and hashes everything anew.
        file.Rechain(Staff.Rows + 1, row => row with { Payload = row.Payload.Replace("57", "75", StringComparison.Ordinal) });
        var end = file.Rows()[^1];
        File.WriteAllText(HeadFile.For(file.Path), $"{end.Sequence} {end.Hash}\n");
        Run("--trial", file.Path).Output.ShouldContain($"row {Staff.Rows + 1}: its seal is not that of the log's key");
        var seal = SealKey.FileFor(file.Path);
        File.Delete(seal);
        BySponsor("--trial", file.Path, "--without", "seals").Status.ShouldBe(0, "Without the key of the seals nothing shows it.");
        var (status, output, _) = Run("--trial", file.Path, "--anchor", anchors, "--without", "seals");
        status.ShouldBe(1);
        output.ShouldContain($"row {Staff.Rows + 17}: the row is not the one that was noted as the end of the log");
    }

    [Fact]
    public void A_log_cut_back_to_a_backup_with_its_note_is_found_by_an_anchor()
    {
        using var file = Complete();
        var end = file.Rows()[^1];
        var anchors = file.Path + ".anchors";
        File.WriteAllText(anchors, $"{end.Sequence} {end.Hash}\n");
        file.Tamper("DELETE FROM log WHERE sequence > 10");
        var last = file.Rows()[^1];
        File.WriteAllText(HeadFile.For(file.Path), $"{last.Sequence} {last.Hash}\n");
        var (status, output, _) = Run("--trial", file.Path, "--anchor", anchors);
        status.ShouldBe(1);
        output.Split('\n')[..^1].ShouldBe([
            $"{file.Path}: row 11: the log once went on to row {Staff.Rows + 17}: everything after row 10 is missing",
            $"{file.Path}: row 10: the note of its end does not carry the seal of the log's key: it was written by somebody who has not "
                + "the key",
        ]);
    }

    [Fact]
    public void A_file_of_anchors_that_is_none_is_said_to_be_none_with_its_line()
    {
        using var file = Complete();
        var anchors = file.Path + ".anchors";
        File.WriteAllText(anchors, "# none\n\n17 abc\n");
        var (status, _, error) = Run("--trial", file.Path, "--anchor", anchors);
        status.ShouldBe(2);
        error.ShouldContain($"{anchors}, line 3: this is no anchor.");
        Run("--trial", file.Path, "--postgres", "Host=127.0.0.1").Status.ShouldBe(2);
        Run().Status.ShouldBe(2);
    }
}
