using Equipoise.Conduct.Ctcae;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Conduct.DoseRules;

/// <summary>A participant in front of the investigator, as the dose rules see it.</summary>
static class Clinic
{
    internal static readonly DateOnly Day = new(2018, 4, 5);
    internal static readonly DoseRuleTable Label = DoseRuleTable.Find(DoseRuleTables.PalbociclibLabel)!;
    internal static readonly IReadOnlyList<Dose> Doses = [new(125, "mg"), new(100, "mg"), new(75, "mg")];

    /// <summary>Drug given at a level, with one neutrophil count (10^9/L; lower limit of normal 2.0) of that day.</summary>
    internal static DoseFacts Given(
        double? neutrophils,
        int cycle = 1,
        int day = 1,
        int level = 0,
        string grading = "CTCAE 4.03",
        DoseAnswers? answers = null
    ) =>
        new(
            Doses,
            level,
            cycle,
            day,
            Day,
            WithheldSince: null,
            Pending: [],
            Recurrent: false,
            neutrophils is { } value ? [Count("NEUT", value, 2.0, Day, grading)] : [],
            Events: [],
            answers ?? new()
        );

    internal static DoseFacts WithheldFor(this DoseFacts facts, int days, params string[] rules) =>
        facts with
        {
            WithheldSince = facts.On.AddDays(-days),
            Pending = [.. rules.Select(id => Label.Rule(id)!)],
        };

    internal static BloodCount Count(string code, double value, double lower, DateOnly on, string grading = "CTCAE 4.03")
    {
        var term = CtcaeDictionary.Find(grading)!.Of(code, code == "HGB" ? "g/dL" : "10^9/L").First(term => term.Direction == Direction.Low);
        return new(code, value, "10^9/L", on, (term.Grade(new(value, lower)) as CtcaeGrade.Graded)?.Grade);
    }

    /// <summary>A proposal in one line: step, dose, day to look again after so many days, dose to consider, first rule.</summary>
    internal static string Proposes(this DoseFacts facts)
    {
        var proposal = DoseProposals.Of(facts, Label);
        var recheck = proposal.RecheckBy is { } by ? $" recheck+{by.DayNumber - facts.On.DayNumber}" : "";
        var consider = proposal.Consider is { } lower ? $" consider {lower}" : "";
        var rule = proposal.Rules.Count > 0 ? $" ({proposal.Rules[0].Id})" : "";
        return $"{proposal.Step} {proposal.Level}{recheck}{consider}{rule}";
    }
}
