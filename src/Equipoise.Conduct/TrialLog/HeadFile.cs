using System.Globalization;

namespace Equipoise.Conduct.TrialLog;

/// <summary>The file beside a log that says where it ended at the last commit: <c>trial.db</c> has <c>trial.db.head</c>.</summary>
/// <remarks>
/// It shows rows lost at the end: a copy cut short, an old backup put back. It does not show what somebody did who can write
/// both files; a copy of it that is kept elsewhere does. After a crash between commit and this file, the log is ahead of it:
/// that is no problem, because the log still holds the row that the file names.
/// </remarks>
public static class HeadFile
{
    /// <summary>Where the head of that log is kept.</summary>
    public static string For(string logPath) => logPath + ".head";

    /// <summary>The head in that file; null when there is no such file or it holds no head.</summary>
    public static LogHead? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        var parts = File.ReadAllText(path).Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return
            parts is [var sequence, { Length: 64 } hash]
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(number, hash)
            : null;
    }

    internal static void Write(string path, LogHead head)
    {
        var temporary = $"{path}.{Environment.ProcessId}";
        File.WriteAllText(temporary, $"{head.Sequence} {head.Hash}\n");
        File.Move(temporary, path, overwrite: true);
    }
}
