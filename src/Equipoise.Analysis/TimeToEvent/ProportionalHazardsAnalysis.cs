using Equipoise.Analysis.Results;
using Equipoise.Statistics;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>Whether the hazard ratio stays the same over time, without which one number does not tell the effect.</summary>
static class ProportionalHazardsAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<EndpointData> Stated { get; } = new((data, catalog) => [Of(data, catalog)], Conventions);

    static NamedAnalysis Of(EndpointData data, GroupCatalog catalog)
    {
        var results = new ResultCollector(
            catalog,
            new ProportionalHazardsResults(data.Id).Id,
            $"{data.Endpoint.Label}: whether the hazard ratio changes over time",
            "Test of proportional hazards (Grambsch and Therneau)",
            "ADTTE",
            "AVAL",
            data.SetId
        );
        foreach (var comparison in data.Comparisons)
        {
            var of = new ProportionalHazardsResults(data.Id, comparison.Pair);
            if (comparison.Pair is not null)
                catalog.Arm(comparison.ControlFirst[1]);
            var test = comparison.ModelWithResiduals.TestProportionalHazards()?.Global;
            results.Add(of.ChiSquare, test?.Statistic, Format.Fixed(test?.Statistic, 2));
            results.Count(of.DegreesOfFreedom, test?.DegreesOfFreedom ?? 0);
            results.Add(of.PTwoSided, test?.PValue, Format.PValue(test?.PValue));
        }
        return results.Done();
    }

    /// <summary>Over which function of time the ratio may change.</summary>
    static IEnumerable<Convention> Conventions(EndpointData data) =>
        [
            new(
                $"{data.Id}.proportional",
                new ProportionalHazardsResults(data.Id).Id,
                "The test of proportional hazards is that of R's cox.zph: a change with the share of events so far (one minus "
                    + "the Kaplan-Meier estimate of all)"
                    + (data.Plan.Ties == TieMethod.Discrete ? ", with tied times by Efron's method." : ".")
            ),
        ];
}

/// <summary>The test whether the hazard ratio of an endpoint stays the same over time.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Arm">Where each experimental arm is compared with the control alone, the arm; else null.</param>
public sealed record ProportionalHazardsResults(string Endpoint, string? Arm = null)
    : AnalysisResults($"{Endpoint}.ProportionalHazards")
{
    ResultGroup[] Of => Arm is null ? [] : [new(By.Arm, Arm)];

    /// <summary>The statistic, over all experimental arms of the model at once.</summary>
    public ResultRef ChiSquare => At("chiSquare", Of);

    /// <summary>Its degrees of freedom: one for each experimental arm of the model.</summary>
    public ResultRef DegreesOfFreedom => At("degreesOfFreedom", Of);

    /// <summary>The P value; a small one says that the ratio changes.</summary>
    public ResultRef PTwoSided => At("pTwoSided", Of);
}
