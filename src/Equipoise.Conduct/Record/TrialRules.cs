using System.Collections.Concurrent;
using Equipoise.Conduct.Allocation;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Record;

/// <summary>What decisions rest on besides the recorded facts: the protocol and the sealed key of the allocation.</summary>
public sealed class TrialRules
{
    readonly ConcurrentDictionary<string, TrialRules> versions;
    readonly AllocationKey? key;

    /// <summary>The rules of that protocol, under which the trial opens, with that key.</summary>
    public TrialRules(TrialProtocol protocol, AllocationKey key)
        : this(protocol, key, key?.Commitment, [])
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(key);
    }

    TrialRules(
        TrialProtocol protocol,
        AllocationKey? key,
        string? commitment,
        ConcurrentDictionary<string, TrialRules> versions
    )
    {
        (Protocol, this.key, Commitment, this.versions) = (protocol, key, commitment ?? "", versions);
        Allocation = key is null ? null : AllocationMethod.Of(protocol, key);
        versions.TryAdd(protocol.Sha256, this);
    }

    /// <summary>The same without the key, for whoever only checks what was decided: no arm can be drawn by them.</summary>
    internal static TrialRules WithoutKey(TrialProtocol protocol, string commitment) => new(protocol, null, commitment, []);

    /// <summary>What was promised.</summary>
    public TrialProtocol Protocol { get; }

    /// <summary>SHA-256 of the key, which the first event of the log publishes.</summary>
    public string Commitment { get; }

    /// <summary>Not public: whoever has it knows every arm to come.</summary>
    internal AllocationKey Key => key ?? throw new InvalidOperationException("These rules are without the key.");

    /// <summary>Whether the key is there.</summary>
    internal bool HasKey => key is not null;

    /// <summary>Not public: whoever can ask for the next arm can choose who gets it.</summary>
    internal AllocationMethod? Allocation { get; }

    /// <summary>The rules of the version of that SHA-256, whose text the log holds.</summary>
    internal TrialRules Under(string protocolSha256, TrialState state) =>
        versions.GetOrAdd(
            protocolSha256,
            sha256 => new(
                state.Part<Foundation>().Versions.Single(version => version.Sha256 == sha256).Protocol(),
                key,
                Commitment,
                versions
            )
        );
}
