using Equipoise.Analysis.Results;
using Equipoise.Statistics;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>
/// Whether the arms were followed alike: how many were still followed at each landmark, how many were censored before it, and
/// why.
/// </summary>
static class CensoringAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<EndpointData> Stated { get; } =
        new((data, catalog) => data.Plan.Landmarks.Count == 0 ? [] : [Of(data, catalog)], Conventions);

    static NamedAnalysis Of(EndpointData data, GroupCatalog catalog)
    {
        var of = new CensoringResults(data.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{data.Endpoint.Label}: censoring",
            "Reverse Kaplan-Meier estimate",
            "ADTTE",
            "CNSR",
            data.SetId
        );
        var last = data.InUnit(data.Plan.Landmarks[^1]);
        var reasons = data
            .Outcomes.Where(outcome => IsBefore(outcome.Observation, last))
            .GroupBy(outcome => outcome.Description, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(group => group.Count())
            .Select(group => group.Key)
            .ToList();
        foreach (var arm in data.Trial.Protocol.Arms)
        {
            catalog.Arm(arm);
            var outcomes = data.Of(arm).ToList();
            Observation[] reversed = [.. outcomes.Select(outcome => outcome.Observation.Reversed())];
            var curve = KaplanMeierAnalysis.Estimate(reversed, data.Plan);
            foreach (var landmark in data.Plan.Landmarks)
            {
                var time = data.InUnit(landmark);
                var when = catalog.Group(By.Time, Format.Exact(time), landmark.ToString()).Group;
                var at = curve.At(time);
                results.Add(of.Followed(arm.Id, when), 100 * at.Survival, 100 * at.Lower, 100 * at.Upper, Format.Percent);
                results.Count(of.Before(arm.Id, when), outcomes.Count(outcome => IsBefore(outcome.Observation, time)));
            }
            foreach (var reason in reasons)
                results.Count(
                    of.BeforeLast(arm.Id, catalog.Named(By.Reason, reason).Group),
                    outcomes.Count(outcome =>
                        IsBefore(outcome.Observation, last)
                        && outcome.Description.Equals(reason, StringComparison.OrdinalIgnoreCase)
                    )
                );
        }
        return results.Done();
    }

    static bool IsBefore(Observation observation, double time) => !observation.IsEvent && observation.Time < time;

    /// <summary>What "followed" means.</summary>
    static IEnumerable<Convention> Conventions(EndpointData data) =>
        data.Plan.Landmarks.Count == 0
            ? []
            :
            [
                new(
                    $"{data.Id}.censored",
                    new CensoringResults(data.Id).Id,
                    "Still followed is the reverse Kaplan-Meier estimate, in which events are censored: the share that would "
                        + "still be followed if nobody had the event. Arms that differ in it were not followed alike."
                ),
            ];
}

/// <summary>How participants were censored for an endpoint.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record CensoringResults(string Endpoint) : AnalysisResults($"{Endpoint}.Censoring")
{
    /// <summary>The percentage of an arm still followed at a landmark.</summary>
    public IntervalRef Followed(string arm, string time) =>
        Interval("followed", "followedLower", "followedUpper", new ResultGroup(By.Arm, arm), new(By.Time, time));

    /// <summary>How many of an arm were censored before a landmark.</summary>
    public ResultRef Before(string arm, string time) =>
        At("censoredBefore", new ResultGroup(By.Arm, arm), new(By.Time, time));

    /// <summary>How many of an arm were censored before the last landmark for a reason.</summary>
    public ResultRef BeforeLast(string arm, string reason) =>
        At("censoredBeforeLast", new ResultGroup(By.Arm, arm), new(By.Reason, reason));
}
