using System.Collections.Concurrent;
using Equipoise.Conduct.Allocation;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Record;

/// <summary>What decisions rest on besides the recorded facts: the protocol and the sealed key of the allocation.</summary>
public sealed class TrialRules
{
    readonly ConcurrentDictionary<string, TrialRules> versions;
    readonly AllocationKey? key;

    /// <summary>The rules of that protocol, under which the trial opens, with that key.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="key">The key of the allocation.</param>
    /// <param name="seal">The key of the log's seals; null for a log without seals, which only a rehearsal may have.</param>
    public TrialRules(TrialProtocol protocol, AllocationKey key, SealKey? seal = null)
        : this(protocol, key, key?.Commitment, seal, seal?.Commitment, [])
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(key);
    }

    TrialRules(
        TrialProtocol protocol,
        AllocationKey? key,
        string? commitment,
        SealKey? seal,
        string? sealCommitment,
        ConcurrentDictionary<string, TrialRules> versions
    )
    {
        (Protocol, this.key, Commitment, this.versions) = (protocol, key, commitment ?? "", versions);
        (Seal, SealCommitment) = (seal, sealCommitment);
        Allocation = key is null ? null : AllocationMethod.Of(protocol, key);
        versions.TryAdd(protocol.Sha256, this);
        // In a log of the first format a version is known by the hash of the whole file.
        versions.TryAdd(protocol.FileSha256, this);
    }

    /// <summary>
    /// Those by which a log is only checked: without the key or the block sizes no arm can be drawn by them, and its seals are
    /// those that it states.
    /// </summary>
    internal static TrialRules ToVerify(TrialProtocol protocol, AllocationKey? key, string commitment, string? sealCommitment) =>
        new(
            protocol,
            protocol.ConcealsBlockSizes ? null : key,
            key?.Commitment ?? commitment,
            seal: null,
            sealCommitment,
            []
        );

    /// <summary>What was promised.</summary>
    public TrialProtocol Protocol { get; }

    /// <summary>SHA-256 of the key, which the first event of the log publishes.</summary>
    public string Commitment { get; }

    /// <summary>Not public: whoever has it can write rows that pass for those of the log.</summary>
    internal SealKey? Seal { get; }

    /// <summary>SHA-256 of the key of the seals; null for a log without seals.</summary>
    internal string? SealCommitment { get; }

    /// <summary>Not public: whoever has it knows every arm to come.</summary>
    internal AllocationKey Key => key ?? throw new InvalidOperationException("These rules are without the key.");

    /// <summary>Whether the key is there.</summary>
    internal bool HasKey => key is not null;

    /// <summary>Not public: whoever can ask for the next arm can choose who gets it.</summary>
    internal AllocationMethod? Allocation { get; }

    /// <summary>What speaks against running the trial by these rules; null when nobody runs it, or nothing does.</summary>
    internal Refusal? AgainstRunning =>
        HasKey && Protocol.ConcealsBlockSizes
            ? new(
                "block-sizes-concealed",
                "This protocol file conceals the block sizes, without which no arm can be drawn: start the program with the "
                    + "sponsor's file, which has them."
            )
            : null;

    /// <summary>What binds a version of the protocol to the block sizes; null without sizes or without the key.</summary>
    internal string? BlockSizesCommitment(string protocolSha256) =>
        key is not null && BlockSizes.Of(Protocol) is { } sizes ? BlockSizes.Commitment(key, protocolSha256, sizes) : null;

    /// <summary>
    /// The rules of the version of that SHA-256, whose text the log holds. Its block sizes, which the text conceals, are those
    /// under which the trial was opened: an amendment cannot change them.
    /// </summary>
    internal TrialRules Under(string protocolSha256, TrialState state) =>
        versions.GetOrAdd(
            protocolSha256,
            sha256 => new(
                WithMyBlockSizes(state.Part<Foundation>().Versions.Single(version => version.Sha256 == sha256).Protocol()),
                key,
                Commitment,
                Seal,
                SealCommitment,
                versions
            )
        );

    TrialProtocol WithMyBlockSizes(TrialProtocol version) =>
        BlockSizes.Of(Protocol) is { } sizes ? version.WithBlockSizes(sizes) ?? version : version;
}
