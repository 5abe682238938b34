using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Reporting.Planning;

/// <summary>The sample size as a protocol or a paper states it: sentences whose every number is a quoted result.</summary>
static class SampleSizeText
{
    static readonly string[] words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    public static IEnumerable<string> Paragraphs(PlannedTrial plan)
    {
        yield return Events(plan);
        yield return Participants(plan);
        yield return Assumptions(plan);
        yield return Timing(plan.Design);
        yield return plan.Design.Looks.Count == 1 ? OneAnalysis() : Interims(plan.Design);
        if (plan.Design.Looks.Count > 1)
            yield return Stopping(plan.Design);
        yield return Test(plan);
    }

    static string Events(PlannedTrial plan)
    {
        var assumed = plan.Design.Assumptions;
        var goal =
            assumed.Margin == 1
                ? $"to detect a hazard ratio ({Arms(plan.Protocol)}) of {Effect(assumed)}"
                : $"to rule out a hazard ratio ({Arms(plan.Protocol)}) of {N("Design/margin")} when it is {Effect(assumed)}";
        var level = $"{goal} at a one-sided significance level of {N("Design/oneSidedAlpha")}";
        var formula = $"by {Assumed("formula")}";
        var sized = $"The trial is sized on {{{{protocol:endpoint {assumed.Primary}|lower}}}}, the primary endpoint.";
        return assumed.Cutoff switch
        {
            { IsTimed: true } => $"{sized} The data of the final analysis are cut "
                + $"{(assumed.Cutoff.NotBefore is null ? "" : "at ")}{Assumed("cutoff")}. By then "
                + $"{N("Design/events")} events are expected, which {formula} give a power of {N("Design/power")} {level}.",
            DataCutoff.AtEvents => $"{sized} The final analysis is made when {N("Design/events")} events have been observed, "
                + $"which {formula} give a power of {N("Design/power")} {level}.",
            DataCutoff.On => $"{sized} The data of the final analysis are cut on {Assumed("day")}. By then "
                + $"{N("Design/events")} events are expected, which {formula} give a power of {N("Design/power")} {level}.",
            _ => $"{sized} With a power of {N("Design.Assumptions/power")} {level}, {N("Design/exactEvents")} events are "
                + $"needed {formula}. The final analysis is made when {N("Design/events")} events have been observed, which give "
                + $"a power of {N("Design/power")}.",
        };
    }

    static string Participants(PlannedTrial plan) =>
        $"In all, {N("Design/participants")} participants are randomized, {Assumed("ratio")} to "
            + $"{Arm(plan.Protocol.Comparison!.Experimental)} "
        + $"or {Arm(plan.Protocol.Comparison.Control)}. They are assumed to enter at a rate of {Assumed("rates")}, so that "
        + $"enrollment takes {N("Design.Assumptions/accrualMonths")}\u00A0months.";

    static string Assumptions(PlannedTrial plan)
    {
        var assumed = plan.Design.Assumptions;
        var control = assumed.SingleMedian is not null
            ? "In the control arm the time to an event is assumed to be exponential, with a median of "
                + $"{N("Design.Assumptions/controlMedian")}\u00A0months."
            : $"In the control arm the time to an event is assumed to have a piecewise constant hazard: {Assumed("control")}.";
        var effect = assumed.IsProportional
            ? "The hazard ratio is assumed to be the same at all times."
            : $"The hazard ratio is assumed to be {Assumed("effect")}; averaged over the events of the final analysis it is "
                + $"{N("Design/hazardRatio")}.";
        var changes = assumed.Dropout.Control.Pieces.Count + assumed.Dropout.Experimental.Pieces.Count > 2;
        var lost = $"{assumed.Dropout}" == "nobody lost"
            ? "Nobody is assumed to be lost to follow-up."
            : $"Loss to follow-up is assumed to be independent of the event and {(changes ? "piecewise " : "")}exponential, with "
                + $"{Assumed("dropout")}.";
        var followed = double.IsFinite(assumed.FollowUpMonths)
            ? $"Each participant is followed for {N("Design.Assumptions/followUpMonths")}\u00A0months."
            : "Participants are followed until the data are cut.";
        return $"{control} {effect} {lost} {followed}";
    }

    static string Timing(TrialDesign design)
    {
        var last = design.Looks[^1];
        var month = $"{N($"Design.Looks/months[look={last.Look}]")}\u00A0months after the first participant entered";
        var enrolled = last.Months < design.Assumptions.Accrual.Months
            ? $"while enrollment goes on: {N($"Design.Looks/participants[look={last.Look}]")} of the "
                + $"{N("Design/participants")} participants will then have entered"
            : $"when the last participant will have been followed for {N("Design/minimumFollowUp")}\u00A0months";
        var underNull = design.Assumptions.Cutoff is DataCutoff.On ? ""
            : double.IsFinite(last.MonthsUnderNull)
                ? $" If the hazard ratio is {N("Design/margin")}, it is expected after "
                    + $"{N($"Design.Looks/monthsUnderNull[look={last.Look}]")}\u00A0months."
            : $" If the hazard ratio is {N("Design/margin")}, so many events are never expected.";
        return $"Under these assumptions the final analysis is expected {month}, {enrolled}.{underNull}";
    }

    static string OneAnalysis() =>
        $"There is one analysis. The null hypothesis of a hazard ratio of {N("Design/margin")} or more is rejected if Z is "
        + $"{N("Design.Looks/efficacyZ[look=1]")} or above, a one-sided P value of {N("Design.Looks/efficacyP[look=1]")} or "
        + $"below; with {N("Design/events")} events that is a hazard ratio of about "
        + $"{N("Design.Looks/efficacyHazardRatio[look=1]")} or below.";

