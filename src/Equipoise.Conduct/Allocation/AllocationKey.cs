using System.Globalization;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Allocation;

/// <summary>
/// The 32 secret bytes from which every allocation follows. They stay outside the log until the data are locked.
/// </summary>
/// <remarks>
/// The log publishes only <see cref="Commitment"/>, so nobody can read the next arm from the log, and nobody can change the
/// key unseen. Whoever holds the key can compute every future arm: the sealed file is for the program and for the safe.
/// </remarks>
public sealed class AllocationKey : IDisposable
{
    /// <summary>The length of a key in bytes.</summary>
    public const int Length = Secret.Length;

    // Whoever wants to know whether a key is that of a rehearsal tries the seeds that people use.
    const ulong LikelySeeds = 100_000;

    readonly Secret secret;
    readonly bool isOfRehearsal;

    internal AllocationKey(Secret secret, bool isOfRehearsal = false) =>
        (this.secret, this.isOfRehearsal) = (secret, isOfRehearsal);

    /// <summary>A new key from the operating system's source of cryptographic randomness.</summary>
    public static AllocationKey Generate() => new(Secret.Draw());

    /// <summary>
    /// The key of a rehearsal, the same for the same seed. Never of a real trial: a seed can be guessed, and such a key is
    /// refused there.
    /// </summary>
    public static AllocationKey ForRehearsal(ulong seed) => new(OfSeed(seed), isOfRehearsal: true);

    /// <summary>The key of that hexadecimal text, as the sealed file holds it; null when the text is none.</summary>
    public static AllocationKey? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Secret.Parse(text) is { } secret ? new(secret) : null;
    }

    /// <summary>SHA-256 of the key's bytes, lower-case hex.</summary>
    public string Commitment => secret.Commitment;

    /// <summary>The key in lower-case hex. It is a secret.</summary>
    public string Reveal() => secret.Reveal();

    internal ReadOnlySpan<byte> Bytes => secret.Bytes;

    /// <summary>Whether this is known to be, or is found to be, the key of a rehearsal.</summary>
    internal bool IsOfRehearsal()
    {
        if (isOfRehearsal)
            return true;
        for (var seed = 0UL; seed < LikelySeeds; seed++)
        {
            using var likely = OfSeed(seed);
            if (likely.Bytes.SequenceEqual(Bytes))
                return true;
        }
        return false;
    }

    internal void WriteFile(string path) => secret.WriteFile(path);

    static Secret OfSeed(ulong seed) => Secret.From(string.Create(CultureInfo.InvariantCulture, $"equipoise rehearsal {seed}"));

    /// <summary>Clears it.</summary>
    public void Dispose() => secret.Dispose();
}
