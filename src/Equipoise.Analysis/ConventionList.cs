using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Exposure;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Analysis.Sets;
using Equipoise.Analysis.TimeToEvent;

namespace Equipoise.Analysis;

/// <summary>
/// Every choice on which a number depends, in sentences to be printed under the outputs: what holds for all numbers, then what
/// each analysis states of itself.
/// </summary>
static class ConventionList
{
    public static IReadOnlyList<Convention> Of(TrialData trial, IReadOnlyList<EndpointData> endpoints, DateOnly? cutoff) =>
        [
            new("rounding", "", Format.Rounding),
            new("cutoff", "", Cutoff(trial, cutoff)),
            .. TimeToEventAnalyses.Conventions(endpoints),
            .. BaselineAnalyses.Conventions(),
            .. DispositionAnalysis.Conventions(trial),
            .. SafetyAnalyses.Conventions(trial),
            .. ExposureAnalyses.Conventions(),
        ];

    static string Cutoff(TrialData trial, DateOnly? cutoff) =>
        (trial.Datasets.Derived, cutoff) switch
        {
            (false, _) => "Analysis data sets are used as given; no record was left out for its date.",
            (true, null) => "The data state no cutoff; all records are used.",
            _ => "What happened after the data cutoff is left out.",
        };
}
