using System.Globalization;
using Equipoise.Analysis.Results;
using Equipoise.Design.Sizing;

namespace Equipoise.Reporting.Planning;

/// <summary>The numbers of a plan as results with addresses, so that its page can quote them and nothing else.</summary>
/// <remarks>
/// Addresses are those of <c>design --format json</c>: <c>Design/power</c> is its member <c>power</c>,
/// <c>Design.Looks/efficacyZ[look=2]</c> the member <c>efficacyZ</c> of that one of <c>looks</c> whose <c>look</c> is 2. The raw
/// number is the one of the file, so a share stays a share although it is printed in percent.
/// </remarks>
static class PlanResults
{
    public const string Assumption = "assumption";

    public static ReportingEvent Of(PlannedTrial plan)
    {
        var (protocol, design) = (plan.Protocol, plan.Design);
        return new(
            new(protocol.Trial.Id, protocol.Trial.Version, protocol.Sha256, plan.Program, null, false, []),
            [.. Conventions(plan)],
            [],
            [
                new(Assumption, "What the protocol assumes", "", "", [.. PlanWords.Of(plan)]),
                Grouping("look", "Look"),
                Grouping("hypothesis", "Hypothesis"),
                Grouping("month", "Month"),
                Grouping("hazardRatio", "Hazard ratio"),
            ],
            [
                Analysis("Design", "How large the trial is", null, Whole(design)),
                Analysis("Design.Assumptions", "What the protocol assumes", null, Assumed(design)),
                Analysis("Design.Looks", "What each look does", "look", design.Looks.SelectMany(look => Look(design, look))),
                Analysis("Design.Expected", "Where the trial ends", "hypothesis", Ends(design)),
                Analysis("Design.ByMonth", "What is expected by each month", "month", plan.Months.SelectMany(Month)),
                Analysis("Design.ByHazardRatio", "The power over hazard ratios", "hazardRatio", plan.Powers.SelectMany(Power)),
                Analysis("Design.Simulated", "The plan simulated under its own assumptions", null, Simulated(plan)),
            ]
        );

        NamedAnalysis Analysis(string id, string name, string? grouping, IEnumerable<OperationResult> results) =>
            new(id, name, design.Formula.InWords, "", "", "", grouping is null ? [] : [grouping], [.. results]);
    }

    /// <summary>A hazard ratio as an address names it.</summary>
    public static string Named(double value) => Format.Exact(value);

    static Grouping Grouping(string id, string label) => new(id, label, "", "", []);

    static IEnumerable<OperationResult> Whole(TrialDesign design)
    {
        yield return Count("events", design.Events);
        yield return Count("participants", design.Participants);
        yield return Share("power", design.Power);
        yield return new("oneSidedAlpha", [], design.Assumptions.OneSidedAlpha, InFull(design.Assumptions.OneSidedAlpha));
        if (design.ExactEvents is { } exact)
            yield return Number("exactEvents", exact, 1);
        yield return new("hazardRatio", [], design.HazardRatio, Ratio(design.HazardRatio));
        yield return new("margin", [], design.Assumptions.Margin, Format.Exact(design.Assumptions.Margin));
        yield return Number("minimumFollowUp", design.MinimumFollowUp, 1);
    }

    static IEnumerable<OperationResult> Assumed(TrialDesign design)
    {
        var assumed = design.Assumptions;
        yield return new("power", [], assumed.Power, InFull(assumed.Power));
        yield return Number("accrualMonths", assumed.Accrual.Months, 1);
        if (double.IsFinite(assumed.FollowUpMonths))
            yield return new("followUpMonths", [], assumed.FollowUpMonths, Format.Exact(assumed.FollowUpMonths));
        if (assumed.SingleMedian is { } median)
            yield return Number("controlMedian", median, 1);
    }

