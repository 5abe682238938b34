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

    public static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog)
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
        var results = new ResultCollector(
            catalog,
            $"Exposure.{treatment.Id}",
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
            var group = catalog.Arm(arm);
            var start = treatment.Doses[0].Amount;
            var (reduced, interrupted) = (
                courses.Count(course => course.Lowest < start),
                courses.Count(course => course.Withheld)
            );
            results.Count("participants", courses.Count, group);
            results.Count("reduced", reduced, group);
            results.Percent("reducedPercent", reduced, courses.Count, group);
            results.Count("interrupted", interrupted, group);
            results.Percent("interruptedPercent", interrupted, courses.Count, group);
            foreach (var dose in treatment.Doses)
            {
                var count = courses.Count(course => course.Lowest == dose.Amount);
                results.Count("lowestDose", count, group, catalog.Group("dose", Format.Exact(dose.Amount), dose.ToString()));
            }
            var months = Descriptive.Of(courses.Select(course => course.Days / Duration.DaysPerMonth)).Median;
            var intensity = Descriptive.Of(courses.Select(course => 100 * course.Given / (start * course.DaysPlanned)));
            results.Add("medianMonths", months, Format.Fixed(months, 1), group);
            results.Add("relativeDoseIntensity", intensity.Median, Format.Percent(intensity.Median), group);
            results.Add("relativeDoseIntensityMean", intensity.Mean, Format.Percent(intensity.Mean), group);
        }
        return results.Done();
    }

    /// <summary>What the intensity is, and how quartiles are taken.</summary>
    public static IEnumerable<Convention> Conventions() =>
        [
            new("exposure.intensity", "Exposure", IntensityRule),
            new("exposure.quartiles", "Exposure", Descriptive.QuartileRule),
        ];
}
