using Microsoft.Data.Sqlite;

namespace Equipoise.Conduct.TrialLog;

/// <summary>A trial log in one SQLite file: one table, inserted into and never updated or deleted from.</summary>
/// <remarks>
/// Write-ahead logging with <c>synchronous = FULL</c>: a commit returns when the operating system says that it is on disk.
/// Triggers refuse updates, deletes, gaps and rows that do not continue the chain; they stop mistakes, not somebody with the
/// file in hand, whom the hash chain shows. Not for use by several threads at once; several processes may share one file.
/// </remarks>
public sealed class SqliteTrialLog : ITrialLog
{
    const string Schema = """
        CREATE TABLE log (
            sequence INTEGER PRIMARY KEY, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, kind TEXT NOT NULL,
            payload TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
        CREATE TRIGGER log_is_dense BEFORE INSERT ON log
            WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM log)
            BEGIN SELECT raise(ABORT, 'the sequence has no gaps and no row twice'); END;
        CREATE TRIGGER log_is_chained BEFORE INSERT ON log
            WHEN NEW.sequence > 1 AND NEW.previous_hash <> (SELECT hash FROM log WHERE sequence = NEW.sequence - 1)
            BEGIN SELECT raise(ABORT, 'a row carries the hash of the row before'); END;
        CREATE TRIGGER log_is_not_updated BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER log_is_not_deleted BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
        PRAGMA user_version = 1;
        """;

    readonly SqliteConnection connection;
    readonly SqliteCommand insert;
    readonly string? headPath;

    SqliteTrialLog(string source, SqliteOpenMode mode, string? headPath)
    {
        this.headPath = headPath;
        connection = new(
            new SqliteConnectionStringBuilder
            {
                DataSource = source,
                Mode = mode,
                Pooling = false,
            }.ToString()
        );
        insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO log VALUES ($0, $1, $2, $3, $4, $5, $6)";
        for (var place = 0; place < 7; place++)
            insert.Parameters.Add(new($"${place}", null));
        try
        {
            Guarded(() =>
            {
                connection.Open();
                Prepare(mode);
                return 0;
            });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>A new log in a file that does not exist yet.</summary>
    /// <exception cref="LogUnreadableException">The file exists or cannot be written.</exception>
    public static SqliteTrialLog Create(string path) =>
        File.Exists(path)
            ? throw new LogUnreadableException($"{path} exists already; a trial log is never overwritten.")
            : new(path, SqliteOpenMode.ReadWriteCreate, HeadFile.For(path));

    /// <summary>The log in that file, to go on with.</summary>
    /// <exception cref="LogUnreadableException">There is none, or it cannot be written.</exception>
    public static SqliteTrialLog Open(string path) => new(Existing(path), SqliteOpenMode.ReadWrite, HeadFile.For(path));

    /// <summary>The log in that file, to be read only.</summary>
    /// <exception cref="LogUnreadableException">There is none.</exception>
    public static SqliteTrialLog OpenToRead(string path) => new(Existing(path), SqliteOpenMode.ReadOnly, null);

    /// <summary>A log that is gone when it is disposed.</summary>
    public static SqliteTrialLog InMemory() => new(":memory:", SqliteOpenMode.Memory, null);

    /// <inheritdoc/>
    public IEnumerable<LogRow> Read(long after = 0)
    {
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT * FROM log WHERE sequence > $after ORDER BY sequence";
        select.Parameters.AddWithValue("$after", after);
        using var reader = Guarded(select.ExecuteReader);
        while (Guarded(reader.Read))
            yield return Guarded(() => new LogRow(reader.GetInt64(0), Text(1), Text(2), Text(3), Text(4), Text(5), Text(6)));

        // A damaged file can hold a null or a blob where the schema says text.
        string Text(int column) =>
            reader.GetValue(column) as string
            ?? throw new LogUnreadableException($"{connection.DataSource} is damaged: {reader.GetName(column)} is no text.");
    }

    /// <inheritdoc/>
    public bool Append(IReadOnlyList<LoggedEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0)
            return true;
        using var batch = new Batch(this);
        if (batch.Last != events[0].Row.Sequence - 1)
            return false;
        batch.Append(events);
        batch.Commit();
        return true;
    }

    /// <inheritdoc/>
    public ILogBatch Begin() => new Batch(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        insert.Dispose();
        connection.Dispose();
    }

    void Prepare(SqliteOpenMode mode)
    {
        var version = Scalar("PRAGMA user_version");
        if (version == 0 && mode is SqliteOpenMode.ReadWriteCreate or SqliteOpenMode.Memory)
        {
            Scalar("PRAGMA journal_mode = WAL");
            using var transaction = connection.BeginTransaction();
            Scalar(Schema);
            transaction.Commit();
        }
        else if (version != 1)
            throw new LogUnreadableException($"{connection.DataSource} is no trial log of this version of the program.");
        if (mode != SqliteOpenMode.ReadOnly)
            Scalar("PRAGMA synchronous = FULL");
    }

    long Scalar(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long? ?? 0;
    }

    T Guarded<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception failure) when (failure is SqliteException or InvalidCastException)
        {
            throw new LogUnreadableException(
                $"{connection.DataSource} cannot be used as a trial log: {failure.Message}",
                failure
            );
        }
    }

    static string Existing(string path) =>
        File.Exists(path) ? path : throw new LogUnreadableException($"There is no trial log {path}.");

    sealed class Batch : ILogBatch
    {
        readonly SqliteTrialLog log;
        readonly SqliteTransaction transaction;
        LogHead? head;

        /// <summary>Takes the write lock at once, so that what is read from here on stays true until commit.</summary>
        internal Batch(SqliteTrialLog log)
        {
            this.log = log;
            transaction = log.Guarded(() => log.connection.BeginTransaction(deferred: false));
        }

        internal long Last => log.Guarded(() => log.Scalar("SELECT max(sequence) FROM log"));

        public void Append(IReadOnlyList<LoggedEvent> events)
        {
            foreach (var (_, row) in events)
            {
                object[] values = [row.Sequence, row.RecordedAt, row.By, row.Kind, row.Payload, row.PreviousHash, row.Hash];
                for (var place = 0; place < values.Length; place++)
                    log.insert.Parameters[place].Value = values[place];
                log.insert.Transaction = transaction;
                log.Guarded(log.insert.ExecuteNonQuery);
                head = LogHead.Of(row);
            }
        }

        public void Commit()
        {
            log.Guarded(() =>
            {
                transaction.Commit();
                return 0;
            });
            if (head is not null && log.headPath is { } path)
                HeadFile.Write(path, head);
        }

        public void Dispose() => transaction.Dispose();
    }
}
