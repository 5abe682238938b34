using Microsoft.Data.Sqlite;

namespace Equipoise.TrialLog;

/// <summary>A trial log in one SQLite file, with a note of its end beside it (<see cref="HeadFile"/>).</summary>
/// <remarks>
/// <para>
/// Write-ahead logging with <c>synchronous = FULL</c>: a commit returns when the operating system says that it is on disk.
/// </para>
/// <para>
/// An erased text leaves no byte in the file or beside it: after the commit the file is written anew without its free pages and
/// the write-ahead log is emptied. Where somebody reads meanwhile and that cannot be done, it is done at a later commit, at the
/// end, or when the log is opened again.
/// </para>
/// </remarks>
public sealed class SqliteTrialLog : SqlTrialLog
{
    // A cleaning that finds somebody reading waits this long for the end of that, in all.
    const int Attempts = 20;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    readonly SqliteOpenMode mode;
    readonly HeadFile? note;
    SqliteCommand? keep;
    bool isUnclean;

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
            Prepare(
                create: mode is SqliteOpenMode.ReadWriteCreate or SqliteOpenMode.Memory,
                toRead: mode == SqliteOpenMode.ReadOnly
            );
            note = mode is SqliteOpenMode.ReadWriteCreate or SqliteOpenMode.ReadWrite ? new HeadFile(HeadFile.For(source)) : null;
            if (mode == SqliteOpenMode.ReadWrite && Guarded(() => Number("SELECT count(*) FROM erasure")) > 0)
                Clean();
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
        Execute("PRAGMA secure_delete = ON");
    }

    private protected override void Committed(LogHead head)
    {
        note?.Note(head);
        if (isUnclean)
            Clean();
    }

    private protected override void Keep(IReadOnlyList<(long Sequence, KeptText Text)> texts)
    {
        if (keep is null)
        {
            keep = (SqliteCommand)Command("INSERT INTO text VALUES (@sequence, @name, @salt, @content)");
            foreach (var name in new[] { "sequence", "name", "salt", "content" })
                keep.Parameters.Add(name, name == "sequence" ? SqliteType.Integer : SqliteType.Text);
            keep.Prepare();
        }
        foreach (var (sequence, text) in texts)
        {
            (keep.Parameters[0].Value, keep.Parameters[1].Value) = (sequence, text.Name);
            (keep.Parameters[2].Value, keep.Parameters[3].Value) = (text.Salt, text.Content);
            keep.ExecuteNonQuery();
        }
    }

    private protected override void Erase(long sequence, string name)
    {
        base.Erase(sequence, name);
        Execute(FormattableString.Invariant($"INSERT INTO erasure VALUES ({sequence})"));
    }

    private protected override void Clean()
    {
        isUnclean = true;
        try
        {
            Execute("VACUUM");
            // Rows of it are 1 while somebody reads what the log still has to keep for them.
            for (var attempt = 0; Number("PRAGMA wal_checkpoint(TRUNCATE)") != 0; attempt++)
            {
                if (attempt == Attempts)
                    return;
                Thread.Sleep(Pause);
            }
            Execute("DELETE FROM erasure");
            isUnclean = false;
        }
        catch (SqliteException)
        {
            // The text is erased for every reader, and the erasure noted: its remains go with the next commit or opening.
        }
    }

    private protected override void Forget()
    {
        keep?.Dispose();
        keep = null;
        base.Forget();
    }

    private protected override void Close()
    {
        if (isUnclean)
            Clean();
        note?.Dispose();
        base.Close();
    }

    static string Existing(string path) =>
        File.Exists(path) ? path : throw new LogUnreadableException($"There is no trial log {path}.");
}
