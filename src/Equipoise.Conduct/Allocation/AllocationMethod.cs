using Equipoise.Protocol;

namespace Equipoise.Conduct.Allocation;

/// <summary>How the next arm is chosen: a pure function of the sealed key and of what was allocated before.</summary>
/// <remarks>
/// Not public: whoever can ask for the next arm can choose who gets it. The log and the key give every arm again, on any
/// machine: what a case keeps between two allocations only saves time.
/// </remarks>
abstract class AllocationMethod
{
    readonly IReadOnlyList<Arm> arms;

    private protected AllocationMethod(AllocationKey key, IReadOnlyList<Arm> arms) => (Key, this.arms) = (key, arms);

    private protected AllocationKey Key { get; }

    /// <summary>The method that a protocol asks for; null when it does not randomize.</summary>
    internal static AllocationMethod? Of(TrialProtocol protocol, AllocationKey key) =>
        protocol.Randomization?.Method switch
        {
            RandomizationMethod.PermutedBlocks blocks => new PermutedBlocks(key, blocks.Sizes, protocol.Arms),
            RandomizationMethod.Minimization minimization => new Minimization(key, minimization, protocol.Arms),
            RandomizationMethod.Simple => new SimpleRandomization(key, protocol.Arms),
            _ => null,
        };

    /// <summary>How many arms are open.</summary>
    internal int OpenArms(AllocationTally tally) => tally.OpenOf(arms).Count;

    /// <summary>The arm of the next participant of that stratum at that site, and what it follows from.</summary>
    /// <exception cref="InvalidOperationException">Fewer than two arms are open: there is nothing to choose between.</exception>
    internal NextArm Next(AllocationTally tally, Stratum stratum, string site)
    {
        var open = tally.OpenOf(arms);
        if (open.Count < 2)
            throw new InvalidOperationException("Fewer than two arms are open: nobody is randomized.");
        return Next(tally, stratum, site, open, isEveryArmOpen: open.Count == arms.Count);
    }

    private protected abstract NextArm Next(
        AllocationTally tally,
        Stratum stratum,
        string site,
        IReadOnlyList<Arm> open,
        bool isEveryArmOpen
    );

    private protected static IReadOnlyList<string>? Named(IReadOnlyList<Arm> open, bool isEveryArmOpen) =>
        isEveryArmOpen ? null : [.. open.Select(arm => arm.Id)];
}

/// <summary>An arm, and what it follows from.</summary>
/// <param name="Arm">The id of the arm.</param>
/// <param name="Basis">What is stored with it; null where stratum and place say all.</param>
readonly record struct NextArm(string Arm, AllocationBasis? Basis);
