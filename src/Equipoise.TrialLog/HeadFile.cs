using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Equipoise.TrialLog;

/// <summary>
/// The file beside a log that says where it ended at the last commit: <c>trial.db</c> has <c>trial.db.head</c>.
/// </summary>
/// <remarks>
/// It shows rows lost at the end: a copy cut short, an old backup put back. It does not show what somebody did who can write
/// both files; a copy of it that is kept elsewhere (an anchor) does. After a crash between commit and this file, the log is
/// ahead of it: that is no problem, because the log still holds the row that the file names.
/// </remarks>
public sealed class HeadFile : IDisposable
{
    readonly SafeFileHandle file;

    /// <summary>The file at that path, to be written; made when it is missing.</summary>
    internal HeadFile(string path) =>
        file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Where the head of that log is kept.</summary>
    public static string For(string logPath) => logPath + ".head";

    /// <summary>The head in that file; null when there is no such file or it holds no head.</summary>
    public static LogHead? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>
    /// The heads in a file of anchors: a head a line, as this file and 'equipoise verify' write it; '#' begins a remark.
    /// </summary>
    /// <exception cref="LogUnreadableException">A line is no head, or there is none; the message names the file and the
    /// line.</exception>
    public static IReadOnlyList<LogHead> ReadAnchors(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        List<LogHead> anchors = [];
        foreach (var (place, line) in File.ReadLines(path).Index())
        {
            var text = line.Split('#')[0].Trim();
            if (text.Length == 0)
                continue;
            anchors.Add(
                Parse(text)
                    ?? throw new LogUnreadableException(
                        $"{path}, line {place + 1}: this is no anchor. An anchor is the number of a row and its hash, as "
                            + "'equipoise verify' prints them."
                    )
            );
        }
        return anchors.Count > 0 ? anchors : throw new LogUnreadableException($"{path} holds no anchor.");
    }

    static LogHead? Parse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return
            parts is [var sequence, { Length: 64 } hash]
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(number, hash)
            : null;
    }

    // Always as long as before and in one piece: a reader finds the earlier head or this one, and no commit waits for the
    // disk twice.
    internal void Note(LogHead head) =>
        RandomAccess.Write(file, Encoding.ASCII.GetBytes($"{head.Sequence,19} {head.Hash}\n"), fileOffset: 0);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
