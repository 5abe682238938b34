using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

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

    static readonly UTF8Encoding strict = new(false, throwOnInvalidBytes: true);

    readonly SqliteOpenMode mode;
    DirectoryInfo? copy;
    SqliteCommand? keep;
    bool isUnclean;

    SqliteTrialLog(string path, SqliteOpenMode mode, bool acceptLoss = false)
        : this(path, path, mode, acceptLoss) { }

    SqliteTrialLog(string path, string source, SqliteOpenMode mode, bool acceptLoss = false)
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
        (Place, this.mode) = (path, mode);
        try
        {
            Prepare(
                create: mode is SqliteOpenMode.ReadWriteCreate or SqliteOpenMode.Memory,
                toRead: mode == SqliteOpenMode.ReadOnly
            );
            if (mode is SqliteOpenMode.ReadWriteCreate or SqliteOpenMode.ReadWrite)
                Note(HeadFile.For(path), acceptLoss);
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
    public static SqliteTrialLog Create(string path)
    {
        if (File.Exists(path))
            throw new LogUnreadableException($"{path} exists already; a trial log is never overwritten.");
        try
        {
            // What the database makes beside its file has the same owner and rights.
            OwnFile.New(path).Dispose();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LogUnreadableException($"{path} cannot be made: {failure.Message}", failure);
        }
        return new(path, SqliteOpenMode.ReadWriteCreate);
    }

    /// <summary>The log in that file, to go on with.</summary>
    /// <param name="path">The file.</param>
    /// <param name="acceptLoss">Whether to go on although the log is shorter than it once was, or nobody can say: then nothing is
    /// taken before a person has signed for it.</param>
    /// <exception cref="LogUnreadableException">There is none, it cannot be written, it is not made as this program makes it, or
    /// it is not the whole of what it once was.</exception>
    public static SqliteTrialLog Open(string path, bool acceptLoss = false) =>
        new(Existing(path), SqliteOpenMode.ReadWrite, acceptLoss);

    /// <summary>The log in that file, to be read only: also from a medium that cannot be written to, and nothing is left
    /// there.</summary>
    /// <exception cref="LogUnreadableException">There is none.</exception>
    public static SqliteTrialLog OpenToRead(string path)
    {
        var file = OwnFile.Real(Existing(path));
        // A program that is at work, or was killed, has both beside the file.
        var (ahead, index) = (new FileInfo(file + "-wal"), new FileInfo(file + "-shm"));
        if (ahead is { Exists: true, Length: > 0 } && !index.Exists)
            return OpenCopy(path, file);
        if (!ahead.Exists || !index.Exists)
            return new(path, $"{new Uri(Path.GetFullPath(file)).AbsoluteUri}?immutable=1", SqliteOpenMode.ReadOnly);
        try
        {
            return new(path, file, SqliteOpenMode.ReadOnly);
        }
        catch (LogUnreadableException)
        {
            return OpenCopy(path, file);
        }
    }

    /// <summary>
    /// Reads a copy: what the log holds ahead of its file could be read in place only by writing beside it.
    /// </summary>
    static SqliteTrialLog OpenCopy(string path, string file)
    {
        var folder = Directory.CreateTempSubdirectory("equipoise-");
        try
        {
            var copied = Path.Combine(folder.FullName, "trial.db");
            File.Copy(file, copied);
            File.Copy(file + "-wal", copied + "-wal");
            return new(path, copied, SqliteOpenMode.ReadOnly) { copy = folder };
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>A log that is gone when it is disposed.</summary>
    public static SqliteTrialLog InMemory() => new(":memory:", SqliteOpenMode.Memory);

    /// <inheritdoc/>
    public override ITrialLog? ForReading() =>
        mode == SqliteOpenMode.Memory ? null : new SqliteTrialLog(Existing(Place), SqliteOpenMode.ReadOnly);

    /// <inheritdoc/>
    public override string Place { get; }

    private protected override string Migrations => "sqlite";

    private protected override string TakeLog => "BEGIN IMMEDIATE";

    private protected override string TakeSchema => TakeLog;

    private protected override long Version() => Number("PRAGMA user_version");

    // SQLite takes any bytes for a text, and what is no UTF-8 would come out as something else than was hashed.
    private protected override string? Text(DbDataReader reader, int column)
    {
        var row = ((SqliteDataReader)reader).Handle;
        if (raw.sqlite3_column_type(row, column) != raw.SQLITE_TEXT)
            return null;
        try
        {
            return strict.GetString(raw.sqlite3_column_blob(row, column));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private protected override IReadOnlyList<string> Schema() => Schema((SqliteConnection)Connection);

    private protected override IReadOnlyList<string> SchemaAfter(long migration)
    {
        using var fresh = new SqliteConnection("Data Source=:memory:");
        fresh.Open();
        foreach (var text in MigrationsUpTo(migration))
        {
            using var command = fresh.CreateCommand();
            command.CommandText = text;
            command.ExecuteNonQuery();
        }
        return Schema(fresh);
    }

    static List<string> Schema(SqliteConnection database)
    {
        using var select = database.CreateCommand();
        select.CommandText = "SELECT type || ' ' || name || ' ' || sql FROM sqlite_master WHERE sql IS NOT NULL";
        using var reader = select.ExecuteReader();
        List<string> found = [];
        while (reader.Read())
            found.Add(reader.GetString(0));
        return found;
    }

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
        base.Committed(head);
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
        base.Close();
        copy?.Delete(recursive: true);
    }

    static string Existing(string path) =>
        File.Exists(path) ? path : throw new LogUnreadableException($"There is no trial log {path}.");
}
