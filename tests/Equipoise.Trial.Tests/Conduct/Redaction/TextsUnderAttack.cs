using System.IO.Compression;
using System.Text;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Redaction;
using Equipoise.Exchange.Odm;
using Equipoise.Trial.Tests.Conduct.Odm;
using Equipoise.Trial.Tests.Conduct.Stores;
using Equipoise.TrialLog;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Equipoise.Trial.Tests.Conduct.Redaction;

/// <summary>Who has the store in hand looks for what was redacted, edits texts, takes them away or puts them back.</summary>
[Collection(OnPostgres.Name)]
public sealed class TextsUnderAttack(OnePostgres server)
{
    const string Who = "101-001";

    static readonly DateOnly day = PatinaTrial.Randomization.AddDays(14);

    static void Say(PatinaTrial trial, int number, string text) =>
        trial.With(new RecordLabValue(Who, "neutrophils", number / 100.0, day) { ReasonForChange = text });

    /// <summary>A log whose last two rows have a text each.</summary>
    static LogFile WithTexts(out long last)
    {
        var file = new LogFile();
        using var trial = file.Create();
        trial.AndEligible(Who).AndRandomized(Who);
        foreach (var (number, text) in new[] { (90, ""), (80, "Mary Example"), (70, "misread") })
            Say(trial, number, text);
        last = trial.Rows[^1].Sequence;
        return file;
    }

    static string[] Problems(LogFile file) => [.. file.Verify().Problems.Select(problem => problem.ToString())];

    [Fact]
    public void No_byte_of_any_file_of_the_store_holds_a_redacted_text_any_more()
    {
        using var file = new LogFile();
        using var trial = file.Create();
        trial.AndEligible(Who).AndRandomized(Who);
        var first = trial.Rows.Length + 1;
        // Long texts lie on pages of their own, and many fill pages that are split and merged.
        for (var number = 0; number <= 300; number++)
            Say(trial, 1000 + number, $"Mary Example {number:000} " + new string('x', number % 50 == 7 ? 9000 : number));
        using var other = file.Open();
        Found(file, "Mary Example 007").ShouldBeTrue();
        int[] gone = [1, 7, 57, 150, 151, 152, 299, 300];

        foreach (var number in gone)
            trial.With(new RedactText(first + number, null, "a name"));

        gone.Where(number => Found(file, $"Mary Example {number:000}")).ShouldBeEmpty();
        Found(file, "Mary Example 149").ShouldBeTrue();
        file.Verify().Problems.ShouldBeEmpty();
        file.Verify().Redactions.Count.ShouldBe(gone.Length);
    }

    [Fact]
    public void What_could_not_be_cleaned_while_somebody_read_is_cleaned_afterwards()
    {
        using var file = WithTexts(out var last);
        using var trial = file.Open();
        using (var reader = SqliteTrialLog.OpenToRead(file.Path))
        {
            using var reading = reader.Read().GetEnumerator();
            reading.MoveNext();
            trial.With(new RedactText(last - 1, null, "a name"));
            trial.Participant().The<LabValueRecorded>().ShouldNotBeNull();
        }
        Say(trial, 60, "misread");
        Found(file, "Mary Example").ShouldBeFalse();
    }

