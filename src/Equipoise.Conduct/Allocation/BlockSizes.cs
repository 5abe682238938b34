using System.Security.Cryptography;
using System.Text;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Allocation;

/// <summary>The block sizes of a trial, which the log is bound to and does not tell before the lock.</summary>
static class BlockSizes
{
    const string Label = "equipoise block sizes 1\n";

    /// <summary>Those that a protocol tells; null when it conceals them or has none.</summary>
    internal static IReadOnlyList<int>? Of(TrialProtocol protocol) =>
        (protocol.Randomization?.Method as RandomizationMethod.PermutedBlocks)?.Sizes;

    /// <summary>
    /// Binds the sizes to a version of the protocol and tells nothing of them: HMAC-SHA256(key, label || SHA-256 of the readable
    /// text as hex || line feed || the sizes with commas), lower-case hex.
    /// </summary>
    /// <remarks>
    /// The sizes have a few dozen usual values, so a plain hash would be found by trying; the key has 256 bits and is secret
    /// until the lock. Then, with the sizes beside it, anybody can compute this again from the log alone.
    /// </remarks>
    internal static string Commitment(AllocationKey key, string protocolSha256, IReadOnlyList<int> sizes) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(key.Bytes, Encoding.ASCII.GetBytes($"{Label}{protocolSha256}\n{string.Join(',', sizes)}"))
        );
}
