namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>
/// The best that anybody can do against permuted blocks of two arms who knows every size that may be drawn and every arm given so
/// far: the probability of each place within a block of each size, by Bayes, and from it that of the next arm.
/// </summary>
sealed class BlockGuesser
{
    readonly int[] sizes;
    Dictionary<(int A, int B), double> left; // what may be left of the block that is open, and how likely

    internal BlockGuesser(int[] sizes) => (this.sizes, left) = (sizes, new() { [(0, 0)] = 1 });

    BlockGuesser(BlockGuesser other) => (sizes, left) = (other.sizes, other.left);

    /// <summary>The probability that the next arm is A, given all that was seen.</summary>
    internal double NextIsA() => Opened().Sum(state => state.Value * state.Key.A / (state.Key.A + state.Key.B));

    internal BlockGuesser After(bool isA)
    {
        var next = new BlockGuesser(this) { left = [] };
        var chance = isA ? NextIsA() : 1 - NextIsA();
        foreach (var ((a, b), weight) in Opened())
        {
            var (rest, likely) = isA ? ((a - 1, b), (double)a / (a + b)) : ((a, b - 1), (double)b / (a + b));
            if (likely > 0)
                next.left[rest] = next.left.GetValueOrDefault(rest) + (weight * likely / chance);
        }
        return next;
    }

    Dictionary<(int A, int B), double> Opened()
    {
        var states = new Dictionary<(int A, int B), double>(left);
        if (!states.Remove((0, 0), out var empty))
            return states;
        foreach (var size in sizes)
            states[(size / 2, size / 2)] = states.GetValueOrDefault((size / 2, size / 2)) + (empty / sizes.Length);
        return states;
    }

    /// <summary>
    /// The expected share of right guesses among the first so many allocations of a stratum, by going through every history.
    /// </summary>
    internal static double ExactRate(int[] sizes, int allocations)
    {
        return Hits(new(sizes), 1, allocations) / allocations;

        static double Hits(BlockGuesser guesser, double probability, int left)
        {
            if (left == 0 || probability == 0)
                return 0;
            var a = guesser.NextIsA();
            var hits = probability * double.Max(a, 1 - a);
            if (a > 0)
                hits += Hits(guesser.After(isA: true), probability * a, left - 1);
            if (a < 1)
                hits += Hits(guesser.After(isA: false), probability * (1 - a), left - 1);
            return hits;
        }
    }
}
