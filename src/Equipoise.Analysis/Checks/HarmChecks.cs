using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sets;

namespace Equipoise.Analysis.Checks;

/// <summary>Adverse events of the dead.</summary>
static class HarmChecks
{
    public static IEnumerable<DataProblem> Of(TrialData trial)
    {
        if (trial.AdverseEvents is null || trial.Datasets.Adae is not { } table)
            yield break;
        var deaths = DataChecks.DeathsOf(trial);
        var adae = new TableReader(table, []);
        var (id, start) = (adae.TextOrBlank("USUBJID"), adae.DateOrMissing("ASTDT"));
        for (var row = 0; row < adae.Count; row++)
            if (deaths.TryGetValue(id(row), out var died) && start(row) > died)
                yield return adae.Problem("ASTDT", row, $"an adverse event of '{id(row)}' began after death.");
    }
}
