using Equipoise.Analysis.Results;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>
/// How much longer, on average, an arm was free of the event than the control, up to a time that all arms reach: it needs no
/// hazard ratio that stays the same.
/// </summary>
static class RestrictedMeanAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<EndpointData> Stated { get; } = new((data, catalog) => [Of(data, catalog)], Conventions);

    static NamedAnalysis Of(EndpointData data, GroupCatalog catalog)
    {
        var of = new RestrictedMeanResults(data.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{data.Endpoint.Label}: restricted mean time",
            "Area under the Kaplan-Meier curve",
            "ADTTE",
            "AVAL",
            data.SetId
        );
        var curves = data
            .ControlFirst.Select(arm => (Arm: arm, Curve: KaplanMeierAnalysis.Estimate(data.ObservationsOf(arm), data.Plan)))
            .ToList();
        // One horizon for all arms, that they can be read beside one another.
        var horizon =
            data.Plan.RestrictedMeanTo is { } wanted ? data.InUnit(wanted)
            : curves.All(item => item.Curve.Steps.Count > 0) ? curves.Min(item => item.Curve.Steps[^1].Time)
            : 0;
        if (!(horizon > 0))
            return results.Done();
        results.Add(of.Horizon, horizon, data.Time(horizon));
        foreach (var (arm, curve) in curves)
        {
            catalog.Arm(arm);
            var mean = RestrictedMean.Of(curve, horizon);
            results.Add(of.Mean(arm.Id), mean.Mean, mean.Lower, mean.Upper, data.Time);
        }
        foreach (var (arm, curve) in curves.Skip(1))
        {
            var difference = RestrictedMeanComparison.Of(curves[0].Curve, curve, horizon).Difference;
            results.Add(of.Difference(arm.Id), difference.Estimate, difference.Lower, difference.Upper, data.Time);
            results.Add(of.PTwoSided(arm.Id), difference.PValue, Format.PValue(difference.PValue));
        }
        return results.Done();
    }

    /// <summary>Up to which time.</summary>
    static IEnumerable<Convention> Conventions(EndpointData data) =>
        [
            new(
                $"{data.Id}.restrictedMean",
                new RestrictedMeanResults(data.Id).Id,
                "Restricted mean times are areas under the curves up to "
                    + (data.Plan.RestrictedMeanTo?.ToString() ?? "the last time of the arm in which it is earliest")
                    + ", unstratified; a difference above 0 favors the experimental arm."
            ),
        ];
}

/// <summary>Restricted mean times without the event of an endpoint.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record RestrictedMeanResults(string Endpoint) : AnalysisResults($"{Endpoint}.RestrictedMean")
{
    /// <summary>The time up to which they are taken, in the unit of the endpoint.</summary>
    public ResultRef Horizon => At("horizon");

    /// <summary>The mean in an arm.</summary>
    public IntervalRef Mean(string arm) => Interval("mean", "meanLower", "meanUpper", new ResultGroup(By.Arm, arm));

    /// <summary>The mean of an experimental arm less that of the control.</summary>
    public IntervalRef Difference(string arm) =>
        Interval("difference", "differenceLower", "differenceUpper", new ResultGroup(By.Arm, arm));

    /// <summary>The P value of the difference.</summary>
    public ResultRef PTwoSided(string arm) => At("pTwoSided", new ResultGroup(By.Arm, arm));
}
