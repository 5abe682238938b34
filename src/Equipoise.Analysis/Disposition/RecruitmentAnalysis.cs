using System.Globalization;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Disposition;

/// <summary>When and where participants were randomized; what ADSL does not say (RANDDT, SITEID) is left out.</summary>
static class RecruitmentAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, _ => []);

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog)
    {
        var of = new RecruitmentResults();
        var results = new ResultCollector(
            catalog,
            of.Id,
            "When and where participants were randomized",
            "First and last date; count of sites",
            "ADSL",
            "RANDDT",
            AnalysisSets.FullId
        );
        var adsl = new TableReader(trial.Datasets.Adsl, []);
        var dated = adsl.DateOrMissing("RANDDT");
        DateOnly[] days = [.. trial.Full.Select(who => dated(who.Row)).OfType<DateOnly>()];
        // With a date missing, the first and the last are not known.
        if (days.Length > 0 && days.Length == trial.Full.Count)
        {
            var (first, last) = (days.Min(), days.Max());
            results.Add(of.FirstRandomized, SasDate.ToNumber(first), InWords(first));
            results.Add(of.LastRandomized, SasDate.ToNumber(last), InWords(last));
            var months = (last.DayNumber - first.DayNumber) / Duration.DaysPerMonth;
            results.Add(of.Months, months, Format.Fixed(months, 1));
        }
        var site = adsl.TextOrBlank("SITEID");
        if (adsl.Has("SITEID") && trial.Full.All(who => site(who.Row).Length > 0))
            results.Count(of.Sites, trial.Full.Select(who => site(who.Row)).Distinct(StringComparer.Ordinal).Count());
        var done = results.Done();
        return done.Results.Count == 0 ? [] : [done];
    }

    static string InWords(DateOnly day) => day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);
}

/// <summary>When and where participants were randomized.</summary>
public sealed record RecruitmentResults() : AnalysisResults("Recruitment")
{
    /// <summary>The day of the first randomization; as a number, days since 1960-01-01.</summary>
    public ResultRef FirstRandomized => At("firstRandomized");

    /// <summary>The day of the last one.</summary>
    public ResultRef LastRandomized => At("lastRandomized");

    /// <summary>The months of 30.4375 days from the first to the last.</summary>
    public ResultRef Months => At("months");

    /// <summary>How many sites randomized somebody.</summary>
    public ResultRef Sites => At("sites");
}
