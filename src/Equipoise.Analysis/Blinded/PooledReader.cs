using Equipoise.Analysis.Adam;
using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Blinded;

/// <summary>Reads ADSL and ADTTE without a column of treatment.</summary>
static class PooledReader
{
    sealed record Outcome(DateOnly Start, DateOnly End, bool IsEvent, string Description);

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="adsl">Participants.</param>
    /// <param name="adtte">Times to events.</param>
    /// <param name="last">The last day on which anything is known, beside these data sets.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static PooledFollowUp? Read(Endpoint endpoint, Table adsl, Table adtte, DateOnly? last, List<DataProblem> problems)
    {
        var reader = new TableReader(adsl, problems);
        var (id, randomized, status) = (reader.Text("USUBJID"), reader.Date("RANDDT"), reader.Text("EOSSTT"));
        var (cutoff, flag) = (reader.DateOrMissing("DCUTDT"), reader.Flag("RANDFL"));
        var outcomes = Outcomes(endpoint, adtte, problems);
        if (problems.Count > 0)
            return null;
        List<PooledParticipant> participants = [];
        DateOnly? cut = null;
        for (var row = 0; row < reader.Count; row++)
        {
            cut ??= cutoff(row);
            if (randomized(row) is not { } day || flag(row) is false)
                continue;
            last = Later(last, day);
            var standing = Status(status(row));
            if (standing is null)
                reader.Report("EOSSTT", row, $"'{status(row)}' is not ONGOING, COMPLETED or DISCONTINUED.");
            else if (outcomes.GetValueOrDefault(id(row)) is { } outcome)
            {
                last = Later(last, outcome.End);
                var days = outcome.End.DayNumber - outcome.Start.DayNumber + 1;
                participants.Add(new(day, Math.Max(0, days), outcome.End, Of(outcome, standing.Value)));
            }
            // Time from the first dose begins for nobody who was not dosed.
            else if (endpoint.From == TimeOrigin.Randomization)
                reader.Report("USUBJID", row, $"'{id(row)}' was randomized and has no row of {endpoint.Id} in ADTTE.");
            else
                participants.Add(new(day, 0, day, standing.Value));
        }
        if (participants.Count == 0 && problems.Count == 0)
            reader.Report("RANDDT", null, "nobody has been randomized.");
        return problems.Count > 0 ? null : new(cut ?? last!.Value, cut is not null, participants);
    }

    static Dictionary<string, Outcome> Outcomes(Endpoint endpoint, Table adtte, List<DataProblem> problems)
    {
        var reader = new TableReader(adtte, problems);
        var (id, parameter, censored) = (reader.Text("USUBJID"), reader.Text("PARAMCD"), reader.Number("CNSR"));
        var (start, end, description) = (reader.Date("STARTDT"), reader.Date("ADT"), reader.TextOrBlank("EVNTDESC"));
        Dictionary<string, Outcome> outcomes = new(StringComparer.Ordinal);
        if (problems.Count > 0)
            return outcomes;
        for (var row = 0; row < reader.Count; row++)
        {
            if (parameter(row) != endpoint.Id)
                continue;
            if (start(row) is not { } from || end(row) is not { } to)
                reader.Report("ADT", row, "a time to event needs its first day (STARTDT) and its last (ADT).");
            else if (!(censored(row) >= 0))
                reader.Report("CNSR", row, "CNSR must be 0 for an event, or a positive number for a censored time.");
            else if (!outcomes.TryAdd(id(row), new(from, to, censored(row) == 0, description(row))))
                reader.Report("USUBJID", row, $"'{id(row)}' has two rows of {endpoint.Id}.");
        }
        return outcomes;
    }

    static Standing? Status(string word) =>
        word.ToUpperInvariant() switch
        {
            "ONGOING" => Standing.Ongoing,
            Terms.Completed => Standing.Completed,
            "DISCONTINUED" => Standing.Lost,
            _ => null,
        };

    // Whoever was censored by a rule of the endpoint has no event any more, also when still in the trial.
    static Standing Of(Outcome outcome, Standing standing) =>
        outcome.IsEvent ? Standing.Event
        : standing == Standing.Ongoing && TimeToEventRule.CensorsForGood(outcome.Description) ? Standing.Lost
        : standing;

    static DateOnly Later(DateOnly? a, DateOnly b) => a > b ? a.Value : b;
}
