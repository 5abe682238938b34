using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.CompetingRisks;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>
/// Each of the events that make up an endpoint while the others compete: its cumulative incidence, whether the arms differ in it,
/// and by how much.
/// </summary>
static class CompetingRisksAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<EndpointData> Stated { get; } =
        new((data, catalog) => IsAsked(data) ? [Of(data, catalog)] : [], Conventions);

    /// <summary>Who had several events in the data, and a plan that asks.</summary>
    static bool IsAsked(EndpointData data) => data.Plan.CompetingRisks && Causes(data).Count > 1;

    /// <summary>The events as the data name them: the order is that of how often they came first.</summary>
    static IReadOnlyList<string> Causes(EndpointData data) =>
        [
            .. data
                .Outcomes.Where(outcome => outcome.Observation.IsEvent)
                .GroupBy(outcome => outcome.Description, StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(group => group.Count())
                .Select(group => group.Key),
        ];

    static NamedAnalysis Of(EndpointData data, GroupCatalog catalog)
    {
        var of = new CompetingRisksResults(data.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{data.Endpoint.Label}: competing risks",
            "Cumulative incidence (Aalen-Johansen); tests of Gray; model of Fine and Gray",
            "ADTTE",
            "EVNTDESC",
            data.SetId
        );
        var causes = Causes(data);
        for (var cause = 1; cause <= causes.Count; cause++)
        {
            var component = catalog.Named(By.Component, causes[cause - 1]).Group;
            foreach (var arm in data.ControlFirst)
            {
                catalog.Arm(arm);
                var curves = Estimate(data, arm, causes);
                foreach (var landmark in data.Plan.Landmarks)
                {
                    var time = data.InUnit(landmark);
                    var at = curves.Incidence(cause).At(time);
                    var when = catalog.Group(By.Time, Format.Exact(time), landmark.ToString()).Group;
                    results.Add(
                        of.Incidence(arm.Id, component, when),
                        100 * at.Probability,
                        100 * at.Lower,
                        100 * at.Upper,
                        Format.Percent
                    );
                }
            }
            foreach (var comparison in data.Comparisons)
                Compare(results, of, comparison, causes, cause, component);
        }
        return results.Done();
    }

    /// <summary>The curves themselves, event by event and arm by arm, for drawing.</summary>
    public static IReadOnlyList<IReadOnlyList<ArmCurve>> Curves(EndpointData data)
    {
        if (!IsAsked(data))
            return [];
        var causes = Causes(data);
        var arms = data
            .Trial.Protocol.Arms.Where(arm => data.Of(arm).Any())
            .Select(arm => (arm.Id, Curves: Estimate(data, arm, causes), Last: data.Of(arm).Max(one => one.Observation.Time)))
            .ToArray();
        return
        [
            .. Enumerable
                .Range(1, causes.Count)
                .Select(cause =>
                    arms.Select(arm => new ArmCurve(
                            arm.Id,
                            [
                                new(0, 0, 0, 0),
                                .. arm
                                    .Curves.Incidence(cause)
                                    .Steps.Where(step => step.Events > 0)
                                    .Select(step => new CurveStep(step.Time, step.Probability, step.Lower, step.Upper)),
                            ],
                            [],
                            arm.Last
                        ))
                        .ToArray()
                ),
        ];
    }

    static AalenJohansen Estimate(EndpointData data, Arm arm, IReadOnlyList<string> causes) =>
        AalenJohansen.Estimate(
            [.. data.Of(arm).Select(outcome => Observed(outcome, causes))],
            causes: causes.Count,
            variance: IncidenceVariance.Aalen,
            confidence: data.Plan.Confidence,
            transformation: Scale(data.Plan)
        );

    static void Compare(
        ResultCollector results,
        CompetingRisksResults of,
        EndpointData data,
        IReadOnlyList<string> causes,
        int cause,
        string component
    )
    {
        CompetingObservation[] observations = [.. data.Outcomes.Select(outcome => Observed(outcome, causes))];
        var test = GrayTest.Compare(observations, data.ArmNumbers, cause, data.Strata);
        var p = (of with { Arm = data.Pair }).PGray(component);
        results.Add(p, test.PValue, Format.PValue(test.PValue));
        var fit = FineGray.Fit(
            observations,
            EndpointData.ArmIndicators(data.ArmNumbers, data.ControlFirst.Count - 1),
            [.. data.ControlFirst.Skip(1).Select(arm => arm.Label)],
            cause,
            confidence: data.Plan.Confidence
        );
        foreach (var (arm, coefficient) in data.ControlFirst.Skip(1).Zip(fit.Coefficients))
            results.Add(
                of.Ratio(arm.Id, component),
                coefficient.StandardError is null ? null : coefficient.HazardRatio,
                coefficient.Lower,
                coefficient.Upper,
                Format.Ratio
            );
    }

    static CompetingObservation Observed(Outcome outcome, IReadOnlyList<string> causes)
    {
        if (!outcome.Observation.IsEvent)
            return CompetingObservation.CensoredAt(outcome.Observation.Time);
        var cause = 1;
        while (!causes[cause - 1].Equals(outcome.Description, StringComparison.OrdinalIgnoreCase))
            cause++;
        return CompetingObservation.Event(outcome.Observation.Time, cause);
    }

    /// <summary>An incidence has no limits on the scales of logit and arcsine.</summary>
    static IntervalTransformation Scale(TimeToEventPlan plan) =>
        plan.Curves is IntervalTransformation.Log or IntervalTransformation.Plain ? plan.Curves : IntervalTransformation.LogLog;

    /// <summary>What competes with what, and how variances and ratios are made.</summary>
    static IEnumerable<Convention> Conventions(EndpointData data) =>
        IsAsked(data)
            ?
            [
                new(
                    $"{data.Id}.competing",
                    new CompetingRisksResults(data.Id).Id,
                    "Cumulative incidence is of the event that came first, the others competing; "
                        + $"{Format.Share(data.Plan.Confidence)} limits by Aalen's variance on the "
                        + $"{TimeToEventPlan.InWords(Scale(data.Plan))}. Tests of Gray"
                        + (data.Plan.Stratified ? ", stratified as the log-rank test" : "")
                        + "; subdistribution hazard ratios of Fine and Gray, unstratified. A treatment that prevents one event "
                        + "leaves more people to have the other."
                ),
            ]
            : [];
}

/// <summary>The events that make up an endpoint, as competing risks.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Arm">Where each experimental arm is compared with the control alone, the arm of a test; else null.</param>
public sealed record CompetingRisksResults(string Endpoint, string? Arm = null) : AnalysisResults($"{Endpoint}.CompetingRisks")
{
    /// <summary>The percentage of an arm with this event as the first by a landmark.</summary>
    public IntervalRef Incidence(string arm, string component, string time) =>
        Interval("incidence", "lower", "upper", new ResultGroup(By.Arm, arm), new(By.Component, component), new(By.Time, time));

    /// <summary>The P value of Gray's test that the incidence of this event is the same.</summary>
    public ResultRef PGray(string component) =>
        At("pGray", Arm is null ? [new(By.Component, component)] : [new(By.Arm, Arm), new(By.Component, component)]);

    /// <summary>The subdistribution hazard ratio of an experimental arm to the control.</summary>
    public IntervalRef Ratio(string arm, string component) =>
        Interval("ratio", "ratioLower", "ratioUpper", new ResultGroup(By.Arm, arm), new(By.Component, component));
}
