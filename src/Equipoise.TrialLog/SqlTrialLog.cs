using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace Equipoise.TrialLog;

/// <summary>A trial log in one table of an SQL database: inserted into, and never updated or deleted from.</summary>
/// <remarks>
/// What the databases share is here; what differs (how to connect, how to take the log for one writer) is theirs. Triggers refuse
/// updates, deletes, gaps and rows that do not continue the chain; they stop mistakes, not somebody with the database in hand, whom
/// the hash chain shows. Not for use by several threads at once; several processes may share one log. A connection that broke is
/// opened again at the next use.
/// </remarks>
public abstract class SqlTrialLog : ITrialLog
{
    // Rows a statement inserts: few sizes, so that few statements have to be prepared.
    static readonly int[] sizes = [64, 8, 1];

    readonly DbConnection connection;
    readonly Dictionary<int, DbCommand> inserts = [];
    bool prepared;

    private protected SqlTrialLog(DbConnection connection) => this.connection = connection;

    /// <summary>What the log is called in messages: its file, or its database and server.</summary>
    public abstract string Place { get; }

    /// <inheritdoc/>
    public IEnumerable<LogRow> Read(long after = 0)
    {
        using var select = Guarded(() => Command("SELECT * FROM log WHERE sequence > @after ORDER BY sequence"));
        var sequence = select.CreateParameter();
        (sequence.ParameterName, sequence.Value) = ("after", after);
        select.Parameters.Add(sequence);
        using var reader = Guarded(() => select.ExecuteReader(CommandBehavior.SequentialAccess));
        while (Guarded(reader.Read))
            yield return Guarded(() => new LogRow(reader.GetInt64(0), Text(1), Text(2), Text(3), Text(4), Text(5), Text(6)));

        // A damaged file can hold a null or a blob where the schema says text.
        string Text(int column) =>
            reader.GetValue(column) as string
            ?? throw new LogUnreadableException($"{Place} is damaged: {reader.GetName(column)} is no text.");
    }

    /// <inheritdoc/>
    public bool Append(IReadOnlyList<LogRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Count == 0 || AppendNext(rows);
    }

    /// <inheritdoc/>
    public ILogBatch Begin() => new Batch(this);

    /// <inheritdoc/>
    public abstract ITrialLog? ForReading();

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>The folder of this database's migrations: numbered SQL files, embedded in the program.</summary>
    private protected abstract string Migrations { get; }

    /// <summary>SQL that starts a transaction and holds the log for one writer until it ends.</summary>
    private protected abstract string TakeLog { get; }

    /// <summary>SQL that starts a transaction and holds the schema for one process until it ends.</summary>
    private protected abstract string TakeSchema { get; }

    /// <summary>The number of the last migration of the database; 0 when it holds no log.</summary>
    private protected abstract long Version();

    /// <summary>What a new connection needs before its first use.</summary>
    private protected abstract void Settle();

    /// <summary>Notes where the log ends, once that is durable.</summary>
    private protected virtual void Committed(LogHead head) { }

    private protected virtual void Close()
    {
        Forget();
        connection.Dispose();
    }

    /// <summary>Appends in one transaction of its own if the first row is the next; the database says if it is not.</summary>
    private protected virtual bool AppendNext(IReadOnlyList<LogRow> rows)
    {
        using var batch = new Batch(this);
        if (Guarded(() => Number("SELECT coalesce(max(sequence), 0) FROM log")) != rows[0].Sequence - 1)
            return false;
        batch.Append(rows);
        batch.Commit();
        return true;
    }

    /// <summary>Makes the log ready: opens the connection and brings the schema to this program's version.</summary>
    private protected void Prepare(bool create)
    {
        Guarded(() =>
        {
            Connect();
            var files = MigrationFiles();
            var version = Version();
            if (version == 0 && !create)
                throw new LogUnreadableException($"{Place} is no trial log.");
            if (version > files.Count)
                throw new LogUnreadableException($"{Place} was written by a later version of the program.");
            if (version == files.Count)
                return 0;
            Execute(TakeSchema);
            // Another process may have done it in the meantime.
            foreach (var file in files.Skip((int)Version()))
                Execute(Text(file));
            Execute("COMMIT");
            return 0;
        });
    }

