using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Equipoise.Design.Simulation.Allocation;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Designed;

/// <summary>Draws the participants of a trial: the first stage of the simulation.</summary>
/// <remarks>
/// Participant i of trial k takes block (i, scenario, k mod 2³², k / 2³² + 2²⁴ purpose) of Philox under the seed. Purpose 0 gives
/// the words of gap, event, dropout and arm; purpose 1, drawn where it is needed, those of stratum and cure. Everything is
/// computed sixteen participants at a time, in vectors that give the same bits whatever the machine makes of them.
/// </remarks>
sealed class PopulationDraw
{
    const int Lanes = Population.Lanes;
    const double GapsPerMean = 1 << 28;

    readonly PhiloxLanes philox;
    readonly uint scenario;
    readonly bool isPoisson;
    readonly TimeScale accrual;
    readonly Allocator allocator;
    readonly StratumDraw? strata;
    readonly TimeScales events;
    readonly TimeScales? dropouts;
    readonly ulong[] gaps; // then, of each participant, the sum so far: the cumulative accrual, in units of 2⁻²⁸
    readonly ulong[] eventWords; // of words in 64 bits, the lower half
    readonly ulong[] dropoutWords;
    readonly uint[] armWords;
    readonly int[] eventClasses;

    public PopulationDraw(SimulatedTrial trial, ulong seed, uint scenario, int padded)
    {
        (philox, this.scenario, isPoisson) = (new(seed), scenario, trial.Arrival == Arrival.Poisson);
        accrual = new(trial.Accrual);
        allocator = Allocator.Of(trial.Allocation, trial.Strata.Count);
        strata = StratumDraw.Of(trial, padded);
        events = new(trial.Strata.SelectMany(stratum => new[] { stratum.Control.Hazard, stratum.Experimental.Hazard }));
        dropouts = DropoutsOf(trial);
        (gaps, armWords) = (new ulong[padded], new uint[padded]);
        (eventWords, dropoutWords) = (new ulong[padded], new ulong[padded]);
        eventClasses = new int[padded];
        if (!isPoisson)
            for (var i = 0; i < padded; i++)
                gaps[i] = (ulong)((i + 0.5) * GapsPerMean);
    }

    /// <summary>Draws all columns of the trial of this index.</summary>
    public void Draw(ulong index, Population to)
    {
        DrawWords(index);
        if (isPoisson)
            Accrue();
        DrawArrivals(to.Arrival);
        strata?.Draw(philox, scenario, index, to.Stratum);
        allocator.Allocate(armWords, to.Stratum, to.Arm.AsSpan(0, to.Count));
        if (strata is not null)
            events.Classify(strata.CellsOf(to), eventClasses);
        DrawTimes(events, eventWords, strata is null ? to.Arm : eventClasses, to.Event);
        if (dropouts is not null)
            DrawTimes(dropouts, dropoutWords, to.Arm, to.Dropout);
        strata?.Cure(to);
        to.Finish();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void DrawWords(ulong index)
    {
        var (low, high) = (Vector512.Create((ulong)(uint)index), Vector512.Create(index >> 32));
        var (participants, second) = (Vector512<ulong>.Indices, Vector512.Create((ulong)scenario));
        ref var gap = ref MemoryMarshal.GetArrayDataReference(gaps);
        ref var toEvent = ref MemoryMarshal.GetArrayDataReference(eventWords);
        ref var toDropout = ref MemoryMarshal.GetArrayDataReference(dropoutWords);
        ref var toArm = ref MemoryMarshal.GetArrayDataReference(armWords);
        for (nuint i = 0; i < (nuint)armWords.Length; i += Lanes)
        {
            philox.Blocks(participants, second, low, high, out var a, out var b);
            participants += Vector512.Create((ulong)Lanes);
            if (isPoisson)
            {
                a.X0.StoreUnsafe(ref gap, i);
                b.X0.StoreUnsafe(ref gap, i + 8);
            }
            a.X1.StoreUnsafe(ref toEvent, i);
            b.X1.StoreUnsafe(ref toEvent, i + 8);
            a.X2.StoreUnsafe(ref toDropout, i);
            b.X2.StoreUnsafe(ref toDropout, i + 8);
            Vector512.Narrow(a.X3, b.X3).StoreUnsafe(ref toArm, i);
        }
    }

    // The gap of each participant and the sum of all so far, in whole units of 2⁻²⁸ of a mean gap, so that the order of adding
    // does not matter.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Accrue()
    {
        ref var gap = ref MemoryMarshal.GetArrayDataReference(gaps);
        var scale = Vector512.Create(GapsPerMean);
        for (nuint i = 0; i < (nuint)gaps.Length; i += 8)
            ExactFunctions.Round(ExactFunctions.NegativeLog(Vector512.LoadUnsafe(ref gap, i)) * scale).StoreUnsafe(ref gap, i);
        var sum = 0UL;
        for (nint i = 0; i < gaps.Length; i += 4)
        {
            var one = Unsafe.Add(ref gap, i);
            var two = one + Unsafe.Add(ref gap, i + 1);
            var three = two + Unsafe.Add(ref gap, i + 2);
            var four = three + Unsafe.Add(ref gap, i + 3);
            Unsafe.Add(ref gap, i) = sum + one;
            Unsafe.Add(ref gap, i + 1) = sum + two;
            Unsafe.Add(ref gap, i + 2) = sum + three;
            Unsafe.Add(ref gap, i + 3) = sum += four;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void DrawArrivals(Span<int> arrivals)
    {
        ref var accrued = ref MemoryMarshal.GetArrayDataReference(gaps);
        ref var to = ref MemoryMarshal.GetReference(arrivals);
        var perGap = Vector512.Create(1 / GapsPerMean);
        for (nuint i = 0; i < (nuint)arrivals.Length; i += Lanes)
        {
            var a = accrual.TicksOf(ExactFunctions.ToDouble(Vector512.LoadUnsafe(ref accrued, i)) * perGap);
            var b = accrual.TicksOf(ExactFunctions.ToDouble(Vector512.LoadUnsafe(ref accrued, i + 8)) * perGap);
            Vector512.Narrow(a, b).AsInt32().StoreUnsafe(ref to, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void DrawTimes(TimeScales scales, ulong[] words, ReadOnlySpan<int> classes, Span<int> times)
    {
        ref var word = ref MemoryMarshal.GetArrayDataReference(words);
        ref var ofClass = ref MemoryMarshal.GetReference(classes);
        ref var to = ref MemoryMarshal.GetReference(times);
        for (nuint i = 0; i < (nuint)times.Length; i += Lanes)
            scales
                .TicksOf(
                    ExactFunctions.NegativeLog(Vector512.LoadUnsafe(ref word, i)),
                    ExactFunctions.NegativeLog(Vector512.LoadUnsafe(ref word, i + 8)),
                    Vector512.LoadUnsafe(ref ofClass, i)
                )
                .StoreUnsafe(ref to, i);
    }

    static TimeScales? DropoutsOf(SimulatedTrial trial)
    {
        var arms = new[] { trial.ControlDropout, trial.ExperimentalDropout };
        return arms.All(hazard => hazard.Count == 0)
            ? null
            : new(arms.Select(hazard => hazard.Count == 0 ? [new(0, 0)] : hazard));
    }
}
