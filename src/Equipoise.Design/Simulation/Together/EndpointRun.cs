using Equipoise.Design.Simulation.Comparison;
using Equipoise.Design.Simulation.Cut;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Together;

/// <summary>The looks of one endpoint of the trial that is being simulated: all, for others decide when it ends.</summary>
sealed class EndpointRun
{
    readonly IReadOnlyList<LookPlan> looks;
    readonly LookData data;
    readonly LookAnalysis analysis;
    readonly int[] guesses; // of when looks are made: the last trial's

    public EndpointRun(SimulatedTrial alone)
    {
        looks = alone.Looks;
        Population = new(alone.Participants);
        data = new(Population.Padded, alone.Test.IsStratified ? alone.Strata.Count : 1);
        analysis = new(alone.Test, estimates: false, data, Ticks.PerMonth);
        (guesses, Results) = (new int[looks.Count], new LookResult[looks.Count]);
    }

    public Population Population { get; }

    /// <summary>The looks that were made, in order; the last is the final analysis.</summary>
    public LookResult[] Results { get; }

    public int Made { get; private set; }

    public bool NeverReached { get; private set; }

    /// <summary>Makes every look. One that waits for events that never come is left out for the final one.</summary>
    public void Look<R>()
        where R : struct, IRegister<R>
    {
        (Made, NeverReached) = (0, false);
        var cutoff = 0;
        for (var look = 0; look < looks.Count; look++)
        {
            cutoff = int.Max(cutoff, CutoffOf<R>(ref look));
            data.Cut<R>(Population, cutoff);
            ref var result = ref Results[Made++];
            result = new() { Look = look, Cutoff = cutoff };
            analysis.Read<R>(data, ref result);
        }
    }

    int CutoffOf<R>(ref int look)
        where R : struct, IRegister<R>
    {
        while (true)
        {
            if (looks[look] is LookPlan.AtMonth at)
                return Ticks.Of(at.Month);
            var number = ((LookPlan.AtEvents)looks[look]).Events;
            if (number <= Population.EventsEver)
                return guesses[look] = Cutoff.OfEvent<R>(Population, number, guesses[look]);
            NeverReached = true;
            if (look == looks.Count - 1)
                return Population.EventsEver > 0 ? Population.LastEvent : Population.Arrival[Population.Count - 1];
            look = looks.Count - 1;
        }
    }
}
