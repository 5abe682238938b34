using Equipoise.Protocol;

namespace Equipoise.Design.Simulation.Allocation;

/// <summary>The allocation that a protocol plans, as the simulator does it.</summary>
static class PlannedAllocation
{
    /// <summary>
    /// The method and the ratio of a protocol with one experimental arm; a coin biased by the ratio where it does not randomize.
    /// </summary>
    /// <remarks>
    /// Virtual participants have no site: where sites are a further factor of minimization, that margin is left out. The arms'
    /// balance within factors comes out a little better than with it.
    /// </remarks>
    /// <param name="protocol">The protocol.</param>
    /// <param name="factors">
    /// The protocol's factors, where the simulated strata are all combinations of their levels; none where the strata are those
    /// of the design, and then are the levels of one factor of weight 1.
    /// </param>
    public static AllocationWorld Of(TrialProtocol protocol, IReadOnlyList<StratificationFactor> factors)
    {
        AllocationWorld world = protocol.Randomization?.Method switch
        {
            RandomizationMethod.PermutedBlocks blocks => new AllocationWorld.PermutedBlocks(blocks.Sizes),
            RandomizationMethod.Minimization plan => new AllocationWorld.Minimization(plan.Probability)
            {
                Measure = plan.Imbalance,
                FactorLevels = [.. factors.Select(factor => factor.Levels.Count)],
                Weights = [.. factors.Select(factor => plan.WeightOf(factor.Id))],
            },
            RandomizationMethod.Simple or null => new AllocationWorld.Simple(),
            var method => throw new ArgumentException($"Randomization by {method} is not simulated.", nameof(protocol)),
        };
        return world with { Control = protocol.Control.Ratio, Experimental = protocol.Comparison!.Experimental.Ratio };
    }
}
