using Equipoise.Analysis.Results;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;
using Equipoise.Reporting.Plans;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Planning;

/// <summary>The sample size as a protocol or a paper states it: sentences whose every number is a quoted result.</summary>
sealed class SampleSizeText(PlannedTrial plan, Manuscript m)
{
    static readonly string[] words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    readonly DesignResults planned = new();
    readonly AssumptionResults stated = new();
    readonly TrialDesign design = plan.Design;
    readonly DesignAssumptions assumed = plan.Design.Assumptions;
    readonly LookResults last = new(plan.Design.Looks[^1].Look);

    public IEnumerable<BoundText> Paragraphs() => [.. Size(), .. Looks(), Test()];

    /// <summary>How large the trial is, on which assumptions, and when its end is expected.</summary>
    public IEnumerable<BoundText> Size() => [Events(), .. plan.Others.Select(Other), Participants(), Assumptions(), Timing()];

    /// <summary>When it is looked at, and at which bounds it stops.</summary>
    public IEnumerable<BoundText> Looks() => design.Looks.Count == 1 ? [OneAnalysis()] : [Interims(), Stopping()];

    BoundText Events()
    {
        var goal =
            assumed.Margin == 1
                ? m.Say($"to detect a hazard ratio ({Arms()}) of {Effect()}")
                : m.Say($"to rule out a hazard ratio ({Arms()}) of {planned.Margin} when it is {Effect()}");
        var level = m.Say($"{goal} at a one-sided significance level of {planned.OneSidedAlpha}");
        var formula = m.Say($"by {Assumed("formula")}");
        var sized = m.Say($"The trial is sized on {m.Names.Endpoint(assumed.Primary).Small}, the primary endpoint.");
        return assumed.Cutoff switch
        {
            { IsTimed: true } => m.Say(
                $"{sized} The data of the final analysis are cut {m.Say(assumed.Cutoff.NotBefore is null ? "" : "at ")}"
                    + $"{Assumed("cutoff")}. By then {planned.Events} events are expected, which {formula} give a power of "
                    + $"{planned.Power} {level}."
            ),
            DataCutoff.AtEvents => m.Say(
                $"{sized} The final analysis is made when {planned.Events} events have been observed, which {formula} give a "
                    + $"power of {planned.Power} {level}."
            ),
            DataCutoff.On => m.Say(
                $"{sized} The data of the final analysis are cut on {Assumed("day")}. By then {planned.Events} events are "
                    + $"expected, which {formula} give a power of {planned.Power} {level}."
            ),
            _ => m.Say(
                $"{sized} With a power of {stated.Power} {level}, {planned.ExactEvents} events are needed {formula}. The final "
                    + $"analysis is made when {planned.Events} events have been observed, which give a power of {planned.Power}."
            ),
        };
    }

    /// <summary>Another endpoint that has a share of alpha: what it needs, and when it is looked at.</summary>
    BoundText Other(EndpointDesign other)
    {
        var (of, id) = (new DesignResults(other.Endpoint.Id), other.Endpoint.Id);
        var looks = other.Sized.Looks.SkipLast(1).Select(look => m.Say($"{new LookResults(look.Look, id).Events}")).ToArray();
        var interim =
            looks.Length == 0 ? BoundText.Empty : m.Say($", and is looked at before with {BoundText.Series(looks)} events");
        return m.Say(
            $"{m.Names.Endpoint(id)} has its final analysis with {of.Events} events{interim}. By the same formula these give a "
                + $"power of {of.Power} to detect a hazard ratio of {of.HazardRatio} at a one-sided significance level of "
                + $"{of.OneSidedAlpha}, before any share passes to it."
        );
    }

    BoundText Participants() =>
        m.Say(
            $"In all, {planned.Participants} participants are randomized, {Assumed("ratio")} to "
                + $"{Arm(plan.Protocol.Comparison!.Experimental)} or {Arm(plan.Protocol.Comparison.Control)}. They are "
                    + $"assumed to "
                + $"enter at a rate of {Assumed("rates")}, so that enrollment takes {stated.AccrualMonths}\u00A0months."
        );

