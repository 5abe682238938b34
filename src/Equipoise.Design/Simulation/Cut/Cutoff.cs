using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Cut;

/// <summary>The tick at which the event of a given number happens: a search that counts.</summary>
/// <remarks>
/// Counting the events up to a tick takes a few dozen vector comparisons and no branch that depends on the data, so that
/// narrowing the interval down is faster than partitioning. Where the search begins changes its length, never its result.
/// </remarks>
static class Cutoff
{
    const int FewEvents = 3;

    /// <summary>The tick of the event of this number.</summary>
    /// <param name="population">The participants.</param>
    /// <param name="number">Counted from 1, and at most <see cref="Population.EventsEver"/>.</param>
    /// <param name="guess">A tick to begin with, such as that of another trial; any will do.</param>
    public static int OfEvent(Population population, int number, int guess)
    {
        // Up to low there are fewer than wanted, up to high enough.
        var (low, below, high, upTo) = (-1, 0, population.LastEvent, population.EventsEver);
        var middle = guess;
        for (var probe = 1; number - below > FewEvents && high - low > 1; probe++)
        {
            middle = int.Clamp(middle, low + 1, high - 1);
            var count = CountUpTo(population, middle);
            if (count < number)
                (low, below) = (middle, count);
            else
                (high, upTo) = (middle, count);
            // By interpolation, a little low; every third time by halves, so that no spread of the events makes it slow.
            var part = probe % 3 == 0 ? 0.5 : (number - below - 1.0) / (upTo - below);
            middle = low + (int)((high - low) * part);
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
        return LaneSums.Smallest(next);
    }
}
