using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Equipoise.Design.Simulation.Lanes;
using static System.Runtime.CompilerServices.MethodImplOptions;

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
    [MethodImpl(AggressiveInlining)]
    public Vector<R, ulong> TicksOf<R>(Vector<R, double> amount)
        where R : struct, IRegister<R>
    {
        var ticks = amount * ticksPerAmount[0];
        for (var j = 1; j < amounts.Length; j++)
            ticks = (amount >= amounts[j]).Choose((amount - amounts[j]) * ticksPerAmount[j] + starts[j], ticks);
        Vector<R, double> never = Ticks.Never;
        return ExactFunctions.Round((ticks < never).Choose(ticks, never));
    }

    /// <summary>The ticks of all amounts.</summary>
    [MethodImpl(Loops.Apart)]
    public void TicksOf<R>(ReadOnlySpan<double> amounts, Span<int> ticks)
        where R : struct, IRegister<R>
    {
        ref var amount = ref MemoryMarshal.GetReference(amounts);
        ref var to = ref MemoryMarshal.GetReference(ticks);
        var half = Vector<R, double>.Count;
        for (nuint i = 0; i < (nuint)ticks.Length; i += 2 * half)
        {
            var first = TicksOf(Vector<R, double>.Load(ref amount, i));
            var second = TicksOf(Vector<R, double>.Load(ref amount, i + half));
            first.LowerHalves(second).As<int>().Store(ref to, i);
        }
    }

    /// <summary>The ticks of the amounts of one class; those of others stay as they are.</summary>
    [MethodImpl(Loops.Apart)]
    public void TicksOf<R>(ReadOnlySpan<double> amounts, ReadOnlySpan<int> classes, int ofClass, Span<int> ticks)
        where R : struct, IRegister<R>
    {
        ref var amount = ref MemoryMarshal.GetReference(amounts);
        ref var isOf = ref MemoryMarshal.GetReference(classes);
        ref var to = ref MemoryMarshal.GetReference(ticks);
        var half = Vector<R, double>.Count;
        for (nuint i = 0; i < (nuint)ticks.Length; i += 2 * half)
        {
            var first = TicksOf(Vector<R, double>.Load(ref amount, i));
            var second = TicksOf(Vector<R, double>.Load(ref amount, i + half));
            var here = Vector<R, int>.Load(ref isOf, i).IsEqualTo(ofClass);
            here.Choose(first.LowerHalves(second).As<int>(), Vector<R, int>.Load(ref to, i)).Store(ref to, i);
        }
    }

    public bool Equals(TimeScale? other) =>
        other is not null
        && amounts.AsSpan().SequenceEqual(other.amounts)
        && starts.AsSpan().SequenceEqual(other.starts)
        && ticksPerAmount.AsSpan().SequenceEqual(other.ticksPerAmount);

    public override bool Equals(object? obj) => Equals(obj as TimeScale);

    public override int GetHashCode() => HashCode.Combine(amounts.Length, ticksPerAmount[0]);
}
