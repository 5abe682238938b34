using Equipoise.Statistics.Randomness;

namespace Equipoise.Design.Simulation;

/// <summary>Draws the participants of a trial: the first stage of the simulation.</summary>
/// <remarks>
/// Participant i of trial k takes block (i, scenario, k mod 2³², k / 2³² + 2²⁴ purpose) of Philox under the seed. Purpose 0 gives the words of
/// gap, event, dropout and arm; purpose 1, drawn where it is needed, those of stratum and cure.
/// </remarks>
sealed class PopulationDraw
{
    const double GapsPerMean = 1 << 28;

    readonly SimulatedTrial trial;
    readonly TimeScale accrual;
    readonly TimeScale[] events; // by stratum and arm
    readonly TimeScale?[] dropouts; // by arm
    readonly uint[] cureThresholds;
    readonly uint[] stratumThresholds;
    readonly bool needsSecondBlock;
    readonly int[] urn;
    readonly int[] urnExperimental;

    public PopulationDraw(SimulatedTrial trial)
    {
        this.trial = trial;
        accrual = new(trial.Accrual);
        events = [.. trial.Strata.SelectMany(stratum => new TimeScale[] { new(stratum.Control.Hazard), new(stratum.Experimental.Hazard) })];
        dropouts = [Of(trial.ControlDropout), Of(trial.ExperimentalDropout)];
        cureThresholds = [.. trial.Strata.SelectMany(stratum => new[] { Threshold(stratum.Control.CuredFraction), Threshold(stratum.Experimental.CuredFraction) })];
        stratumThresholds = new uint[trial.Strata.Count - 1];
        var sum = 0.0;
        for (var s = 0; s < stratumThresholds.Length; s++)
            stratumThresholds[s] = Threshold(sum += trial.Strata[s].Share);
        needsSecondBlock = trial.Strata.Count > 1 || Array.Exists(cureThresholds, threshold => threshold > 0);
        (urn, urnExperimental) = (new int[trial.Strata.Count], new int[trial.Strata.Count]);
    }

    static TimeScale? Of(IReadOnlyList<RatePiece> hazard) => hazard.Count == 0 ? null : new(hazard);

    // A word is below it with this probability, to within 2⁻³².
    static uint Threshold(double probability) => (uint)double.Min(double.Round(probability * 4294967296.0), uint.MaxValue);

    public void Draw(ulong seed, uint scenario, ulong index, Population to)
    {
        var (k0, k1) = ((uint)seed, (uint)(seed >> 32));
        var (low, high) = ((uint)index, (uint)(index >> 32));
        Array.Clear(urn);
        long arrived = 0;
        for (var i = 0; i < to.Count; i++)
        {
            var (gap, eventWord, dropoutWord, armWord) = Philox.Block((uint)i, scenario, low, high, k0, k1);
            var (stratumWord, cureWord) = (0u, uint.MaxValue);
            if (needsSecondBlock)
                (stratumWord, cureWord, _, _) = Philox.Block((uint)i, scenario, low, high | 1 << 24, k0, k1);
            var stratum = 0;
            while (stratum < stratumThresholds.Length && stratumWord >= stratumThresholds[stratum])
                stratum++;
            arrived += (long)double.Round(ExactFunctions.NegativeLog(gap) * GapsPerMean);
            var amount = trial.Arrival == Arrival.Poisson ? arrived / GapsPerMean : i + 0.5;
            var arm = ArmOf(armWord, stratum);
            var cell = 2 * stratum + arm;
            to.Arrival[i] = accrual.TicksOf(amount);
            (to.Stratum[i], to.Arm[i]) = (stratum, arm);
            to.Event[i] = cureWord < cureThresholds[cell] ? Ticks.Never : events[cell].TicksOf(ExactFunctions.NegativeLog(eventWord));
            to.Dropout[i] = dropouts[arm]?.TicksOf(ExactFunctions.NegativeLog(dropoutWord)) ?? Ticks.Never;
            to.FollowUp[i] = int.Min(to.Event[i], to.Dropout[i]);
            to.EventMonth[i] =
                to.Event[i] <= to.Dropout[i] && to.Event[i] < Ticks.Never ? to.Arrival[i] + to.Event[i] : int.MaxValue;
        }
        for (var i = to.Count; i < to.Padded; i++)
            (to.Arrival[i], to.FollowUp[i], to.EventMonth[i]) = (Ticks.Never, 0, int.MaxValue);
    }

    int ArmOf(uint word, int stratum)
    {
        var (control, experimental) = (trial.Allocation.Control, trial.Allocation.Experimental);
        if (trial.Allocation is not AllocationWorld.PermutedBlocks blocks)
            return word < Threshold((double)experimental / (control + experimental)) ? 1 : 0;
        if (urn[stratum] == 0)
        {
            var product = (ulong)word * (uint)blocks.Sizes.Count;
            urn[stratum] = blocks.Sizes[(int)(product >> 32)];
            urnExperimental[stratum] = urn[stratum] / (control + experimental) * experimental;
            word = (uint)product;
        }
        var arm = (int)((ulong)word * (uint)urn[stratum] >> 32) < urnExperimental[stratum] ? 1 : 0;
        urn[stratum]--;
        urnExperimental[stratum] -= arm;
        return arm;
    }
}
