using System.Text;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Verification;
using Equipoise.TrialLog;
using Microsoft.Data.Sqlite;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>Attacks on a log file: verification must name the row.</summary>
public sealed class TamperingTests
{
    [Fact]
    public void An_untouched_log_is_sound_and_its_allocations_replay()
    {
        using var file = LogFile.OfThreeParticipants();
        var report = file.Verify();
        report.Problems.ShouldBeEmpty();
        (report.End.Sequence, report.Allocations, report.Replayed).ShouldBe(((long)Staff.Rows + 52, 3, true));
    }

    [Fact]
    public void The_hash_is_computed_as_its_documentation_says()
    {
        // printf '1\n2024-01-15T12:00:00.0000000Z\nnurse\nConsentRecorded\n%064d\n{"participant":"1","on":"2018-03-02"}' 0 | sha256sum
        var stamp = new Stamp(PatinaTrial.Later.RecordedAt, "nurse");
        var sealedEvent = PatinaTrial.Row(
            LogHead.Empty,
            stamp,
            new Equipoise.Conduct.Screening.ConsentRecorded("1", new(2018, 3, 2))
        );
        sealedEvent.Payload.ShouldBe("""{"participant":"1","on":"2018-03-02"}""");
        sealedEvent.Hash.ShouldBe("8b24c29d9a4905f128ae8457d09f01391357a06d0109cdf68d1b573d163f2d51");
    }

    [Theory]
    [InlineData("UPDATE log SET payload = replace(payload, '57', '75') WHERE sequence = 32", 32)]
    [InlineData("UPDATE log SET recorded_by = 'somebody else' WHERE sequence = 5", 5)]
    [InlineData("UPDATE log SET recorded_at = '2018-03-01T12:00:00.0000000Z' WHERE sequence = 3", 3)]
    [InlineData("UPDATE log SET kind = 'DeathRecorded' WHERE sequence = 3", 3)]
    [InlineData("UPDATE log SET hash = replace(hash, 'a', 'b') WHERE sequence = 9", 9)]
    [InlineData("UPDATE log SET previous_hash = CASE substr(previous_hash, 1, 1) WHEN 'a' THEN 'b' ELSE 'a' END || substr(previous_hash, 2) WHERE sequence = 9", 9)]
    [InlineData("UPDATE log SET payload = 'not json' WHERE sequence = 83", 83)]
    public void An_edited_row_is_named(string sql, long row)
    {
        using var file = LogFile.OfThreeParticipants();
        file.Tamper(sql);
        file.Verify().Problems[0].Row.ShouldBe(row);
    }

    [Fact]
    public void A_dropped_row_is_named()
    {
        using var file = LogFile.OfThreeParticipants();
        var untouched = File.ReadAllBytes(file.Path);
        for (var row = 1; row < Staff.Rows + 52; row++)
        {
            File.WriteAllBytes(file.Path, untouched);
            file.Tamper($"DELETE FROM log WHERE sequence = {row}");
            file.Verify()
                .Problems[0]
                .ToString()
                .ShouldBe($"row {row + 1}: row {row} is missing: row {row + 1} follows row {row - 1}");
        }
    }

    [Fact]
    public void Reordered_rows_are_named()
    {
        using var file = LogFile.OfThreeParticipants();
        file.Tamper(
            "UPDATE log SET sequence = 1000 WHERE sequence = 7; UPDATE log SET sequence = 7 WHERE sequence = 8; UPDATE log SET sequence = 8 WHERE sequence = 1000"
        );
        file.Verify().Problems.Select(problem => problem.Row).Distinct().ShouldBe([7, 8, 9]);
    }

    [Fact]
    public void A_dropped_row_with_the_gap_closed_is_named()
    {
        using var file = LogFile.OfThreeParticipants();
        file.Tamper("DELETE FROM log WHERE sequence = 20; UPDATE log SET sequence = sequence - 1 WHERE sequence > 20");
        file.Verify().Problems[0].Row.ShouldBe(20);
    }

