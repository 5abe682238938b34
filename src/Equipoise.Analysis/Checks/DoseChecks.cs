using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sets;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Checks;

/// <summary>Doses of another arm's treatment, and doses of the dead.</summary>
static class DoseChecks
{
    public static IEnumerable<DataProblem> Of(TrialData trial, Table table)
    {
        var ex = new TableReader(table, []);
        var deaths = DataChecks.DeathsOf(trial);
        var received = trial.Safety.ToDictionary(who => who.Id, who => who.Received, StringComparer.Ordinal);
        var (id, treatment, start) = (ex.TextOrBlank("USUBJID"), ex.TextOrBlank("EXTRT"), ex.DateAsKnown("EXSTDTC"));
        var isWithheld = WithheldDoses.In(trial.Protocol, ex);
        for (var row = 0; row < ex.Count; row++)
        {
            if (isWithheld(row) || !received.TryGetValue(id(row), out var arm) || arm is null)
                continue;
            var givenBy = ArmsOf(trial.Protocol, treatment(row));
            if (givenBy.Count > 0 && !givenBy.Contains(arm))
                yield return ex.Problem(
                    "EXTRT",
                    row,
                    $"'{id(row)}' was dosed with '{treatment(row)}', which the arm '{arm.Label}' does not give."
                );
            if (deaths.TryGetValue(id(row), out var died) && start(row)?.IsAfter(died) is true)
                yield return ex.Problem("EXSTDTC", row, $"a dose of '{id(row)}' was given after death.");
        }
    }

    /// <summary>The arms that give a treatment, by its name or by that of the arm; none for a name that is not known.</summary>
    static List<Arm> ArmsOf(TrialProtocol protocol, string treatment)
    {
        var named = protocol.Treatments.Where(one => one.IsNamed(treatment)).Select(one => one.Id).ToList();
        return
        [
            .. protocol.Arms.Where(arm =>
                arm.Gives.Any(named.Contains) || arm.Label.Equals(treatment, StringComparison.OrdinalIgnoreCase)
            ),
        ];
    }
}