    static IEnumerable<OperationResult> Look(TrialDesign design, DesignLook look)
    {
        ResultGroup[] at = [new("look", $"{look.Look}")];
        var (efficacy, futility) = (look.Efficacy, look.Look < design.Looks.Count ? look.Futility : null);
        yield return Count("look", look.Look, at);
        yield return Count("events", look.Events, at);
        yield return Share("informationFraction", look.InformationFraction, at);
        yield return Number("months", look.Months, 1, at);
        yield return Number("monthsUnderNull", look.MonthsUnderNull, 1, at);
        yield return Number("participants", look.Participants, 0, at);
        yield return Number("efficacyZ", look.Efficacy.Z, 4, at);
        yield return Number("efficacyHazardRatio", efficacy.HazardRatio, 3, at);
        yield return P("efficacyP", efficacy, at);
        yield return new("alphaSpent", at, look.AlphaSpent, Format.Significant(look.AlphaSpent, 5));
        yield return Number("efficacyUnderNull", efficacy.CrossedUnderNull, 4, at);
        yield return Number("powerSpent", look.PowerSpent, 4, at);
        if (futility is null)
            yield break;
        yield return Number("futilityZ", futility.Z, 4, at);
        yield return Number("futilityHazardRatio", futility.HazardRatio, 3, at);
        yield return P("futilityP", futility, at);
        yield return Number("futilityUnderNull", futility.CrossedUnderNull, 4, at);
        yield return Number("futilityUnderAlternative", futility.CrossedUnderAlternative, 4, at);
    }

    static IEnumerable<OperationResult> Ends(TrialDesign design) =>
        new[] { ("alternative", design.UnderAlternative), ("null", design.UnderNull) }.SelectMany(one =>
        {
            ResultGroup[] under = [new("hypothesis", one.Item1)];
            return new[]
            {
                Number("events", one.Item2.Events, 1, under),
                Number("months", one.Item2.Months, 1, under),
                Number("participants", one.Item2.Participants, 0, under),
            };
        });

    static IEnumerable<OperationResult> Month(PlannedMonth month)
    {
        ResultGroup[] at = [new("month", $"{month.Month}")];
        yield return Count("month", month.Month, at);
        yield return Number("participants", month.Participants, 0, at);
        yield return Number("events", month.Events, 1, at);
        yield return Number("controlEvents", month.ControlEvents, 1, at);
        yield return Number("experimentalEvents", month.ExperimentalEvents, 1, at);
        yield return Number("eventsUnderNull", month.EventsUnderNull, 1, at);
    }

    static IEnumerable<OperationResult> Power(PowerAtHazardRatio point)
    {
        ResultGroup[] at = [new("hazardRatio", Named(point.HazardRatio))];
        var decimals = Math.Max(2, Format.Exact(point.HazardRatio).Length - 2);
        yield return new("hazardRatio", at, point.HazardRatio, Format.Fixed(point.HazardRatio, Math.Min(decimals, 4)));
        yield return Share("power", point.Power, at);
    }

    static IEnumerable<OperationResult> Simulated(PlannedTrial plan)
    {
        if (plan.Check is not { Simulated: var power })
            yield break;
        yield return Share("power", power.Estimate);
        yield return new("trials", [], power.Trials, power.Trials.ToString("#,0", CultureInfo.InvariantCulture));
        yield return Share("lower", power.Lower);
        yield return Share("upper", power.Upper);
        yield return new("confidence", [], power.Confidence, InFull(power.Confidence));
        yield return new("seed", [], plan.Seed, plan.Seed.ToString(CultureInfo.InvariantCulture));
    }

    static IEnumerable<Convention> Conventions(PlannedTrial plan)
    {
        foreach (var (i, text) in plan.Design.Conventions.Index())
            yield return new($"design.{i}", "*", text);
        yield return new(
            "months",
            "*",
            "Months are 30.4375 days, counted from the entry of the first participant. Expected numbers are those of the "
                + "assumptions, not forecasts: chance moves every one of them."
        );
        yield return new(
            "ratio",
            "*",
            "Hazard ratios are experimental over control; below 1 favors the experimental arm. P values are one-sided."
        );
    }

    static OperationResult Count(string operation, int count, params ResultGroup[] groups) =>
        new(operation, groups, count, Format.Count(count));

    static OperationResult Number(string operation, double? value, int decimals, params ResultGroup[] groups) =>
        new(operation, groups, value is { } one && double.IsFinite(one) ? one : null, Format.Fixed(value, decimals));

    static OperationResult Share(string operation, double share, params ResultGroup[] groups) =>
        new(operation, groups, share, Format.Percent(100 * share));

    static OperationResult P(string operation, BoundAtLook bound, ResultGroup[] groups) =>
        double.IsFinite(bound.Z)
            ? new(operation, groups, bound.NominalP, Format.Significant(bound.NominalP, 5))
            : new(operation, groups, null, Format.NotEstimable);

    // As it was written: 0.667, 0.7. An average has three decimals.
    static string Ratio(double value) => Format.Exact(value) is { Length: <= 6 } exact ? exact : Format.Fixed(value, 3);

    static string InFull(double share) => $"{Format.Exact((double)(100 * (decimal)share))}%";
}
