using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Equipoise.TrialLog;

/// <summary>
/// The key of the seals of a log. It lies outside the store: who can rewrite every row, and the note of the end, and has not
/// this key, can make no row that passes for one of the log.
/// </summary>
/// <remarks>
/// A seal is HMAC-SHA256 under this key, in lower-case hex: of a row, over <c>row SEQUENCE HASH</c>, where the hash covers the
/// row and, by the chain, all before it; of the end of the log, over <c>end SEQUENCE HASH</c>, so that no row's seal passes for
/// that of an end. The key of the allocation is another one: that is revealed with the lock, and this never.
/// </remarks>
public sealed class SealKey(Secret secret) : IDisposable
{
    /// <summary>A new key.</summary>
    public static SealKey Generate() => new(Secret.Draw());

    /// <summary>The key of a rehearsal, the same for the same seed. Never of a real trial: a seed can be guessed.</summary>
    public static SealKey ForRehearsal(ulong seed) =>
        new(Secret.From(string.Create(CultureInfo.InvariantCulture, $"equipoise rehearsal seal {seed}")));

    /// <summary>Where the key of that log is kept unless the user names another place.</summary>
    public static string FileFor(string logPath) => OwnFile.Beside(logPath, ".seal");

    /// <summary>The key in that file; null when its content is no key.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="LogUnreadableException">Others than its owner may read it.</exception>
    public static SealKey? ReadFile(string path) => Secret.ReadFile(path) is { } secret ? new(secret) : null;

    /// <summary>Writes it to a new file that only its owner may read.</summary>
    /// <exception cref="IOException">The file exists: a key is never overwritten.</exception>
    public void WriteFile(string path) => secret.WriteFile(path);

    /// <summary>SHA-256 of the key, lower-case hex, which the first row of a log publishes.</summary>
    public string Commitment => secret.Commitment;

    /// <summary>The seal of a row.</summary>
    public string Of(LogRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Of("row", row.Sequence, row.Hash);
    }

    /// <summary>The seal of the end of a log.</summary>
    public string Of(LogHead end)
    {
        ArgumentNullException.ThrowIfNull(end);
        return Of("end", end.Sequence, end.Hash);
    }

    /// <summary>What is wrong with the seal of a row; null when nothing is.</summary>
    public string? Problem(LogRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Seal is not { } seal ? "it has no seal"
            : seal == Of(row) ? null
            : "its seal is not that of the log's key: it was written by somebody who has not the key";
    }

    string Of(string what, long sequence, string hash) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(
                secret.Bytes,
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{what} {sequence} {hash}"))
            )
        );

    /// <summary>Clears it.</summary>
    public void Dispose() => secret.Dispose();
}
