using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Design.Simulation;

/// <summary>The tick at which the event of a given number happens: a search that counts.</summary>
/// <remarks>
/// Counting the events up to a tick takes a few dozen vector comparisons and no branch that depends on the data, so that narrowing the interval down
/// is faster than partitioning. Where the search begins changes its length, never its result.
/// </remarks>
sealed class Cutoff
{
    const int FewEvents = 3;

    /// <summary>The tick of the event of this number.</summary>
    /// <param name="population">The participants.</param>
    /// <param name="number">Counted from 1, and at most <see cref="Population.EventsEver"/>.</param>
    public static int OfEvent(Population population, int number)
    {
        // Up to low there are fewer than wanted, up to high enough.
        var (low, below, high, upTo) = (-1, 0, population.LastEvent, population.EventsEver);
        for (var halve = false; number - below > FewEvents && high - low > 1; halve = !halve)
        {
            var part = halve ? 0.5 : (number - below - 1.0) / (upTo - below);
            var middle = int.Clamp(low + (int)((high - low) * part), low + 1, high - 1);
            var count = CountUpTo(population, middle);
            if (count < number)
                (low, below) = (middle, count);
            else
                (high, upTo) = (middle, count);
        }
        while (high - low > 1)
        {
            low = NextAfter(population, low);
            if (CountUpTo(population, low) >= number)
                return low;
        }
        return high;
    }

    /// <summary>The events up to a tick.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountUpTo(Population population, int tick)
    {
        ref var month = ref MemoryMarshal.GetArrayDataReference(population.EventMonth);
        var last = Vector512.Create(tick);
        var count = 0;
        for (nuint i = 0; i < (nuint)population.Padded; i += Population.Lanes)
            count += BitOperations.PopCount(
                Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref month, i), last).ExtractMostSignificantBits()
            );
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int NextAfter(Population population, int tick)
    {
        ref var month = ref MemoryMarshal.GetArrayDataReference(population.EventMonth);
        var (after, next) = (Vector512.Create(tick), Vector512.Create(int.MaxValue));
        for (nuint i = 0; i < (nuint)population.Padded; i += Population.Lanes)
        {
            var here = Vector512.LoadUnsafe(ref month, i);
            next = Vector512.Min(
                next,
                Vector512.ConditionalSelect(Vector512.GreaterThan(here, after), here, Vector512.Create(int.MaxValue))
            );
        }
        var least = int.MaxValue;
        for (var lane = 0; lane < Population.Lanes; lane++)
            least = int.Min(least, next[lane]);
        return least;
    }
}
