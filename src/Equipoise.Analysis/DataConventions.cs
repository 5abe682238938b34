using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;

namespace Equipoise.Analysis;

/// <summary>What was done to the data before any analysis.</summary>
static class DataConventions
{
    public static IEnumerable<Convention> Of(TrialData trial, DateOnly? cutoff, int leftOut) =>
        [new("cutoff", "", Cutoff(trial, cutoff)), .. Data(trial, leftOut), .. Dates(trial)];

    /// <summary>The rule for partial dates, and every day that it put; nothing where the protocol has none.</summary>
    static IEnumerable<Convention> Dates(TrialData trial)
    {
        if (trial.Protocol.Analysis.PartialDates is not { } rule || trial.Datasets.From is not { } facts)
            yield break;
        yield return new("dates", "", DayRule.InWords(rule));
        foreach (var variable in facts.Imputed.GroupBy(one => one.Variable))
            yield return new($"dates.{variable.Key}", "", $"Imputed in {variable.Key}: {DayRule.InWords(variable)}.");
    }

    /// <summary>What the protocol says of data that call things otherwise, where a number depends on it.</summary>
    static IEnumerable<Convention> Data(TrialData trial, int leftOut)
    {
        var data = trial.Protocol.Data;
        if (data.LeaveOut.Count > 0)
            yield return new(
                "data.leaveOut",
                "",
                $"Left out of every data set: {leftOut} participants of "
                    + $"{string.Join(", ", data.LeaveOut.Select(arm => $"'{arm}'"))}."
            );
        if (data.UnitOfTime is { } unit)
            yield return new(
                "data.unitOfTime",
                "",
                $"Times of ADTTE that state no unit are {unit.ToString().ToLowerInvariant()}s, as the protocol says."
            );
        if (data.RandomizationDate is { } date && trial.Datasets.Derived)
            yield return new("data.randomizationDate", "", $"The day of randomization is DM.{date}.");
    }

    static string Cutoff(TrialData trial, DateOnly? cutoff) =>
        (trial.Datasets.Derived, cutoff) switch
        {
            (false, _) => "Analysis data sets are used as given; no record was left out for its date.",
            (true, null) => "The data state no cutoff; all records are used.",
            _ => "What happened after the data cutoff is left out.",
        };
}
