using Equipoise.Design.Simulation.Lanes;
using Equipoise.Design.Simulation.Observed;
using Equipoise.Design.Simulation.Run;

namespace Equipoise.Design.Simulation.World;

/// <summary>
/// A trial in a world with illness and death, simulated as its protocol would conduct it: progression seen at scheduled
/// assessments, times censored by the protocol's rules, strata and allocation as planned. Made of a protocol and a scenario by
/// <see cref="ScenarioWorld"/>.
/// </summary>
/// <remarks>
/// <para>Time runs in whole days, as the records of a trial have it, so events are tied; the log-rank variance is hypergeometric
/// and the Cox estimate Efron's. The world is that of the rehearsal, without what does not touch its endpoints: laboratory values
/// and changes of dose.</para>
/// <para>A look at a number of events is made on the day on which a sponsor who counts first events before any new therapy has
/// counted so many. The analysis, which knows of missed assessments too, may count a few less.</para>
/// </remarks>
public sealed record ScenarioTrial : VirtualTrial
{
    /// <summary>How many are randomized, from 2 to 524,288.</summary>
    public required int Participants { get; init; }

    /// <summary>
    /// They are screened on the days from 0, the opening, to this one, each equally likely, and randomized 1 to 12 days later: up
    /// to 6 to the assessment of eligibility and 1 to 6 more.
    /// </summary>
    public required int ScreeningDays { get; init; }

    /// <summary>How they are allocated.</summary>
    public required AllocationWorld Allocation { get; init; }

    /// <summary>
    /// The stratification factors, which are independent. The strata are all their combinations; the last factor varies fastest.
    /// </summary>
    public IReadOnlyList<FactorWorld> Factors { get; init; } = [];

    /// <summary>What happens in the control arm.</summary>
    public required ArmWorld Control { get; init; }

    /// <summary>What happens in the experimental arm.</summary>
    public required ArmWorld Experimental { get; init; }

    /// <summary>The endpoint that the looks count and test.</summary>
    public required EndpointRule Primary { get; init; }

    /// <summary>Another endpoint, analyzed at the look that ends the trial; null for none.</summary>
    public SecondaryEndpoint? Secondary { get; init; }

    /// <summary>The kinds of adverse events. Those that can be fatal are always drawn: they are deaths.</summary>
    public IReadOnlyList<AdverseEventKind> AdverseEvents { get; init; } = [];

    /// <summary>The share of adverse events of grade 1, 2, 3, 4, 5 that are serious; all of grade 5 are.</summary>
    public IReadOnlyList<double> Serious { get; init; } = [0, 0, 0, 0, 1];

    /// <summary>Whether the look that ends the trial also counts adverse events. It takes longer than all the rest.</summary>
    public bool TallyAdverseEvents { get; init; }

    /// <summary>The looks in their order; the last is the final analysis.</summary>
    public required IReadOnlyList<LookPlan> Looks { get; init; }

    /// <summary>The test of the primary endpoint.</summary>
    public SimulatedTest Test { get; init; } = new SimulatedTest.LogRank(Stratified: true);

    /// <summary>
    /// Whether every look also estimates the hazard ratio of the primary endpoint, stratified where the test is.
    /// </summary>
    public bool EstimateHazardRatio { get; init; } = true;

    /// <summary>How many strata there are.</summary>
    public int Strata => Factors.Aggregate(1, (strata, factor) => strata * factor.Shares.Count);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Problems() => [.. ScenarioProblems.Of(this)];

    /// <summary>One trial in full, as it is among the others of this seed and scenario.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="scenario">The scenario number.</param>
    /// <param name="trialIndex">Which one, counted from 0, below 2⁵⁶.</param>
    /// <exception cref="ArgumentException">The trial cannot be simulated; every problem is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is 2⁵⁶ or more.</exception>
    public ReplayedScenario Replay(ulong seed, uint scenario, ulong trialIndex)
    {
        TrialSimulator.Check(this, trialIndex);
        var workspace = new ScenarioWorkspace<Register128>(this, seed, scenario);
        workspace.Simulate(trialIndex);
        return ReplayedScenario.Of(this, workspace);
    }

    internal override Workspace Open<R>(ulong seed, uint scenario) => new ScenarioWorkspace<R>(this, seed, scenario);

    internal override int Size() => Participants;
}

/// <summary>A stratification factor in a population.</summary>
/// <param name="Id">The factor.</param>
/// <param name="Shares">The share of participants at each level; they sum to 1.</param>
public sealed record FactorWorld(string Id, IReadOnlyList<double> Shares);

/// <summary>An endpoint that is tested after the primary one, if that succeeded.</summary>
/// <param name="Rule">The endpoint.</param>
/// <param name="Stratified">Whether its log-rank test and hazard ratio are stratified.</param>
/// <param name="OneSidedAlpha">The level of its test.</param>
public sealed record SecondaryEndpoint(EndpointRule Rule, bool Stratified, double OneSidedAlpha);
