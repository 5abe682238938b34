using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>How participants came to their arms, and how the next arm was hidden.</summary>
/// <remarks>
/// The sizes of blocks are secret while a trial recruits. A report is written after the arms are known, so it says them where the
/// protocol that it reads does.
/// </remarks>
static class RandomizationSection
{
    public const string Id = "methods-randomization";

    public static IEnumerable<Block> Of(Manuscript m) =>
        m.Protocol.Randomization is { } plan
            ? MethodsSection.Part(
                Id,
                m.Say("Randomization"),
                Paragraph.Of([
                    BoundText.Join(" ", [Method(m, plan), Factors(m, plan), Limit(m, plan)]),
                    Concealment(m),
                ])
            )
            : [];

    /// <summary>A protocol may name strata of a trial randomized elsewhere, of whose sequence nothing is known.</summary>
    static BoundText Concealment(Manuscript m) =>
        m.Say(
            "Where Equipoise randomizes by this protocol, there is no list of arms that anyone could read: it computes each "
                + "arm at the moment of randomization, by HMAC-SHA256 under a key of the trial that stays sealed until the "
                + "database is locked. Neither who enrolls a participant nor who asks for the arm has access to the arms to "
                + "come."
        );

    static BoundText Method(Manuscript m, RandomizationPlan plan)
    {
        var ratio = m.Say($"{Stated.Ratio(m.Protocol.Arms)} to {Arms(m)}");
        var strata = m.Say(plan.Factors.Count > 0 ? ", within each stratum over all sites together" : "");
        return plan.Method switch
        {
            RandomizationMethod.PermutedBlocks { Sizes.Count: 1 } blocks => m.Say(
                $"Participants were allocated {ratio} in permuted blocks of {Stated.Sizes(blocks)}{strata}."
            ),
            RandomizationMethod.PermutedBlocks blocks => m.Say(
                $"Participants were allocated {ratio} in permuted blocks of {Stated.Sizes(blocks)}, the size of each drawn at "
                    + $"random{strata}."
            ),
            RandomizationMethod.BlocksOfConcealedSize => m.Say(
                $"Participants were allocated {ratio} in permuted blocks{strata}. The sizes of the blocks are not told by the "
                    + $"text of the protocol from which this report was made."
            ),
            RandomizationMethod.Minimization method => Minimized(m, method, ratio),
            _ => m.Say(
                $"Participants were allocated {ratio}, each by a draw of their own that rests on the ratio alone."
            ),
        };
    }

    static BoundText Arms(Manuscript m) =>
        BoundText.Series(m.Protocol.Arms.Select(arm => m.Say($"{m.Names.Arm(arm).Small}")), "or");

    static BoundText Minimized(Manuscript m, RandomizationMethod.Minimization method, BoundText ratio)
    {
        var measure = m.Say(
            method.Imbalance switch
            {
                Imbalance.Range => "range",
                Imbalance.Variance => "variance",
                _ => "standard deviation",
            }
        );
        var unequal = m.Protocol.Arms.Select(arm => arm.Ratio).Distinct().Count() > 1
            ? m.Say(" (of the arm with the smallest part of the ratio)")
            : BoundText.Empty;
        var site = method.SiteWeight switch
        {
            null => BoundText.Empty,
            1 => m.Say(" The site counted as one more factor."),
            { } weight => m.Say($" The site counted as one more factor, with weight {Stated.Weight(weight)}."),
        };
        return m.Say(
            $"Participants were allocated {ratio} by minimization: with a probability of {Stated.Probability(method)}{unequal} "
                + $"to the arm that left the levels of the factors most even, by the {measure} of the counts.{site}"
        );
    }

    static BoundText Factors(Manuscript m, RandomizationPlan plan)
    {
        if (plan.Factors.Count == 0)
            return BoundText.Empty;
        var what = m.Say(
            plan.Method switch
            {
                RandomizationMethod.Minimization => "The factors to keep even were",
                RandomizationMethod.Simple => "Recorded, and not kept even, were",
                _ => "The strata were made of",
            }
        );
        return m.Say($"{what} {BoundText.Series(plan.Factors.Select(factor => Factor(m, plan.Method, factor)))}.");
    }

    static BoundText Factor(Manuscript m, RandomizationMethod method, StratificationFactor factor)
    {
        var weight =
            method is RandomizationMethod.Minimization minimization && minimization.WeightOf(factor.Id) is not 1 and var weighs
                ? m.Say($"; weight {Stated.Weight(weighs)}")
                : BoundText.Empty;
        return m.Say($"{m.Names.Factor(factor.Id).Small} ({Stated.Levels(factor)}{weight})");
    }

    static BoundText Limit(Manuscript m, RandomizationPlan plan) =>
        plan.AtMost is null ? BoundText.Empty : m.Say($"At most {Stated.Limit(plan)} participants could be randomized.");
}
