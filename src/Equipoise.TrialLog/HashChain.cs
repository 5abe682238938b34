using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Unicode;

namespace Equipoise.TrialLog;

/// <summary>The chain that makes a change of the past visible: each row's hash covers the row and the hash before it.</summary>
/// <remarks>
/// <para>
/// The hash is SHA-256, in lower-case hex, of the UTF-8 text <c>sequence \n recordedAt \n by \n kind \n previousHash \n
/// payload</c> (one line feed between, none at the end). No member but the payload may hold a control character, and JSON
/// escapes them, so no two rows have the same text. Any language computes it in three lines.
/// </para>
/// <para>
/// What a chain alone cannot show: rows missing at the end, and a log rewritten from some row on. Against both stands the head
/// (the last sequence and hash) kept elsewhere: beside the log against accidents, outside the house against everybody.
/// </para>
/// </remarks>
public static class HashChain
{
    /// <summary>The hash before the first row.</summary>
    public static readonly string Origin = new('0', 64);

    /// <summary>The row that follows that head and says this.</summary>
    /// <param name="head">The end of the log.</param>
    /// <param name="stamp">Who says it, and when.</param>
    /// <param name="kind">What kind of entry it is.</param>
    /// <param name="payload">What is said, as JSON.</param>
    public static LogRow Seal(LogHead head, Stamp stamp, string kind, string payload)
    {
        ArgumentNullException.ThrowIfNull(head);
        var row = new LogRow(head.Sequence + 1, LogRow.Format(stamp.RecordedAt), stamp.By, kind, payload, head.Hash, "");
        return row with { Hash = HashOf(row) };
    }

    /// <summary>The hash that a row must carry.</summary>
    public static string HashOf(LogRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        // A letter is at most three bytes; the numbers and the line feeds take less than the rest.
        var most = 3 * (row.RecordedAt.Length + row.By.Length + row.Kind.Length + row.PreviousHash.Length + row.Payload.Length);
        var bytes = ArrayPool<byte>.Shared.Rent(most + 64);
        try
        {
            Utf8.TryWrite(
                bytes,
                CultureInfo.InvariantCulture,
                $"{row.Sequence}\n{row.RecordedAt}\n{row.By}\n{row.Kind}\n{row.PreviousHash}\n{row.Payload}",
                out var length
            );
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes.AsSpan(0, length), hash);
            return Convert.ToHexStringLower(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    // C0, DEL and C1: the characters that Unicode calls controls.
    static readonly SearchValues<char> controls = SearchValues.Create([
        .. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl),
    ]);

    static bool HasControl(string text) => text.AsSpan().ContainsAny(controls);

    /// <summary>What is wrong with a row as the next one after that head; null when nothing is.</summary>
    public static string? Problem(LogHead head, LogRow row)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(row);
        if (row.Sequence != head.Sequence + 1)
            return $"row {head.Sequence + 1} is missing: row {row.Sequence} follows row {head.Sequence}";
        if (HasControl(row.RecordedAt) || HasControl(row.By) || HasControl(row.Kind) || HasControl(row.PreviousHash))
            return "a member holds a control character";
        if (HashOf(row) != row.Hash)
            return "its content is not the one that was hashed when it was written";
        return row.PreviousHash == head.Hash
            ? null
            : $"it does not continue row {head.Sequence}: that row was replaced, or this one belongs elsewhere";
    }
}

/// <summary>The end of a log.</summary>
/// <param name="Sequence">The sequence of the last row; 0 when there is none.</param>
/// <param name="Hash">Its hash; <see cref="HashChain.Origin"/> when there is none.</param>
public sealed record LogHead(long Sequence, string Hash)
{
    /// <summary>The head of an empty log.</summary>
    public static LogHead Empty { get; } = new(0, HashChain.Origin);

    /// <summary>The head of a log that ends with that row.</summary>
    public static LogHead Of(LogRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(row.Sequence, row.Hash);
    }
}
