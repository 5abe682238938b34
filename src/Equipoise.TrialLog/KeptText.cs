using System.Security.Cryptography;
using System.Text;

namespace Equipoise.TrialLog;

/// <summary>
/// A text that lies beside the row that refers to it, so that it can be erased and the row, and the chain, stay as they are.
/// </summary>
/// <remarks>
/// The row holds <see cref="Hash"/>: SHA-256, in lower-case hex, of the UTF-8 text <c>salt \n content</c>. The salt always has
/// the same length and no line feed, so no two pairs have the same text. It is as secret as the content and goes with it:
/// without it, nobody can try guesses against the hash that stays.
/// </remarks>
/// <param name="Name">Which of the texts of its row it is.</param>
/// <param name="Salt">16 bytes in lower-case hex.</param>
/// <param name="Content">The text as JSON has it, in quotes, byte for byte what would stand in the row.</param>
public sealed record KeptText(string Name, string Salt, string Content)
{
    /// <summary>The length of a salt in bytes.</summary>
    public const int SaltLength = 16;

    /// <summary>What the row must hold in its place.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Salt}\n{Content}")));
}
