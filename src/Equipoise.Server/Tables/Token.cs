using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Equipoise.Server.Tables;

/// <summary>What somebody holds to be recognized by: a session, an invitation, a key of the API.</summary>
/// <remarks>The tables know its hash only: whoever reads them can be nobody.</remarks>
static class Token
{
    const int Bytes = 32;

    /// <summary>A new one, from the operating system's source of cryptographic randomness: 43 letters.</summary>
    internal static string Draw() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>How the tables know it.</summary>
    internal static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
