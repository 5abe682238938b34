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
    public sealed record Blocks(IReadOnlyList<string> Open) : AllocationBasis
    {
        internal override IEnumerable<(string What, string Value)> Parts =>
            [("method", "permuted blocks"), ("open arms", string.Join(", ", Open))];
    }

    /// <summary>A coin of the participant's own, biased by the ratio alone.</summary>
    /// <param name="Number">Which allocation of the trial this is, counted from 1.</param>
    /// <param name="Random">The random number, as a fraction of 2³²: "1234567/4294967296".</param>
    /// <param name="Open">The arms that were still open; null when all were.</param>
    public sealed record Coin(int Number, string Random, IReadOnlyList<string>? Open = null) : AllocationBasis
    {
        internal override IEnumerable<(string What, string Value)> Parts =>
            [
                ("method", "simple"),
                ("number", $"{Number}"),
                ("random number", Random),
                ("open arms", Open is null ? "all" : string.Join(", ", Open)),
            ];
    }

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
    ) : AllocationBasis
    {
        internal override IEnumerable<(string What, string Value)> Parts =>
            [
                ("method", "minimization"),
                ("number", $"{Number}"),
                (
                    "counts",
                    string.Join(
                        "; ",
                        Margins.Select(margin => $"{margin.Factor} {margin.Level} {string.Join(':', margin.Counts)}")
                    )
                ),
                ("imbalances", string.Join("; ", Arms.Select(arm => $"{arm.Arm} {arm.Imbalance}"))),
                ("probabilities", string.Join("; ", Arms.Select(arm => $"{arm.Arm} {arm.Probability}"))),
                ("preferred arms", string.Join(", ", Preferred)),
                ("random number", Random),
            ];
    }

    /// <summary>What it says, part by part, for comparison.</summary>
    internal abstract IEnumerable<(string What, string Value)> Parts { get; }

    /// <summary>What differs between a stored basis and the one computed again, in words.</summary>
    internal static IEnumerable<string> Differences(AllocationBasis? stored, AllocationBasis? computed)
    {
        var (told, again) = (PartsOf(stored), PartsOf(computed));
        if (told[0] != again[0])
            return [$"the method '{told[0].Value}', but the protocol gives '{again[0].Value}'"];
        return told.Zip(again)
            .Where(pair => pair.First != pair.Second)
            .Select(pair => $"the {pair.First.What} '{pair.First.Value}', but the log and the key give '{pair.Second.Value}'");
    }

    static (string What, string Value)[] PartsOf(AllocationBasis? basis) =>
        basis is null ? [("method", "permuted blocks over all arms")] : [.. basis.Parts];
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
