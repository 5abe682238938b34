using System.Text.RegularExpressions;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Verification;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>Who can rewrite every row of the store and the note beside it, and has not the key of the seals.</summary>
public sealed partial class SealedRows
{
    static VerificationReport Verify(IEnumerable<LogRow> rows, SealKey? seal) =>
        TrialVerification.Verify(rows, null, Examples.PatinaProtocol, PatinaTrial.Key, seal: seal);

    /// <summary>The rows with that one changed, and everything after it chained anew: all that a forger without the key can do.</summary>
    static LogRow[] Forged(LogRow[] rows, long from, Func<LogRow, LogRow> change)
    {
        var head = from == 1 ? LogHead.Empty : LogHead.Of(rows[from - 2]);
        return
        [
            .. rows.Take((int)from - 1),
            .. rows.Skip((int)from - 1).Select(row =>
            {
                var changed = change(row) with { Sequence = head.Sequence + 1, PreviousHash = head.Hash };
                changed = changed with { Hash = HashChain.HashOf(changed) };
                head = LogHead.Of(changed);
                return changed;
            }),
        ];
    }

    [Fact]
    public void Without_the_key_no_row_can_be_changed_unseen_whatever_is_hashed_anew()
    {
        using var file = LogFile.OfThreeParticipants();
        var rows = file.Rows();
        rows.ShouldAllBe(row => row.Seal != null);
        Verify(rows, PatinaTrial.Seal).Problems.ShouldBeEmpty();
        Verify(rows, PatinaTrial.Seal).Sealing.ShouldBe(Sealing.Checked);
        for (var from = 2; from <= rows.Length; from++)
        {
            var forged = Forged(rows, from, row => row.Sequence == from ? row with { By = row.By + "x" } : row);
            var seals = Verify(forged, PatinaTrial.Seal).Problems.Where(problem => problem.Words.StartsWith("its seal", StringComparison.Ordinal));
            seals.Select(problem => problem.Row).ShouldBe(Enumerable.Range(from, rows.Length - from + 1).Select(row => (long)row));
        }
    }

    [Fact]
    public void Two_participants_whose_arms_were_exchanged_by_exchanging_their_rows_are_found_without_an_anchor()
    {
        using var file = LogFile.OfThreeParticipants();
        var rows = file.Rows();
        var allocated = rows.Where(row => row.Kind == nameof(ParticipantRandomized)).ToArray();
        var (one, other) = (Id(allocated[0]), Id(allocated.First(row => Arm(row) != Arm(allocated[0]))));
        // Everything that is said of the one is said of the other: the key of the allocation gives each place its arm as before.
        var forged = Forged(rows, 1, row => row with { Payload = Who().Replace(row.Payload, Exchanged) });
        TrialVerification.Verify(forged, null, Examples.PatinaProtocol, PatinaTrial.Key).Problems.ShouldBeEmpty("It takes the seals to see it.");
        var problems = Verify(forged, PatinaTrial.Seal).Problems;
        problems[0].Row.ShouldBe(rows.First(row => Who().IsMatch(row.Payload) && (Id(row) == one || Id(row) == other)).Sequence);
        problems[0].Words.ShouldContain("its seal is not that of the log's key");

        string Exchanged(Match who) => who.Value.Replace(who.Groups["who"].Value, who.Groups["who"].Value == one ? other : who.Groups["who"].Value == other ? one : who.Groups["who"].Value, StringComparison.Ordinal);
        static string Id(LogRow row) => Who().Match(row.Payload).Groups["who"].Value;
        static string Arm(LogRow row) => ArmOf().Match(row.Payload).Groups["arm"].Value;
    }

