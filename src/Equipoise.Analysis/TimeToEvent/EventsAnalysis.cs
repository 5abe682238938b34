using Equipoise.Analysis.Adam;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>How many had the event, which one came first, and why the others were censored.</summary>
static class EventsAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<EndpointData> Stated { get; } = new((data, catalog) => [Of(data, catalog)], Conventions);

    static NamedAnalysis Of(EndpointData data, GroupCatalog catalog)
    {
        var of = new EventsResults(data.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{data.Endpoint.Label}: participants with the event",
            "Count of participants",
            "ADTTE",
            "CNSR",
            data.SetId
        );
        foreach (var arm in data.Trial.Protocol.Arms)
        {
            var outcomes = data.Of(arm).ToList();
            var events = outcomes.Count(outcome => outcome.Observation.IsEvent);
            catalog.Arm(arm);
            results.Count(of.Participants(arm.Id), outcomes.Count);
            results.Count(of.Events(arm.Id), events);
            results.Percent(of.Percent(arm.Id), events, outcomes.Count);
            results.Count(of.Censored(arm.Id), outcomes.Count - events);
        }
        Split(data, results, By.Component, of.EventsBy, [.. data.Endpoint.Events.Select(Named)], isEvent: true);
        Split(data, results, By.Reason, of.CensoredBecause, [], isEvent: false);
        return results.Done();
    }

    /// <summary>Counts by description, every description in every arm: a zero is a result.</summary>
    static void Split(
        EndpointData data,
        ResultCollector results,
        string grouping,
        Func<string, string, ResultRef> of,
        IReadOnlyList<string> planned,
        bool isEvent
    )
    {
        var counted = data.Outcomes.Where(outcome => outcome.Observation.IsEvent == isEvent).ToList();
        var descriptions = planned
            .Where(name => counted.Exists(outcome => IsSame(outcome.Description, name)))
            .Concat(
                counted
                    .GroupBy(outcome => outcome.Description, StringComparer.OrdinalIgnoreCase)
                    .OrderByDescending(group => group.Count())
                    .Select(group => group.Key)
            )
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        foreach (var arm in data.Trial.Protocol.Arms)
            foreach (var description in descriptions)
                results.Count(
                    of(arm.Id, results.Catalog.Named(grouping, description).Group),
                    counted.Count(outcome => outcome.Who.Planned == arm && IsSame(outcome.Description, description))
                );
    }

    static bool IsSame(string description, string other) => description.Equals(other, StringComparison.OrdinalIgnoreCase);

    static string Named(EndpointEvent happening)
    {
        var words = happening.ToString()!;
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }

    /// <summary>What is an event, and on which day somebody without one is censored.</summary>
    static IEnumerable<Convention> Conventions(EndpointData data)
    {
        if (!data.Trial.Datasets.Derived)
        {
            yield return new($"{data.Id}.censoring", $"{data.Id}.Events", "Events and censoring are taken from ADTTE as given.");
            yield break;
        }
        foreach (var rule in data.Endpoint.Censoring)
            yield return new(
                $"{data.Id}.censoring.{rule.When}",
                $"{data.Id}.Events",
                Sentence(rule, data.Trial.Protocol.FollowUp?.TumorAssessment)
            );
        if (data.Endpoint.Censoring.Count > 1)
            yield return new(
                $"{data.Id}.censoring.order",
                $"{data.Id}.Events",
                "Where several rules censor, the earliest date is taken."
            );
    }

    static string Sentence(CensoringRule rule, TumorAssessmentPlan? schedule)
    {
        var at =
            rule.At == CensoringDate.LastKnownAlive
                ? "the last date known alive (the latest record of any kind)"
                : "the last adequate (not NE) tumor assessment";
        return rule.When switch
        {
            CensoringReason.NewAnticancerTherapy => rule.At == CensoringDate.LastKnownAlive
                ? "A new anticancer therapy before an event: censored at its start."
                : $"A new anticancer therapy before an event: censored at {at} on or before its start.",
            CensoringReason.TwoMissedAssessments =>
                $"An event more than {(schedule is null ? 0 : TimeToEventRule.LongestGap(schedule))} days (two intervals "
                    + "and two windows) "
                    + $"after the last adequate assessment: censored at that assessment, on day 1 when there is none.",
            _ =>
                $"No event: censored at "
                    + $"{at}{(rule.At == CensoringDate.LastAdequateAssessment ? ", on day 1 when there is none" : "")}.",
        };
    }
}

/// <summary>Who had the event of an endpoint.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record EventsResults(string Endpoint) : AnalysisResults($"{Endpoint}.Events")
{
    /// <summary>How many of an arm were analyzed.</summary>
    public ResultRef Participants(string arm) => At("participants", new ResultGroup(By.Arm, arm));

    /// <summary>How many of them had the event.</summary>
    public ResultRef Events(string arm) => At("events", new ResultGroup(By.Arm, arm));

    /// <summary>Their percentage.</summary>
    public ResultRef Percent(string arm) => At("percent", new ResultGroup(By.Arm, arm));

    /// <summary>How many were censored.</summary>
    public ResultRef Censored(string arm) => At("censored", new ResultGroup(By.Arm, arm));

    /// <summary>How many had this one of the events that make up the endpoint.</summary>
    public ResultRef EventsBy(string arm, string component) =>
        At("eventsBy", new ResultGroup(By.Arm, arm), new(By.Component, component));

    /// <summary>How many were censored for this reason.</summary>
    public ResultRef CensoredBecause(string arm, string reason) =>
        At("censoredBecause", new ResultGroup(By.Arm, arm), new(By.Reason, reason));
}
