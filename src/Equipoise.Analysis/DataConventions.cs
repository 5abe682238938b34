using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;

namespace Equipoise.Analysis;

/// <summary>What was done to the data before any analysis.</summary>
static class DataConventions
{
    public static IEnumerable<Convention> Of(TrialData trial, DateOnly? cutoff) =>
        [new("cutoff", "", Cutoff(trial, cutoff)), .. Dates(trial)];

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
