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
    readonly int[] guesses; // of when looks are made: the last trial's
    readonly int latest; // when the final analysis is made, whatever is waited for
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
        guesses = new int[trial.Looks.Count];
        latest = trial.Looks[^1] is LookPlan.WhenDue { AtTheLatest: { } month } ? Ticks.Of(month) : Ticks.Never;
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

    public bool NeverReached { get; private set; }

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
        (Made, NeverReached) = (0, false);
        var (look, cutoff) = (0, 0);
        var final = trial.Looks.Count - 1;
        while (true)
        {
            cutoff = int.Max(cutoff, CutoffOf(ref look, cutoff));
            ref var result = ref Results[Made++];
            result = Analyze(look, cutoff);
            result.Decision = analysis.Decide(ref result, trial.Looks[look], look == final);
            if (result.Decision != LookDecision.Continue)
                return;
            look++;
        }
    }

    int CutoffOf(ref int look, int before)
    {
        while (true)
        {
            if (trial.Looks[look] is LookPlan.AtMonth at)
                return Ticks.Of(at.Month);
            if (trial.Looks[look] is LookPlan.WhenDue due && (due.AtTheLatest is not null || due.Events <= Population.EventsEver))
            {
                var tick = TickOf(due, look, before);
                if (look == trial.Looks.Count - 1 || tick < latest)
                    return tick;
                // The trial is over before this look is due.
                look = trial.Looks.Count - 1;
                continue;
            }
            var number = trial.Looks[look] is LookPlan.AtEvents plain ? plain.Events : int.MaxValue;
            if (number <= Population.EventsEver)
                return guesses[look] = Cutoff.OfEvent<R>(Population, number, guesses[look]);
            NeverReached = true;
            if (look == trial.Looks.Count - 1)
                return Population.EventsEver > 0 ? Population.LastEvent : Population.Arrival[Population.Count - 1];
            look = trial.Looks.Count - 1;
        }
    }

    int TickOf(LookPlan.WhenDue due, int look, int before)
    {
        var tick = Ticks.Never;
        if (due.Events <= Population.EventsEver)
        {
            tick = guesses[look] = Cutoff.OfEvent<R>(Population, due.Events, guesses[look]);
            tick = int.Max(tick, Ticks.Of(due.NotBefore));
            if (due.AfterLast is { } months)
                tick = int.Max(tick, int.Min(Population.Arrival[Population.Count - 1] + Ticks.Of(months), Ticks.Never));
            if (look > 0)
                tick = int.Max(tick, int.Min(before + Ticks.Of(due.Apart), Ticks.Never));
        }
        return due.AtTheLatest is { } latest ? int.Min(tick, Ticks.Of(latest)) : tick;
    }

    LookResult Analyze(int look, int cutoff)
    {
        data.Cut<R>(Population, cutoff);
        var result = new LookResult { Look = look, Cutoff = cutoff };
        analysis.Read<R>(data, ref result);
        return result;
    }
}
