using Equipoise.Protocol;

namespace Equipoise.Conduct.Randomization;

/// <summary>Stratified permuted blocks of random size, computed from the key and never stored.</summary>
/// <remarks>
/// Each stratum has its own stream, labeled with the method and the stratum. From it, block after block: a size drawn
/// uniformly from the protocol's list, then the block's arms, each as often as its ratio says, shuffled (Fisher-Yates, from the
/// last place down). So the k-th allocation of a stratum depends on the key, the stratum and k, and on nothing that happens
/// in other strata; no list can be stolen, and none can run out.
/// </remarks>
sealed class PermutedBlocks
{
    static readonly byte[] Method = "equipoise permuted blocks 1\n"u8.ToArray();

    readonly AllocationKey key;
    readonly IReadOnlyList<int> sizes;
    readonly IReadOnlyList<Arm> arms;
    readonly int ratios;

    internal PermutedBlocks(AllocationKey key, IReadOnlyList<int> sizes, IReadOnlyList<Arm> arms)
    {
        ratios = arms.Sum(arm => arm.Ratio);
        if (sizes.Count == 0 || sizes.Any(size => size <= 0 || size % ratios != 0))
            throw new ArgumentException(
                $"Block sizes {string.Join(", ", sizes)} must be multiples of {ratios}, the sum of the ratios.",
                nameof(sizes)
            );
        (this.key, this.sizes, this.arms) = (key, sizes, arms);
    }

    /// <summary>The blocks that a protocol asks for; null when it does not randomize.</summary>
    internal static PermutedBlocks? Of(TrialProtocol protocol, AllocationKey key) =>
        protocol.Randomization?.Method is RandomizationMethod.PermutedBlocks blocks
            ? new(key, blocks.Sizes, protocol.Arms)
            : null;

    /// <summary>The arm of the k-th participant of a stratum, counted from 1.</summary>
    internal string ArmOf(Stratum stratum, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var before = 0;
        foreach (var block in Blocks(stratum))
        {
            if (k <= before + block.Length)
                return block[k - before - 1];
            before += block.Length;
        }
        throw new InvalidOperationException("Blocks never end.");
    }

    /// <summary>The blocks of a stratum, without end.</summary>
    internal IEnumerable<string[]> Blocks(Stratum stratum)
    {
        var stream = new KeyedStream(key.Bytes, [.. Method, .. stratum.Canonical()]);
        while (true)
        {
            var size = sizes[stream.Below(sizes.Count)];
            string[] block = [.. arms.SelectMany(arm => Enumerable.Repeat(arm.Id, arm.Ratio * (size / ratios)))];
            for (var last = block.Length - 1; last > 0; last--)
            {
                var other = stream.Below(last + 1);
                (block[last], block[other]) = (block[other], block[last]);
            }
            yield return block;
        }
    }
}
