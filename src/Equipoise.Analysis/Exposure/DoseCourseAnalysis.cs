using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Exposure;

/// <summary>At which dose participants are as time goes on, and how many have stopped.</summary>
static class DoseCourseAnalysis
{
    const int MostTimes = 9;

    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, Conventions);

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog) =>
        trial.Dosing is not { Count: > 0 } dosed
            ? []
            : trial
                .Protocol.Treatments.Where(treatment => treatment.Doses.Count > 0)
                .Select(treatment => Of(trial, treatment, dosed, catalog));

    static NamedAnalysis Of(TrialData trial, Treatment treatment, IReadOnlyList<DosingInterval> dosed, GroupCatalog catalog)
    {
        var of = new DoseCourseResults(treatment.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"Dose of {treatment.Label} over time",
            "Count at times since the first dose",
            "EX",
            "EXDOSE",
            AnalysisSets.SafetyId
        );
        var known = dosed.Max(item => item.Last);
        var intervals = dosed.Where(item => treatment.IsNamed(item.Treatment)).ToLookup(item => item.Who);
        var cycle = treatment.Cycle?.WholeDays ?? 1;
        foreach (var arm in trial.Protocol.Arms.Where(arm => arm.Gives.Contains(treatment.Id)))
        {
            DosingInterval[][] courses =
            [
                .. trial
                    .Safety.Where(who => who.Received == arm && intervals[who].Any(item => item.Dose > 0))
                    .Select(who => intervals[who].OrderBy(item => item.First).ToArray()),
            ];
            if (courses.Length == 0)
                continue;
            catalog.Arm(arm);
            foreach (var tick in Times(courses, known))
            {
                var days = (int)Math.Round(tick * Duration.DaysPerMonth);
                var followed = courses.Where(course => Start(course).AddDays(days) <= known).ToArray();
                if (followed.Length == 0)
                    continue;
                var time = catalog.Time(tick, TimeUnit.Month).Group;
                var states = followed.Select(course => At(course, Start(course).AddDays(days), cycle)).ToArray();
                results.Count(of.Followed(arm.Id, time), followed.Length);
                foreach (var dose in treatment.Doses)
                    Add(Format.Exact(dose.Amount), dose.ToString(), states.Count(state => state == dose.Amount));
                Add(DoseCourseResults.Withheld, "Withheld", states.Count(state => state == 0));
                Add(DoseCourseResults.Stopped, "Stopped", states.Count(state => state is null));

                void Add(string id, string label, int count)
                {
                    var level = catalog.Group(By.Dose, id, label).Group;
                    results.Count(of.Participants(arm.Id, level, time), count);
                    results.Percent(of.Percent(arm.Id, level, time), count, followed.Length);
                }
            }
        }
        return results.Done();
    }

    static DateOnly Start(DosingInterval[] course) => course.First(item => item.Dose > 0).First;

    /// <summary>Round times at which somebody is still treated.</summary>
    static IEnumerable<double> Times(DosingInterval[][] courses, DateOnly known)
    {
        var last = courses.Max(course => Math.Min(course[^1].Last.DayNumber, known.DayNumber) - Start(course).DayNumber);
        var ticks = TimeAxis.Ticks(last / Duration.DaysPerMonth, TimeUnit.Month);
        var every = (ticks.Count + MostTimes - 1) / MostTimes;
        return ticks.Where((_, i) => i % every == 0);
    }

    /// <summary>
    /// The dose on a day: that of the interval in whose cycle it falls, 0 where it was withheld, null after the last one.
    /// </summary>
    static double? At(DosingInterval[] course, DateOnly day, int cycle)
    {
        var begun = course.LastOrDefault(item => item.First <= day);
        if (begun is null)
            return 0;
        // The days of a cycle without dosing belong to its dose.
        var until = begun.First.AddDays(cycle - 1) is var end && end > begun.Last ? end : begun.Last;
        return day <= until ? begun.Dose
            : begun == course[^1] ? null
            : 0;
    }

    static IEnumerable<Convention> Conventions(TrialData trial) =>
        trial.Dosing is not { Count: > 0 } || !ExposureAnalyses.AreAsked(trial.Protocol)
            ? []
            :
            [
                new(
                    "exposure.course",
                    string.Join(", ", trial.Protocol.Treatments.Select(treatment => new DoseCourseResults(treatment.Id).Id)),
                    "At a time since the first dose are counted those who began so long before the last dosing day in the data. "
                        + "The dose of a cycle holds until its end; a gap before a later dose counts as withheld."
                ),
            ];
}

/// <summary>The doses of a treatment over time, in the arms that give it.</summary>
/// <param name="Treatment">The treatment.</param>
public sealed record DoseCourseResults(string Treatment) : AnalysisResults($"DoseCourse.{Treatment}")
{
    /// <summary>The group of those whose dose is withheld for now.</summary>
    public const string Withheld = "withheld";

    /// <summary>The group of those who take it no more.</summary>
    public const string Stopped = "stopped";

    /// <summary>How many began so long before the end of the data.</summary>
    public ResultRef Followed(string arm, string time) => At("followed", new ResultGroup(By.Arm, arm), new(By.Time, time));

    /// <summary>How many of them are at a dose level, or have it withheld, or have stopped.</summary>
    public ResultRef Participants(string arm, string dose, string time) =>
        At("participants", new ResultGroup(By.Arm, arm), new(By.Dose, dose), new(By.Time, time));

    /// <summary>Their percentage.</summary>
    public ResultRef Percent(string arm, string dose, string time) =>
        At("percent", new ResultGroup(By.Arm, arm), new(By.Dose, dose), new(By.Time, time));
}