    [Fact]
    public void Rows_missing_at_the_end_are_found_by_the_noted_head_and_only_by_it()
    {
        using var file = LogFile.OfThreeParticipants();
        file.Tamper("DELETE FROM log WHERE sequence > 40");
        file.Verify()
            .Problems.Single()
            .ToString()
            .ShouldBe($"row 41: the log once went on to row {Staff.Rows + 52}: everything after row 40 is missing");
        file.Verify(withHead: false).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void An_old_backup_put_back_is_found()
    {
        using var file = LogFile.OfThreeParticipants();
        var backup = File.ReadAllBytes(file.Path);
        using (var trial = file.Open())
            trial.AndEligible("101-004");
        File.WriteAllBytes(file.Path, backup);
        file.Verify().Problems.Single().Row.ShouldBe(Staff.Rows + 53);
    }

    [Fact]
    public void A_log_rewritten_with_fitting_hashes_is_found_by_the_noted_head()
    {
        using var file = LogFile.OfThreeParticipants();
        file.Rechain(Staff.Rows + 52, row => row with { Payload = row.Payload.Replace("0.9", "1.9", StringComparison.Ordinal) });
        file.Verify().Problems.Single().Row.ShouldBe(Staff.Rows + 52);
        file.Verify(withHead: false).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_forged_arm_with_fitting_hashes_is_found_by_the_key()
    {
        using var file = LogFile.OfThreeParticipants();
        var target = file.Rows().First(row => row.Kind == nameof(ParticipantRandomized)).Sequence;
        file.Rechain(target, row => row.Sequence == target ? row with { Payload = Swapped(row.Payload) } : row);
        file.Verify(withHead: false).Problems.Single().Row.ShouldBe(target);

        static string Swapped(string payload) =>
            payload.Contains("\"arm\":\"standard\"", StringComparison.Ordinal)
                ? payload.Replace("\"arm\":\"standard\"", "\"arm\":\"palbociclib\"", StringComparison.Ordinal)
                : payload.Replace("\"arm\":\"palbociclib\"", "\"arm\":\"standard\"", StringComparison.Ordinal);
    }

    [Fact]
    public void A_forged_stratum_place_or_answer_with_fitting_hashes_is_found_by_replay()
    {
        (string Kind, string From, string To)[] forgeries =
        [
            (nameof(ParticipantRandomized), "\"place\":1", "\"place\":2147483647"),
            (nameof(ParticipantRandomized), "\"responded\"", "\"stable\""),
            ("EligibilityAnswered", "\"PR\"", "\"PD\""),
        ];
        foreach (var (kind, from, to) in forgeries)
        {
            using var file = LogFile.OfThreeParticipants();
            file.Rechain(
                1,
                row => row.Kind == kind ? row with { Payload = row.Payload.Replace(from, to, StringComparison.Ordinal) } : row
            );
            file.Verify(withHead: false).IsSound.ShouldBeFalse(to);
        }
    }

    [Fact]
    public void Another_key_or_protocol_than_the_sealed_one_is_found()
    {
        using var file = LogFile.OfThreeParticipants();
        var other = Examples.PatinaProtocol with { Sha256 = new('a', 64) };
        TrialVerification
            .Verify(file.Rows(), null, other, AllocationKey.ForRehearsal(99))
            .Problems.Take(2)
            .Select(problem => problem.Words)
            .ShouldBe([
                $"the trial was opened under another protocol file, of SHA-256 {Examples.PatinaProtocol.Sha256}",
                "the key is not the one that was sealed when the trial opened",
            ]);
    }

    [Fact]
    public void Every_byte_flipped_in_a_row_is_found()
    {
        using var file = LogFile.OfThreeParticipants();
        var bytes = File.ReadAllBytes(file.Path);
        var rows = file.Rows();
        foreach (var row in rows[1..4])
        {
            var stored = Encoding.UTF8.GetBytes(row.RecordedAt + row.By + row.Kind + row.Payload + row.PreviousHash + row.Hash);
            // The last one: SQLite leaves a dead copy of the first rows in the page from which it moved them.
            var start = bytes.AsSpan().LastIndexOf(stored);
            start.ShouldBeGreaterThan(0);
            // From SQLite's record header on, whose first bytes (the length) may change without changing what the row says.
            for (var place = start - 14; place < start + stored.Length; place++)
            {
                bytes[place] ^= 0x01;
                File.WriteAllBytes(file.Path, bytes);
                if (file.Verify().IsSound)
                {
                    place.ShouldBeLessThan(start, $"byte {place - start} of row {row.Sequence}");
                    file.Rows().ShouldBe(rows);
                }
                bytes[place] ^= 0x01;
            }
        }
        File.WriteAllBytes(file.Path, bytes);
        file.Verify().IsSound.ShouldBeTrue();
    }

    [Fact]
    public void A_file_cut_short_is_found_wherever_it_is_cut()
    {
        using var file = LogFile.OfThreeParticipants();
        var bytes = File.ReadAllBytes(file.Path);
        for (var length = 0; length < bytes.Length; length += 1024)
        {
            File.WriteAllBytes(file.Path, bytes[..length]);
            file.Verify().IsSound.ShouldBeFalse($"{length} bytes of {bytes.Length}");
        }
    }

    [Theory]
    [InlineData("UPDATE log SET recorded_by = 'me'")]
    [InlineData("DELETE FROM log")]
    [InlineData(
        "INSERT INTO log SELECT 99, recorded_at, recorded_by, kind, payload, previous_hash, hash FROM log WHERE sequence = 1"
    )]
    [InlineData("INSERT OR REPLACE INTO log SELECT * FROM log WHERE sequence = 1")]
    [InlineData(
        "INSERT INTO log SELECT 54, recorded_at, recorded_by, kind, payload, previous_hash, hash FROM log WHERE sequence = 1"
    )]
    public void The_database_itself_refuses_anything_but_the_next_row(string sql)
    {
        using var file = LogFile.OfThreeParticipants();
        using var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Should.Throw<SqliteException>(() => command.ExecuteNonQuery());
        file.Verify().IsSound.ShouldBeTrue();
    }

    [Fact]
    public void A_trial_does_not_go_on_over_a_broken_log()
    {
        using var file = LogFile.OfThreeParticipants();
        file.Tamper("UPDATE log SET recorded_by = 'somebody else' WHERE sequence = 5");
        Should.Throw<LogUnreadableException>(file.Open).Message.ShouldStartWith("Row 5 of the log cannot be trusted");
    }

    [Fact]
    public void The_key_is_never_in_the_log()
    {
        using var file = LogFile.OfThreeParticipants();
        var content = Encoding.Latin1.GetString(File.ReadAllBytes(file.Path));
        content.ShouldContain(PatinaTrial.Key.Commitment);
        content.ShouldNotContain(PatinaTrial.Key.Reveal());
    }
}
