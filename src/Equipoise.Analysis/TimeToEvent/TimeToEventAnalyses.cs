using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>The analyses of each endpoint, in the order of the plan: the first is the primary one.</summary>
static class TimeToEventAnalyses
{
    public static (IReadOnlyList<NamedAnalysis> Analyses, IReadOnlyList<EndpointCurves> Curves) Of(
        TrialData trial,
        GroupCatalog catalog
    )
    {
        var analyses = new List<NamedAnalysis>();
        var curves = new List<EndpointCurves>();
        foreach (var plan in trial.Protocol.Analysis.TimeToEvent)
        {
            var data = new EndpointData(trial, trial.Protocol.Endpoint(plan.EndpointId), plan, trial.Outcomes[plan.EndpointId]);
            var (kaplanMeier, drawn) = KaplanMeierAnalysis.Of(data, catalog);
            curves.Add(drawn);
            analyses.AddRange(
                EventsAnalysis.Of(data, catalog),
                kaplanMeier,
                FollowUpAnalysis.Of(data, catalog),
                LogRankAnalysis.Of(data, catalog),
                CoxAnalysis.Of(data, catalog)
            );
            foreach (var id in plan.Subgroups)
                if (trial.Characteristics[id] is Characteristic.Categorical factor)
                    analyses.Add(SubgroupAnalysis.Of(data, factor, catalog));
        }
        return (analyses, curves);
    }
}
