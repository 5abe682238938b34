using Equipoise.Analysis.Results;
using Equipoise.Statistics;
using Equipoise.Statistics.Curves;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>How long participants were followed for this endpoint.</summary>
static class FollowUpAnalysis
{
    public static NamedAnalysis Of(EndpointData data, GroupCatalog catalog)
    {
        var results = new ResultCollector(
            catalog,
            $"{data.Id}.FollowUp",
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

        void Add(Observation[] observations, (string, string) group)
        {
            var median = KaplanMeier.MedianFollowUp(observations, data.Plan.Confidence, data.Plan.Curves, data.Plan.Quantiles);
            results.Add("median", median.Estimate, Format.Time(median.Estimate, data.InDays), group);
            results.Add("lower", median.Lower, Format.Time(median.Lower, data.InDays), group);
            results.Add("upper", median.Upper, Format.Time(median.Upper, data.InDays), group);
        }
    }

    /// <summary>What the length of follow-up is.</summary>
    public static IEnumerable<Convention> Conventions(EndpointData data) =>
        [
            new(
                $"{data.Id}.followUp",
                $"{data.Id}.FollowUp",
                "Follow-up is the median of the reverse Kaplan-Meier curve, in which events are censored."
            ),
        ];
}