    static string Interims(TrialDesign design)
    {
        var looks = design.Assumptions.Looks!;
        var interims = design.Looks.SkipLast(1).ToArray();
        var many = interims.Length < words.Length ? words[interims.Length] : "several";
        var clock = looks.SpendBy == SpendingClock.Events ? "the share of the planned events" : "the share of the planned months";
        var spends = looks.SpendsAlpha;
        var alpha = spends
            ? $"The type I error is spent as a function of {clock} ({Assumed("efficacy")})"
            : $"The bounds for efficacy are those of {Assumed("efficacy")}";
        return $"Before the final analysis there {(interims.Length == 1 ? "is" : "are")} {many} interim "
            + $"{(interims.Length == 1 ? "analysis" : "analyses")}, at "
            + Listed(interims.Select(look => N($"Design.Looks/events[look={look.Look}]")))
            + " events ("
            + Listed(interims.Select(look => N($"Design.Looks/informationFraction[look={look.Look}]")))
            + " of the planned events), expected in month "
            + Listed(interims.Select(look => N($"Design.Looks/months[look={look.Look}]")))
            + $". {alpha}, so that the probability to reject at any analysis, if the hazard ratio is {N("Design/margin")}, is "
            + $"{N("Design/oneSidedAlpha")} in all. "
            + (
                !looks.HasFutility ? "There are no bounds for futility."
                : looks.FutilityIsBinding
                    ? $"Bounds for futility: {Assumed("futility")}; the type I error is kept only if they are followed."
                : $"Bounds for futility: {Assumed("futility")}; the type I error is kept also if they are not followed."
            )
            + (spends ? " At each analysis the bounds are computed anew for the events that were then observed." : "");
    }

    static string Stopping(TrialDesign design)
    {
        var last = design.Looks[^2].Look;
        var hasFutility = design.Looks[^2].Futility is not null;
        var withEffect = design.Assumptions.IsProportional
            ? $"If the hazard ratio is {N("Design/hazardRatio")}"
            : "If the hazard ratio is as assumed";
        return $"{withEffect}, the probability to stop for efficacy before the final analysis is "
            + N($"Design.Looks/powerSpent[look={last}]")
            + (hasFutility ? $" and for futility {N($"Design.Looks/futilityUnderAlternative[look={last}]")}" : "")
            + $", and on average the trial ends with {N("Design.Expected/events[hypothesis=alternative]")} events after "
            + $"{N("Design.Expected/months[hypothesis=alternative]")}\u00A0months. If the hazard ratio is {N("Design/margin")}, "
            + $"{(hasFutility ? "these probabilities are" : "that probability is")} "
            + N($"Design.Looks/efficacyUnderNull[look={last}]")
            + (hasFutility ? $" and {N($"Design.Looks/futilityUnderNull[look={last}]")}" : "")
            + $", and on average the trial ends with {N("Design.Expected/events[hypothesis=null]")} events"
            + (
                double.IsFinite(design.UnderNull.Months)
                    ? $" after {N("Design.Expected/months[hypothesis=null]")}\u00A0months."
                    : "."
            );
    }

    static string Test(PlannedTrial plan)
    {
        var factors = FormulaCheck.StrataOf(plan.Protocol) > 1 ? plan.Protocol.Randomization!.Factors : [];
        var stratified = factors.Count > 0
            ? ", stratified by " + Listed(factors.Select(factor => $"{{{{protocol:factor {factor.Id}|lower}}}}"))
            : "";
        var test = plan.Design.Assumptions.Margin == 1
            ? $"The arms are compared by the log-rank test{stratified}."
            : $"The margin is tested by the score test of the Cox model{stratified}.";
        var isUnequal = plan.Protocol.Comparison!.Ratio != 1 && plan.Design.Formula is not EventFormula.LachinFoulkes;
        var doubt = (factors.Count > 0, isUnequal) switch
        {
            (true, true) => " The formula is that of the unstratified test in arms that are nearly equal.",
            (true, false) => " The formula is that of the unstratified test.",
            (false, true) => " The formula is for arms that are nearly equal.",
            _ => "",
        };
        return test + doubt + (plan.Check is { } check ? " " + Simulated(plan, check) : "");
    }

    static string Simulated(PlannedTrial plan, FormulaCheck check) =>
        $"In {N("Design.Simulated/trials")} trials simulated under these assumptions (seed {N("Design.Simulated/seed")}"
        + (plan.CheckedTest is null ? "" : $"; the test is {Assumed("test")}")
        + ") the "
        + $"power was {N("Design.Simulated/power")} ({N("Design.Simulated/confidence")} confidence interval "
        + $"{N("Design.Simulated/lower")} to {N("Design.Simulated/upper")}); the formula's {N("Design/power")} lies "
        + (
            !check.IsOff ? "in that interval."
            : check.Planned > check.Simulated.Estimate ? "above that interval."
            : "below that interval."
        );

    static string Arms(TrialProtocol protocol) =>
        $"{Arm(protocol.Comparison!.Experimental)} over {Arm(protocol.Comparison.Control)}";

    static string Arm(Arm arm) => $"{{{{label:arm={arm.Id}|lower}}}}";

    static string Effect(DesignAssumptions assumed) => assumed.IsProportional ? N("Design/hazardRatio") : Assumed("effect");

    static string N(string address) => $"{{{{{address}}}}}";

    static string Assumed(string what) => $"{{{{label:{PlanResults.Assumption}={what}}}}}";

    static string Listed(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
