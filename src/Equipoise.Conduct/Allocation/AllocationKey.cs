using System.Security.Cryptography;
using System.Text;

namespace Equipoise.Conduct.Allocation;

/// <summary>
/// The 32 secret bytes from which every allocation follows. They stay outside the log until the data are locked.
/// </summary>
/// <remarks>
/// The log publishes only <see cref="Commitment"/>, so nobody can read the next arm from the log, and nobody can change the
/// key unseen. Whoever holds the key can compute every future arm: the sealed file is for the program and for the safe.
/// </remarks>
public sealed class AllocationKey
{
    /// <summary>The length of a key in bytes.</summary>
    public const int Length = 32;

    readonly byte[] bytes;

    AllocationKey(byte[] bytes) => this.bytes = bytes;

    /// <summary>A new key from the operating system's source of cryptographic randomness.</summary>
    public static AllocationKey Generate() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>
    /// The key of a rehearsal, the same for the same seed. Never of a real trial: a seed of 64 bits can be guessed.
    /// </summary>
    public static AllocationKey ForRehearsal(ulong seed) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"equipoise rehearsal {seed}")));

    /// <summary>The key of that hexadecimal text, as the sealed file holds it; null when the text is none.</summary>
    public static AllocationKey? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        return text.Length == 2 * Length && text.All(char.IsAsciiHexDigit) ? new(Convert.FromHexString(text)) : null;
    }

    /// <summary>SHA-256 of the key's bytes, lower-case hex.</summary>
    public string Commitment => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The key in lower-case hex. It is a secret.</summary>
    public string Reveal() => Convert.ToHexStringLower(bytes);

    internal ReadOnlySpan<byte> Bytes => bytes;
}
