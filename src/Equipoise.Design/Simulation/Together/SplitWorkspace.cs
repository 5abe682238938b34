using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Lanes;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Design.Simulation.Together;

/// <summary>One thread's place to simulate trials with several endpoints: draw, cut, test each, decide together.</summary>
sealed class SplitWorkspace<R> : Workspace
    where R : struct, IRegister<R>
{
    readonly SplitTrial trial;
    readonly uint scenario;
    readonly PhiloxLanes philox;
    readonly PopulationDraw<R> draw;
    readonly FurtherTimes[] further;
    readonly EndpointRun[] runs;
    readonly (int Endpoint, int Made)[] order; // of all looks, by the day of their data
    readonly SplitDecision decision;
    readonly RunningSplit tally;

    public SplitWorkspace(SplitTrial trial, ulong seed, uint scenario)
    {
        (this.trial, this.scenario, philox) = (trial, scenario, new(seed));
        runs = [.. trial.Endpoints.Select(endpoint => new EndpointRun(endpoint.Alone))];
        var padded = runs[0].Population.Padded;
        draw = new(trial.Endpoints[trial.Chain[0]].Alone, seed, scenario, padded);
        further =
        [
            .. trial
                .Chain.Zip(trial.Chain.Skip(1))
                .Select((pair, j) => new FurtherTimes(j, More(pair.First, pair.Second), padded)),
        ];
        order = new (int, int)[trial.Endpoints.Sum(endpoint => endpoint.Alone.Looks.Count)];
        decision = new(trial);
        tally = new(trial);
    }

    /// <inheritdoc/>
    public override SimulationTally ToTally() => tally.ToTally();

    /// <inheritdoc/>
    public override void Add(ulong index)
    {
        Simulate(index);
        tally.Add(runs, decision);
    }

    void Simulate(ulong index)
    {
        draw.Draw(index, runs[trial.Chain[0]].Population);
        for (var j = 0; j < further.Length; j++)
            further[j].Draw<R>(philox, scenario, index, runs[trial.Chain[j]].Population, runs[trial.Chain[j + 1]].Population);
        var looks = 0;
        for (var e = 0; e < runs.Length; e++)
        {
            runs[e].Look<R>();
            for (var made = 0; made < runs[e].Made; made++)
                Insert((e, made), looks++);
        }
        decision.Start();
        for (var i = 0; i < looks; i++)
            decision.After(order[i].Endpoint, runs[order[i].Endpoint].Results[order[i].Made]);
    }

    // A handful of looks: by insertion. Of one tick, in the order of the endpoints.
    void Insert((int Endpoint, int Made) look, int count)
    {
        var at = count;
        for (; at > 0 && Cutoff(order[at - 1]) > Cutoff(look); at--)
            order[at] = order[at - 1];
        order[at] = look;
    }

    int Cutoff((int Endpoint, int Made) look) => runs[look.Endpoint].Results[look.Made].Cutoff;

    // Of what the wider endpoint counts and the narrower does not, in each cell.
    IEnumerable<IReadOnlyList<RatePiece>> More(int narrower, int wider)
    {
        var (inner, outer) = (trial.Endpoints[narrower].Alone.Strata, trial.Endpoints[wider].Alone.Strata);
        for (var s = 0; s < inner.Count; s++)
        {
            yield return SplitProblems.Difference(inner[s].Control.Hazard, outer[s].Control.Hazard);
            yield return SplitProblems.Difference(inner[s].Experimental.Hazard, outer[s].Experimental.Hazard);
        }
    }
}
