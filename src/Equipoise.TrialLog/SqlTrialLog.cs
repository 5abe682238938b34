using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace Equipoise.TrialLog;

/// <summary>
/// A trial log in one table of an SQL database: inserted into, and never updated or deleted from. Beside it lie the texts.
/// </summary>
/// <remarks>
/// What the databases share is here; what differs (how to connect, how to take the log for one writer) is theirs. Triggers refuse
/// updates, deletes, gaps and rows that do not continue the chain; they stop mistakes, not somebody with the database in
/// hand, whom the hash chain shows. Not for use by several threads at once; several processes may share one log. A connection
/// that broke is opened again at the next use.
/// </remarks>
public abstract partial class SqlTrialLog : ITrialLog
{
    // Rows a statement inserts: few sizes, so that few statements have to be prepared.
    static readonly int[] sizes = [64, 8, 1];

    // The migrations that gave the log its texts and its seals.
    private protected const int WithTexts = 2;
    private protected const int WithSeals = 3;

    const int Columns = 8;

    readonly DbConnection connection;
    readonly Dictionary<int, DbCommand> inserts = [];
    long version;
    bool prepared;

    private protected SqlTrialLog(DbConnection connection) => this.connection = connection;

    private protected DbConnection Connection => connection;

    /// <summary>
    /// How the database differs from one that this program makes; empty when it does not. A log with such is read, and not gone
    /// on with.
    /// </summary>
    public IReadOnlyList<string> SchemaProblems { get; private set; } = [];

    /// <summary>What the log is called in messages: its file, or its database and server.</summary>
    public abstract string Place { get; }

    /// <inheritdoc/>
    public IEnumerable<LogRow> Read(long after = 0)
    {
        // A log that nobody has written to since is read as it is: it may be one that cannot be changed.
        version = version >= WithSeals ? version : Guarded(Version);
        using var select = Guarded(() => Command(Select()));
        // No row comes before the first, and one that stands there is to be seen.
        Add(select, "after", after > 0 ? after : long.MinValue);
        using var reader = Guarded(() => select.ExecuteReader(CommandBehavior.SequentialAccess));
        LogRow? row = null;
        List<KeptText> texts = [];
        while (Guarded(reader.Read))
        {
            var sequence = Guarded(() => reader.GetInt64(0));
            // A row comes once for each of its texts.
            if (row is null || sequence != row.Sequence)
            {
                if (row is not null)
                    yield return With(row, texts);
                row = Guarded(() => new LogRow(sequence, At(1), At(2), At(3), At(4), At(5), At(6)));
                if (version >= WithSeals && Guarded(() => !reader.IsDBNull(7)))
                    row = row with { Seal = Guarded(() => At(7)) };
            }
            if (version >= WithTexts && Guarded(() => !reader.IsDBNull(Columns)))
                texts.Add(Guarded(() => new KeptText(At(Columns), At(Columns + 1), At(Columns + 2))));
        }
        if (row is not null)
            yield return With(row, texts);

        // A damaged file can hold a null or a blob where the schema says text.
        string At(int column) =>
            Text(reader, column)
            ?? throw new LogUnreadableException($"{Place} is damaged: {reader.GetName(column)} is no text.");
    }

    /// <summary>The columns of a row in their order, and the texts beside it, as far as the store has them.</summary>
    string Select()
    {
        const string row = "log.sequence, recorded_at, recorded_by, kind, payload, previous_hash, hash";
        var seal = version >= WithSeals ? "seal" : "NULL";
        return version >= WithTexts
            ? $"SELECT {row}, {seal}, name, salt, content FROM log LEFT JOIN text ON text.sequence = log.sequence "
                + "WHERE log.sequence > @after ORDER BY log.sequence"
            : $"SELECT {row}, {seal} FROM log WHERE sequence > @after ORDER BY sequence";
    }

    /// <summary>A text as it is stored, byte for byte; null for what is none.</summary>
    private protected virtual string? Text(DbDataReader reader, int column) => reader.GetValue(column) as string;

