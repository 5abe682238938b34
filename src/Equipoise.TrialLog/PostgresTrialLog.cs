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
/// trials: <c>Host=...;Database=trials;Search Path=patina</c>. The program needs INSERT and SELECT on it and nothing else, once
/// the migrations have run.
/// </para>
/// </remarks>
public sealed class PostgresTrialLog : SqlTrialLog
{
    const string Taken = "23505";

    readonly NpgsqlConnectionStringBuilder settings;

    PostgresTrialLog(NpgsqlConnectionStringBuilder settings, bool create)
        : base(new NpgsqlConnection(settings.ToString()))
    {
        this.settings = settings;
        Place = $"The database {settings.Database} on {settings.Host}";
        try
        {
            Prepare(create);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The log in that database; made there when there is none.</summary>
    /// <param name="connection">The connection string of Npgsql: <c>Host=...;Database=...;Username=...</c>.</param>
    /// <exception cref="LogUnreadableException">The database cannot be reached or used.</exception>
    public static PostgresTrialLog OpenOrCreate(string connection) => new(Settings(connection), create: true);

    /// <summary>The log that is in that database.</summary>
    /// <param name="connection">The connection string of Npgsql.</param>
    /// <exception cref="LogUnreadableException">The database cannot be reached, or holds no log.</exception>
    public static PostgresTrialLog Open(string connection) => new(Settings(connection), create: false);

    /// <inheritdoc/>
    public override ITrialLog ForReading() => new PostgresTrialLog(settings, create: false);

    /// <inheritdoc/>
    public override string Place { get; }

    private protected override string Migrations => "postgresql";

    private protected override string TakeLog => "BEGIN; LOCK TABLE log IN EXCLUSIVE MODE";

    // The table that is locked later does not exist yet; the number is only this program's name for the act.
    private protected override string TakeSchema => "BEGIN; SELECT pg_advisory_xact_lock(20170621)";

    private protected override long Version() =>
        Number("SELECT (to_regclass('migration') IS NOT NULL)::int") == 0 ? 0 : Number("SELECT coalesce(max(number), 0) FROM migration");

    private protected override void Settle()
    {
        if (Number("SELECT (current_setting('fsync') = 'on')::int") == 0)
            throw new LogUnreadableException(
                $"{Place} does not write to disk (fsync = off): what it acknowledges could be lost."
            );
        Execute("SET synchronous_commit = on");
        // Rows are read in the order of their key, from some row on. Without statistics the planner may scan and sort the whole table.
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
            return Guarded(() => Inserts(rows).Single().ExecuteNonQuery() == rows.Count);
        }
        catch (LogUnreadableException failure) when (failure.InnerException is PostgresException { SqlState: Taken })
        {
            return false;
        }
    }

    static NpgsqlConnectionStringBuilder Settings(string connection)
    {
        try
        {
            // One connection for the life of the log, whose settings and prepared statements stay with it.
            return new(connection) { Pooling = false };
        }
        catch (ArgumentException failure)
        {
            throw new LogUnreadableException($"That is no connection string of PostgreSQL: {failure.Message}", failure);
        }
    }
}
