using System.Data.Common;
using Npgsql;

namespace Equipoise.TrialLog;

/// <summary>A trial log in a PostgreSQL database, which several servers may share.</summary>
/// <remarks>
/// <para>
/// Every append says which sequence it expects to be next; of two writers who expect the same, one is refused by the database and
/// decides anew. A batch holds the table for one writer until it is committed. A commit returns when the server has it on disk: a
/// server that does not write to disk (<c>fsync = off</c>) is refused, and <c>synchronous_commit</c> is on whatever its default.
/// </para>
/// <para>
/// The log is the table <c>log</c> of the first schema of the connection's search path, so that one database can hold several
/// trials: <c>Host=...;Database=trials;Search Path=patina</c>; what other schemas of the path hold is not looked at. Once the
/// migrations have run the program needs INSERT and SELECT on it, SELECT on the table <c>migration</c>, and INSERT and
/// SELECT, and
/// to redact DELETE, on the table <c>text</c>; nothing else.
/// </para>
/// <para>
/// The note of the log's end lies in a file of the server that writes (<see cref="HeadFile"/>): in the database it would be cut
/// with the log. Each server has its own, and notes what it committed.
/// </para>
/// </remarks>
public sealed class PostgresTrialLog : SqlTrialLog
{
    const string Taken = "23505";

    // One statement for any number of texts, so that it is prepared once.
    const string InsertTexts = "INSERT INTO text SELECT * FROM unnest(@sequences, @names, @salts, @contents)";

    readonly NpgsqlConnectionStringBuilder settings;

