using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>The ticks of sixteen amounts, each on the scale of its class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<int> TicksOf(Vector512<double> first, Vector512<double> second, Vector512<int> classes)
    {
        ref var scale = ref MemoryMarshal.GetArrayDataReference(distinct);
        var a = scale.TicksOf(first);
        var b = scale.TicksOf(second);
        if (distinct.Length > 1)
        {
            var (classA, classB) = (Vector512.WidenLower(classes).AsUInt64(), Vector512.WidenUpper(classes).AsUInt64());
            for (var c = 1; c < distinct.Length; c++)
            {
                scale = ref Unsafe.Add(ref scale, 1)!;
                var wanted = Vector512.Create((ulong)c);
                a = Vector512.ConditionalSelect(Vector512.Equals(classA, wanted), scale.TicksOf(first), a);
                b = Vector512.ConditionalSelect(Vector512.Equals(classB, wanted), scale.TicksOf(second), b);
            }
        }
        return Vector512.Narrow(a, b).AsInt32();
    }
}
