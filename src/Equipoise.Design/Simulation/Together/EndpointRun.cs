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
    readonly LookTicks ticks;

    public EndpointRun(SimulatedTrial alone)
    {
        looks = alone.Looks;
        Population = new(alone.Participants);
        data = new(Population.Padded, alone.Test.IsStratified ? alone.Strata.Count : 1);
        analysis = new(alone.Test, estimates: false, data, Ticks.PerMonth);
        (ticks, Results) = (new(looks), new LookResult[looks.Count]);
    }

    public Population Population { get; }

    /// <summary>The looks that were made, in order; the last is the final analysis.</summary>
    public LookResult[] Results { get; }

    public int Made { get; private set; }

    public bool NeverReached => ticks.NeverReached;

    /// <summary>Makes every look that its rules leave.</summary>
    public void Look<R>()
        where R : struct, IRegister<R>
    {
        ticks.Start();
        Made = 0;
        var cutoff = 0;
        for (var look = 0; look < looks.Count; look++)
        {
            cutoff = int.Max(cutoff, ticks.Of<R>(Population, ref look, cutoff));
            data.Cut<R>(Population, cutoff);
            ref var result = ref Results[Made++];
            result = new() { Look = look, Cutoff = cutoff };
            analysis.Read<R>(data, ref result);
        }
    }
}
