using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Design.Simulation;

/// <summary>Draws the participants of a trial: the first stage of the simulation.</summary>
/// <remarks>
/// Participant i of trial k takes block (i, scenario, k mod 2³², k / 2³² + 2²⁴ purpose) of Philox under the seed. Purpose 0 gives the words
/// of gap, event, dropout and arm; purpose 1, drawn where it is needed, those of stratum and cure. Everything is computed sixteen participants at
/// a time, in vectors that give the same bits whatever the machine makes of them.
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
    readonly double[] eventAmounts;
    readonly double[] dropoutAmounts;
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
        (eventAmounts, dropoutAmounts) = (new double[padded], new double[padded]);
        eventClasses = new int[padded];
        if (!isPoisson)
            for (var i = 0; i < padded; i++)
                gaps[i] = (ulong)((i + 0.5) * GapsPerMean);
    }

    /// <summary>Draws all columns of the trial of this index.</summary>
    public void Draw(ulong index, Population to)
    {
        DrawWords(index, to.Padded);
        if (isPoisson)
        {
            var sum = 0UL;
            foreach (ref var gap in gaps.AsSpan())
                gap = sum += gap;
        }
        strata?.Draw(philox, scenario, index, to.Stratum);
        allocator.Allocate(armWords, to.Stratum, to.Arm.AsSpan(0, to.Count));
        if (strata is not null)
            events.Classify(strata.CellsOf(to), eventClasses);
        DrawTimes(to);
        strata?.Cure(to);
        to.Finish();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void DrawWords(ulong index, int padded)
    {
        var (low, high) = (Vector512.Create((ulong)(uint)index), Vector512.Create(index >> 32));
        var second = Vector512.Create((ulong)scenario);
        var participants = Vector512<ulong>.Indices;
        var eight = Vector512.Create(8UL);
        ref var gap = ref MemoryMarshal.GetArrayDataReference(gaps);
        ref var toEvent = ref MemoryMarshal.GetArrayDataReference(eventAmounts);
        ref var toDropout = ref MemoryMarshal.GetArrayDataReference(dropoutAmounts);
        ref var armWord = ref MemoryMarshal.GetArrayDataReference(armWords);
        var scale = Vector512.Create(GapsPerMean);
        for (nuint i = 0; i < (nuint)padded; i += Lanes)
        {
            var (a0, a1, a2, a3) = (participants, second, low, high);
            participants += eight;
            var (b0, b1, b2, b3) = (participants, second, low, high);
            participants += eight;
            philox.Block(ref a0, ref a1, ref a2, ref a3);
            philox.Block(ref b0, ref b1, ref b2, ref b3);
            if (isPoisson)
            {
                ExactFunctions.Round(ExactFunctions.NegativeLog(a0) * scale).StoreUnsafe(ref gap, i);
                ExactFunctions.Round(ExactFunctions.NegativeLog(b0) * scale).StoreUnsafe(ref gap, i + 8);
            }
            ExactFunctions.NegativeLog(a1).StoreUnsafe(ref toEvent, i);
            ExactFunctions.NegativeLog(b1).StoreUnsafe(ref toEvent, i + 8);
            if (dropouts is not null)
            {
                ExactFunctions.NegativeLog(a2).StoreUnsafe(ref toDropout, i);
                ExactFunctions.NegativeLog(b2).StoreUnsafe(ref toDropout, i + 8);
            }
            Vector512.Narrow(a3, b3).StoreUnsafe(ref armWord, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void DrawTimes(Population to)
    {
        ref var accrued = ref MemoryMarshal.GetArrayDataReference(gaps);
        ref var toEvent = ref MemoryMarshal.GetArrayDataReference(eventAmounts);
        ref var toDropout = ref MemoryMarshal.GetArrayDataReference(dropoutAmounts);
        ref var arm = ref MemoryMarshal.GetArrayDataReference(to.Arm);
        ref var eventClass = ref strata is null ? ref arm : ref MemoryMarshal.GetArrayDataReference(eventClasses);
        ref var arrival = ref MemoryMarshal.GetArrayDataReference(to.Arrival);
        ref var happens = ref MemoryMarshal.GetArrayDataReference(to.Event);
        ref var lost = ref MemoryMarshal.GetArrayDataReference(to.Dropout);
        var perGap = Vector512.Create(1 / GapsPerMean);
        for (nuint i = 0; i < (nuint)to.Padded; i += Lanes)
        {
            var a = accrual.TicksOf(ExactFunctions.ToDouble(Vector512.LoadUnsafe(ref accrued, i)) * perGap);
            var b = accrual.TicksOf(ExactFunctions.ToDouble(Vector512.LoadUnsafe(ref accrued, i + 8)) * perGap);
            Vector512.Narrow(a, b).AsInt32().StoreUnsafe(ref arrival, i);
            events
                .TicksOf(
                    Vector512.LoadUnsafe(ref toEvent, i),
                    Vector512.LoadUnsafe(ref toEvent, i + 8),
                    Vector512.LoadUnsafe(ref eventClass, i)
                )
                .StoreUnsafe(ref happens, i);
            dropouts
                ?.TicksOf(
                    Vector512.LoadUnsafe(ref toDropout, i),
                    Vector512.LoadUnsafe(ref toDropout, i + 8),
                    Vector512.LoadUnsafe(ref arm, i)
                )
                .StoreUnsafe(ref lost, i);
        }
    }

    static TimeScales? DropoutsOf(SimulatedTrial trial)
    {
        var arms = new[] { trial.ControlDropout, trial.ExperimentalDropout };
        return arms.All(hazard => hazard.Count == 0) ? null : new(arms.Select(hazard => hazard.Count == 0 ? [new(0, 0)] : hazard));
    }
}