    [Fact]
    public void Who_takes_the_seals_away_or_says_that_there_never_were_any_is_found()
    {
        using var file = LogFile.OfThreeParticipants();
        var rows = file.Rows();
        var bare = rows.Select(row => row with { Seal = null }).ToArray();
        Verify(bare, PatinaTrial.Seal).Problems.Select(problem => problem.ToString()).ShouldBe(rows.Select(row => $"row {row.Sequence}: it has no seal"));
        var never = Forged(bare, 1, row => row with { Payload = Commitment().Replace(row.Payload, "") });
        Verify(never, PatinaTrial.Seal).Problems.Select(problem => problem.ToString())
            .ShouldBe(["row 1: the trial was opened without seals, though there is a key of them"]);
        Verify(rows, SealKey.ForRehearsal(2)).Problems.Single().Words.ShouldContain("the key of the seals is not the one that was stated");
        Verify(rows, null).Sealing.ShouldBe(Sealing.Unchecked);
    }

    [Fact]
    public void A_cut_log_whose_note_was_written_anew_is_found_because_the_note_is_sealed_too()
    {
        using var file = LogFile.OfThreeParticipants();
        PatinaTrial.Seal.WriteFile(SealKey.FileFor(file.Path));
        var rows = file.Rows();
        file.Tamper("DELETE FROM log WHERE sequence > 40");
        // All that is there to write a note with: the hash of the row, and seals of rows.
        var seal = rows[39].Seal;
        File.WriteAllText(HeadFile.For(file.Path), $"{40,19} {rows[39].Hash}\n");
        var (status, output, _) = CommandLine.Run("verify", "--trial", file.Path, "--without", "allocations");
        status.ShouldBe(1);
        output.ShouldContain("row 40: the note of its end does not carry the seal of the log's key");
        seal.ShouldNotBe(PatinaTrial.Seal.Of(LogHead.Of(rows[39])), "The seal of a row is not that of an end.");
        Should.Throw<LogUnreadableException>(() => file.Open()).Message.ShouldContain("does not carry the seal");
    }

    [Fact]
    public void A_program_that_has_the_key_does_not_go_on_over_a_forged_row()
    {
        using var file = LogFile.OfThreeParticipants();
        var last = file.Rows().Length;
        file.Rechain(last, row => row with { Payload = row.Payload.Replace("0.9", "1.9", StringComparison.Ordinal) });
        var end = file.Rows()[^1];
        File.WriteAllText(HeadFile.For(file.Path), $"{end.Sequence,19} {end.Hash}\n");
        Should.Throw<LogUnreadableException>(() => file.Open()).Message.ShouldContain($"Row {last} of the log cannot be trusted: its seal");
    }

    [Fact]
    public void A_log_is_not_gone_on_with_under_another_key_of_seals_or_none()
    {
        using var file = LogFile.OfThreeParticipants();
        foreach (var seal in new[] { null, SealKey.ForRehearsal(2) })
        {
            using var trial = new PatinaTrial(SqliteTrialLog.Open(file.Path), new(Examples.PatinaProtocol, PatinaTrial.Key, seal));
            trial.RefusalsOf(new Equipoise.Conduct.FollowUp.RecordDeath("101-001", null, PatinaTrial.Randomization)).ShouldContain("other-seal");
        }
    }

    [Fact]
    public void A_trial_of_real_participants_has_seals_and_no_key_that_anybody_can_compute()
    {
        string[] Opening(AllocationKey key, SealKey? seal)
        {
            using var trial = new PatinaTrial(SqliteTrialLog.InMemory(), new(Examples.PatinaProtocol, key, seal));
            return trial.RefusalsOf(new OpenTrial(null, Synthetic: false));
        }

        using var drawn = SealKey.Generate();
        Opening(AllocationKey.ForRehearsal(1), drawn).ShouldBe(["rehearsal-key"]);
        Opening(AllocationKey.Parse(AllocationKey.ForRehearsal(2017).Reveal())!, drawn).ShouldBe(["rehearsal-key"], "However it was read.");
        Opening(AllocationKey.Generate(), null).ShouldBe(["no-seal"]);
        Opening(AllocationKey.Generate(), drawn).ShouldBeEmpty();
    }

    [GeneratedRegex("\"participant\":\"(?<who>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Who();

    [GeneratedRegex("\"arm\":\"(?<arm>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ArmOf();

    [GeneratedRegex(",\"sealCommitment\":\"[0-9a-f]*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Commitment();
}
