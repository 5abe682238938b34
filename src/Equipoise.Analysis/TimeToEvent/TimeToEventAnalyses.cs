using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>The analyses of each endpoint, in the order of the plan: the first is the primary one.</summary>
static class TimeToEventAnalyses
{
    public static (IReadOnlyList<NamedAnalysis> Analyses, IReadOnlyList<EndpointCurves> Curves) Of(
        IReadOnlyList<EndpointData> endpoints,
        GroupCatalog catalog
    )
    {
        var analyses = new List<NamedAnalysis>();
        var curves = new List<EndpointCurves>();
        foreach (var data in endpoints)
        {
            var (kaplanMeier, drawn) = KaplanMeierAnalysis.Of(data, catalog);
            curves.Add(drawn);
            var fit = CoxAnalysis.Fit(data);
            analyses.AddRange(
                EventsAnalysis.Of(data, catalog),
                kaplanMeier,
                FollowUpAnalysis.Of(data, catalog),
                LogRankAnalysis.Of(data, catalog),
                CoxAnalysis.Of(data, fit, catalog),
                ProportionalHazardsAnalysis.Of(data, fit, catalog),
                RestrictedMeanAnalysis.Of(data, catalog)
            );
            foreach (var id in data.Plan.Subgroups)
                if (data.Trial.Characteristics[id] is Characteristic.Categorical factor)
                    analyses.Add(SubgroupAnalysis.Of(data, factor, catalog));
        }
        return (analyses, curves);
    }

    /// <summary>Who is analyzed and how time counts, then what each analysis states of itself.</summary>
    public static IEnumerable<Convention> Conventions(IReadOnlyList<EndpointData> endpoints) =>
        endpoints.SelectMany(data =>
            (IEnumerable<Convention>)
                [
                    .. OfEndpoint(data.Endpoint),
                    .. EventsAnalysis.Conventions(data),
                    .. KaplanMeierAnalysis.Conventions(data),
                    .. FollowUpAnalysis.Conventions(data),
                    .. LogRankAnalysis.Conventions(data),
                    .. CoxAnalysis.Conventions(data),
                    .. ProportionalHazardsAnalysis.Conventions(data),
                    .. RestrictedMeanAnalysis.Conventions(data),
                    .. SubgroupAnalysis.Conventions(data),
                ]
        );

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
