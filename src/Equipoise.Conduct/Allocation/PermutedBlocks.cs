using System.Collections.Concurrent;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Allocation;

/// <summary>Stratified permuted blocks of random size, computed from the key and never stored.</summary>
/// <remarks>
/// Each stratum has its own stream, labeled with the method and the stratum. From it, block after block: a size drawn uniformly
/// from the protocol's list, then the block's arms, each as often as its ratio says, shuffled (Fisher-Yates, from the last place
/// down). So the k-th allocation of a stratum depends on the key, the stratum and k, and on nothing that happens in other strata;
/// no list can be stolen, and none can run out. When an arm is closed, each stratum begins a new stream of blocks over the open
/// arms, of sizes with as many repetitions of the ratio as before.
/// </remarks>
sealed class PermutedBlocks : AllocationMethod
{
    internal const string Method = "equipoise permuted blocks 1";

    readonly IReadOnlyList<int> sizes;
    readonly IReadOnlyList<Arm> arms;
    readonly int ratios;
    readonly ConcurrentDictionary<(Stratum, string OpenArms), Walk> walks = [];

    internal PermutedBlocks(AllocationKey key, IReadOnlyList<int> sizes, IReadOnlyList<Arm> arms)
        : base(key, arms)
    {
        ratios = arms.Sum(arm => arm.Ratio);
        if (sizes.Count == 0 || sizes.Any(size => size <= 0 || size % ratios != 0))
            throw new ArgumentException(
                $"Block sizes {string.Join(", ", sizes)} must be multiples of {ratios}, the sum of the ratios.",
                nameof(sizes)
            );
        (this.sizes, this.arms) = (sizes, arms);
    }

    private protected override NextArm Next(
        AllocationTally tally,
        Stratum stratum,
        string site,
        IReadOnlyList<Arm> open,
        bool isEveryArmOpen
    ) =>
        Named(open, isEveryArmOpen) is { } named
            ? new(WalkIn(stratum, open, named).ArmOf(tally.InSinceClosing(stratum) + 1), new AllocationBasis.Blocks(named))
            : new(ArmOf(stratum, tally.In(stratum) + 1), null);

    /// <summary>The arm of the k-th participant of a stratum, counted from 1, while every arm is open.</summary>
    internal string ArmOf(Stratum stratum, int k) => WalkIn(stratum, arms, named: null).ArmOf(k);

    /// <summary>The blocks of a stratum, without end, while every arm is open.</summary>
    internal IEnumerable<string[]> Blocks(Stratum stratum) => Blocks(stratum, arms, named: null);

    Walk WalkIn(Stratum stratum, IReadOnlyList<Arm> open, IReadOnlyList<string>? named) =>
        walks.GetOrAdd((stratum, string.Join('\n', named ?? [])), _ => new(Blocks(stratum, open, named)));

    IEnumerable<string[]> Blocks(Stratum stratum, IReadOnlyList<Arm> open, IReadOnlyList<string>? named)
    {
        var stream = new KeyedStream(Key.Bytes, StreamLabel.Of(Method, named, stratum));
        while (true)
        {
            var repetitions = sizes[stream.Below(sizes.Count)] / ratios;
            string[] block = [.. open.SelectMany(arm => Enumerable.Repeat(arm.Id, arm.Ratio * repetitions))];
            for (var last = block.Length - 1; last > 0; last--)
            {
                var other = stream.Below(last + 1);
                (block[last], block[other]) = (block[other], block[last]);
            }
            yield return block;
        }
    }
}

/// <summary>
/// Stands somewhere in the blocks of a stratum. It changes no answer: it only saves computing a long stratum from its start
/// each time.
/// </summary>
sealed class Walk(IEnumerable<string[]> blocks)
{
    readonly Lock turn = new();
    IEnumerator<string[]> at = blocks.GetEnumerator();
    int before;
    int length;

    /// <summary>The k-th arm, counted from 1.</summary>
    internal string ArmOf(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        lock (turn)
        {
            if (k <= before)
                (at, before, length) = (blocks.GetEnumerator(), 0, 0);
            while (k > before + length)
            {
                at.MoveNext();
                (before, length) = (before + length, at.Current.Length);
            }
            return at.Current[k - before - 1];
        }
    }
}
