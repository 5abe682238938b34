using Microsoft.Data.Sqlite;

namespace Equipoise.TrialLog;

/// <summary>A trial log in one SQLite file, with a note of its end beside it (<see cref="HeadFile"/>).</summary>
/// <remarks>
/// Write-ahead logging with <c>synchronous = FULL</c>: a commit returns when the operating system says that it is on disk.
/// </remarks>
public sealed class SqliteTrialLog : SqlTrialLog
{
    readonly SqliteOpenMode mode;
    readonly HeadFile? note;

    SqliteTrialLog(string source, SqliteOpenMode mode)
        : base(
            new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = source,
                    Mode = mode,
                    Pooling = false,
                }.ToString()
            )
        )
    {
        (Place, this.mode) = (source, mode);
        try
        {
            Prepare(create: mode is SqliteOpenMode.ReadWriteCreate or SqliteOpenMode.Memory);
            note = mode is SqliteOpenMode.ReadWriteCreate or SqliteOpenMode.ReadWrite ? new HeadFile(HeadFile.For(source)) : null;
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
            : new(path, SqliteOpenMode.ReadWriteCreate);

    /// <summary>The log in that file, to go on with.</summary>
    /// <exception cref="LogUnreadableException">There is none, or it cannot be written.</exception>
    public static SqliteTrialLog Open(string path) => new(Existing(path), SqliteOpenMode.ReadWrite);

    /// <summary>The log in that file, to be read only.</summary>
    /// <exception cref="LogUnreadableException">There is none.</exception>
    public static SqliteTrialLog OpenToRead(string path) => new(Existing(path), SqliteOpenMode.ReadOnly);

    /// <summary>A log that is gone when it is disposed.</summary>
    public static SqliteTrialLog InMemory() => new(":memory:", SqliteOpenMode.Memory);

    /// <inheritdoc/>
    public override ITrialLog? ForReading() => mode == SqliteOpenMode.Memory ? null : OpenToRead(Place);

    /// <inheritdoc/>
    public override string Place { get; }

    private protected override string Migrations => "sqlite";

    private protected override string TakeLog => "BEGIN IMMEDIATE";

    private protected override string TakeSchema => TakeLog;

    private protected override long Version() => Number("PRAGMA user_version");

    private protected override void Settle()
    {
        if (mode == SqliteOpenMode.ReadOnly)
            return;
        if (mode == SqliteOpenMode.ReadWriteCreate)
            Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
    }

    private protected override void Committed(LogHead head) => note?.Note(head);

    private protected override void Close()
    {
        note?.Dispose();
        base.Close();
    }

    static string Existing(string path) =>
        File.Exists(path) ? path : throw new LogUnreadableException($"There is no trial log {path}.");
}
