using System.Globalization;
using Equipoise.Analysis.Results;
using Equipoise.Design.Sizing;

namespace Equipoise.Reporting.Plans;

/// <summary>The numbers of a plan as results with addresses, so that its page can quote them and nothing else.</summary>
/// <remarks>
/// Addresses are those of <c>design --format json</c>: <c>Design/power</c> is its member <c>power</c>,
/// <c>Design.Looks/efficacyZ[look=2]</c> the member <c>efficacyZ</c> of that one of <c>looks</c> whose <c>look</c> is 2. The raw
/// number is the one of the file, so a share stays a share although it is printed in percent.
/// </remarks>
static class PlanResults
{
    public const string Assumption = "assumption";

    // A page of a plan says it of itself; a report says it of its own results.
    const string OfRatios = "ratio";

    public static ReportingEvent Of(PlannedTrial plan)
    {
        var (protocol, design) = (plan.Protocol, plan.Design);
        return new(
            new(protocol.Trial.Id, protocol.Trial.Version, protocol.Sha256, plan.Program, null, false, []),
            [.. Conventions(plan)],
            [],
            [.. WholePlan(plan), Grouping("month", "Month"), Grouping("hazardRatio", "Hazard ratio")],
            [
                .. Stated(design),
                Analysis(
                    design,
                    new MonthResults(0),
                    "What is expected by each month",
                    "month",
                    plan.Months.SelectMany(Month)
                ),
                Analysis(
                    design,
                    new PowerResults(0),
                    "The power over hazard ratios",
                    "hazardRatio",
                    plan.Powers.SelectMany(Power)
                ),
                Analysis(
                    design,
                    new SimulatedResults(),
                    "The plan simulated under its own assumptions",
                    null,
                    Simulated(plan)
                ),
            ]
        );
    }

    /// <summary>The results of a trial with the numbers of its plan, so that its report can hold one beside the other.</summary>
    /// <remarks>
    /// What a report states of a plan is its size, its assumptions, its looks and where it ends; not its course by month, nor its
    /// power elsewhere.
    /// </remarks>
    /// <param name="results">What the analysis found; numbers of a plan that it has already are made anew.</param>
    /// <param name="plan">The plan.</param>
    public static ReportingEvent AddedTo(ReportingEvent results, PlannedTrial plan)
    {
        NamedAnalysis[] stated = [.. Stated(plan.Design), .. plan.Others.SelectMany(Other)];
        Grouping[] groupings = [.. WholePlan(plan)];
        Convention[] conventions =
        [
            .. Conventions(plan)
                .Where(one => one.Id != OfRatios)
                .Select(one => one with { Id = $"plan.{one.Id}", Applies = new DesignResults().Id }),
        ];
        return results.With(
            [.. results.Conventions.Where(one => conventions.All(added => added.Id != one.Id)), .. conventions],
            [.. results.Groupings.Where(one => groupings.All(added => added.Id != one.Id)), .. groupings],
            [.. results.Analyses.Where(one => stated.All(added => added.Id != one.Id)), .. stated]
        );
    }

    static IEnumerable<Grouping> WholePlan(PlannedTrial plan) =>
        [
            new(Assumption, "What the protocol assumes", "", "", [.. PlanWords.Of(plan)]),
            new("look", "Look", "", "", [.. Looks(plan).Select(look => new Group($"{look}", $"Look {look}"))]),
            new(
                "hypothesis",
                "Hypothesis",
                "",
                "",
                [new("alternative", "The effect that is assumed"), new("null", "No effect, or the margin")]
            ),
        ];

    static IEnumerable<int> Looks(PlannedTrial plan) =>
        plan.Others.Select(other => other.Sized).Append(plan.Design).SelectMany(design => design.Looks).Select(look => look.Look)
            .Distinct()
            .Order();

    /// <summary>What is planned for an endpoint beside the one that sizes the trial.</summary>
    static IEnumerable<NamedAnalysis> Other(EndpointDesign other)
    {
        var (design, id) = (other.Sized, other.Endpoint.Id);
        return
        [
            Analysis(design, new DesignResults(id), $"How many events of {id} are planned", null, Whole(design, id)),
            Analysis(
                design,
                new LookResults(0, id),
                $"What each look at {id} does",
                "look",
                design.Looks.SelectMany(look => Look(design, look, id))
            ),
        ];
    }

    static IEnumerable<NamedAnalysis> Stated(TrialDesign design) =>
        [
            Analysis(design, new DesignResults(), "How large the trial is", null, Whole(design)),
            Analysis(design, new AssumptionResults(), "What the protocol assumes", null, Assumed(design)),
            Analysis(
                design,
                new LookResults(0),
                "What each look does",
                "look",
                design.Looks.SelectMany(look => Look(design, look))
            ),
            Analysis(design, new ExpectedResults(""), "Where the trial ends", "hypothesis", Ends(design)),
        ];

    static NamedAnalysis Analysis(
        TrialDesign design,
        AnalysisResults of,
        string name,
        string? grouping,
        IEnumerable<OperationResult> results
    ) => new(of.Id, name, design.Formula.InWords, "", "", "", grouping is null ? [] : [grouping], [.. results]);

    static Grouping Grouping(string id, string label) => new(id, label, "", "", []);

    static IEnumerable<OperationResult> Whole(TrialDesign design, string? endpoint = null)
    {
        var of = new DesignResults(endpoint);
        yield return Count(of.Events, design.Events);
        yield return Count(of.Participants, design.Participants);
        yield return Share(of.Power, design.Power);
        yield return At(of.OneSidedAlpha, design.Assumptions.OneSidedAlpha, InFull(design.Assumptions.OneSidedAlpha));
        if (design.ExactEvents is { } exact)
            yield return Number(of.ExactEvents, exact, 1);
        yield return At(of.HazardRatio, design.HazardRatio, Ratio(design.HazardRatio));
        yield return At(of.Margin, design.Assumptions.Margin, Format.Exact(design.Assumptions.Margin));
        yield return Number(of.MinimumFollowUp, design.MinimumFollowUp, 1);
    }

