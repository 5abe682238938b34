using Equipoise.Analysis.Results;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>Whether the hazard ratio stays the same over time, without which one number does not tell the effect.</summary>
static class ProportionalHazardsAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<EndpointData> Stated { get; } = new((data, catalog) => [Of(data, catalog)], Conventions);

    static NamedAnalysis Of(EndpointData data, GroupCatalog catalog)
    {
        var of = new ProportionalHazardsResults(data.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{data.Endpoint.Label}: whether the hazard ratio changes over time",
            "Test of proportional hazards (Grambsch and Therneau)",
            "ADTTE",
            "AVAL",
            data.SetId
        );
        var test = data.Model.Value.TestProportionalHazards()?.Global;
        results.Add(of.ChiSquare, test?.Statistic, Format.Fixed(test?.Statistic, 2));
        results.Count(of.DegreesOfFreedom, test?.DegreesOfFreedom ?? 0);
        results.Add(of.PTwoSided, test?.PValue, Format.PValue(test?.PValue));
        return results.Done();
    }

    /// <summary>Over which function of time the ratio may change.</summary>
    static IEnumerable<Convention> Conventions(EndpointData data) =>
        [
            new(
                $"{data.Id}.proportional",
                new ProportionalHazardsResults(data.Id).Id,
                "The test of proportional hazards is that of R's cox.zph: a change with the share of events so far (one minus "
                    + "the Kaplan-Meier estimate of all)."
            ),
        ];
}

/// <summary>The test whether the hazard ratio of an endpoint stays the same over time.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record ProportionalHazardsResults(string Endpoint) : AnalysisResults($"{Endpoint}.ProportionalHazards")
{
    /// <summary>The statistic, over all experimental arms at once.</summary>
    public ResultRef ChiSquare => At("chiSquare");

    /// <summary>Its degrees of freedom: one for each experimental arm.</summary>
    public ResultRef DegreesOfFreedom => At("degreesOfFreedom");

    /// <summary>The P value; a small one says that the ratio changes.</summary>
    public ResultRef PTwoSided => At("pTwoSided");
}