    static LogRow With(LogRow row, List<KeptText> texts)
    {
        if (texts.Count == 0)
            return row;
        var kept = texts.OrderBy(text => text.Name, StringComparer.Ordinal).ToArray();
        texts.Clear();
        return row with { Texts = kept };
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

    /// <summary>Stores texts with the rows that refer to them, within their transaction.</summary>
    private protected abstract void Keep(IReadOnlyList<(long Sequence, KeptText Text)> texts);

    /// <summary>Takes a text from beside its row, within the transaction.</summary>
    private protected virtual void Erase(long sequence, string name)
    {
        using var delete = Command("DELETE FROM text WHERE sequence = @sequence AND name = @name");
        Add(delete, "sequence", sequence);
        Add(delete, "name", name);
        delete.ExecuteNonQuery();
    }

    /// <summary>Removes what the database still has of erased texts, once that they are erased is durable.</summary>
    private protected abstract void Clean();

    /// <summary>The texts of these rows.</summary>
    private protected static IReadOnlyList<(long Sequence, KeptText Text)> TextsOf(IReadOnlyList<LogRow> rows) =>
        [.. rows.SelectMany(row => row.Texts, (row, text) => (row.Sequence, text))];

    private protected virtual void Close()
    {
        note?.Dispose();
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

    /// <summary>Makes the log ready: opens the connection and, to write, brings the schema to this program's version.</summary>
    private protected void Prepare(bool create, bool toRead)
    {
        Guarded(() =>
        {
            Connect();
            var files = MigrationFiles();
            var stored = Version();
            if (stored == 0 && !create)
                throw new LogUnreadableException($"{Place} is no trial log.");
            if (stored > files.Count)
                throw new LogUnreadableException($"{Place} was written by a later version of the program.");
            if (stored < files.Count && !toRead)
            {
                Execute(TakeSchema);
                // Another process may have done it in the meantime.
                foreach (var file in files.Skip((int)Version()))
                    Execute(Migration(file));
                Execute("COMMIT");
                stored = files.Count;
            }
            SchemaProblems = Differences(Schema(), SchemaAfter(stored));
            return SchemaProblems.Count == 0 || toRead
                ? 0
                : throw new LogUnreadableException($"{Place} cannot be gone on with: {string.Join("; ", SchemaProblems)}.");
        });
    }

    static List<string> Differences(IReadOnlyList<string> found, IReadOnlyList<string> made) =>
        [
            .. made.Except(found).Select(one => $"the database lacks the {Name(one)} as this program makes it"),
            .. found.Except(made).Select(one => $"the database has a {Name(one)} that this program does not make"),
        ];

    /// <summary>Its kind and name: what comes after is how it was made.</summary>
    static string Name(string one) => string.Join(' ', one.Split(' ', 3)[..2]);

    /// <summary>What the database has: of each thing its kind, its name and how it was made.</summary>
    private protected abstract IReadOnlyList<string> Schema();

    /// <summary>What a database has after the migration of that number.</summary>
    private protected abstract IReadOnlyList<string> SchemaAfter(long migration);

    /// <summary>The text of the migrations up to that number.</summary>
    private protected IEnumerable<string> MigrationsUpTo(long number) => MigrationFiles().Take((int)number).Select(Migration);

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

    private protected static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
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
        var places = Enumerable
            .Range(0, rows)
            .Select(row => $"({string.Join(", ", Enumerable.Range(Columns * row, Columns).Select(n => $"@{n}"))})");
        insert.CommandText = $"INSERT INTO log VALUES {string.Join(", ", places)}";
        for (var place = 0; place < Columns * rows; place++)
        {
            var parameter = insert.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = ($"{place}", place % Columns == 0 ? DbType.Int64 : DbType.String);
            insert.Parameters.Add(parameter);
        }
        insert.Prepare();
        inserts.Add(rows, insert);
        return insert;
    }

    void Fill(DbCommand insert, int row, LogRow one)
    {
        var at = Columns * row;
        insert.Parameters[at].Value = one.Sequence;
        insert.Parameters[at + 1].Value = one.RecordedAt;
        insert.Parameters[at + 2].Value = one.By;
        insert.Parameters[at + 3].Value = one.Kind;
        insert.Parameters[at + 4].Value = one.Payload;
        insert.Parameters[at + 5].Value = one.PreviousHash;
        insert.Parameters[at + 6].Value = one.Hash;
        insert.Parameters[at + 7].Value = (object?)(one.Seal ?? key?.Of(one)) ?? DBNull.Value;
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

    private protected virtual void Forget()
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

    static string Migration(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