    static IEnumerable<OperationResult> Assumed(TrialDesign design)
    {
        var (of, assumed) = (new AssumptionResults(), design.Assumptions);
        yield return At(of.Power, assumed.Power, InFull(assumed.Power));
        yield return Number(of.AccrualMonths, assumed.Accrual.Months, 1);
        if (double.IsFinite(assumed.FollowUpMonths))
            yield return At(of.FollowUpMonths, assumed.FollowUpMonths, Format.Exact(assumed.FollowUpMonths));
        if (assumed.SingleMedian is { } median)
            yield return Number(of.ControlMedian, median, 1);
    }

    static IEnumerable<OperationResult> Look(TrialDesign design, DesignLook look, string? endpoint = null)
    {
        var of = new LookResults(look.Look, endpoint);
        var (efficacy, futility) = (look.Efficacy, look.Look < design.Looks.Count ? look.Futility : null);
        yield return Count(of.Number, look.Look);
        yield return Count(of.Events, look.Events);
        yield return Share(of.InformationFraction, look.InformationFraction);
        yield return Number(of.Months, look.Months, 1);
        yield return Number(of.MonthsUnderNull, look.MonthsUnderNull, 1);
        yield return Number(of.Participants, look.Participants, 0);
        yield return Number(of.EfficacyZ, look.Efficacy.Z, 4);
        yield return Number(of.EfficacyHazardRatio, efficacy.HazardRatio, 3);
        yield return P(of.EfficacyP, efficacy);
        yield return At(of.AlphaSpent, look.AlphaSpent, Format.Significant(look.AlphaSpent, 5));
        yield return Number(of.EfficacyUnderNull, efficacy.CrossedUnderNull, 4);
        yield return Number(of.PowerSpent, look.PowerSpent, 4);
        if (futility is null)
            yield break;
        yield return Number(of.FutilityZ, futility.Z, 4);
        yield return Number(of.FutilityHazardRatio, futility.HazardRatio, 3);
        yield return P(of.FutilityP, futility);
        yield return Number(of.FutilityUnderNull, futility.CrossedUnderNull, 4);
        yield return Number(of.FutilityUnderAlternative, futility.CrossedUnderAlternative, 4);
    }

    static IEnumerable<OperationResult> Ends(TrialDesign design) =>
        new[] { ("alternative", design.UnderAlternative), ("null", design.UnderNull) }.SelectMany(end =>
        {
            var (of, expected) = (new ExpectedResults(end.Item1), end.Item2);
            return new[]
            {
                Number(of.Events, expected.Events, 1),
                Number(of.Months, expected.Months, 1),
                Number(of.Participants, expected.Participants, 0),
            };
        });

    static IEnumerable<OperationResult> Month(PlannedMonth month)
    {
        var of = new MonthResults(month.Month);
        yield return Count(of.Number, month.Month);
        yield return Number(of.Participants, month.Participants, 0);
        yield return Number(of.Events, month.Events, 1);
        yield return Number(of.ControlEvents, month.ControlEvents, 1);
        yield return Number(of.ExperimentalEvents, month.ExperimentalEvents, 1);
        yield return Number(of.EventsUnderNull, month.EventsUnderNull, 1);
    }

    static IEnumerable<OperationResult> Power(PowerAtHazardRatio point)
    {
        var of = new PowerResults(point.HazardRatio);
        var decimals = Math.Max(2, Format.Exact(point.HazardRatio).Length - 2);
        yield return At(of.HazardRatio, point.HazardRatio, Format.Fixed(point.HazardRatio, Math.Min(decimals, 4)));
        yield return Share(of.Power, point.Power);
    }

    static IEnumerable<OperationResult> Simulated(PlannedTrial plan)
    {
        if (plan.Check is not { Simulated: var power })
            yield break;
        var of = new SimulatedResults();
        yield return Share(of.Power, power.Estimate);
        yield return At(of.Trials, power.Trials, power.Trials.ToString("#,0", CultureInfo.InvariantCulture));
        yield return Share(of.Lower, power.Lower);
        yield return Share(of.Upper, power.Upper);
        yield return At(of.Confidence, power.Confidence, InFull(power.Confidence));
        yield return At(of.Seed, plan.Seed, plan.Seed.ToString(CultureInfo.InvariantCulture));
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
            OfRatios,
            "*",
            "Hazard ratios are experimental over control; below 1 favors the experimental arm. P values are one-sided."
        );
    }

    static OperationResult At(ResultRef result, double? raw, string printed) =>
        new(result.Operation, result.Groups, raw, printed);

    static OperationResult Count(ResultRef result, int count) => At(result, count, Format.Count(count));

    static OperationResult Number(ResultRef result, double? value, int decimals) =>
        At(result, value is { } one && double.IsFinite(one) ? one : null, Format.Fixed(value, decimals));

    static OperationResult Share(ResultRef result, double share) => At(result, share, Format.Percent(100 * share));

    static OperationResult P(ResultRef result, BoundAtLook bound) =>
        double.IsFinite(bound.Z)
            ? At(result, bound.NominalP, Format.Significant(bound.NominalP, 5))
            : At(result, null, Format.NotEstimable);

    // As it was written: 0.667, 0.7. An average has three decimals.
    static string Ratio(double value) => Format.Exact(value) is { Length: <= 6 } exact ? exact : Format.Fixed(value, 3);

    static string InFull(double share) => $"{Format.Exact((double)(100 * (decimal)share))}%";
}