    PostgresTrialLog(
        NpgsqlConnectionStringBuilder settings,
        bool create,
        bool toRead = false,
        string? note = null,
        bool acceptLoss = false
    )
        : base(new NpgsqlConnection(settings.ToString()))
    {
        this.settings = settings;
        Place = $"The database {settings.Database} on {settings.Host}";
        try
        {
            Prepare(create, toRead);
            if (note is not null)
                Note(note, acceptLoss);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The log in that database; made there when there is none.</summary>
    /// <param name="connection">The connection string of Npgsql: <c>Host=...;Database=...;Username=...</c>.</param>
    /// <param name="note">The file of this server that notes the end of the log; null for none, and then a log that lost its end
    /// is not noticed when it is opened.</param>
    /// <param name="acceptLoss">Whether to go on although the log is shorter than it once was, or nobody can say: then nothing is
    /// taken before a person has signed for it.</param>
    /// <exception cref="LogUnreadableException">The database cannot be reached or used, or the log is not the whole of what
    /// it once
    /// was.</exception>
    public static PostgresTrialLog OpenOrCreate(string connection, string? note = null, bool acceptLoss = false) =>
        new(Settings(connection), create: true, note: note, acceptLoss: acceptLoss);

    /// <summary>The log that is in that database.</summary>
    /// <inheritdoc cref="OpenOrCreate"/>
    public static PostgresTrialLog Open(string connection, string? note = null, bool acceptLoss = false) =>
        new(Settings(connection), create: false, note: note, acceptLoss: acceptLoss);

    /// <summary>The log that is in that database, to be read only: it is not brought to this program's version either.</summary>
    /// <param name="connection">The connection string of Npgsql.</param>
    /// <exception cref="LogUnreadableException">The database cannot be reached, or holds no log.</exception>
    public static PostgresTrialLog OpenToRead(string connection) => new(Settings(connection), create: false, toRead: true);

    /// <inheritdoc/>
    public override ITrialLog ForReading() => new PostgresTrialLog(settings, create: false, toRead: true);

    /// <inheritdoc/>
    public override string Place { get; }

    private protected override string Migrations => "postgresql";

    private protected override string TakeLog => "BEGIN; SELECT pg_advisory_xact_lock(20170621, 'log'::regclass::integer)";

    // The table that is locked later does not exist yet; the number is only this program's name for the act.
    private protected override string TakeSchema => "BEGIN; SELECT pg_advisory_xact_lock(20170621)";

    private protected override long Version() =>
        Number("SELECT (to_regclass('migration') IS NOT NULL)::int") == 0
            ? 0
            : Number("SELECT coalesce(max(number), 0) FROM migration");

    private protected override IReadOnlyList<string> Schema()
    {
        using var select = Command(
            """
            SELECT 'table ' || c.relname || ' ' || c.relkind::text || ' '
                || string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.oid IN (to_regclass('log'), to_regclass('text')) GROUP BY c.relname, c.relkind
            UNION ALL
            SELECT 'trigger ' || tgname || ' ' || tgenabled::text FROM pg_trigger
            WHERE NOT tgisinternal AND tgrelid IN (to_regclass('log'), to_regclass('text'))
            """
        );
        using var reader = select.ExecuteReader();
        List<string> found = [];
        while (reader.Read())
            found.Add(reader.GetString(0));
        return found;
    }

    // What the migrations make, in words of the catalog: r is a table, O a trigger that is on.
    private protected override IReadOnlyList<string> SchemaAfter(long migration)
    {
        const string log =
            "table log r sequence bigint, recorded_at text, recorded_by text, kind text, payload text, "
            + "previous_hash text, hash text";
        List<string> made =
        [
            migration < WithSeals ? log : $"{log}, seal text",
            "trigger log_goes_on O",
            "trigger log_is_append_only O",
        ];
        if (migration >= WithTexts)
            made.AddRange(["table text r sequence bigint, name text, salt text, content text", "trigger text_is_kept O"]);
        return made;
    }

    private protected override void Settle()
    {
        if (Number("SELECT (current_setting('fsync') = 'on')::int") == 0)
            throw new LogUnreadableException(
                $"{Place} does not write to disk (fsync = off): what it acknowledges could be lost."
            );
        if (Number("SELECT (current_schema() IS NULL)::int") == 1)
            throw new LogUnreadableException($"{Place} has no schema of that search path.");
        // The first schema of the path and no other: what bears the same name elsewhere is another trial's.
        Execute("SELECT set_config('search_path', quote_ident(current_schema()), false)");
        Execute("SET synchronous_commit = on");
        // Rows are read in the order of their key, from some row on. Without statistics the planner may scan and sort the
        // whole table.
        Execute("SET enable_seqscan = off");
        Execute("SET enable_bitmapscan = off");
    }

    /// <summary>One statement, one way to the server and back: it commits by itself, or finds the sequence taken.</summary>
    private protected override bool AppendNext(IReadOnlyList<LogRow> rows)
    {
        if (!IsOneStatement(rows.Count))
            return base.AppendNext(rows);
        try
        {
            return Guarded(() => OneInsert(rows).ExecuteNonQuery() > 0);
        }
        catch (LogUnreadableException failure) when (failure.InnerException is PostgresException { SqlState: Taken })
        {
            return false;
        }
    }

    /// <summary>The statement that inserts the rows and, in the same breath, their texts.</summary>
    DbCommand OneInsert(IReadOnlyList<LogRow> rows)
    {
        var insert = Inserts(rows).Single();
        if (TextsOf(rows) is not { Count: > 0 } texts)
            return insert;
        var both = (NpgsqlCommand)Command($"WITH kept AS ({InsertTexts}) {insert.CommandText}");
        foreach (NpgsqlParameter parameter in insert.Parameters)
            both.Parameters.Add(new(parameter.ParameterName, parameter.NpgsqlDbType) { Value = parameter.Value });
        Fill(both, texts);
        return both;
    }

    private protected override void Keep(IReadOnlyList<(long Sequence, KeptText Text)> texts)
    {
        using var insert = (NpgsqlCommand)Command(InsertTexts);
        Fill(insert, texts);
        insert.ExecuteNonQuery();
    }

    static void Fill(NpgsqlCommand insert, IReadOnlyList<(long Sequence, KeptText Text)> texts)
    {
        insert.Parameters.AddWithValue("sequences", texts.Select(one => one.Sequence).ToArray());
        insert.Parameters.AddWithValue("names", texts.Select(one => one.Text.Name).ToArray());
        insert.Parameters.AddWithValue("salts", texts.Select(one => one.Text.Salt).ToArray());
        insert.Parameters.AddWithValue("contents", texts.Select(one => one.Text.Content).ToArray());
    }

    /// <summary>
    /// Writes the table anew without what was deleted. Only its owner may; for anybody else it is the matter of the database's
    /// own keeping.
    /// </summary>
    private protected override void Clean()
    {
        try
        {
            Execute("SET lock_timeout = '2s'");
            try
            {
                Execute("VACUUM FULL text");
            }
            finally
            {
                Execute("SET lock_timeout = 0");
            }
        }
        catch (DbException)
        {
            // Somebody reads it, or may not be kept out. The text is erased for every reader of the table.
        }
    }

    static NpgsqlConnectionStringBuilder Settings(string connection)
    {
        try
        {
            // One connection for the life of the log, whose settings and prepared statements stay with it.
            return new(connection) { Pooling = false, MaxAutoPrepare = 20 };
        }
        catch (ArgumentException failure)
        {
            throw new LogUnreadableException($"That is no connection string of PostgreSQL: {failure.Message}", failure);
        }
    }
}
