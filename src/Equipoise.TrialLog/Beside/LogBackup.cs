using Microsoft.Data.Sqlite;

namespace Equipoise.TrialLog.Beside;

/// <summary>A copy of a SQLite log, of the note of its end and of the server's tables, while programs are at work.</summary>
/// <remarks>
/// The note is read first: what is noted is then in the copy of the log, which goes on at least as far, so that the copy opens
/// as it is. The keys are not copied: they lie apart from every copy of the log, or whoever has the copy can compute arms.
/// </remarks>
public static class LogBackup
{
    /// <summary>Copies into a folder that is new or empty, under the names that the files have.</summary>
    /// <param name="log">The file of the log.</param>
    /// <param name="folder">The folder.</param>
    /// <returns>The files that were written.</returns>
    /// <exception cref="LogUnreadableException">There is no log, or the folder cannot be written.</exception>
    public static IReadOnlyList<string> Copy(string log, string folder)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(log))
            throw new LogUnreadableException($"{log} does not exist.");
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new LogUnreadableException($"{folder}: exists already; name a folder that is new or empty.");
        try
        {
            Directory.CreateDirectory(folder);
            List<string> written = [];
            var note = HeadFile.For(log);
            if (File.Exists(note))
            {
                var copy = Path.Combine(folder, Path.GetFileName(note));
                using (var target = OwnFile.New(copy))
                    target.Write(File.ReadAllBytes(note));
                written.Add(copy);
            }
            foreach (var file in new[] { log, SideTables.FileFor(log) }.Where(File.Exists))
                written.Add(CopyDatabase(file, Path.Combine(folder, Path.GetFileName(file))));
            return written;
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new LogUnreadableException($"The copy was not finished: {failure.Message}", failure);
        }
    }

    static string CopyDatabase(string from, string to)
    {
        OwnFile.New(to).Dispose();
        using var source = Open(from, SqliteOpenMode.ReadOnly);
        using var target = Open(to, SqliteOpenMode.ReadWrite);
        source.BackupDatabase(target);
        return to;
    }

    static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString()
        );
        connection.Open();
        return connection;
    }
}
