using Equipoise.Cli;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.TrialLog;
using Npgsql;

namespace Equipoise.Trial.Tests.Conduct.Stores;

/// <summary>Files and databases as they are found: read-only, copied, half foreign, with few rights or too many.</summary>
public sealed class StoresAsTheyAre(OnePostgres server) : IClassFixture<OnePostgres>
{
    [Fact]
    public void Log_note_and_keys_are_their_owners_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var file = LogFile.OfThreeParticipants();
        SealedKeyFile.Write(SealedKeyFile.For(file.Path), PatinaTrial.Key);
        PatinaTrial.Seal.WriteFile(SealKey.FileFor(file.Path));
        using var open = file.Open();
        open.AndEligible("101-009");
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(file.Path)!))
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, path);
        Directory.GetFiles(Path.GetDirectoryName(file.Path)!).Length.ShouldBe(6);
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var file = LogFile.OfThreeParticipants();
        var key = SealedKeyFile.For(file.Path);
        SealedKeyFile.Write(key, PatinaTrial.Key);
        foreach (var mode in new[] { UnixFileMode.GroupRead, UnixFileMode.OtherRead, UnixFileMode.OtherWrite })
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | mode);
            var (status, _, error) = CommandLine.Run("verify", "--trial", file.Path);
            (status, error.Contains("chmod 600", StringComparison.Ordinal)).ShouldBe((2, true), error);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reading_leaves_nothing_behind_and_needs_no_right_to_write(bool isWrittenAhead)
    {
        using var file = new LogFile();
        using var folder = new TemporaryFolder();
        var copy = folder.File("trial.db");
        using (var trial = file.Create())
        {
            trial.AndEligible("101-001");
            if (isWrittenAhead)
                File.Copy(file.Path + "-wal", copy + "-wal");
            File.Copy(file.Path, copy);
        }
        if (!isWrittenAhead)
            File.Copy(file.Path, copy, overwrite: true);
        var before = Directory.GetFiles(folder.Path).ToDictionary(path => path, File.ReadAllBytes);
        using (var log = SqliteTrialLog.OpenToRead(copy))
            log.Read().Select(row => row.Hash).ShouldBe(file.Rows().Select(row => row.Hash));
        Directory.GetFiles(folder.Path).Order().ShouldBe(before.Keys.Order());
        foreach (var (path, bytes) in before)
            File.ReadAllBytes(path).ShouldBe(bytes);
    }

    [Fact]
    public void A_log_in_use_is_read_as_far_as_it_was_committed()
    {
        using var file = new LogFile();
        using var trial = file.Create();
        trial.AndEligible("101-001");
        file.Rows().Length.ShouldBe(trial.Rows.Length);
        trial.AndEligible("101-002");
        file.Rows().Length.ShouldBe(trial.Rows.Length);
    }

    [Theory]
    [InlineData("DROP TRIGGER log_is_not_updated", "lacks the trigger log_is_not_updated")]
    [InlineData("ALTER TABLE log ADD COLUMN remark TEXT", "has a table log that this program does not make")]
    [InlineData("ALTER TABLE log RENAME TO other; CREATE VIEW log AS SELECT * FROM other", "has a view log that this program does not make")]
    public void A_database_that_is_not_made_as_the_program_makes_it_is_told_and_not_gone_on_with(string sql, string words)
    {
        using var file = LogFile.OfThreeParticipants();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file.Path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        Should.Throw<LogUnreadableException>(() => SqliteTrialLog.Open(file.Path)).Message.ShouldContain(words);
        var (status, output, _) = CommandLine.Run("verify", "--trial", file.Path, "--without", "allocations", "seals");
        (status, output.Contains(words, StringComparison.Ordinal)).ShouldBe((1, true), output);
    }

    [Fact]
    public void A_row_before_the_first_and_a_byte_that_is_no_letter_are_noticed()
    {
        using var file = LogFile.OfThreeParticipants();
        file.Tamper("INSERT INTO log SELECT -5, recorded_at, recorded_by, kind, payload, previous_hash, hash, seal FROM log WHERE sequence = 1");
        file.Verify().Problems[0].Row.ShouldBe(-5);
        file.Tamper("DELETE FROM log WHERE sequence = -5");
        file.Verify().Problems.ShouldBeEmpty();
        // Where U+FFFD was hashed, a byte that is read as U+FFFD.
        file.Rechain(Staff.Rows + 1, row => row with { Payload = row.Payload.Replace("101-001", "101-\uFFFD", StringComparison.Ordinal) });
        var sound = file.Verify(withHead: false).Problems.Count(problem => problem.Words.Contains("damaged", StringComparison.Ordinal));
        file.Tamper("UPDATE log SET payload = CAST(replace(CAST(payload AS BLOB), x'EFBFBD', x'E9') AS TEXT)");
        sound.ShouldBe(0);
        file.Verify(withHead: false).Problems.ShouldContain(problem => problem.Words.Contains("payload is no text", StringComparison.Ordinal));
    }

    [PostgresFact]
    public void A_role_that_may_insert_and_select_and_nothing_else_runs_a_trial()
    {
        var connection = server.NewDatabase();
        using (PostgresTrialLog.OpenOrCreate(connection)) { }
        var role = $"writer_of_{new NpgsqlConnectionStringBuilder(connection).Database}";
        OnePostgres.Execute(
            connection,
            $"CREATE ROLE {role} LOGIN; GRANT SELECT, INSERT ON log, text TO {role}; GRANT SELECT ON migration TO {role}"
        );
        var asRole = new NpgsqlConnectionStringBuilder(connection) { Username = role }.ToString();
        using var one = new PatinaTrial(PostgresTrialLog.Open(asRole));
        one.With(new OpenTrial(null, Synthetic: true)).AndEligible("101-001").AndRandomized("101-001");
        using var other = new PatinaTrial(PostgresTrialLog.Open(asRole));
        using (var batch = other.Begin())
        {
            other.AndEligible("101-002");
            batch.Commit();
        }
        one.AndRandomized("101-002");
        other.Conduct.Look().RandomizedCount.ShouldBe(2);
        Should.Throw<PostgresException>(() => OnePostgres.Execute(asRole, "UPDATE log SET kind = ''")).SqlState.ShouldBe("42501");
    }

    [PostgresFact]
    public void A_log_is_that_of_the_first_schema_of_the_path_and_never_another_trials()
    {
        var connection = server.NewDatabase();
        using (var trial = new PatinaTrial(PostgresTrialLog.OpenOrCreate(connection)))
            trial.With(new OpenTrial(null, Synthetic: true));
        OnePostgres.Execute(connection, "CREATE SCHEMA patina");
        var inSchema = new NpgsqlConnectionStringBuilder(connection) { SearchPath = "patina,public" }.ToString();
        Should.Throw<LogUnreadableException>(() => PostgresTrialLog.OpenToRead(inSchema)).Message.ShouldContain("is no trial log");
        using (var log = PostgresTrialLog.OpenOrCreate(inSchema))
            log.Read().ShouldBeEmpty();
        using (var log = PostgresTrialLog.OpenToRead(connection))
            log.Read().Count().ShouldBe(Staff.Rows);
    }

    [PostgresFact]
    public void A_trial_on_PostgreSQL_is_exported_and_a_password_on_the_command_line_is_refused()
    {
        using var folder = new TemporaryFolder();
        var connection = server.NewDatabase();
        using (var trial = new PatinaTrial(PostgresTrialLog.OpenOrCreate(connection)))
            trial
                .With(new OpenTrial(File.ReadAllText(Examples.ProtocolPath("patina")), Synthetic: true))
                .AndEligible("101-001")
                .AndRandomized("101-001");
        foreach (var format in new[] { "csv", "xpt", "odm", "odm-snapshot" })
            CommandLine.Run("export", "--postgres", connection, "--out", folder.File(format), "--as", format).Exit.ShouldBe(0);
        Directory.GetFiles(folder.File("csv")).ShouldNotBeEmpty();
        foreach (var verb in new string[][] { ["verify"], ["export", "--out", folder.File("x")] })
        {
            var (exit, _, error) = CommandLine.Run([.. verb, "--postgres", $"{connection};Password=geheim"]);
            exit.ShouldBe(2);
            error.ShouldContain("PGPASSWORD");
            error.ShouldNotContain("geheim");
        }
    }

    [Fact]
    public void What_the_program_does_not_know_ends_in_a_line_and_status_70()
    {
        using var output = new Unwritable();
        using var error = new StringWriter();
        Program.Run(["check", Examples.ProtocolPath("patina")], output, error, TimeProvider.System).ShouldBe(70);
        error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldStartWith("This is a fault of the program: ");
    }

    [Fact]
    public void The_program_switches_memory_dumps_off()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Program.Main(["--version"]).ShouldBe(0);
        File.ReadAllLines("/proc/self/limits").Single(line => line.StartsWith("Max core file size", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^3..^1].ShouldBe(["0", "0"]);
    }

    sealed class Unwritable : StringWriter
    {
        public override void WriteLine(string? value) => throw new InvalidOperationException("out of order");

        public override void Write(string? value) => throw new InvalidOperationException("out of order");
    }
}
