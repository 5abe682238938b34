using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    public static int OfEvent<R>(Population population, int number, int guess)
        where R : struct, IRegister<R>
    {
        // Up to low there are fewer than wanted, up to high enough.
        var (low, below, high, upTo) = (-1, 0, population.LastEvent, population.EventsEver);
        var middle = guess;
        for (var probe = 1; number - below > FewEvents && high - low > 1; probe++)
        {
            middle = int.Clamp(middle, low + 1, high - 1);
            var count = CountUpTo<R>(population, middle);
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
            low = NextAfter<R>(population, low);
            if (CountUpTo<R>(population, low) >= number)
                return low;
        }
        return high;
    }

    /// <summary>The events up to a tick.</summary>
    [MethodImpl(Loops.Apart)]
    static int CountUpTo<R>(Population population, int tick)
        where R : struct, IRegister<R>
    {
        ref var month = ref MemoryMarshal.GetArrayDataReference(population.EventMonth);
        Vector<R, int> last = tick;
        var count = 0;
        for (nuint i = 0; i < (nuint)population.Padded; i += Vector<R, int>.Count)
            count += (Vector<R, int>.Load(ref month, i) <= last).CountSet();
        return count;
    }

    [MethodImpl(Loops.Apart)]
    static int NextAfter<R>(Population population, int tick)
        where R : struct, IRegister<R>
    {
        ref var month = ref MemoryMarshal.GetArrayDataReference(population.EventMonth);
        Vector<R, int> after = tick;
        Vector<R, int> next = int.MaxValue;
        for (nuint i = 0; i < (nuint)population.Padded; i += Vector<R, int>.Count)
        {
            var here = Vector<R, int>.Load(ref month, i);
            next = Vector<R, int>.Min(next, (here > after).Choose<int>(here, int.MaxValue));
        }
        return next.Smallest();
    }
}
