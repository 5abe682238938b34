using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Record;

/// <summary>Gives the salt of a text: 16 bytes in lower-case hex.</summary>
/// <param name="row">The sequence of the row that will refer to it.</param>
/// <param name="name">Which of the texts of the row.</param>
delegate string SaltSource(long row, string name);

/// <summary>Where salts come from.</summary>
static class Salts
{
    /// <summary>The salts of a trial.</summary>
    /// <remarks>
    /// Those of a real trial are drawn anew for each text and are nowhere else, so that they are gone with the text. From the
    /// key of the trial they could not come: it is revealed with the lock, and then whoever guesses a name could compute the
    /// salt and see whether the hash is that of the guess. In a rehearsal there is no person to protect, and the same seed
    /// shall give the same log.
    /// </remarks>
    internal static SaltSource Of(TrialState trial, TrialRules rules) =>
        trial.Part<Foundation>().IsSynthetic ? (row, name) => FromKey(rules, row, name) : Drawn;

    static string Drawn(long row, string name) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeptText.SaltLength));

    static string FromKey(TrialRules rules, long row, string name) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(
                rules.Key.Bytes,
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"salt of a text\n{row}\n{name}"))
            ).AsSpan(0, KeptText.SaltLength)
        );
}
