using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Equipoise.TrialLog;

/// <summary>
/// The file beside a log that says where it ended at the last commits: <c>trial.db</c> has <c>trial.db.head</c>.
/// </summary>
/// <remarks>
/// <para>
/// It shows rows lost at the end: a copy cut short, an old backup put back. Under the key of the log's seals it cannot be written
/// by somebody who has not the key; an earlier copy of log and note together shows only against an end that was kept elsewhere
/// (an anchor). After a crash between commit and this file, the log is ahead of it: that is no problem, because the log still
/// holds the row that the file names.
/// </para>
/// <para>
/// Two lines of the same length, written in turn and never both at once: sequence, hash, seal (or dashes) and a checksum.
/// Whatever
/// moment the program or the machine dies at, one line is whole. The earlier form, one line of sequence and hash, is read.
/// </para>
/// </remarks>
public sealed class HeadFile : IDisposable
{
    const int HashLength = 64;
    const int CheckLength = 16;
    const int LineLength = 19 + 1 + HashLength + 1 + HashLength + 1 + CheckLength + 1;

    static readonly string unsealed = new('-', HashLength);

    readonly SafeFileHandle file;
    int next;

    /// <summary>The file at that path, to be written; made when it is missing.</summary>
    internal HeadFile(string path)
    {
        // The line that says more stays until the other one is written.
        next = Lines(Text(path) ?? "") is [{ } first, var second] && first.Head.Sequence >= (second?.Head.Sequence ?? -1) ? 1 : 0;
        using (new FileStream(path, OwnFile.With(FileMode.OpenOrCreate)))
            file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Where the head of that log is kept.</summary>
    public static string For(string logPath) => OwnFile.Beside(logPath, ".head");

    /// <summary>What that file says.</summary>
    public static EndNote Read(string path)
    {
        if (Text(path) is not { } text)
            return new EndNote.Missing();
        if (Parse(text) is { } former)
            return new EndNote.Ends(former, null);
        var lines = Lines(text);
        return lines.OfType<EndNote.Ends>().MaxBy(line => line.Head.Sequence) is { } latest
            ? latest with { IsLatest = text.Length <= LineLength || lines.All(line => line is not null) }
            : new EndNote.Damaged();
    }

    /// <summary>
    /// The heads in a file of anchors: a head a line, as 'equipoise verify' writes it; '#' begins a remark.
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
                (Line(line + '\n')?.Head ?? Parse(text))
                    ?? throw new LogUnreadableException(
                        $"{path}, line {place + 1}: this is no anchor. An anchor is the number of a row and its hash, as "
                            + "'equipoise verify' prints them."
                    )
            );
        }
        return anchors.Count > 0 ? anchors : throw new LogUnreadableException($"{path} holds no anchor.");
    }

    /// <summary>Notes an end. No commit waits for the disk twice: this does not.</summary>
    internal void Note(LogHead head, SealKey? key)
    {
        var line = $"{head.Sequence,19} {head.Hash} {key?.Of(head) ?? unsealed} ";
        RandomAccess.Write(file, Encoding.ASCII.GetBytes($"{line}{Check(line)}\n"), fileOffset: next * LineLength);
        next = 1 - next;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    static string? Text(string path)
    {
        if (!File.Exists(path))
            return null;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    /// <summary>The two lines; null for one that is not there or is damaged.</summary>
    static EndNote.Ends?[] Lines(string text) =>
        [Line(text[..Math.Min(text.Length, LineLength)]), text.Length > LineLength ? Line(text[LineLength..]) : null];

    static EndNote.Ends? Line(string line) =>
        line.Length == LineLength
        && line[^1] == '\n'
        && line[^(CheckLength + 1)..^1] == Check(line[..^(CheckLength + 1)])
        && Parse(line[..(19 + 1 + HashLength)]) is { } head
            ? new(head, line[(19 + 1 + HashLength + 1)..^(CheckLength + 2)] is var seal && seal != unsealed ? seal : null)
            : null;

    static string Check(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(line)))[..CheckLength];

    static LogHead? Parse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return
            parts is [var sequence, { Length: HashLength } hash]
            && hash.All(char.IsAsciiHexDigitLower)
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(number, hash)
            : null;
    }
}
