using Equipoise.Design.Simulation.Lanes;
using Equipoise.Design.Simulation.Run;

namespace Equipoise.Design.Simulation.Designed;

/// <summary>A trial as it is simulated: who comes, to which arm, what happens to them, and when the data are looked at.</summary>
/// <remarks>
/// Time runs in ticks of 2⁻²¹ of a month, 1.25 seconds, and is rounded to the nearest once, when it is drawn; all that follows is
/// exact. What would come after 2³⁰ ticks, 512 months, never comes. See <see cref="TrialSimulator"/>.
/// </remarks>
public sealed record SimulatedTrial : VirtualTrial
{
    /// <summary>How many are to be randomized, from 2 to 524,288. Fewer are when the last look comes before.</summary>
    public required int Participants { get; init; }

    /// <summary>Participants per month, from a month of the trial on; the last rate goes on for as long as needed and is above
    /// 0.</summary>
    public required IReadOnlyList<RatePiece> Accrual { get; init; }

    /// <summary>How they arrive at that rate.</summary>
    public Arrival Arrival { get; init; } = Arrival.Poisson;

    /// <summary>How they are allocated.</summary>
    public required AllocationWorld Allocation { get; init; }

    /// <summary>The strata, at least one. Allocation is by stratum; the test is, if it says so.</summary>
    public required IReadOnlyList<StratumWorld> Strata { get; init; }

    /// <summary>The hazard of being lost to follow-up in the control arm; empty for none.</summary>
    public IReadOnlyList<RatePiece> ControlDropout { get; init; } = [];

    /// <summary>The hazard of being lost to follow-up in the experimental arm; empty for none.</summary>
    public IReadOnlyList<RatePiece> ExperimentalDropout { get; init; } = [];

    /// <summary>The looks in their order; the last is the final analysis.</summary>
    public required IReadOnlyList<LookPlan> Looks { get; init; }

    /// <summary>The test.</summary>
    public SimulatedTest Test { get; init; } = new SimulatedTest.LogRank();

    /// <summary>
    /// Whether every look also estimates the hazard ratio: the maximum of the partial likelihood of Cox (Efron's where events are
    /// tied), with its Wald interval.
    /// </summary>
    public bool EstimateHazardRatio { get; init; }

    /// <summary>The two-sided level of that interval.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>
    /// The true log hazard ratio that the estimate is held against: known when, in every stratum, the hazards are at one and the
    /// same ratio at all times, and the analysis is stratified wherever the strata differ. Null otherwise.
    /// </summary>
    public double? TrueLogHazardRatio => ProportionalHazards.LogRatioOf(this);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Problems() => [.. TrialProblems.Of(this)];

    /// <summary>One trial in full, as it is among the others of this seed and scenario.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="scenario">The scenario number.</param>
    /// <param name="trialIndex">Which one, counted from 0, below 2⁵⁶.</param>
    /// <exception cref="ArgumentException">The trial cannot be simulated; every problem is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is 2⁵⁶ or more.</exception>
    public ReplayedTrial Replay(ulong seed, uint scenario, ulong trialIndex)
    {
        TrialSimulator.Check(this, trialIndex);
        var workspace = new TrialWorkspace<Register128>(this, seed, scenario);
        workspace.Simulate(trialIndex);
        return ReplayedTrial.Of(workspace);
    }

    internal override Workspace Open<R>(ulong seed, uint scenario) => new TrialWorkspace<R>(this, seed, scenario);

    internal override int Size() => Participants;
}

/// <summary>How participants arrive at a given rate.</summary>
public enum Arrival
{
    /// <summary>At random: a Poisson process, with exponential gaps. The number in a month varies around its rate.</summary>
    Poisson,

    /// <summary>
    /// Evenly: the i-th of n where the accrual reaches (i - ½)/n of n participants. The number in a month is its rate.
    /// R: rpact's simulations arrive so, but at i/n.
    /// </summary>
    EvenlySpaced,
}
