using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sets;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Checks;

/// <summary>Times to events against each other, against the deaths, and against the cutoff.</summary>
static class OutcomeChecks
{
    /// <summary>Half a day: what the rounding of months to two decimals can make of equal times.</summary>
    const double Rounding = 0.5;

    public static IEnumerable<DataProblem> Of(TrialData trial, IReadOnlyList<EndpointData> endpoints, DateOnly? cutoff)
    {
        var adtte = new TableReader(trial.Datasets.Adtte, []);
        var survival = endpoints.Where(data => data.Endpoint.Events is [EndpointEvent.Death]).ToList();
        foreach (var whole in survival)
        {
            foreach (var part in endpoints.Where(data => IsDeathOrMore(data.Endpoint) && IsFromOneDay(data, whole)))
                foreach (var note in Shorter(adtte, whole, part))
                    yield return note;
            foreach (var note in AgainstDeaths(trial, adtte, whole, cutoff))
                yield return note;
        }
        foreach (var note in Deaths(trial))
            yield return note;
        // What was derived here has been cut.
        if (trial.Datasets.Derived || cutoff is not { } last)
            yield break;
        var day = adtte.DateOrMissing("ADT");
        foreach (var outcome in endpoints.SelectMany(data => data.Outcomes).Where(outcome => day(outcome.Row) > last))
            yield return adtte.Problem("ADT", outcome.Row, $"'{outcome.Who.Id}' is followed beyond the data cutoff.");
    }

    /// <summary>Deaths before randomization; of SDTM they are refused.</summary>
    static IEnumerable<DataProblem> Deaths(TrialData trial)
    {
        var adsl = new TableReader(trial.Datasets.Adsl, []);
        var (died, randomized) = (adsl.DateOrMissing("DTHDT"), adsl.DateOrMissing("RANDDT"));
        return trial
            .Full.Where(who => died(who.Row) < randomized(who.Row))
            .Select(who => adsl.Problem("DTHDT", who.Row, $"'{who.Id}' died before randomization."));
    }

    static bool IsDeathOrMore(Endpoint endpoint) =>
        endpoint.Events.Count > 1 && endpoint.Events.Any(happening => happening is EndpointEvent.Death);

    static bool IsFromOneDay(EndpointData one, EndpointData other) => one.Endpoint.From == other.Endpoint.From;

    static IEnumerable<DataProblem> Shorter(TableReader adtte, EndpointData whole, EndpointData part)
    {
        var times = part.Outcomes.ToDictionary(outcome => outcome.Who.Id, outcome => Days(part, outcome), StringComparer.Ordinal);
        return whole
            .Outcomes.Where(outcome => Days(whole, outcome) < times.GetValueOrDefault(outcome.Who.Id, 0) - Rounding)
            .Select(outcome =>
                adtte.Problem(
                    "AVAL",
                    outcome.Row,
                    $"'{outcome.Who.Id}' has a shorter {whole.Id} than {part.Id}, which a death ends as well."
                )
            );
    }

    static double Days(EndpointData data, Outcome outcome) => outcome.Observation.Time * data.Endpoint.Unit.Days();

    static IEnumerable<DataProblem> AgainstDeaths(TrialData trial, TableReader adtte, EndpointData survival, DateOnly? cutoff)
    {
        var adsl = new TableReader(trial.Datasets.Adsl, []);
        if (!adsl.Has("DTHFL"))
            yield break;
        var (dead, day) = (adsl.TextOrBlank("DTHFL"), adsl.DateOrMissing("DTHDT"));
        foreach (var outcome in survival.Outcomes)
        {
            var (died, row) = (dead(outcome.Who.Row) == "Y", outcome.Who.Row);
            if (outcome.Observation.IsEvent && !died)
                yield return Against(outcome, "died", "is alive");
            else if (!outcome.Observation.IsEvent && died && !(day(row) > cutoff))
                yield return Against(outcome, "is alive", "died");
        }

        DataProblem Against(Outcome outcome, string here, string there) =>
            adtte.Problem("CNSR", outcome.Row, $"'{outcome.Who.Id}' {here} by {survival.Id} and {there} by ADSL (DTHFL).");
    }
}