    private protected void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private protected long Number(string sql)
    {
        using var command = Command(sql);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private protected DbCommand Command(string sql)
    {
        Connect();
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    /// <summary>Whether one statement inserts that many rows.</summary>
    private protected static bool IsOneStatement(int rows) => sizes.Contains(rows);

    /// <summary>The statements that insert these rows, filled in.</summary>
    private protected IEnumerable<DbCommand> Inserts(IReadOnlyList<LogRow> rows)
    {
        Connect();
        for (var at = 0; at < rows.Count;)
        {
            var size = sizes.First(size => size <= rows.Count - at);
            var insert = Insert(size);
            for (var row = 0; row < size; row++)
                Fill(insert, row, rows[at + row]);
            yield return insert;
            at += size;
        }
    }

    DbCommand Insert(int rows)
    {
        if (inserts.TryGetValue(rows, out var known))
            return known;
        var insert = connection.CreateCommand();
        var places = Enumerable.Range(0, rows).Select(row => $"({string.Join(", ", Enumerable.Range(7 * row, 7).Select(n => $"@{n}"))})");
        insert.CommandText = $"INSERT INTO log VALUES {string.Join(", ", places)}";
        for (var place = 0; place < 7 * rows; place++)
        {
            var parameter = insert.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = ($"{place}", place % 7 == 0 ? DbType.Int64 : DbType.String);
            insert.Parameters.Add(parameter);
        }
        insert.Prepare();
        inserts.Add(rows, insert);
        return insert;
    }

    static void Fill(DbCommand insert, int row, LogRow one)
    {
        var at = 7 * row;
        insert.Parameters[at].Value = one.Sequence;
        insert.Parameters[at + 1].Value = one.RecordedAt;
        insert.Parameters[at + 2].Value = one.By;
        insert.Parameters[at + 3].Value = one.Kind;
        insert.Parameters[at + 4].Value = one.Payload;
        insert.Parameters[at + 5].Value = one.PreviousHash;
        insert.Parameters[at + 6].Value = one.Hash;
    }

    void Connect()
    {
        if (prepared && connection.State == ConnectionState.Open)
            return;
        Forget();
        connection.Close();
        connection.Open();
        prepared = true;
        Settle();
    }

    void Forget()
    {
        prepared = false;
        foreach (var insert in inserts.Values)
            insert.Dispose();
        inserts.Clear();
    }

    private protected T Guarded<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception failure) when (failure is DbException or InvalidCastException or IOException or TimeoutException)
        {
            throw new LogUnreadableException($"{Place} cannot be used as a trial log: {failure.Message}", failure);
        }
    }

    List<string> MigrationFiles() =>
        [
            .. typeof(SqlTrialLog)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith($"{Migrations}/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    static string Text(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    sealed class Batch : ILogBatch
    {
        readonly SqlTrialLog log;
        bool open;
        LogHead? head;

        /// <summary>Takes the write lock at once, so that what is read from here on stays true until commit.</summary>
        internal Batch(SqlTrialLog log)
        {
            this.log = log;
            log.Guarded(() =>
            {
                log.Execute(log.TakeLog);
                return open = true;
            });
        }

        public void Append(IReadOnlyList<LogRow> rows)
        {
            if (rows.Count == 0)
                return;
            log.Guarded(() => log.Inserts(rows).Sum(insert => insert.ExecuteNonQuery()));
            head = LogHead.Of(rows[^1]);
        }

        public void Commit()
        {
            log.Guarded(() =>
            {
                log.Execute("COMMIT");
                return open = false;
            });
            if (head is not null)
                log.Committed(head);
        }

        public void Dispose()
        {
            if (!open)
                return;
            open = false;
            try
            {
                // A connection that broke has rolled back already; to open it again for that would be a new transaction.
                if (log.connection.State == ConnectionState.Open)
                    log.Execute("ROLLBACK");
            }
            catch (DbException)
            {
                log.Forget();
                log.connection.Close();
            }
        }
    }
}
