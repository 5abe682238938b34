using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sets;
using Equipoise.Datasets.Standards;

namespace Equipoise.Analysis.Checks;

/// <summary>Participants whom no box of the flow of participants holds, or whom two of them do.</summary>
static class FlowChecks
{
    static readonly string[] known = [Terms.Completed, "DISCONTINUED", "ONGOING"];

    public static IEnumerable<DataProblem> Of(TrialData trial)
    {
        var adsl = new TableReader(trial.Datasets.Adsl, []);
        foreach (var note in Status(adsl, trial.Full, "EOTSTT", "treatment", who => who.InSafety))
            yield return note;
        foreach (var note in Status(adsl, trial.Full, "EOSSTT", "the study", _ => true))
            yield return note;
    }

    static IEnumerable<DataProblem> Status(
        TableReader adsl,
        IEnumerable<Participant> members,
        string column,
        string what,
        Func<Participant, bool> began
    )
    {
        if (!adsl.Has(column))
            yield break;
        var status = adsl.TextOrBlank(column);
        foreach (var who in members)
            if (!began(who) && status(who.Row).Length > 0)
                yield return adsl.Problem(column, who.Row, $"'{who.Id}' did not begin {what} and has a status of it.");
            else if (began(who) && !known.Contains(status(who.Row)))
                yield return adsl.Problem(
                    column,
                    who.Row,
                    $"'{who.Id}' has neither completed nor discontinued {what} nor is it ongoing: '{status(who.Row)}'."
                );
    }
}