    BoundText Assumptions()
    {
        var control = assumed.SingleMedian is not null
            ? m.Say(
                $"In the control arm the time to an event is assumed to be exponential, with a median of "
                    + $"{stated.ControlMedian}\u00A0months."
            )
            : m.Say(
                $"In the control arm the time to an event is assumed to have a piecewise constant hazard: {Assumed("control")}."
            );
        var effect = assumed.IsProportional
            ? m.Say("The hazard ratio is assumed to be the same at all times.")
            : m.Say(
                $"The hazard ratio is assumed to be {Assumed("effect")}; averaged over the events of the final analysis it is "
                    + $"{planned.HazardRatio}."
            );
        var changes = assumed.Dropout.Control.Pieces.Count + assumed.Dropout.Experimental.Pieces.Count > 2;
        var lost = $"{assumed.Dropout}" == "nobody lost"
            ? m.Say("Nobody is assumed to be lost to follow-up.")
            : m.Say(
                $"Loss to follow-up is assumed to be independent of the event and {m.Say(changes ? "piecewise " : "")}"
                    + $"exponential, with {Assumed("dropout")}."
            );
        var followed = double.IsFinite(assumed.FollowUpMonths)
            ? m.Say($"Each participant is followed for {stated.FollowUpMonths}\u00A0months.")
            : m.Say("Participants are followed until the data are cut.");
        return BoundText.Join(" ", [control, effect, lost, followed]);
    }

    BoundText Timing()
    {
        var look = design.Looks[^1];
        var enrolled = look.Months < assumed.Accrual.Months
            ? m.Say(
                $"while enrollment goes on: {last.Participants} of the {planned.Participants} participants will then have entered"
            )
            : m.Say($"when the last participant will have been followed for {planned.MinimumFollowUp}\u00A0months");
        var underNull = assumed.Cutoff is DataCutoff.On ? BoundText.Empty
            : double.IsFinite(look.MonthsUnderNull)
                ? m.Say(
                    $"If the hazard ratio is {planned.Margin}, it is expected after {last.MonthsUnderNull}\u00A0months."
                )
            : m.Say($"If the hazard ratio is {planned.Margin}, so many events are never expected.");
        return BoundText.Join(
            " ",
            [
                m.Say(
                    $"Under these assumptions the final analysis is expected {last.Months}\u00A0months after the first "
                        + $"participant entered, {enrolled}."
                ),
                underNull,
            ]
        );
    }

    BoundText OneAnalysis() =>
        m.Say(
            $"There is one analysis. The null hypothesis of a hazard ratio of {planned.Margin} or more is rejected if Z is "
                + $"{last.EfficacyZ} or above, a one-sided P value of {last.EfficacyP} or below; with {planned.Events} events "
                + $"that is a hazard ratio of about {last.EfficacyHazardRatio} or below."
        );

    BoundText Interims()
    {
        var looks = assumed.Looks!;
        LookResults[] interims = [.. design.Looks.SkipLast(1).Select(look => new LookResults(look.Look))];
        var many = m.Say(interims.Length < words.Length ? words[interims.Length] : "several");
        var clock = m.Say(
            looks.SpendBy == SpendingClock.Events ? "the share of the planned events" : "the share of the planned months"
        );
        var alpha = looks.SpendsAlpha
            ? m.Say($"The type I error is spent as a function of {clock} ({Assumed("efficacy")})")
            : m.Say($"The bounds for efficacy are those of {Assumed("efficacy")}");
        var futility =
            !looks.HasFutility ? m.Say("There are no bounds for futility.")
            : looks.FutilityIsBinding
                ? m.Say($"Bounds for futility: {Assumed("futility")}; the type I error is kept only if they are followed.")
            : m.Say($"Bounds for futility: {Assumed("futility")}; the type I error is kept also if they are not followed.");
        return BoundText.Join(
            " ",
            [
                m.Say(
                    $"Before the final analysis there {m.Say(interims.Length == 1 ? "is" : "are")} {many} interim "
                        + $"{m.Say(interims.Length == 1 ? "analysis" : "analyses")}, at "
                        + $"{Each(look => look.Events)} events ({Each(look => look.InformationFraction)} of the planned events), "
                        + $"expected in month {Each(look => look.Months)}."
                ),
                m.Say(
                    $"{alpha}, so that the probability to reject at any analysis, if the hazard ratio is {planned.Margin}, is "
                        + $"{planned.OneSidedAlpha} in all."
                ),
                futility,
                looks.SpendsAlpha
                    ? m.Say("At each analysis the bounds are computed anew for the events that were then observed.")
                    : BoundText.Empty,
            ]
        );

        BoundText Each(Func<LookResults, ResultRef> of) =>
            BoundText.Series(interims.Select(look => m.Say($"{of(look)}")));
    }

