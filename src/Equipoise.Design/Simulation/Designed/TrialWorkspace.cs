using Equipoise.Design.Simulation.Comparison;
using Equipoise.Design.Simulation.Cut;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Simulation.Tally;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Simulation.Designed;

/// <summary>One thread's place to simulate trials of one design, one after the other, without memory per trial: draw, cut,
/// test.</summary>
sealed class TrialWorkspace<R> : Workspace
    where R : struct, IRegister<R>
{
    readonly SimulatedTrial trial;
    readonly PopulationDraw<R> draw;
    readonly LookData data;
    readonly LookAnalysis analysis;
    readonly LookTicks ticks;
    readonly double? truth;
    readonly double critical;
    readonly RunningTally tally;

    public TrialWorkspace(SimulatedTrial trial, ulong seed, uint scenario)
    {
        this.trial = trial;
        Population = new(trial.Participants);
        draw = new(trial, seed, scenario, Population.Padded);
        data = new(Population.Padded, trial.Test.IsStratified ? trial.Strata.Count : 1);
        analysis = new(trial.Test, trial.EstimateHazardRatio, data, Ticks.PerMonth);
        ticks = new(trial.Looks);
        Results = new LookResult[trial.Looks.Count];
        truth = trial.EstimateHazardRatio ? trial.TrueLogHazardRatio : null;
        // To 30 bits, so that the last bit of the platform's quantile cannot decide whether an interval holds the truth.
        critical = double.Round(Normal.Quantile(1 - (1 - trial.Confidence) / 2) * (1 << 30)) / (1 << 30);
        tally = new(trial.Looks.Count, truth is not null);
    }

    public Population Population { get; }

    /// <summary>The looks that the last trial made, in order.</summary>
    public LookResult[] Results { get; }

    public int Made { get; private set; }

    public bool NeverReached => ticks.NeverReached;

    /// <inheritdoc/>
    public override SimulationTally ToTally() => tally.ToTally();

    /// <inheritdoc/>
    public override void Add(ulong index)
    {
        Simulate(index);
        for (var made = 0; made < Made; made++)
            tally.AddLook(Results[made].Look, Results[made]);
        ref var last = ref Results[Made - 1];
        var isCovered =
            truth is { } θ && last.HasHazardRatio && double.Abs(last.LogHazardRatio - θ) <= critical * last.StandardError;
        tally.AddTrial(last, NeverReached, trial.EstimateHazardRatio, isCovered);
    }

    /// <summary>Simulates the trial of this index.</summary>
    public void Simulate(ulong index)
    {
        draw.Draw(index, Population);
        ticks.Start();
        Made = 0;
        var (look, cutoff) = (0, 0);
        var final = trial.Looks.Count - 1;
        while (true)
        {
            cutoff = int.Max(cutoff, ticks.Of<R>(Population, ref look, cutoff));
            ref var result = ref Results[Made++];
            result = Analyze(look, cutoff);
            result.Decision = analysis.Decide(ref result, trial.Looks[look], look == final);
            if (result.Decision != LookDecision.Continue)
                return;
            look++;
        }
    }

    LookResult Analyze(int look, int cutoff)
    {
        data.Cut<R>(Population, cutoff);
        var result = new LookResult { Look = look, Cutoff = cutoff };
        analysis.Read<R>(data, ref result);
        return result;
    }
}
