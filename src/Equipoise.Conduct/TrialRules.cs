using Equipoise.Conduct.Randomization;
using Equipoise.Protocol;

namespace Equipoise.Conduct;

/// <summary>What decisions rest on besides the recorded facts: the protocol and the sealed key of the allocation.</summary>
public sealed class TrialRules
{
    /// <summary>The rules of that protocol with that key.</summary>
    public TrialRules(TrialProtocol protocol, AllocationKey key)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(key);
        Protocol = protocol;
        Commitment = key.Commitment;
        Allocation = Allocation.Of(protocol, key);
    }

    /// <summary>What was promised.</summary>
    public TrialProtocol Protocol { get; }

    /// <summary>SHA-256 of the key, which the first event of the log publishes.</summary>
    public string Commitment { get; }

    /// <summary>Not public: whoever can ask for the next arm can choose who gets it.</summary>
    internal Allocation? Allocation { get; }

    internal Arm ArmOf(ParticipantRandomized randomized) => Protocol.Arms.Single(arm => arm.Id == randomized.Arm);
}
