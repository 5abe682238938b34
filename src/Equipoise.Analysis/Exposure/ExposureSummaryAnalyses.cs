using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Exposure;

/// <summary>
/// How long and how much of each treatment was given, whatever its schedule, in each arm: the table of exposure of a study
/// report (ICH E3, 12.1; table EXT01 of chevron).
/// </summary>
static class ExposureSummaryAnalyses
{
    const double DaysPerYear = 365.25;

    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, Conventions);

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog) =>
        from treatment in trial.Protocol.Treatments
        let exposures = trial.Exposures?.Where(one => one.Treatment.Id == treatment.Id).ToList()
        where exposures is { Count: > 0 }
        select Of(trial, treatment, exposures, catalog);

    static NamedAnalysis Of(
        TrialData trial,
        Treatment treatment,
        IReadOnlyList<TreatmentExposure> exposures,
        GroupCatalog catalog
    )
    {
        var of = new ExposureSummaryResults(treatment.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"Duration and amount of {Name.Small(treatment.Label)}",
            "Summary of dosing",
            trial.Datasets.Derived ? "EX" : "ADEX",
            "AVAL",
            AnalysisSets.SafetyId
        );
        var reasons = exposures
            .SelectMany(one => one.Reasons)
            .GroupBy(reason => reason, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.Key)
            .ToList();
        foreach (var arm in trial.Protocol.Arms)
        {
            TreatmentExposure[] ofArm = [.. exposures.Where(one => one.Who.Received == arm)];
            if (ofArm.Length == 0)
                continue;
            catalog.Arm(arm);
            results.Count(of.Participants(arm.Id), ofArm.Length);
            Add(ofArm.Select(one => one.Days), measure => of.Duration(arm.Id, measure));
            var years = ofArm.Sum(one => one.Days ?? 0) / DaysPerYear;
            results.Add(of.PersonYears(arm.Id), years, Format.Fixed(years, 1));
            Add(ofArm.Select(one => one.Doses), measure => of.Doses(arm.Id, measure));
            Add(ofArm.Select(one => one.Total), measure => of.Total(arm.Id, measure));
            foreach (var reason in reasons)
            {
                var count = ofArm.Count(one => one.Reasons.Contains(reason, StringComparer.OrdinalIgnoreCase));
                var group = catalog.Named(By.Reason, reason).Group;
                results.Count(of.ModifiedBecause(arm.Id, group), count);
                results.Percent(of.ModifiedBecausePercent(arm.Id, group), count, ofArm.Length);
            }
        }
        return results.Done();

        void Add(IEnumerable<double?> values, Func<ExposureMeasure, ResultRef> at)
        {
            double[] known = [.. values.OfType<double>()];
            if (known.Length == 0)
                return;
            var summary = Descriptive.Of(known);
            var places = known.All(value => value == Math.Floor(value)) ? 0 : 1;
            results.Count(at(ExposureMeasure.Count), summary.Count);
            Print(ExposureMeasure.Mean, summary.Mean, places + 1);
            Print(ExposureMeasure.StandardDeviation, summary.StandardDeviation, places + 1);
            Print(ExposureMeasure.Median, summary.Median, places + 1);
            Print(ExposureMeasure.Minimum, summary.Minimum, places);
            Print(ExposureMeasure.Maximum, summary.Maximum, places);

            void Print(ExposureMeasure measure, double? value, int decimals) =>
                results.Add(at(measure), value, Format.Fixed(value, decimals));
        }
    }

    /// <summary>What a duration, a dose and a total are.</summary>
    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (trial.Exposures is not { Count: > 0 })
            yield break;
        yield return new(
            "exposure.summary",
            "Dosing",
            trial.Datasets.Derived || !trial.HasExposureTotals
                ? "Duration is from the first dose to the end of the last dosing record, interruptions included; a total is the "
                    + "dose of every dosing day that the schedule has within the records. Person-years are durations over 365.25 "
                    + "days."
                : "Durations, doses and totals are those of ADEX. Person-years are durations over 365.25 days."
        );
    }

    static class Name
    {
        public static string Small(string label) =>
            label.Length > 1 && char.IsUpper(label[0]) && !label.Skip(1).Any(char.IsUpper)
                ? char.ToLowerInvariant(label[0]) + label[1..]
                : label;
    }
}

/// <summary>How a number is summarized.</summary>
public enum ExposureMeasure
{
    /// <summary>How many have one.</summary>
    Count,

    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The standard deviation.</summary>
    StandardDeviation,

    /// <summary>The median.</summary>
    Median,

    /// <summary>The smallest.</summary>
    Minimum,

    /// <summary>The largest.</summary>
    Maximum,
}

/// <summary>How long and how much of a treatment was given, in the arms in which somebody had it.</summary>
/// <param name="Treatment">The treatment.</param>
public sealed record ExposureSummaryResults(string Treatment) : AnalysisResults($"Dosing.{Treatment}")
{
    /// <summary>How many had a dose.</summary>
    public ResultRef Participants(string arm) => At("participants", new ResultGroup(By.Arm, arm));

    /// <summary>The days from the first dose to the last.</summary>
    public ResultRef Duration(string arm, ExposureMeasure measure) => At($"duration{measure}", new ResultGroup(By.Arm, arm));

    /// <summary>The years of all participants together.</summary>
    public ResultRef PersonYears(string arm) => At("personYears", new ResultGroup(By.Arm, arm));

    /// <summary>The doses, or dosing records.</summary>
    public ResultRef Doses(string arm, ExposureMeasure measure) => At($"doses{measure}", new ResultGroup(By.Arm, arm));

    /// <summary>The dose of all days together.</summary>
    public ResultRef Total(string arm, ExposureMeasure measure) => At($"total{measure}", new ResultGroup(By.Arm, arm));

    /// <summary>From how many a dose was reduced or withheld for a reason.</summary>
    public ResultRef ModifiedBecause(string arm, string reason) =>
        At("modifiedBecause", new ResultGroup(By.Arm, arm), new(By.Reason, reason));

    /// <summary>Their percentage.</summary>
    public ResultRef ModifiedBecausePercent(string arm, string reason) =>
        At("modifiedBecausePercent", new ResultGroup(By.Arm, arm), new(By.Reason, reason));
}