    static bool Found(LogFile file, string text) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(file.Path)!).Any(path =>
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
        });

    [Fact]
    public void An_edited_text_is_named_at_its_row_and_the_log_is_not_gone_on_with()
    {
        using var file = WithTexts(out var last);
        file.Tamper($"UPDATE text SET content = '\"Maria\"' WHERE sequence = {last - 1}");
        var problem = "its text 'reasonForChange' is not the one that was hashed when it was written";
        Problems(file).ShouldBe([$"row {last - 1}: {problem}"]);
        Should.Throw<LogUnreadableException>(() => file.Open()).Message.ShouldContain(problem);
    }

    [Fact]
    public void A_text_that_is_missing_without_a_redaction_is_a_problem_at_its_row()
    {
        using var file = WithTexts(out var last);
        file.Tamper($"DELETE FROM text WHERE sequence = {last - 1}");
        Problems(file).ShouldBe([$"row {last - 1}: its text 'reasonForChange' is missing, and the log does not say that it was redacted"]);
    }

    [Fact]
    public void A_redacted_text_that_is_put_back_and_one_without_a_reference_are_named()
    {
        using var file = WithTexts(out var last);
        var text = file.Rows()[(int)last - 2].Texts.Single();
        using (var trial = file.Open())
            trial.With(new RedactText(last - 1, null, "a name"));
        file.Tamper(
            "INSERT INTO text VALUES ($row, $name, $salt, $content); INSERT INTO text VALUES (2, 'site', $salt, $content)",
            ("$row", last - 1),
            ("$name", text.Name),
            ("$salt", text.Salt),
            ("$content", text.Content)
        );
        Problems(file).ShouldBe([
            "row 2: a text 'site' lies beside it, to which it does not refer",
            $"row {last - 1}: its text 'reasonForChange' was redacted by row {last + 1}, and is still there",
        ]);
    }

    [Theory]
    [EveryStore]
    public void Neither_store_lets_a_text_be_changed(string name)
    {
        using var store = Store.New(name, server);
        using (var trial = store.Trial())
        {
            trial.AndEligible(Who).AndRandomized(Who);
            Say(trial, 90, "");
            Say(trial, 80, "misread");
        }
        using System.Data.Common.DbConnection connection =
            name == "SQLite" ? new SqliteConnection($"Data Source={store.Arguments[1]};Pooling=False") : new NpgsqlConnection(store.Arguments[1]);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE text SET content = '\"other\"'";
        Should.Throw<System.Data.Common.DbException>(() => command.ExecuteNonQuery()).Message.ShouldContain("a text is kept as it is, or erased");
    }

    [Fact]
    public void A_redaction_goes_through_odm_as_a_redaction()
    {
        using var file = WithTexts(out var last);
        using (var trial = file.Open())
            trial.With(new RedactText(last - 1, null, "a name"));
        var document = OdmStory.Exported(file.Rows());
        Encoding.UTF8.GetString(document).ShouldNotContain("Mary");

        using var log = SqliteTrialLog.InMemory();
        log.SealWith(PatinaTrial.Seal);
        OdmImport.Read(new MemoryStream(document), log);

        log.Read().ShouldBe(file.Rows());
        using var again = new PatinaTrial(log);
        PatinaTrial.Rule(again.Do(new RedactText(last - 1, null, "a name"))).ShouldBe(["already-redacted"]);
    }

    [Fact]
    public void A_file_of_the_first_migration_is_read_and_not_changed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("trial.db");
        using (var packed = new GZipStream(File.OpenRead(Repository.At("tests/Equipoise.Trial.Tests/Conduct/Golden/story.db.gz")), CompressionMode.Decompress))
        using (var unpacked = File.Create(path))
            packed.CopyTo(unpacked);
        File.Copy(Repository.At("tests/Equipoise.Trial.Tests/Conduct/Golden/story.db.head"), HeadFile.For(path));
        var before = File.ReadAllBytes(path);
        using (var log = SqliteTrialLog.OpenToRead(path))
            log.Read().Count().ShouldBe(85);
        File.ReadAllBytes(path).ShouldBe(before);
        using (var log = SqliteTrialLog.Open(path))
            log.Read().Count().ShouldBe(85);
        using (var log = SqliteTrialLog.OpenToRead(path))
            log.Read().ShouldAllBe(row => row.Texts.Count == 0);
    }

    [PostgresFact]
    public void A_database_of_the_first_migration_is_read_and_not_changed()
    {
        using var store = Store.New("PostgreSQL", server);
        store.Ready(participants: 1);
        Run("DROP TABLE text; DROP FUNCTION text_is_kept; ALTER TABLE log DROP COLUMN seal; DELETE FROM migration WHERE number > 1");
        using (var log = PostgresTrialLog.OpenToRead(store.Arguments[1]))
        {
            var before = log.Read().Count();
            Run("SELECT max(number) FROM migration").ShouldBe(1);
            // Somebody else opens it to write meanwhile.
            store.Rows().Length.ShouldBe(before);
            log.Read().Count().ShouldBe(before);
        }
        Run("SELECT max(number) FROM migration").ShouldBe(3);

        object? Run(string sql)
        {
            using var connection = new NpgsqlConnection(store.Arguments[1]);
            connection.Open();
            using var command = new NpgsqlCommand(sql, connection);
            return command.ExecuteScalar();
        }
    }
}
