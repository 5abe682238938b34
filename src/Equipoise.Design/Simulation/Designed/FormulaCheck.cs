using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Simulation.Tally;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Rates;

namespace Equipoise.Design.Simulation.Designed;

/// <summary>By how much is the formula of a plan off? The plan is simulated under its own assumptions, with the test that will be
/// made.</summary>
/// <remarks>
/// Formulas are of the unstratified log-rank test near the null. Strata that share no events, weights, unequal allocation with a
/// large effect and few events make the power another. R: <c>rpact::getSimulationSurvival</c>, <c>simtrial::sim_gs_n</c>.
/// </remarks>
/// <param name="Planned">The power by the formula of the plan.</param>
/// <param name="Test">The test that was simulated.</param>
/// <param name="Tally">What came of it.</param>
/// <param name="Others">The power of the same events by the other formulas that can be asked.</param>
public sealed record FormulaCheck(
    double Planned,
    SimulatedTest Test,
    SimulationTally Tally,
    IReadOnlyList<(SizingFormula Formula, double Power)> Others
)
{
    /// <summary>The power that was simulated, with Clopper and Pearson's 95% limits.</summary>
    public Proportion Power { get; } = Proportion.Of(Tally.Rejections, Tally.Trials);

    /// <summary>The same as plain numbers.</summary>
    public SimulatedPower Simulated => new(Power.Estimate, Power.Lower, Power.Upper, Power.Confidence, Power.Count);

    /// <summary>Whether the formula's power lies outside of the limits of the simulated.</summary>
    public bool IsOff => Planned < Power.Lower || Planned > Power.Upper;

    /// <summary>The events that would make up for it: those of the plan times the ratio of (z_alpha + z_power)², planned over
    /// simulated; null where every trial failed or every one succeeded.</summary>
    /// <param name="plan">The plan that was simulated.</param>
    public int? EventsInstead(TrialDesign plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Power.Estimate is 0 or 1)
            return null;
        var alpha = -Normal.Quantile(plan.Assumptions.OneSidedAlpha);
        var ratio = (alpha + Normal.Quantile(Planned)) / (alpha + Normal.Quantile(Power.Estimate));
        return (int)Math.Ceiling(plan.Events * ratio * ratio);
    }

    /// <summary>The formula whose power is nearest to the simulated one, if it is nearer than the plan's;
    /// null otherwise.</summary>
    public SizingFormula? Nearer =>
        Others
            .Where(other => Math.Abs(other.Power - Power.Estimate) < Math.Abs(Planned - Power.Estimate))
            .OrderBy(other => Math.Abs(other.Power - Power.Estimate))
            .Select(other => (SizingFormula?)other.Formula)
            .FirstOrDefault();

    /// <summary>The trial to check a plan by: that of the design's assumptions; where the analysis is stratified and the design
    /// names no strata, over as many equally large strata of one prognosis as the randomization has.</summary>
    /// <exception cref="ArgumentException">The protocol cannot be simulated, see <see cref="ProtocolWorld.Lacks"/>.</exception>
    public static SimulatedTrial TrialOf(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var (design, strata) = (protocol.Design!, StrataOf(protocol));
        return ProtocolWorld.Of(
            protocol,
            design.Strata.Count > 1 || strata == 1
                ? design
                : design with { Strata = [.. Enumerable.Repeat(design.Strata[0] with { Share = 1.0 / strata }, strata)] }
        );
    }

    /// <summary>How many strata the analysis of a protocol's primary endpoint has: 1 for an unstratified one.</summary>
    public static int StrataOf(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return ProtocolWorld.IsStratified(protocol)
            ? protocol.Randomization!.Factors.Aggregate(1, (strata, factor) => strata * factor.Levels.Count)
            : 1;
    }

    /// <summary>Simulates a plan.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="trial">The trial that it plans, with the test that will be made.</param>
    /// <param name="run">Which trials, of which seed.</param>
    /// <exception cref="ArgumentException">The trial cannot be simulated; every problem is named.</exception>
    public static FormulaCheck Of(TrialProtocol protocol, TrialDesign plan, SimulatedTrial trial, SimulationRun run)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(trial);
        return new(
            plan.Power,
            trial.Test,
            (trial with { EstimateHazardRatio = false }).Simulate(run),
            [.. ByOtherFormulas(protocol, plan)]
        );
    }

    static IEnumerable<(SizingFormula, double)> ByOtherFormulas(TrialProtocol protocol, TrialDesign plan)
    {
        foreach (var formula in Enum.GetValues<SizingFormula>())
        {
            var other = protocol with
            {
                Design = protocol.Design! with { Formula = formula, Cutoff = new DataCutoff.AtEvents(plan.Events) },
            };
            if (formula != protocol.Design.Formula && TrialPlanning.Plan(other) is DesignOutcome.Planned(var its))
                yield return (formula, its.Power);
        }
    }
}

/// <summary>A power from simulated trials.</summary>
/// <param name="Estimate">The share of trials that rejected the null.</param>
/// <param name="Lower">Its exact lower limit.</param>
/// <param name="Upper">Its exact upper limit.</param>
/// <param name="Confidence">The level of the limits.</param>
/// <param name="Trials">How many trials.</param>
public sealed record SimulatedPower(double Estimate, double Lower, double Upper, double Confidence, long Trials);
