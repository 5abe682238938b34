using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Equipoise.Design.Simulation.Allocation;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Designed;

/// <summary>Draws the participants of a trial: the first stage of the simulation.</summary>
/// <remarks>
/// Participant i of trial k takes block (i, scenario, k mod 2³², k / 2³² + 2²⁴ purpose) of Philox under the seed. Purpose 0 gives
/// the words of gap, event, dropout and arm; purpose 1, drawn where it is needed, those of stratum and cure. Everything is
/// computed for several participants side by side, in vectors that give the same bits whatever their width.
/// </remarks>
sealed class PopulationDraw<R>
    where R : struct, IRegister<R>
{
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
    readonly double[] amounts; // of cumulative hazard, until the event, and then until the loss
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
        (eventWords, dropoutWords, amounts) = (new ulong[padded], new ulong[padded], new double[padded]);
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
        strata?.Draw<R>(philox, scenario, index, to.Stratum);
        allocator.Allocate(armWords, to.Stratum, to.Arm.AsSpan(0, to.Count));
        if (strata is not null)
            events.Classify(strata.CellsOf(to), eventClasses);
        DrawTimes(events, eventWords, strata is null ? to.Arm : eventClasses, to.Event);
        if (dropouts is not null)
            DrawTimes(dropouts, dropoutWords, to.Arm, to.Dropout);
        strata?.Cure(to);
        to.Finish<R>();
    }

    [MethodImpl(Loops.Apart)]
    void DrawWords(ulong index)
    {
        var counter = new PhiloxLanes.Counter<R>(scenario, (uint)index, index >> 32);
        var participants = Vector<R, ulong>.Indices;
        ref var gap = ref MemoryMarshal.GetArrayDataReference(gaps);
        ref var toEvent = ref MemoryMarshal.GetArrayDataReference(eventWords);
        ref var toDropout = ref MemoryMarshal.GetArrayDataReference(dropoutWords);
        ref var toArm = ref MemoryMarshal.GetArrayDataReference(armWords);
        var half = Vector<R, ulong>.Count;
        for (nuint i = 0; i < (nuint)armWords.Length; i += 2 * half)
        {
            philox.Blocks(participants, counter, out var a, out var b);
            participants += 2 * half;
            if (isPoisson)
            {
                a.X0.Store(ref gap, i);
                b.X0.Store(ref gap, i + half);
            }
            a.X1.Store(ref toEvent, i);
            b.X1.Store(ref toEvent, i + half);
            a.X2.Store(ref toDropout, i);
            b.X2.Store(ref toDropout, i + half);
            a.X3.LowerHalves(b.X3).Store(ref toArm, i);
        }
    }

    // The gap of each participant and the sum of all so far, in whole units of 2⁻²⁸ of a mean gap, so that the order of adding
    // does not matter.
    [MethodImpl(Loops.Apart)]
    void Accrue()
    {
        ref var gap = ref MemoryMarshal.GetArrayDataReference(gaps);
        for (nuint i = 0; i < (nuint)gaps.Length; i += Vector<R, ulong>.Count)
            ExactFunctions
                .Round(ExactFunctions.NegativeLog(Vector<R, ulong>.Load(ref gap, i)) * GapsPerMean)
                .Store(ref gap, i);
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

    [MethodImpl(Loops.Apart)]
    void DrawArrivals(Span<int> arrivals)
    {
        ref var accrued = ref MemoryMarshal.GetArrayDataReference(gaps);
        ref var to = ref MemoryMarshal.GetReference(arrivals);
        var half = Vector<R, ulong>.Count;
        for (nuint i = 0; i < (nuint)arrivals.Length; i += 2 * half)
        {
            var a = accrual.TicksOf(ExactFunctions.ToDouble(Vector<R, ulong>.Load(ref accrued, i)) * (1 / GapsPerMean));
            var b = accrual.TicksOf(ExactFunctions.ToDouble(Vector<R, ulong>.Load(ref accrued, i + half)) * (1 / GapsPerMean));
            a.LowerHalves(b).As<int>().Store(ref to, i);
        }
    }

    void DrawTimes(TimeScales scales, ulong[] words, ReadOnlySpan<int> classes, Span<int> times)
    {
        ExactFunctions.NegativeLogs<R>(words, amounts);
        scales.TicksOf<R>(amounts, classes, times);
    }

    static TimeScales? DropoutsOf(SimulatedTrial trial)
    {
        var arms = new[] { trial.ControlDropout, trial.ExperimentalDropout };
        return arms.All(hazard => hazard.Count == 0)
            ? null
            : new(arms.Select(hazard => hazard.Count == 0 ? [new(0, 0)] : hazard));
    }
}
