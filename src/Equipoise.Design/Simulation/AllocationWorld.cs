namespace Equipoise.Design.Simulation;

/// <summary>How the participants of a simulated trial are allocated to its two arms.</summary>
public abstract partial record AllocationWorld
{
    AllocationWorld() { }

    /// <summary>The control part of the ratio, such as the 1 of 1:2.</summary>
    public int Control { get; init; } = 1;

    /// <summary>The experimental part of the ratio, such as the 2 of 1:2.</summary>
    public int Experimental { get; init; } = 1;

    /// <summary>
    /// Within each stratum, blocks whose size is drawn at random from a list; each block holds the arms in the ratio, in random
    /// order. The last block of a stratum may stay unfinished.
    /// </summary>
    /// <param name="Sizes">Block sizes, each a multiple of the sum of the ratio.</param>
    public sealed record PermutedBlocks(IReadOnlyList<int> Sizes) : AllocationWorld;

    /// <summary>Each participant by a coin of their own, whose bias is the ratio.</summary>
    public sealed record Simple : AllocationWorld;
}
