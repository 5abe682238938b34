using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Equipoise.Design.Simulation.Draw;

namespace Equipoise.Design.Simulation.Allocation;

/// <summary>Allocates participants to arms as they arrive, each by one random word of their own.</summary>
abstract class Allocator
{
    public static Allocator Of(AllocationWorld world, int strata) =>
        world switch
        {
            AllocationWorld.PermutedBlocks blocks => new Blocks(blocks, strata),
            AllocationWorld.Simple simple => new Coin(simple),
            AllocationWorld.Minimization minimization => new Minimizer(minimization, strata),
            _ => throw new ArgumentOutOfRangeException(nameof(world), world, "There is no such allocation."),
        };

    /// <summary>The arms of the participants of one trial.</summary>
    /// <param name="words">The word of each.</param>
    /// <param name="strata">The stratum of each.</param>
    /// <param name="arms">0 for control, 1 for experimental.</param>
    public abstract void Allocate(ReadOnlySpan<uint> words, ReadOnlySpan<int> strata, Span<int> arms);

    sealed class Coin(AllocationWorld.Simple world) : Allocator
    {
        readonly uint threshold = RandomThreshold.Of((double)world.Experimental / (world.Control + world.Experimental));

        public override void Allocate(ReadOnlySpan<uint> words, ReadOnlySpan<int> strata, Span<int> arms)
        {
            for (var i = 0; i < arms.Length; i++)
                arms[i] = words[i] < threshold ? 1 : 0;
        }
    }

    /// <summary>
    /// An urn for each stratum, filled with a block whenever it is empty and emptied without replacement. The word that opens a
    /// block also draws its size: size and arm are the whole and the fractional part of word · sizes.
    /// </summary>
    sealed class Blocks(AllocationWorld.PermutedBlocks world, int strata) : Allocator
    {
        readonly int[] sizes = [.. world.Sizes];
        readonly int[] experimental =
        [
            .. world.Sizes.Select(size => size / (world.Control + world.Experimental) * world.Experimental),
        ];
        readonly int[] left = new int[strata];
        readonly int[] leftExperimental = new int[strata];

        public override void Allocate(ReadOnlySpan<uint> words, ReadOnlySpan<int> strata, Span<int> arms)
        {
            words = words[..arms.Length];
            if (left.Length == 1)
                AllocateAll(words, arms);
            else
                AllocateByStratum(words, strata, arms);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void AllocateAll(ReadOnlySpan<uint> words, Span<int> arms)
        {
            ref var word = ref MemoryMarshal.GetReference(words);
            ref var arm = ref MemoryMarshal.GetReference(arms);
            for (nint i = 0; i < arms.Length;)
            {
                var product = (ulong)Unsafe.Add(ref word, i) * (uint)sizes.Length;
                var (n, n1) = (sizes[(int)(product >> 32)], experimental[(int)(product >> 32)]);
                var end = nint.Min(arms.Length, i + n);
                var first = Draw((uint)product, n, n1);
                n1 -= Unsafe.Add(ref arm, i) = first;
                for (i++, n--; i < end; i++, n--)
                    n1 -= Unsafe.Add(ref arm, i) = Draw(Unsafe.Add(ref word, i), n, n1);
            }
        }

        void AllocateByStratum(ReadOnlySpan<uint> words, ReadOnlySpan<int> strata, Span<int> arms)
        {
            Array.Clear(left);
            for (var i = 0; i < arms.Length; i++)
            {
                var (word, s) = (words[i], strata[i]);
                if (left[s] == 0)
                {
                    var product = (ulong)word * (uint)sizes.Length;
                    (left[s], leftExperimental[s]) = (sizes[(int)(product >> 32)], experimental[(int)(product >> 32)]);
                    word = (uint)product;
                }
                leftExperimental[s] -= arms[i] = Draw(word, left[s]--, leftExperimental[s]);
            }
        }

        // 1 when ⌊word · n / 2³²⌋ < n₁, without a branch: it could not be predicted.
        static int Draw(uint word, int n, int n1) => (int)((uint)((int)(((ulong)word * (uint)n) >> 32) - n1) >> 31);
    }
}
