using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Draw;

/// <summary>From an amount of cumulative rate to the tick at which a piecewise constant rate has reached it.</summary>
sealed class TimeScale : IEquatable<TimeScale>
{
    readonly double[] amounts; // the cumulative rate where a piece begins
    readonly double[] starts; // in ticks
    readonly double[] ticksPerAmount;

    public TimeScale(IReadOnlyList<RatePiece> pieces)
    {
        (amounts, starts, ticksPerAmount) = (new double[pieces.Count], new double[pieces.Count], new double[pieces.Count]);
        for (var j = 0; j < pieces.Count; j++)
        {
            starts[j] = pieces[j].FromMonth * Ticks.PerMonth;
            if (j > 0)
                amounts[j] = amounts[j - 1] + pieces[j - 1].PerMonth * (pieces[j].FromMonth - pieces[j - 1].FromMonth);
            // Finite, so that 0 of a rate of 0 is 0 and no time is not a number.
            ticksPerAmount[j] = pieces[j].PerMonth > 0 ? double.Min(Ticks.PerMonth / pieces[j].PerMonth, 1e300) : 1e300;
        }
    }

    /// <summary>The nearest ticks, at most <see cref="Ticks.Never"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> TicksOf(Vector512<double> amount)
    {
        var ticks = amount * Vector512.Create(ticksPerAmount[0]);
        if (amounts.Length > 1)
            ticks = LaterPieces(amount, ticks);
        var never = Vector512.Create((double)Ticks.Never);
        return ExactFunctions.Round(Vector512.ConditionalSelect(Vector512.LessThan(ticks, never), ticks, never));
    }

    Vector512<double> LaterPieces(Vector512<double> amount, Vector512<double> ticks)
    {
        for (var j = 1; j < amounts.Length; j++)
        {
            var (from, start) = (Vector512.Create(amounts[j]), Vector512.Create(starts[j]));
            var here = start + (amount - from) * Vector512.Create(ticksPerAmount[j]);
            ticks = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(amount, from), here, ticks);
        }
        return ticks;
    }

    public bool Equals(TimeScale? other) =>
        other is not null
        && amounts.AsSpan().SequenceEqual(other.amounts)
        && starts.AsSpan().SequenceEqual(other.starts)
        && ticksPerAmount.AsSpan().SequenceEqual(other.ticksPerAmount);

    public override bool Equals(object? obj) => Equals(obj as TimeScale);

    public override int GetHashCode() => HashCode.Combine(amounts.Length, ticksPerAmount[0]);
}
