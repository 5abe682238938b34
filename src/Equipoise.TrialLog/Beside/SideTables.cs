using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Equipoise.TrialLog.Beside;

/// <summary>
/// A database beside a trial log, for what a server keeps that is no part of the record and may change: accounts, sessions,
/// drafts. Its tables are made and filled by whoever keeps something there.
/// </summary>
/// <remarks>
/// Beside a SQLite log it is a file of its own, so that whoever writes to it never holds up a randomization and a copy of the log
/// holds no password; in PostgreSQL a schema of its own in the same database, which the servers of a trial share. Statements that
/// both databases understand serve both: <c>text</c>, <c>bigint</c>, parameters with <c>@</c>, <c>ON CONFLICT</c>,
/// <c>RETURNING</c>. For use by any number of threads: each use takes a connection of the pool and gives it back.
/// </remarks>
public abstract class SideTables : IDisposable
{
    private protected SideTables() { }

    /// <summary>The tables in that file, which only its owner may read; made when there is none.</summary>
    /// <exception cref="LogUnreadableException">The file cannot be made.</exception>
    public static SideTables InFile(string path) => new InSqlite(path);

    /// <summary>The tables in the schema of that name of a PostgreSQL database; made when there is none.</summary>
    /// <param name="connection">The connection string of Npgsql.</param>
    /// <param name="schema">The schema: lower-case letters and underscores.</param>
    /// <exception cref="LogUnreadableException">The database cannot be reached.</exception>
    public static SideTables InPostgres(string connection, string schema) => new InPostgreSql(connection, schema);

    /// <summary>The ending of the file beside a log's.</summary>
    public static string FileFor(string logPath) => OwnFile.Beside(logPath, ".server");

    /// <summary>An open connection, to be disposed soon.</summary>
    /// <param name="waitForDisk">
    /// Whether a change is on disk when its commit returns. Without, it outlives the program at once and a power cut after a
    /// moment, and nobody else waits for the disk because of it.
    /// </param>
    public abstract DbConnection Open(bool waitForDisk = true);

    /// <summary>The same, holding no thread while a server is asked for it.</summary>
    /// <inheritdoc cref="Open"/>
    public abstract ValueTask<DbConnection> OpenAsync(bool waitForDisk = true);

    /// <summary>
    /// Whether that failure says that the database cannot be used just now (it is held by others, away, or its disk is full), and
    /// nothing of what it was asked: the same may succeed later.
    /// </summary>
    public static bool IsOutOfReach(DbException failure) =>
        failure switch
        {
            SqliteException sqlite => sqlite.SqliteErrorCode is Busy or Locked or InputOutput or Full or CannotOpen,
            PostgresException postgres => postgres.IsTransient,
            _ => failure is NpgsqlException,
        };

    // The codes of SQLite's errors (https://sqlite.org/rescode.html).
    const int Busy = 5;
    const int Locked = 6;
    const int InputOutput = 10;
    const int Full = 13;
    const int CannotOpen = 14;

