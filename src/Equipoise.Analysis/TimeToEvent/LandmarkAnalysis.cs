using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>How many more of an experimental arm than of the control are free of the event at each landmark.</summary>
static class LandmarkAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<EndpointData> Stated { get; } = new(Of, Conventions);

    static IEnumerable<NamedAnalysis> Of(EndpointData data, GroupCatalog catalog) =>
        data.Plan.Landmarks.Count == 0 ? [] : [Compared(data, catalog)];

    static NamedAnalysis Compared(EndpointData data, GroupCatalog catalog)
    {
        var of = new LandmarkResults(data.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{data.Endpoint.Label}: differences at landmarks",
            "Difference of Kaplan-Meier estimates",
            "ADTTE",
            "AVAL",
            data.SetId
        );
        KaplanMeier[] curves =
        [
            .. data.ControlFirst.Select(arm => KaplanMeierAnalysis.Estimate(data.ObservationsOf(arm), data.Plan)),
        ];
        foreach (var landmark in data.Plan.Landmarks)
        {
            var time = data.InUnit(landmark);
            var when = catalog.Group(By.Time, Format.Exact(time), landmark.ToString()).Group;
            foreach (var (arm, curve) in data.ControlFirst.Zip(curves))
            {
                catalog.Arm(arm);
                results.Count(of.AtRisk(arm.Id, when), curve.AtRisk(time));
            }
            foreach (var (arm, curve) in data.ControlFirst.Zip(curves).Skip(1))
            {
                var difference = Difference(data, curves[0], curve, time);
                results.Add(
                    of.Difference(arm.Id, when),
                    100 * difference.Estimate,
                    100 * difference.Lower,
                    100 * difference.Upper,
                    points => Format.Fixed(points, 1)
                );
                if (data.Plan.LandmarkTest is not null)
                    results.Add(of.PTwoSided(arm.Id, when), difference.PValue, Format.PValue(difference.PValue));
            }
        }
        return results.Done();
    }

    static Contrast Difference(EndpointData data, KaplanMeier control, KaplanMeier experimental, double time) =>
        (
            data.Plan.LandmarkTest is { } scale
                ? SurvivalDifference.At(control, experimental, time, testScale: scale)
                : SurvivalDifference.At(control, experimental, time)
        ).Difference;

    /// <summary>How the intervals are made, and on which scale the test is, where one is planned.</summary>
    static IEnumerable<Convention> Conventions(EndpointData data) =>
        data.Plan.Landmarks.Count == 0
            ? []
            :
            [
                new(
                    $"{data.Id}.landmarks",
                    new LandmarkResults(data.Id).Id,
                    "Differences at landmarks are experimental less control, in percentage points, with "
                        + $"{Format.Share(data.Plan.Confidence)} limits by Wald from the standard errors of Greenwood, "
                        + "unstratified; above 0 favors the experimental arm."
                        + (
                            data.Plan.LandmarkTest is { } scale
                                ? $" Their P values, two-sided, are by Wald on the {TimeToEventPlan.InWords(scale)}."
                                : ""
                        )
                ),
            ];
}

/// <summary>The arms of an endpoint at the landmarks of the plan.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record LandmarkResults(string Endpoint) : AnalysisResults($"{Endpoint}.Landmark")
{
    /// <summary>How many of an arm are at risk at a landmark.</summary>
    public ResultRef AtRisk(string arm, string time) => At("atRisk", new ResultGroup(By.Arm, arm), new(By.Time, time));

    /// <summary>The percentage of an experimental arm without event less that of the control, in percentage points.</summary>
    public IntervalRef Difference(string arm, string time) =>
        Interval("difference", "differenceLower", "differenceUpper", new ResultGroup(By.Arm, arm), new(By.Time, time));

    /// <summary>The P value of the difference, where the plan has a test of it.</summary>
    public ResultRef PTwoSided(string arm, string time) => At("pTwoSided", new ResultGroup(By.Arm, arm), new(By.Time, time));
}
