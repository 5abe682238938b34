using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Safety;

/// <summary>
/// When adverse events of a kind began, among those who had one, and how long each lasted that ended: medians and ranges in days,
/// both days counted.
/// </summary>
/// <remarks>Neither counts those who had no event, or whose event goes on: how often is the matter of the rates.</remarks>
static class TimingAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, Conventions);

    static (AdverseEventData Recorded, SafetyPlan Plan)? Asked(TrialData trial) =>
        trial is { AdverseEvents: { } recorded, Protocol.Analysis.Safety: { } plan }
        && TimeAtRisk.IsKnown(trial)
        && recorded.Events.Any(item => item.Start is not null)
            ? (recorded, plan)
            : null;

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog)
    {
        if (Asked(trial) is not { } asked)
            return [];
        var of = new AdverseEventTiming();
        var results = new ResultCollector(
            catalog,
            of.Id,
            "Time to the first adverse event of a kind, and duration",
            "Median and range of days",
            "ADAE",
            "ASTDT",
            AnalysisSets.SafetyId
        );
        var days = TimeAtRisk.Of(trial, asked.Recorded);
        foreach (var kind in AdverseEventKind.Of(asked.Plan, asked.Recorded).Where(kind => kind.IsTimed))
        {
            var group = catalog.Group(By.Category, kind.Id, kind.Label).Group;
            var events = asked.Recorded.Events.Where(kind.Counts).Where(item => item.Start is not null).ToList();
            foreach (var column in SafetyColumn.Of(trial, catalog))
            {
                var here = events.Where(item => column.Holds(item.Who) && days.ContainsKey(item.Who)).ToList();
                var ended = here.Where(item => item.End >= item.Start).ToList();
                results.Count(of.Dated(column.Id, group), here.Select(item => item.Who).Distinct().Count());
                Add(
                    of.ToFirst(column.Id, group),
                    here.GroupBy(item => item.Who).Select(own => Days(days[own.Key].First, own.Min(item => item.Start!.Value)))
                );
                results.Count(of.Ended(column.Id, group), ended.Count);
                results.Count(of.NotEnded(column.Id, group), here.Count - ended.Count);
                Add(of.Duration(column.Id, group), ended.Select(item => Days(item.Start!.Value, item.End!.Value)));
            }
        }
        return [results.Done()];

        void Add(IntervalRef refs, IEnumerable<double> sample)
        {
            var summary = Descriptive.Of(sample);
            results.Add(refs, summary.Median, summary.Minimum, summary.Maximum, day => Format.Time(day, inDays: true));
        }
    }

    static double Days(DateOnly first, DateOnly last) => Math.Max(1, last.DayNumber - first.DayNumber + 1);

    static IEnumerable<Convention> Conventions(TrialData trial) =>
        Asked(trial) is null
            ? []
            :
            [
                new(
                    "AE.timing",
                    "AE.Timing",
                    "Times to the first event are of participants who had one, durations of events with a day of end; both days "
                        + "are counted. "
                        + Descriptive.QuartileRule
                ),
            ];
}

/// <summary>When adverse events of a kind began and how long they lasted, in days.</summary>
public sealed record AdverseEventTiming() : AnalysisResults("AE.Timing")
{
    /// <summary>How many participants have an event of the kind whose day is known.</summary>
    public ResultRef Dated(string arm, string category) => At("dated", Row(arm, category));

    /// <summary>The median day of the first one, with the earliest and the latest; the first dose is on day 1.</summary>
    public IntervalRef ToFirst(string arm, string category) =>
        Interval("toFirst", "toFirstEarliest", "toFirstLatest", Row(arm, category));

    /// <summary>How many events have a day of end.</summary>
    public ResultRef Ended(string arm, string category) => At("ended", Row(arm, category));

    /// <summary>How many have none.</summary>
    public ResultRef NotEnded(string arm, string category) => At("notEnded", Row(arm, category));

    /// <summary>The median duration of those that ended, with the shortest and the longest.</summary>
    public IntervalRef Duration(string arm, string category) =>
        Interval("duration", "durationShortest", "durationLongest", Row(arm, category));

    static ResultGroup[] Row(string arm, string category) => [new(By.Arm, arm), new(By.Category, category)];
}
