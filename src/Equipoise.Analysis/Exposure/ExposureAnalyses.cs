using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Exposure;

/// <summary>How much of each treatment was given, for treatments with dose levels, in the arms that give them.</summary>
static class ExposureAnalyses
{
    /// <summary>The rule for relative dose intensity, as printed.</summary>
    public const string IntensityRule =
        "Relative dose intensity is the dose given in percent of the starting dose on every dosing day that the schedule "
            + "asks for from the "
        + "first dose to the last recorded cycle: delayed and withheld cycles lower it. "
        + "An interval longer than the dosing days of its cycle "
        + "counts those days only.";

    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, Conventions);

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog)
    {
        if (trial.Dosing is not { } dosed)
            yield break;
        foreach (var treatment in trial.Protocol.Treatments.Where(treatment => treatment.Doses.Count > 0))
            yield return Of(
                trial,
                treatment,
                dosed.Where(item => treatment.IsNamed(item.Treatment)).ToLookup(item => item.Who),
                catalog
            );
    }

    static NamedAnalysis Of(
        TrialData trial,
        Treatment treatment,
        ILookup<Participant, DosingInterval> dosed,
        GroupCatalog catalog
    )
    {
        var of = new ExposureResults(treatment.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"Exposure to {treatment.Label}",
            "Count and summary of dosing",
            "EX",
            "EXDOSE",
            AnalysisSets.SafetyId
        );
        var schedule = DosingSchedule.Of(treatment);
        foreach (var arm in trial.Protocol.Arms.Where(arm => arm.Gives.Contains(treatment.Id)))
        {
            var courses = trial
                .Safety.Where(who => who.Received == arm && dosed[who].Any(item => item.Dose > 0))
                .Select(who => DosingCourse.Of(dosed[who], schedule))
                .ToList();
            catalog.Arm(arm);
            var start = treatment.Doses[0].Amount;
            var (reduced, interrupted) = (
                courses.Count(course => course.Lowest < start),
                courses.Count(course => course.Withheld)
            );
            results.Count(of.Participants(arm.Id), courses.Count);
            results.Count(of.Reduced(arm.Id), reduced);
            results.Percent(of.ReducedPercent(arm.Id), reduced, courses.Count);
            results.Count(of.Interrupted(arm.Id), interrupted);
            results.Percent(of.InterruptedPercent(arm.Id), interrupted, courses.Count);
            foreach (var dose in treatment.Doses)
            {
                var count = courses.Count(course => course.Lowest == dose.Amount);
                var level = catalog.Group(By.Dose, Format.Exact(dose.Amount), dose.ToString()).Group;
                results.Count(of.LowestDose(arm.Id, level), count);
            }
            var months = Descriptive.Of(courses.Select(course => course.Days / Duration.DaysPerMonth)).Median;
            var intensity = Descriptive.Of(courses.Select(course => 100 * course.Given / (start * course.DaysPlanned)));
            results.Add(of.MedianMonths(arm.Id), months, Format.Fixed(months, 1));
            results.Add(of.RelativeDoseIntensity(arm.Id), intensity.Median, Format.Percent(intensity.Median));
            results.Add(of.RelativeDoseIntensityMean(arm.Id), intensity.Mean, Format.Percent(intensity.Mean));
        }
        return results.Done();
    }

    /// <summary>What the intensity is, and how quartiles are taken.</summary>
    static IEnumerable<Convention> Conventions(TrialData trial) =>
        trial.Dosing is null || !AreAsked(trial.Protocol)
            ? []
            :
            [
                new("exposure.intensity", "Exposure", IntensityRule),
            new(
                "exposure.changes",
                "Exposure",
                "A dose is reduced when a dosing record (EX) has less than the starting dose, and interrupted when one was "
                    + "withheld, for whatever reason; actions for adverse events are counted in the table of adverse events."
            ),
                new("exposure.quartiles", "Exposure", Descriptive.QuartileRule),
            ];

    /// <summary>Whether the protocol has a treatment with dose levels, of which exposure can be told.</summary>
    public static bool AreAsked(TrialProtocol protocol) => protocol.Treatments.Any(treatment => treatment.Doses.Count > 0);
}

/// <summary>The exposure to a treatment, in the arms that give it.</summary>
/// <param name="Treatment">The treatment.</param>
public sealed record ExposureResults(string Treatment) : AnalysisResults($"Exposure.{Treatment}")
{
    /// <summary>How many had a dose.</summary>
    public ResultRef Participants(string arm) => At("participants", new ResultGroup(By.Arm, arm));

    /// <summary>The dose of how many was ever below that of the start.</summary>
    public ResultRef Reduced(string arm) => At("reduced", new ResultGroup(By.Arm, arm));

    /// <summary>Their percentage.</summary>
    public ResultRef ReducedPercent(string arm) => At("reducedPercent", new ResultGroup(By.Arm, arm));

    /// <summary>From how many a dose was ever withheld.</summary>
    public ResultRef Interrupted(string arm) => At("interrupted", new ResultGroup(By.Arm, arm));

    /// <summary>Their percentage.</summary>
    public ResultRef InterruptedPercent(string arm) => At("interruptedPercent", new ResultGroup(By.Arm, arm));

    /// <summary>For how many a dose level was the lowest that they took.</summary>
    public ResultRef LowestDose(string arm, string dose) => At("lowestDose", new ResultGroup(By.Arm, arm), new(By.Dose, dose));

    /// <summary>The median time from the first dose to the last, in months.</summary>
    public ResultRef MedianMonths(string arm) => At("medianMonths", new ResultGroup(By.Arm, arm));

    /// <summary>The median of the relative dose intensity, in percent.</summary>
    public ResultRef RelativeDoseIntensity(string arm) => At("relativeDoseIntensity", new ResultGroup(By.Arm, arm));

    /// <summary>Its mean, in percent.</summary>
    public ResultRef RelativeDoseIntensityMean(string arm) => At("relativeDoseIntensityMean", new ResultGroup(By.Arm, arm));
}
