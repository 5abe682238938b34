using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sets;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Datasets;

namespace Equipoise.Analysis.Checks;

/// <summary>
/// What data sets say against each other, or what reads otherwise than it was meant. None of it stops an analysis: each is
/// possible, and each deserves a look before a result is believed.
/// </summary>
static class DataChecks
{
    public static IEnumerable<DataProblem> Of(
        TrialData trial,
        IReadOnlyList<EndpointData> endpoints,
        IReadOnlyDictionary<string, Table> data,
        DateOnly? cutoff
    ) =>
        [
            .. OutcomeChecks.Of(trial, endpoints, cutoff),
            .. HarmChecks.Of(trial),
            .. data.GetValueOrDefault("EX") is { } ex ? DoseChecks.Of(trial, ex) : [],
            .. FlowChecks.Of(trial),
            .. ColumnChecks.Of(trial),
        ];

    /// <summary>The day on which each participant died, by identifier.</summary>
    public static IReadOnlyDictionary<string, DateOnly> DeathsOf(TrialData trial)
    {
        var died = new TableReader(trial.Datasets.Adsl, []).DateOrMissing("DTHDT");
        return trial
            .Participants.Where(who => died(who.Row) is not null)
            .ToDictionary(who => who.Id, who => died(who.Row)!.Value, StringComparer.Ordinal);
    }
}
