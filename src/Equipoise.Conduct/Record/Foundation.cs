using System.Collections.Immutable;
using System.Text;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Conduct.Record;

/// <summary>
/// What every decision in a trial rests on: the protocol and the key to which its log is bound, and how far it has come.
/// </summary>
sealed class Foundation : Part
{
    /// <summary>The format of the log; 0 before the trial is open.</summary>
    internal int Format { get; set; }

    /// <summary>SHA-256 of the allocation key, published when the trial opened.</summary>
    internal string? KeyCommitment { get; set; }

    /// <summary>SHA-256 of the key of the log's seals, published when the trial opened; null for a log without seals.</summary>
    internal string? SealCommitment { get; set; }

    /// <summary>What binds the trial to the block sizes of its protocol; null for a method without.</summary>
    internal string? BlockSizesCommitment { get; set; }

    /// <summary>Whether the participants are virtual.</summary>
    internal bool IsSynthetic { get; set; }

    /// <summary>Every version of the protocol that is or was in force, the first one first.</summary>
    internal ImmutableList<ProtocolVersion> Versions { get; set; } = [];

    /// <summary>The last day whose facts are taken; null until the data are cut off for the final analysis.</summary>
    internal DateOnly? LastDayThatCounts { get; set; }

    /// <summary>Whether nothing about participants is recorded any more.</summary>
    internal bool IsLocked { get; set; }
}

/// <summary>A version of the protocol that is, or was, in force.</summary>
/// <param name="Version">The version that it states.</param>
/// <param name="Sha256">SHA-256 of its readable text, in a log of the first format of its file.</param>
public sealed record ProtocolVersion(string Version, string Sha256)
{
    /// <summary>The text of that hash; null when the log was opened without it.</summary>
    internal string? Text { get; init; }

    /// <summary>What the text says.</summary>
    /// <exception cref="InvalidOperationException">The text is no protocol, or not the one of that SHA-256: somebody changed
    /// the log.</exception>
    internal TrialProtocol Protocol() =>
        Text is not null
        && ProtocolFile.ParseRecorded(Encoding.UTF8.GetBytes(Text), $"version {Version}")
            is ProtocolReading.Accepted { Protocol: var read }
        && read.FileSha256 == Sha256
            ? read
            : throw new InvalidOperationException($"The text of protocol version {Version} is not that of SHA-256 {Sha256}.");
}

/// <summary>The protocol versions of a trial.</summary>
public static class ProtocolVersions
{
    extension(TrialState trial)
    {
        /// <summary>
        /// Every version of the protocol that is or was in force, the first one first; empty before the trial opens.
        /// </summary>
        public IReadOnlyList<ProtocolVersion> Versions => trial.Part<Foundation>().Versions;

        /// <summary>The version that is in force; null before the trial opens.</summary>
        public ProtocolVersion? InForce => trial.Part<Foundation>().Versions is [.., var last] ? last : null;
    }
}
