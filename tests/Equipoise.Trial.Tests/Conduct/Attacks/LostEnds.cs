using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Verification;
using Equipoise.Trial.Tests.Conduct.Stores;
using Equipoise.TrialLog;
using Microsoft.Data.Sqlite;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>
/// A log that is shorter than it once was: a file copied without what was written ahead of it, an old backup put back, rows cut
/// under a program that runs. Whoever was told an arm was told it; no slot is given again unseen.
/// </summary>
public sealed class LostEnds(OnePostgres server) : IClassFixture<OnePostgres>
{
    const int Allocated = 4;

    static readonly DateOnly day = PatinaTrial.Randomization;

    static Decision Randomize(PatinaTrial trial, string id) => trial.Do(new RandomizeParticipant(id, day), PatinaTrial.At(day));

    /// <summary>A trial of six who wait, four of whom are randomized after a copy of the file was made.</summary>
    static void Make(TemporaryFolder folder, out string[] ids)
    {
        var path = folder.File("trial.db");
        ids = [.. Enumerable.Range(1, 6).Select(n => $"101-00{n}")];
        using (var trial = new PatinaTrial(SqliteTrialLog.Create(path)))
        {
            trial.With(new OpenTrial(null, Synthetic: true));
            foreach (var id in ids)
                trial.AndEligible(id).Sign(id).ShouldBeOfType<Decision.Accepted>();
        }
        File.Copy(path, folder.File("backup.db"));
        using (var trial = new PatinaTrial(SqliteTrialLog.Open(path)))
            foreach (var id in ids.Take(Allocated))
                Randomize(trial, id).ShouldBeOfType<Decision.Accepted>();
        File.Copy(folder.File("backup.db"), path, overwrite: true);
    }

    [Fact]
    public void An_old_backup_under_a_newer_note_is_not_opened_and_the_refusal_says_what_is_missing()
    {
        using var folder = new TemporaryFolder();
        Make(folder, out _);
        var message = Should.Throw<LogUnreadableException>(() => SqliteTrialLog.Open(folder.File("trial.db"))).Message;
        var last = LastRow(folder.File("trial.db"));
        message.ShouldContain($"it once went on to row {last + Allocated}: everything after row {last} is missing");
        message.ShouldContain("Put the whole log back");
    }

