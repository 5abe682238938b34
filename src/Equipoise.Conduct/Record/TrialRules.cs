using System.Collections.Concurrent;
using Equipoise.Conduct.Allocation;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Record;

/// <summary>What decisions rest on besides the recorded facts: the protocol and the sealed key of the allocation.</summary>
public sealed class TrialRules
{
    readonly ConcurrentDictionary<string, TrialRules> versions;

    /// <summary>The rules of that protocol, under which the trial opens, with that key.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="key">The key of the allocation.</param>
    /// <param name="seal">The key of the log's seals; null for a log without seals, which only a rehearsal may have.</param>
    public TrialRules(TrialProtocol protocol, AllocationKey key, SealKey? seal = null)
        : this(protocol, key, seal, []) { }

    TrialRules(TrialProtocol protocol, AllocationKey key, SealKey? seal, ConcurrentDictionary<string, TrialRules> versions)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(key);
        (Protocol, Key, Seal, this.versions) = (protocol, key, seal, versions);
        Commitment = key.Commitment;
        Allocation = AllocationMethod.Of(protocol, key);
        versions.TryAdd(protocol.Sha256, this);
    }

    /// <summary>What was promised.</summary>
    public TrialProtocol Protocol { get; }

    /// <summary>SHA-256 of the key, which the first event of the log publishes.</summary>
    public string Commitment { get; }

    /// <summary>Not public: whoever has it can write rows that pass for those of the log.</summary>
    internal SealKey? Seal { get; }

    /// <summary>Not public: whoever has it knows every arm to come.</summary>
    internal AllocationKey Key { get; }

    /// <summary>Not public: whoever can ask for the next arm can choose who gets it.</summary>
    internal AllocationMethod? Allocation { get; }

    /// <summary>The rules of the version of that SHA-256, whose text the log holds.</summary>
    internal TrialRules Under(string protocolSha256, TrialState state) =>
        versions.GetOrAdd(
            protocolSha256,
            sha256 => new(
                state.Part<Foundation>().Versions.Single(version => version.Sha256 == sha256).Protocol(),
                Key,
                Seal,
                versions
            )
        );
}
