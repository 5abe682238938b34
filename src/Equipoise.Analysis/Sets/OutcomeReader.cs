using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.Statistics;

namespace Equipoise.Analysis.Sets;

/// <summary>Reads ADTTE: one outcome per analyzed participant and endpoint, in the unit of the endpoint.</summary>
static class OutcomeReader
{
    public static IReadOnlyDictionary<string, IReadOnlyList<Outcome>> Read(
        TrialProtocol protocol,
        Table adtte,
        IReadOnlyList<Participant> participants,
        IReadOnlyDictionary<string, Participant> byId,
        List<DataProblem> problems
    )
    {
        var reader = new TableReader(adtte, problems);
        var (id, parameter) = (reader.Text("USUBJID"), reader.Text("PARAMCD"));
        var (value, censored) = (reader.Number("AVAL"), reader.Number("CNSR"));
        var (description, stated) = (reader.TextOrBlank("EVNTDESC"), reader.TextOrBlank("AVALU"));
        var outcomes = protocol.Analysis.TimeToEvent.ToDictionary(
            plan => plan.EndpointId,
            _ => new Dictionary<string, Outcome>()
        );
        if (!reader.Has("USUBJID") || !reader.Has("PARAMCD") || !reader.Has("AVAL") || !reader.Has("CNSR"))
            return new Dictionary<string, IReadOnlyList<Outcome>>();

        var unit = new UnitOfTime(reader, outcomes.Keys, protocol.Data.UnitOfTime);
        for (var row = 0; row < reader.Count; row++)
        {
            if (!outcomes.TryGetValue(parameter(row), out var ofEndpoint))
                continue;
            var (time, code) = (value(row), censored(row));
            var wanted = protocol.Endpoint(parameter(row)).Unit;
            var given = unit.Of(row, wanted);
            if (!(time >= 0) || double.IsInfinity(time))
                reader.Report("AVAL", row, "a time to event must be a number, 0 or more.");
            else if (given is null)
                reader.Report("AVALU", row, $"'{stated(row)}' is no unit of time that is known: DAYS, WEEKS, MONTHS or YEARS.");
            else if (!(code >= 0))
                reader.Report("CNSR", row, "CNSR must be 0 for an event, or a positive number for a censored time.");
            else if (!byId.TryGetValue(id(row), out var who))
                reader.Report("USUBJID", row, $"'{id(row)}' is not in ADSL.");
            else if (!ofEndpoint.TryAdd(who.Id, new(who, Observed(row, given.Value, wanted), description(row), row)))
                reader.Report("USUBJID", row, $"'{id(row)}' has two rows of {parameter(row)}.");
        }
        return outcomes.ToDictionary(
            pair => pair.Key,
            pair => Complete(protocol.Endpoint(pair.Key), pair.Value, participants, problems),
            StringComparer.Ordinal
        );

        Observation Observed(int row, TimeUnit given, TimeUnit wanted)
        {
            var time = Converted(value(row), given, wanted);
            return censored(row) == 0 ? Observation.Event(time) : Observation.CensoredAt(time);
        }
    }

    /// <summary>The outcomes of all who are to be analyzed, in the order of ADSL; nobody may be missing.</summary>
    static IReadOnlyList<Outcome> Complete(
        Endpoint endpoint,
        Dictionary<string, Outcome> outcomes,
        IReadOnlyList<Participant> participants,
        List<DataProblem> problems
    )
    {
        // Time from the first dose can only be had for those who were dosed.
        var analyzed = participants
            .Where(who => who.InFull && (endpoint.From == TimeOrigin.Randomization || who.InSafety))
            .ToList();
        var missing = analyzed.Where(who => !outcomes.ContainsKey(who.Id)).ToList();
        if (missing.Count > 0)
            problems.Add(
                new(
                    "ADTTE",
                    "PARAMCD",
                    null,
                    $"{missing.Count} of {analyzed.Count} participants to be analyzed have no row of {endpoint.Id}, "
                        + $"first '{missing[0].Id}'."
                )
            );
        return [.. analyzed.Where(who => outcomes.ContainsKey(who.Id)).Select(who => outcomes[who.Id])];
    }

    /// <summary>
    /// The time in another unit, rounded once: 1461 days are 48 months to the last bit, as the curve at a landmark needs.
    /// </summary>
    static double Converted(double time, TimeUnit given, TimeUnit wanted) =>
        given == wanted ? time : time * given.Days() / wanted.Days();
}
