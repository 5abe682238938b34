using Equipoise.Analysis.Adam;
using Equipoise.Analysis.Sdtm;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;
using Equipoise.Statistics;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>The outcomes of an endpoint by other rules than its own, from what SDTM records.</summary>
static class OtherRules
{
    /// <summary>Whether the data are SDTM; ADTTE as given has the rules of one set alone.</summary>
    public static bool CanBeDerived(EndpointData data) => data.Trial.Datasets.Derived;

    /// <summary>The group of the results.</summary>
    public static string Id(CensoringSet set) =>
        set switch
        {
            CensoringSet.Fda => "fda",
            CensoringSet.Ema => "ema",
            _ => "treatment-policy",
        };

    /// <summary>The name of the set in a sentence.</summary>
    public static string InWords(CensoringSet set) =>
        set switch
        {
            CensoringSet.Fda => "the rules of the FDA",
            CensoringSet.Ema => "the rules of the EMA",
            _ => "treatment policy",
        };

    /// <summary>What the set says, or that the data cannot tell.</summary>
    public static string Convention(EndpointData data, CensoringSet set) =>
        !CanBeDerived(data)
            ? $"Censoring by {InWords(set)} needs SDTM, and was not analyzed."
            : set switch
            {
                CensoringSet.Fda => "Rules of the FDA (2018): a new anticancer therapy before an event, and an event after two "
                    + "missed assessments, censor at the last adequate assessment before.",
                CensoringSet.Ema => "Rules of the EMA (2012): an event counts whatever came before it, a new anticancer therapy "
                    + "or missed assessments.",
                _ => "Treatment policy: the rules of the endpoint, but an event after a new anticancer therapy counts.",
            };

    /// <summary>One outcome for each of the endpoint's, by the rules of a set; null where the data cannot tell.</summary>
    public static IReadOnlyList<Outcome>? Outcomes(EndpointData data, CensoringSet set)
    {
        if (data.Trial.Datasets.From is not { } facts)
            return null;
        var rule = new TimeToEventRule(
            data.Endpoint with
            {
                Censoring = set.RulesFor(data.Endpoint),
            },
            data.Trial.Protocol.FollowUp?.TumorAssessment
        );
        var byId = ById(facts);
        return
        [
            .. from outcome in data.Outcomes
            let other = rule.Apply(byId[outcome.Who.Id])!
            let time = other.Days / data.Endpoint.Unit.Days()
            select outcome with
            {
                Observation = other.IsEvent ? Observation.Event(time) : Observation.CensoredAt(time),
                Description = other.Description,
            },
        ];
    }

    /// <summary>
    /// What is known of each time: a progression came after the last adequate assessment without it; null where the data cannot
    /// tell.
    /// </summary>
    public static IReadOnlyDictionary<Participant, IntervalObservation>? Intervals(EndpointData data)
    {
        if (data.Trial.Datasets.From is not { } facts)
            return null;
        var byId = ById(facts);
        return data.Outcomes.ToDictionary(outcome => outcome.Who, outcome => Interval(data, outcome, byId[outcome.Who.Id]));
    }

    static IntervalObservation Interval(EndpointData data, Outcome outcome, ParticipantFacts who)
    {
        var time = outcome.Observation.Time;
        if (!outcome.Observation.IsEvent)
            return IntervalObservation.RightCensored(time);
        var origin = data.Endpoint.From == TimeOrigin.Randomization ? who.Disposition.Randomized : who.Exposure.First;
        var days = (int)Math.Round(time * data.Endpoint.Unit.Days());
        var on = origin!.Value.Day.AddDays(days - 1);
        if (!who.Assessments.Exists(seen => seen.IsProgression && seen.Date == on))
            return IntervalObservation.Exactly(time);
        var free = who.Assessments.Where(seen => seen.IsAdequate && seen.Date > origin.Value.Day && seen.Date < on).ToList();
        var last = free.Count == 0 ? 0 : free.Max(seen => seen.Date.DayNumber) - origin.Value.Day.DayNumber + 1;
        return IntervalObservation.Between(last / data.Endpoint.Unit.Days(), time);
    }

    static Dictionary<string, ParticipantFacts> ById(TrialFacts facts) =>
        facts.Participants.ToDictionary(who => who.Id, StringComparer.Ordinal);
}