    [Fact]
    public void Who_accepts_a_loss_signs_for_it_before_anything_else_and_the_log_says_so_for_ever()
    {
        using var folder = new TemporaryFolder();
        Make(folder, out var ids);
        var path = folder.File("trial.db");
        var last = LastRow(path);
        using (var trial = new PatinaTrial(SqliteTrialLog.Open(path, acceptLoss: true)))
        {
            PatinaTrial.Rule(Randomize(trial, ids[5])).ShouldBe(["loss-not-accepted"]);
            var loss = trial.Conduct.Loss!;
            AcceptLoss Accepting(string words, string reason, Stamp stamp) =>
                new(words, reason, PatinaTrial.Signature(AcceptLoss.Meaning, stamp));
            var now = PatinaTrial.Later with { By = "signatory" };
            PatinaTrial.Rule(trial.Do(Accepting("another loss", "a backup was put back", now), now)).ShouldBe(["loss-not-accepted"]);
            PatinaTrial.Rule(trial.Do(Accepting(loss, " ", now), now)).ShouldBe(["no-reason"]);
            var nurse = now with { By = "coordinator" };
            PatinaTrial.Rule(trial.Do(Accepting(loss, "a backup was put back", nurse), nurse)).ShouldBe(["not-granted"]);
            trial.Do(Accepting(loss, "a backup was put back", now), now).ShouldBeOfType<Decision.Accepted>();
            trial.Conduct.Loss.ShouldBeNull();
            PatinaTrial.Rule(trial.Do(Accepting(loss, "a backup was put back", now), now)).ShouldBe(["nothing-lost"]);
            Randomize(trial, ids[5]).ShouldBeOfType<Decision.Accepted>();
        }
        using var log = SqliteTrialLog.Open(path);
        var report = TrialVerification.Verify(log.Read(), HeadFile.Read(HeadFile.For(path)).End, Examples.PatinaProtocol, PatinaTrial.Key);
        report.Problems.ShouldBeEmpty();
        var found = report.Losses.ShouldHaveSingleItem();
        (found.Row, found.By, found.Reason).ShouldBe((last + 1, "signatory", "a backup was put back"));
        found.ToString().ShouldContain($"it once went on to row {last + Allocated}");
    }

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData("", "is damaged")]
    [InlineData("-1 x", "is damaged")]
    [InlineData("                  4 0000000000000000000000000000000000000000000000000000000000000000\n", "row 4 is not the one that was noted")]
    public void A_note_that_is_missing_damaged_or_of_another_log_is_told_and_not_passed_over(string? note, string words)
    {
        using var file = LogFile.OfThreeParticipants();
        var path = HeadFile.For(file.Path);
        File.Delete(path);
        if (note is not null)
            File.WriteAllText(path, note);
        Should.Throw<LogUnreadableException>(() => SqliteTrialLog.Open(file.Path)).Message.ShouldContain(words);
        var (status, output, error) = CommandLine.Run("verify", "--trial", file.Path, "--without", "allocations", "seals");
        status.ShouldBe(1);
        (output + error).ShouldContain(note is null ? "not checked: there is no note" : words.Replace("row 4 is", "the row is", StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_moment_a_note_is_cut_off_at_while_it_is_written_it_still_says_where_the_log_was()
    {
        using var file = LogFile.OfThreeParticipants();
        var path = HeadFile.For(file.Path);
        byte[] before,
            after;
        using (var trial = file.Open())
        {
            trial.With(new RecordDeath("101-001", null, PatinaTrial.Randomization.AddDays(90)));
            before = File.ReadAllBytes(path);
            trial.With(new RecordDeath("101-002", null, PatinaTrial.Randomization.AddDays(90)));
            after = File.ReadAllBytes(path);
        }
        // Some bytes of the line that changed last are the new ones, and the rest is still old.
        var last = ((EndNote.Ends)HeadFile.Read(path)).Head.Sequence;
        var changed = Enumerable.Range(0, after.Length).Where(n => before[n] != after[n]).ToArray();
        changed.ShouldNotBeEmpty();
        foreach (var upTo in changed)
        {
            byte[] torn = [.. after[..(upTo + 1)], .. before[(upTo + 1)..]];
            File.WriteAllBytes(path, torn);
            ((EndNote.Ends)HeadFile.Read(path)).Head.Sequence.ShouldBe(upTo == changed[^1] ? last : last - 1);
            using (file.Open()) { }
        }
    }

    [Fact]
    public void A_damaged_last_line_of_the_note_does_not_cover_the_loss_of_the_last_commit()
    {
        using var file = LogFile.OfThreeParticipants();
        var path = HeadFile.For(file.Path);
        var latest = (EndNote.Ends)HeadFile.Read(path);
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace(latest.Head.Hash, new string('0', 64), StringComparison.Ordinal));
        using (file.Open()) { }
        File.WriteAllText(path, text.Replace(latest.Head.Hash, new string('0', 64), StringComparison.Ordinal));
        file.Tamper($"DELETE FROM log WHERE sequence = {latest.Head.Sequence}");
        Should.Throw<LogUnreadableException>(() => file.Open()).Message.ShouldContain("the last line of the note of its end is damaged");
    }

    [Theory]
    [EveryStore]
    public void Rows_cut_under_a_running_program_stop_it_and_no_slot_is_given_again(string name)
    {
        using var store = Store.New(name, server);
        var ids = store.Ready(participants: 3);
        using var trial = store.Trial();
        Randomize(trial, ids[0]).ShouldBeOfType<Decision.Accepted>();
        Cut(store, trial.Conduct.Head.Sequence);
        var known = trial.Conduct.Head;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Should.Throw<LogRolledBackException>(() => Randomize(trial, ids[1])).Message.ShouldContain($"row {known.Sequence}");
            Should.Throw<LogRolledBackException>(() => trial.Conduct.Begin());
            Should.Throw<LogRolledBackException>(() => trial.Conduct.Look());
        }
        trial.Conduct.State.Find(ids[0])!.Randomized.ShouldNotBeNull();
        trial.Conduct.Head.ShouldBe(known);
    }

    [Fact]
    public void A_link_to_a_log_leads_to_the_note_and_the_keys_beside_the_log_itself()
    {
        using var folder = new TemporaryFolder();
        var (there, here) = (Directory.CreateDirectory(folder.File("there")).FullName, folder.File("link.db"));
        using (var trial = new PatinaTrial(SqliteTrialLog.Create(Path.Combine(there, "trial.db"))))
            trial.With(new OpenTrial(null, Synthetic: true));
        File.CreateSymbolicLink(here, Path.Combine(there, "trial.db"));
        HeadFile.For(here).ShouldBe(Path.Combine(there, "trial.db.head"));
        SealKey.FileFor(here).ShouldBe(Path.Combine(there, "trial.db.seal"));
        Equipoise.Conduct.Allocation.SealedKeyFile.For(here).ShouldBe(Path.Combine(there, "trial.db.seed"));
        using (var trial = new PatinaTrial(SqliteTrialLog.Open(here)))
            trial.AndEligible("101-001");
        Directory.GetFiles(folder.Path).ShouldBe([here]);
    }

    [PostgresFact]
    public void A_server_that_notes_the_end_does_not_open_a_database_that_lost_it()
    {
        using var folder = new TemporaryFolder();
        var (connection, note) = (server.NewDatabase(), folder.File("trial.head"));
        using (var trial = new PatinaTrial(PostgresTrialLog.OpenOrCreate(connection, note)))
            trial.With(new OpenTrial(null, Synthetic: true)).AndEligible("101-001");
        var last = ((EndNote.Ends)HeadFile.Read(note)).Head.Sequence;
        using (PostgresTrialLog.Open(connection, note)) { }
        OnePostgres.Execute(
            connection,
            $"ALTER TABLE log DISABLE TRIGGER USER; DELETE FROM log WHERE sequence > {last - 2}; ALTER TABLE log ENABLE TRIGGER USER"
        );
        Should.Throw<LogUnreadableException>(() => PostgresTrialLog.Open(connection, note)).Message.ShouldContain($"went on to row {last}");
        using var accepted = new PatinaTrial(PostgresTrialLog.Open(connection, note, acceptLoss: true));
        accepted.Conduct.Loss.ShouldNotBeNull();
    }

    static void Cut(Store store, long from)
    {
        if (store.Arguments is ["--sqlite", var path])
        {
            using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"DROP TRIGGER log_is_not_deleted; DELETE FROM log WHERE sequence >= {from}";
            command.ExecuteNonQuery();
        }
        else
            OnePostgres.Execute(
                store.Arguments[1],
                $"ALTER TABLE log DISABLE TRIGGER USER; DELETE FROM log WHERE sequence >= {from}; ALTER TABLE log ENABLE TRIGGER USER"
            );
    }

    static long LastRow(string path)
    {
        using var log = SqliteTrialLog.OpenToRead(path);
        return log.Read().Last().Sequence;
    }
}
