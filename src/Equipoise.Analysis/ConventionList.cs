using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Exposure;
using Equipoise.Analysis.Reading;
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
            .. Dates(trial),
            .. TimeToEventAnalyses.Conventions(endpoints),
            .. BaselineAnalyses.Conventions(),
            .. DispositionAnalysis.Conventions(trial),
            .. SafetyAnalyses.Conventions(trial),
            .. ExposureAnalyses.Conventions(trial),
        ];

    /// <summary>The rule for partial dates, and every day that it put; nothing where the protocol has none.</summary>
    static IEnumerable<Convention> Dates(TrialData trial)
    {
        if (trial.Protocol.Analysis.PartialDates is not { } rule || trial.Datasets.From is not { } facts)
            yield break;
        yield return new("dates", "", DayRule.InWords(rule));
        foreach (var variable in facts.Imputed.GroupBy(one => one.Variable))
            yield return new($"dates.{variable.Key}", "", $"Imputed in {variable.Key}: {DayRule.InWords(variable)}.");
    }

    static string Cutoff(TrialData trial, DateOnly? cutoff) =>
        (trial.Datasets.Derived, cutoff) switch
        {
            (false, _) => "Analysis data sets are used as given; no record was left out for its date.",
            (true, null) => "The data state no cutoff; all records are used.",
            _ => "What happened after the data cutoff is left out.",
        };
}
