using System.Globalization;
using Equipoise.Analysis;
using Equipoise.Design.Simulation.World;
using Equipoise.Protocol;
using Equipoise.Statistics;

namespace Equipoise.Trial.Tests.Design.Simulation.World;

/// <summary>A replayed trial as the field would record it: SDTM, from which the analysis derives times to events.</summary>
static class ReplayedSdtm
{
    /// <summary>What ADTTE says of each participant as of a day of the trial, in days, by endpoint.</summary>
    public static Dictionary<(string Endpoint, int Participant), Observation> Derive(
        TrialProtocol protocol,
        ReplayedScenario replayed,
        int cutoff
    )
    {
        var sdtm = new HandMadeSdtm(On(protocol, cutoff));
        for (var i = 0; i < replayed.Participants.Count; i++)
            Add(sdtm, protocol, i, replayed.Participants[i]);
        var output = TrialAnalysis.Analyze(protocol, sdtm.Tables()) switch
        {
            AnalysisOutcome.Completed completed => completed.Output,
            AnalysisOutcome.Rejected rejected => throw new InvalidOperationException(string.Join('\n', rejected.Problems)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var adtte = output.Datasets.Single(table => table.Name == "ADTTE");
        var (id, endpoint) = (adtte.Text("USUBJID"), adtte.Text("PARAMCD"));
        var (days, censored) = (adtte.Number("ADY"), adtte.Number("CNSR"));
        return Enumerable
            .Range(0, adtte.RowCount)
            .ToDictionary(
                row => (endpoint[row], int.Parse(id[row], CultureInfo.InvariantCulture)),
                row => censored[row] == 0 ? Observation.Event(days[row]) : Observation.CensoredAt(days[row])
            );
    }

    static void Add(HandMadeSdtm sdtm, TrialProtocol protocol, int i, ScenarioParticipant who)
    {
        var id = i.ToString(CultureInfo.InvariantCulture);
        var arm = who.Arm == 0 ? protocol.Control : protocol.Experimental.Single();
        var code = arm.Id.ToUpperInvariant();
        var randomized = Day(0);
        sdtm.Add("DM", "TRIAL", id, id, "01", "60", "F", code, arm.Label, code, arm.Label, randomized, Maybe(who.Died));
        sdtm.Add("DS", id, "RANDOMIZED", "PROTOCOL MILESTONE", "", randomized);
        foreach (var (f, level) in LevelsOf(protocol, who.Stratum).Index())
            sdtm.Add("SUPPDM", id, $"STRAT{f + 1}", level);
        if (who.FirstDose is { } dose)
            sdtm.Add("EX", id, protocol.Treatments.First(drug => arm.Gives.Contains(drug.Id)).Id.ToUpperInvariant(), "1", Day(dose), Day(dose));
        foreach (var seen in who.Assessments)
            sdtm.Add("RS", id, "OVRLRESP", seen.ShowsProgression ? "PD" : "SD", "INVESTIGATOR", Day(seen.Day));
        foreach (var day in who.Contacts)
            sdtm.Add("SV", id, Day(day));
        if (who.NewTherapy is { } therapy)
            sdtm.Add("CM", id, "SOMETHING ELSE", "SUBSEQUENT ANTICANCER THERAPY", Day(therapy));
        if (who.TreatmentEnd is { } end)
            sdtm.Add("DS", id, end == who.Died ? "DEATH" : "PROGRESSIVE DISEASE", "DISPOSITION EVENT", "STUDY TREATMENT", Day(end), "x");
        if (who.Withdrew is { } withdrew)
            sdtm.Add("DS", id, "WITHDRAWAL BY SUBJECT", "DISPOSITION EVENT", "STUDY PARTICIPATION", Day(withdrew), "x");
        if (who.Died is { } died)
            sdtm.Add("DS", id, "DEATH", "DISPOSITION EVENT", "STUDY PARTICIPATION", Day(died), "x");

        string Day(int day) => On(protocol, who.Randomized + day);

        string Maybe(int? day) => day is { } known ? Day(known) : "";
    }

    // The strata are all combinations of the levels; the last factor varies fastest.
    static IEnumerable<string> LevelsOf(TrialProtocol protocol, int stratum)
    {
        var names = new List<string>();
        foreach (var factor in protocol.Randomization!.Factors.Reverse())
        {
            names.Add(factor.Levels[stratum % factor.Levels.Count].Name);
            stratum /= factor.Levels.Count;
        }
        names.Reverse();
        return names;
    }

    static string On(TrialProtocol protocol, int day) =>
        protocol.Trial.Calendar!.Opens.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
