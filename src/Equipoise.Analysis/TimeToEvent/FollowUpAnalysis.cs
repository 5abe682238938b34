using Equipoise.Analysis.Results;
using Equipoise.Statistics;
using Equipoise.Statistics.Curves;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>How long participants were followed for this endpoint.</summary>
static class FollowUpAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<EndpointData> Stated { get; } = new((data, catalog) => [Of(data, catalog)], Conventions);

    static NamedAnalysis Of(EndpointData data, GroupCatalog catalog)
    {
        var of = new FollowUpResults(data.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{data.Endpoint.Label}: length of follow-up",
            "Reverse Kaplan-Meier estimate",
            "ADTTE",
            "AVAL",
            data.SetId
        );
        Add(data.Observations, catalog.Everyone());
        foreach (var arm in data.Trial.Protocol.Arms)
            Add(data.ObservationsOf(arm), catalog.Arm(arm));
        return results.Done();

        void Add(Observation[] observations, (string Grouping, string Arm) group)
        {
            var median = KaplanMeier.MedianFollowUp(observations, data.Plan.Confidence, data.Plan.Curves, data.Plan.Quantiles);
            results.Add(
                of.Median(group.Arm),
                median.Estimate,
                median.Lower,
                median.Upper,
                time => data.Quantile(time, observations.Length)
            );
        }
    }

    /// <summary>What the length of follow-up is.</summary>
    static IEnumerable<Convention> Conventions(EndpointData data) =>
        [
            new(
                $"{data.Id}.followUp",
                new FollowUpResults(data.Id).Id,
                "Follow-up is the median of the reverse Kaplan-Meier curve, in which events are censored."
            ),
        ];
}

/// <summary>The length of follow-up for an endpoint.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record FollowUpResults(string Endpoint) : AnalysisResults($"{Endpoint}.FollowUp")
{
    /// <summary>The median in an arm, or of <see cref="By.Everyone"/>, in the unit of the endpoint.</summary>
    public IntervalRef Median(string arm) => Interval("median", "lower", "upper", new ResultGroup(By.Arm, arm));
}