    /// <summary>
    /// Brings the tables to the last of these versions, each a script that is run once and in order, by one program at a time.
    /// </summary>
    /// <param name="scripts">The scripts so far; those that were run once never change.</param>
    public void Bring(IReadOnlyList<string> scripts)
    {
        ArgumentNullException.ThrowIfNull(scripts);
        using var connection = Open();
        using var one = connection.BeginTransaction();
        if (Take is { } take)
            Run(take);
        Run("CREATE TABLE IF NOT EXISTS made (number bigint PRIMARY KEY)");
        using var made = Command("SELECT coalesce(max(number), 0) FROM made");
        var already = Convert.ToInt32(made.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        for (var number = already + 1; number <= scripts.Count; number++)
        {
            Run(scripts[number - 1]);
            Run(FormattableString.Invariant($"INSERT INTO made VALUES ({number})"));
        }
        one.Commit();

        void Run(string statement)
        {
            using var command = Command(statement);
            command.ExecuteNonQuery();
        }

        DbCommand Command(string statement)
        {
            var command = connection.CreateCommand();
            command.Transaction = one;
            // The scripts are this program's own, and no user's text is among them.
#pragma warning disable CA2100
            command.CommandText = statement;
#pragma warning restore CA2100
            return command;
        }
    }

    /// <summary>The statement that lets one program at a time change the tables; null where a transaction does.</summary>
    private protected virtual string? Take => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    private protected abstract void Dispose(bool disposing);

    sealed class InSqlite : SideTables
    {
        // A file has one writer at a time. Whoever finds another looks again after milliseconds, for as long as this.
        const int MostSeconds = 10;

        readonly string source;
        readonly string notFlushed;

        internal InSqlite(string path)
        {
            try
            {
                if (!File.Exists(path))
                    OwnFile.New(path).Dispose();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new LogUnreadableException($"{path} cannot be made: {failure.Message}", failure);
            }
            var named = new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWrite,
                DefaultTimeout = MostSeconds,
            };
            source = named.ToString();
            // Says nothing new, but has a pool of its own: a connection keeps its settings there.
            named.Cache = SqliteCacheMode.Private;
            notFlushed = named.ToString();
            using var connection = Open();
            using var journal = connection.CreateCommand();
            journal.CommandText = "PRAGMA journal_mode = WAL";
            journal.ExecuteNonQuery();
        }

        public override DbConnection Open(bool waitForDisk = true)
        {
            var connection = new SqliteConnection(waitForDisk ? source : notFlushed);
            connection.Open();
            // Left to itself the library would look again six times a second.
            SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle, MostSeconds * 1000);
            if (waitForDisk)
                return connection;
            using var settings = connection.CreateCommand();
            settings.CommandText = "PRAGMA synchronous = NORMAL";
            settings.ExecuteNonQuery();
            return connection;
        }

        // A file is no server: there is nothing to wait for.
        public override ValueTask<DbConnection> OpenAsync(bool waitForDisk = true) => new(Open(waitForDisk));

        private protected override void Dispose(bool disposing)
        {
            foreach (var pool in new[] { source, notFlushed })
                using (var connection = new SqliteConnection(pool))
                    SqliteConnection.ClearPool(connection);
        }
    }

    sealed class InPostgreSql : SideTables
    {
        // The tables do not exist yet; the number is only this program's name for the act.
        const string One = "SELECT pg_advisory_xact_lock(20260601)";

        // A database gives 100 connections to all together unless told otherwise, and several servers share it: whoever finds all
        // of a server's taken waits some milliseconds, and is not turned away by the database.
        const int MostConnections = 20;

        readonly NpgsqlDataSource source;
        readonly NpgsqlDataSource notFlushed;

        internal InPostgreSql(string connection, string schema)
        {
            try
            {
                var named = new NpgsqlConnectionStringBuilder(connection) { SearchPath = schema, MaxAutoPrepare = 50 };
                // Whoever names another number means it.
                var isNamed = named.MaxPoolSize != new NpgsqlConnectionStringBuilder().MaxPoolSize;
                var most = isNamed ? named.MaxPoolSize : MostConnections;
                // What does not wait for the disk takes less than a millisecond: a quarter of them is enough.
                var quarter = Math.Max(1, most / 4);
                named.MaxPoolSize = Math.Max(1, most - quarter);
                named.MinPoolSize = Math.Min(named.MinPoolSize, named.MaxPoolSize);
                source = NpgsqlDataSource.Create(named);
                (named.MaxPoolSize, named.MinPoolSize) = (quarter, Math.Min(named.MinPoolSize, quarter));
                named.Options = $"{named.Options} -c synchronous_commit=off".TrimStart();
                notFlushed = NpgsqlDataSource.Create(named);
                using var first = source.OpenConnection();
                // Two servers that start at once would each find none.
                using var make = first.CreateCommand();
#pragma warning disable CA2100 // The name is this program's own.
                make.CommandText =
                    $"BEGIN; {One}; CREATE SCHEMA IF NOT EXISTS {schema}; COMMIT";
#pragma warning restore CA2100
                make.ExecuteNonQuery();
            }
            catch (Exception failure) when (failure is DbException or ArgumentException)
            {
                throw new LogUnreadableException($"The tables of the server cannot be reached: {failure.Message}", failure);
            }
        }

        private protected override string Take => One;

        public override DbConnection Open(bool waitForDisk = true) => (waitForDisk ? source : notFlushed).OpenConnection();

        public override async ValueTask<DbConnection> OpenAsync(bool waitForDisk = true) =>
            await (waitForDisk ? source : notFlushed).OpenConnectionAsync();

        private protected override void Dispose(bool disposing)
        {
            source?.Dispose();
            notFlushed?.Dispose();
        }
    }
}
