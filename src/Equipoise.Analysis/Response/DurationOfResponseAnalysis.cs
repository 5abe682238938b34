using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;
using Equipoise.Statistics;
using Equipoise.Statistics.Curves;

namespace Equipoise.Analysis.Response;

/// <summary>
/// How long responses lasted: of those who responded, the time from the first response to the event of the first endpoint that
/// waits for progression, censored as that endpoint is.
/// </summary>
static class DurationOfResponseAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } =
        new((trial, catalog) => PlanOf(trial) is { } plan ? [Of(trial, plan, catalog)] : [], Conventions);

    /// <summary>The plan of the endpoint; null where there is none, or the data do not say when responses began.</summary>
    static TimeToEventPlan? PlanOf(TrialData trial) =>
        trial.Responses is { HasDates: true } && trial.Datasets.Adtte.Has("ADT")
            ? trial.Protocol.Analysis.TimeToEvent.FirstOrDefault(plan =>
                trial.Protocol.Endpoint(plan.EndpointId).Events.Any(happening => happening is EndpointEvent.Progression)
            )
            : null;

    static NamedAnalysis Of(TrialData trial, TimeToEventPlan plan, GroupCatalog catalog)
    {
        var of = new DurationOfResponseResults();
        var results = new ResultCollector(
            catalog,
            of.Id,
            "Duration of response",
            "Kaplan-Meier estimate",
            "ADTTE",
            "ADT",
            AnalysisSets.FullId
        );
        var unit = trial.Protocol.Endpoint(plan.EndpointId).Unit;
        var times = Times(trial, plan, unit);
        foreach (var arm in trial.Protocol.Arms)
        {
            catalog.Arm(arm);
            Observation[] inArm = [.. times.Where(one => one.Who.Planned == arm).Select(one => one.Time)];
            var curve = KaplanMeier.Estimate(inArm, plan.Confidence, plan.Curves, plan.Quantiles);
            results.Count(of.Responders(arm.Id), inArm.Length);
            results.Count(of.Events(arm.Id), curve.Events);
            results.Add(
                of.Median(arm.Id),
                curve.Median.Estimate,
                curve.Median.Lower,
                curve.Median.Upper,
                time => Format.Quantile(time, unit == TimeUnit.Day, inArm.Length)
            );
        }
        return results.Done();
    }

    static List<(Participant Who, Observation Time)> Times(TrialData trial, TimeToEventPlan plan, TimeUnit unit)
    {
        var ended = new TableReader(trial.Datasets.Adtte, []).DateOrMissing("ADT");
        var began = trial
            .Responses!.Of.Where(one => one.Responded)
            .ToDictionary(one => one.Who.Id, one => one.RespondedOn!.Value, StringComparer.Ordinal);
        return
        [
            .. from outcome in trial.Outcomes[plan.EndpointId]
            where began.ContainsKey(outcome.Who.Id)
            let days = ended(outcome.Row) is { } day ? day.DayNumber - began[outcome.Who.Id].DayNumber + 1 : 0
            select (outcome.Who, Observed(days, outcome.Observation.IsEvent, unit)),
        ];
    }

    /// <summary>Who is censored before the response, after two missed assessments, was followed for its day alone.</summary>
    static Observation Observed(int days, bool isEvent, TimeUnit unit) =>
        days >= 1 && isEvent ? Observation.Event(days / unit.Days()) : Observation.CensoredAt(Math.Max(days, 1) / unit.Days());

    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (PlanOf(trial) is { } plan)
            yield return new(
                "response.duration",
                new DurationOfResponseResults().Id,
                "Duration of response is of those who responded, from the day of the first response, which is day 1, to the "
                    + $"event of {trial.Protocol.Endpoint(plan.EndpointId).Label} or to the day on which that is censored; the "
                    + "groups are not those that were randomized, and are not compared."
            );
    }
}

/// <summary>How long responses lasted.</summary>
public sealed record DurationOfResponseResults() : AnalysisResults("Response.Duration")
{
    /// <summary>How many of an arm responded.</summary>
    public ResultRef Responders(string arm) => At("responders", new ResultGroup(By.Arm, arm));

    /// <summary>How many of them progressed or died.</summary>
    public ResultRef Events(string arm) => At("events", new ResultGroup(By.Arm, arm));

    /// <summary>The median duration, in the unit of the endpoint.</summary>
    public IntervalRef Median(string arm) => Interval("median", "lower", "upper", new ResultGroup(By.Arm, arm));
}
