using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary>Whether the formula of a plan is the one for its analysis: what a simulation says, or that one is due.</summary>
static class FormulaText
{
    // Points of power below which another formula is not worth its words.
    const double WorthAnother = 1;

    public static void Write(
        TrialProtocol protocol,
        TrialDesign design,
        FormulaCheck? check,
        string? test,
        SimulationRun? simulation,
        TextWriter output
    )
    {
        if (check is not null)
            Found(protocol, design, check, test, simulation!, output);
        else if (Doubt(protocol, design) is { } doubt)
            output.WriteLine($"  {doubt}: 'design --verify' simulates by how much it is off.");
    }

    static void Found(
        TrialProtocol protocol,
        TrialDesign design,
        FormulaCheck check,
        string? test,
        SimulationRun simulation,
        TextWriter output
    )
    {
        var power = check.Power;
        output.WriteLine(
            $"  simulated with {test ?? Name(check.Test)}{Split(protocol, design, test)}: power {power.Estimate:0.0%} "
                + $"(95% limits {power.Lower:0.0%} to {power.Upper:0.0%}; {power.Count:N0} trials, seed {simulation.Seed})"
        );
        var off = 100 * (check.Planned - power.Estimate);
        var formula = $"  the formula's {check.Planned:0.0%} is";
        output.WriteLine(
            !check.IsOff ? $"{formula} within them"
            : Math.Abs(off) < WorthAnother
                ? $"{formula} {Math.Abs(off):F1} points too {(off > 0 ? "high" : "low")}, which is as near as formulas come"
            : $"{formula} {Math.Abs(off):F1} points too {(off > 0 ? "high" : "low")}; {Instead(check, design)}"
        );
    }

    // The formulas differ in what they make of unequal arms; none knows strata or weights.
    static string Instead(FormulaCheck check, TrialDesign design)
    {
        var events = check.EventsInstead(design) is { } count
            ? $"about {count} events would give it"
            : "no number of events tells";
        return check is { Test: SimulatedTest.LogRank { Stratified: false }, Nearer: { } nearer }
            ? $"{events}; 'formula: {Name(nearer)}' is nearer, with "
                + $"{check.Others.First(other => other.Formula == nearer).Power:0.0%}"
            : events;
    }

    // The design says nothing of the strata: it would in 'control by stratum'.
    static string Split(TrialProtocol protocol, TrialDesign design, string? test) =>
        test is null && design.Assumptions.Strata.Count == 1 && FormulaCheck.StrataOf(protocol) is > 1 and var strata
            ? $", {strata} strata taken as equally large and alike"
            : "";

    static string? Doubt(TrialProtocol protocol, TrialDesign design)
    {
        var strata = FormulaCheck.StrataOf(protocol);
        var isUnequal = protocol.Comparison!.Ratio != 1 && design.Formula is not EventFormula.LachinFoulkes;
        return (strata > 1, isUnequal) switch
        {
            (true, true) => "The formula is for the unstratified test and for nearly equal arms; the analysis has "
                + $"{strata} strata, the arms are unequal",
            (true, false) => $"The formula is for the unstratified test, and the analysis has {strata} strata",
            (false, true) => "The formula is for arms that are nearly equal; with others it depends on the hazard ratio",
            _ => null,
        };
    }

    static string Name(SimulatedTest test) =>
        test switch
        {
            SimulatedTest.LogRank { Stratified: true } => "the stratified log-rank test",
            SimulatedTest.Margin { Stratified: true } => "the stratified score test of the margin",
            SimulatedTest.Margin => "the score test of the margin",
            _ => "the log-rank test",
        };

    static string Name(SizingFormula formula) => formula == SizingFormula.LachinFoulkes ? "Lachin-Foulkes" : $"{formula}";
}
