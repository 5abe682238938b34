using Equipoise.Analysis.Results;
using Equipoise.Protocol;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>The analyses of each endpoint.</summary>
static class TimeToEventAnalyses
{
    /// <summary>In the order of the results: another analysis is another line.</summary>
    public static IReadOnlyList<StatedAnalysis<EndpointData>> All { get; } =
        [
            new((_, _) => [], data => OfEndpoint(data.Endpoint)),
            EventsAnalysis.Stated,
            KaplanMeierAnalysis.Stated,
            LandmarkAnalysis.Stated,
            FollowUpAnalysis.Stated,
            CensoringAnalysis.Stated,
            LogRankAnalysis.Stated,
            CoxAnalysis.Stated,
            ProportionalHazardsAnalysis.Stated,
            RestrictedMeanAnalysis.Stated,
            SubgroupAnalysis.Stated,
            SensitivityAnalysis.Stated,
            CompetingRisksAnalysis.Stated,
        ];

    /// <summary>Who is analyzed and how time counts.</summary>
    static IEnumerable<Convention> OfEndpoint(Endpoint endpoint)
    {
        var isFromRandomization = endpoint.From == TimeOrigin.Randomization;
        yield return new(
            $"{endpoint.Id}.set",
            endpoint.Id,
            isFromRandomization
                ? "All randomized participants, in the arm to which they were allocated."
                : "All randomized participants who were treated, in the arm to which they were allocated."
        );
        var origin = isFromRandomization ? "randomization" : "the first dose";
        yield return new(
            $"{endpoint.Id}.time",
            endpoint.Id,
            $"Time counts from {origin}, whose day is day 1{Unit(endpoint.Unit)}."
        );
    }

    static string Unit(TimeUnit unit) =>
        unit switch
        {
            TimeUnit.Month => $"; a month is {Format.Exact(Duration.DaysPerMonth)} days",
            TimeUnit.Year => $"; a year is {Format.Exact(TimeUnit.Year.Days())} days",
            _ => "",
        };
}
