using System.Text.Json.Serialization;

namespace Equipoise.Conduct.Allocation;

/// <summary>
/// What an allocation followed from, stored with it, so that anybody who is given the key can follow the choice step by step.
/// </summary>
/// <remarks>
/// <para>
/// An allocation without it was made by permuted blocks over all arms: its stratum and place say all. Nothing here tells the next
/// arm. The random number of an allocation comes from HMAC-SHA256 under its own number and tells nothing about any other; where
/// in its block an allocation lies is not stored.
/// </para>
/// <para>The names of methods and members are for ever, as those of the event.</para>
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "method")]
[JsonDerivedType(typeof(Blocks), "permuted blocks")]
[JsonDerivedType(typeof(Coin), "simple")]
[JsonDerivedType(typeof(Minimized), "minimization")]
public abstract record AllocationBasis
{
    AllocationBasis() { }

    /// <summary>Permuted blocks over the arms that were still open.</summary>
    /// <param name="Open">Their ids, in the order of the protocol.</param>
    public sealed record Blocks(IReadOnlyList<string> Open) : AllocationBasis;

    /// <summary>A coin of the participant's own, biased by the ratio alone.</summary>
    /// <param name="Number">Which allocation of the trial this is, counted from 1.</param>
    /// <param name="Random">The random number, as a fraction of 2³²: "1234567/4294967296".</param>
    /// <param name="Open">The arms that were still open; null when all were.</param>
    public sealed record Coin(int Number, string Random, IReadOnlyList<string>? Open = null) : AllocationBasis;

    /// <summary>Minimization.</summary>
    /// <param name="Number">Which allocation of the trial this is, counted from 1.</param>
    /// <param name="Margins">Who was already allocated with the participant's level of each factor.</param>
    /// <param name="Arms">The imbalance that each open arm would leave, and its probability that follows.</param>
    /// <param name="Preferred">The arms of the least imbalance: one, or those that are tied.</param>
    /// <param name="Random">The random number, as a fraction of 2³²: "1234567/4294967296".</param>
    public sealed record Minimized(
        int Number,
        IReadOnlyList<MarginCounts> Margins,
        IReadOnlyList<ArmImbalance> Arms,
        IReadOnlyList<string> Preferred,
        string Random
    ) : AllocationBasis;
}

/// <summary>How many participants of each arm share a level with the next one.</summary>
/// <param name="Factor">The id of the factor; "site" for the site.</param>
/// <param name="Level">The level, or the site.</param>
/// <param name="Counts">By open arm, in the order in which they are listed beside.</param>
public sealed record MarginCounts(string Factor, string Level, IReadOnlyList<int> Counts);

/// <summary>An arm as minimization weighed it.</summary>
/// <param name="Arm">The id of the arm.</param>
/// <param name="Imbalance">G: the imbalance that giving it would leave.</param>
/// <param name="Probability">With which it was to be given.</param>
public sealed record ArmImbalance(string Arm, double Imbalance, double Probability);
