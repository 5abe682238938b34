using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Signing;

/// <summary>An electronic signature: whose name, what it means, and that the signer had just proved again who they are.</summary>
/// <remarks>
/// <para>
/// The user who signs is the one who answers for the entry (<see cref="Stamp.By"/>): nobody signs for another, and the
/// signature is part of the event that it signs, so that it cannot be moved to other content (21 CFR 11.50, 11.70, 11.200).
/// </para>
/// <para>Who checks a password is not this program's rules but what lies before them; they hold it to its word and to its
/// time.</para>
/// </remarks>
/// <param name="Name">The printed name of the signer.</param>
/// <param name="Meaning">The sentence that the signer was shown and agreed to.</param>
/// <param name="AuthenticatedAt">When the signer last proved who they are, UTC.</param>
/// <param name="AuthenticatedBy">By what, such as "password" or "passkey"; exported with the signature.</param>
public sealed record Signature(
    string Name,
    string Meaning,
    [property: NotAsked] DateTimeOffset AuthenticatedAt,
    [property: NotAsked] string AuthenticatedBy
)
{
    /// <summary>How long a proof of identity lasts: what is signed later needs a new one.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <summary>What speaks against this as a signature under that sentence at that moment.</summary>
    internal IEnumerable<Refusal> Objections(string meaning, Stamp stamp)
    {
        if (string.IsNullOrWhiteSpace(Name))
            yield return new("signature-without-name", "A signature needs the printed name of the signer.");
        if (Meaning != meaning)
            yield return new("signature-of-something-else", $"What is signed here is: {meaning}");
        if (string.IsNullOrWhiteSpace(AuthenticatedBy))
            yield return new("signature-without-proof", "A signature says by what the signer proved who they are.");
        if (AuthenticatedAt > stamp.RecordedAt || AuthenticatedAt < stamp.RecordedAt - Fresh)
            yield return new(
                "signature-not-fresh",
                $"To sign, prove again who you are: the proof may be {Fresh.TotalMinutes} minutes old at most."
            );
    }
}
