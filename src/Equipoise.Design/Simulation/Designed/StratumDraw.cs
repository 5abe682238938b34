using System.Runtime.InteropServices;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Designed;

/// <summary>What the second block of random words draws: the stratum of each participant, and whether they are cured.</summary>
sealed class StratumDraw
{
    const uint Purpose = 1 << 24;

    readonly uint[] strata; // the thresholds of all but the last
    readonly uint[] cures; // by cell: stratum and arm
    readonly bool areSomeCured;
    readonly uint[] stratumWords;
    readonly uint[] cureWords;
    readonly int[] cells;

    StratumDraw(SimulatedTrial trial, int padded)
    {
        strata = new uint[trial.Strata.Count - 1];
        var sum = 0.0;
        for (var s = 0; s < strata.Length; s++)
            strata[s] = RandomThreshold.Of(sum += trial.Strata[s].Share);
        cures =
        [
            .. trial
                .Strata.SelectMany(stratum => new[] { stratum.Control, stratum.Experimental })
                .Select(world => RandomThreshold.Of(world.CuredFraction)),
        ];
        areSomeCured = Array.Exists(cures, threshold => threshold > 0);
        (stratumWords, cureWords, cells) = (new uint[padded], new uint[padded], new int[padded]);
    }

    /// <summary>Null where there is nothing to draw: one stratum, and nobody is cured.</summary>
    public static StratumDraw? Of(SimulatedTrial trial, int padded)
    {
        var draw = new StratumDraw(trial, padded);
        return draw.strata.Length > 0 || draw.areSomeCured ? draw : null;
    }

    /// <summary>Draws the strata.</summary>
    public void Draw<R>(PhiloxLanes philox, uint scenario, ulong index, Span<int> stratum)
        where R : struct, IRegister<R>
    {
        var counter = new PhiloxLanes.Counter<R>(scenario, (uint)index, index >> 32 | Purpose);
        ref var toStratum = ref MemoryMarshal.GetArrayDataReference(stratumWords);
        ref var toCure = ref MemoryMarshal.GetArrayDataReference(cureWords);
        var participants = Vector<R, ulong>.Indices;
        for (nuint i = 0; i < (nuint)stratum.Length; i += Vector<R, uint>.Count)
        {
            philox.Blocks(participants, counter, out var a, out var b);
            participants += Vector<R, uint>.Count;
            a.X0.LowerHalves(b.X0).Store(ref toStratum, i);
            a.X1.LowerHalves(b.X1).Store(ref toCure, i);
        }
        ref var to = ref MemoryMarshal.GetReference(stratum);
        for (nuint i = 0; i < (nuint)stratum.Length; i += Vector<R, uint>.Count)
        {
            var word = Vector<R, uint>.Load(ref toStratum, i);
            Vector<R, int> s = 0;
            foreach (var threshold in strata)
                s -= (word >= threshold).As<int>();
            s.Store(ref to, i);
        }
    }

    /// <summary>The cell of each participant: twice the stratum and the arm.</summary>
    public ReadOnlySpan<int> CellsOf(Population population)
    {
        for (var i = 0; i < cells.Length; i++)
            cells[i] = 2 * population.Stratum[i] + population.Arm[i];
        return cells;
    }

    /// <summary>Takes the event from those who are cured.</summary>
    public void Cure(Population population)
    {
        if (!areSomeCured)
            return;
        for (var i = 0; i < cells.Length; i++)
            if (cureWords[i] < cures[cells[i]])
                population.Event[i] = Ticks.Never;
    }
}