    BoundText Stopping()
    {
        var before = new LookResults(design.Looks[^2].Look);
        var (under, underNull) = (new ExpectedResults("alternative"), new ExpectedResults("null"));
        var hasFutility = design.Looks[^2].Futility is not null;
        var withEffect = assumed.IsProportional
            ? m.Say($"If the hazard ratio is {planned.HazardRatio}")
            : m.Say("If the hazard ratio is as assumed");
        var futile = hasFutility ? m.Say($" and for futility {before.FutilityUnderAlternative}") : BoundText.Empty;
        var futileUnderNull = hasFutility ? m.Say($" and {before.FutilityUnderNull}") : BoundText.Empty;
        var after = double.IsFinite(design.UnderNull.Months)
            ? m.Say($" after {underNull.Months}\u00A0months")
            : BoundText.Empty;
        return m.Say(
            $"{withEffect}, the probability to stop for efficacy before the final analysis is {before.PowerSpent}{futile}, and "
                + $"on average the trial ends with {under.Events} events after {under.Months}\u00A0months. If the hazard ratio "
                + $"is {planned.Margin}, {m.Say(hasFutility ? "these probabilities are" : "that probability is")} "
                + $"{before.EfficacyUnderNull}{futileUnderNull}, and on average the trial ends with {underNull.Events} "
                + $"events{after}."
        );
    }

    BoundText Test()
    {
        var factors = FormulaCheck.StrataOf(plan.Protocol) > 1 ? plan.Protocol.Randomization!.Factors : [];
        var stratified = factors.Count > 0
            ? m.Say($", stratified by {BoundText.Series(factors.Select(factor => m.Say($"{m.Names.Factor(factor.Id).Small}")))}")
            : BoundText.Empty;
        var test = assumed.Margin == 1
            ? m.Say($"The arms are compared by the log-rank test{stratified}.")
            : m.Say($"The margin is tested by the score test of the Cox model{stratified}.");
        var isUnequal = plan.Protocol.Comparison!.Ratio != 1 && design.Formula is not EventFormula.LachinFoulkes;
        var doubt = (factors.Count > 0, isUnequal) switch
        {
            (true, true) => m.Say("The formula is that of the unstratified test in arms that are nearly equal."),
            (true, false) => m.Say("The formula is that of the unstratified test."),
            (false, true) => m.Say("The formula is for arms that are nearly equal."),
            _ => BoundText.Empty,
        };
        return BoundText.Join(" ", [test, doubt, plan.Check is { } check ? Simulated(check) : BoundText.Empty]);
    }

    BoundText Simulated(FormulaCheck check)
    {
        var of = new SimulatedResults();
        var tested = plan.CheckedTest is null ? BoundText.Empty : m.Say($"; the test is {Assumed("test")}");
        var where = m.Say(
            !check.IsOff ? "in that interval"
            : check.Planned > check.Simulated.Estimate ? "above that interval"
            : "below that interval"
        );
        return m.Say(
            $"In {of.Trials} trials simulated under these assumptions (seed {of.Seed}{tested}) the power was {of.Power} "
                + $"({of.Confidence} confidence interval {of.Lower} to {of.Upper}); the formula's {planned.Power} lies {where}."
        );
    }

    BoundText Arms() =>
        m.Say($"{Arm(plan.Protocol.Comparison!.Experimental)} over {Arm(plan.Protocol.Comparison.Control)}");

    Name Arm(Arm arm) => m.Names.Arm(arm).Small;

    BoundText Effect() => assumed.IsProportional ? m.Say($"{planned.HazardRatio}") : m.Say($"{Assumed("effect")}");

    Name Assumed(string what) => m.Names.Group(PlanResults.Assumption, what);
}
