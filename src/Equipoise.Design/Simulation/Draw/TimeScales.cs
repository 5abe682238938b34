using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Draw;

/// <summary>The time scale of each cell (stratum and arm), equal ones once: most designs have one or two.</summary>
sealed class TimeScales
{
    readonly TimeScale[] distinct;
    readonly int[] classOf;

    public TimeScales(IEnumerable<IReadOnlyList<RatePiece>> cells)
    {
        TimeScale[] all = [.. cells.Select(pieces => new TimeScale(pieces))];
        distinct = [.. all.Distinct()];
        classOf = Array.ConvertAll(all, scale => Array.IndexOf(distinct, scale));
    }

    public bool AreOne => distinct.Length == 1;

    /// <summary>The class of each participant's cell.</summary>
    public void Classify(ReadOnlySpan<int> cells, Span<int> classes)
    {
        for (var i = 0; i < cells.Length; i++)
            classes[i] = classOf[cells[i]];
    }

    /// <summary>The ticks of all amounts, each on the scale of its class.</summary>
    public void TicksOf<R>(ReadOnlySpan<double> amounts, ReadOnlySpan<int> classes, Span<int> ticks)
        where R : struct, IRegister<R>
    {
        distinct[0].TicksOf<R>(amounts, ticks);
        for (var c = 1; c < distinct.Length; c++)
            distinct[c].TicksOf<R>(amounts, classes, c, ticks);
    }
}
