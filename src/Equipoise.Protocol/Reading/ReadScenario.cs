using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>scenario.yaml:</c> who comes to the rehearsal, and what happens to them.</summary>
static class ReadScenario
{
    const int Format = 1;
    const string Rate = "a rate per month, 0 or more, such as 0.0016";

    public static Scenario? From(YamlCursor file, TrialProtocol protocol) =>
        file.Fields(parts =>
        {
            var ages = Age(parts.Required("age", "{ mean: 53, standard deviation: 11, from: 24, to: 84 }"));
            parts
                .Required("equipoise scenario", $"{Format}, the version of this file format")
                .Integer($"{Format}, the version of this file format", Format, Format);
            return new Scenario
            {
                Title = parts.Required("title", "what world this is, in one line").Text() ?? "",
                Published = parts.Optional("published") is { IsPresent: true } published ? published.Text() : null,
                Participants = Participants(parts.Required("participants", "518"), protocol),
                AccrualOver = parts.Required("accrual", "49 months").Duration("49 months") ?? default,
                Sites = parts.Required("sites", "109").Integer("a whole number from 1 to 9999", 1, 9999) ?? 1,
                SitesWithForms = parts.Optional("sites with forms") is { IsPresent: true } share ? share.Portion() : 1,
                ScreenFailures = parts.Required("screen failures", "12%").Portion(),
                Age = ages,
                Women = parts.Required("women", "99%").Portion(),
                Answers = ReadAnswers.From(parts.Optional("answers"), ages, protocol),
                MissedAssessments = parts.Required("missed assessments", "3%").Portion(),
                Serious = parts.Required("serious", "[0%, 1%, 8%, 40%, 100%]").Portions(),
                Related = parts.Required("related", "70%").Portion(),
                Arms = Arms(parts.Required("arms", "what happens in each arm"), protocol),
                AdverseEvents = ReadAdverseEvents.From(parts.Optional("adverse events"), protocol),
            };
        });

    static int Participants(YamlCursor at, TrialProtocol protocol)
    {
        var participants = at.Integer("a whole number from 2 to 100000", 2, 100_000) ?? 0;
        if (protocol.Randomization?.AtMost is { } most && participants > most)
            at.Report($"is more than the {most} that the protocol lets in", $"write {most} or fewer");
        return participants;
    }

    static AgeDistribution Age(YamlCursor at) =>
        at.Fields(fields =>
        {
            var mean = fields.Required("mean", "53").Number("years, 0 to 120", IsAge);
            var deviation = fields
                .Required("standard deviation", "11")
                .Number("years above 0, at most 120", value => value is > 0 and <= 120);
            var from = fields.Required("from", "24").Number("years, 0 to 120", IsAge);
            var to = fields.Required("to", "84").Number("years, 0 to 120", IsAge);
            if (from > mean || mean > to || from >= to)
                fields.Here.Report(
                    "has a mean that does not lie between its limits",
                    "write from, mean and to in this order of size"
                );
            return new AgeDistribution(mean ?? 0, deviation ?? 1, from ?? 0, to ?? 0);
        }) ?? new AgeDistribution(0, 1, 0, 0);

    static bool IsAge(double years) => years is >= 0 and <= 120;

    static Dictionary<string, ArmScenario> Arms(YamlCursor part, TrialProtocol protocol)
    {
        var arms = new Dictionary<string, ArmScenario>();
        var known = protocol.Arms.Select(arm => arm.Id).ToList();
        part.Each(
            (id, at) =>
            {
                if (!known.Contains(id))
                    at.ReportKey("is no arm of the protocol", NearestWord.Suggest(id, known));
                return at.Fields(fields => arms[id] = Arm(fields, protocol));
            }
        );
        if (part.IsPresent)
            foreach (var missing in known.Where(id => !part.Keys.Contains(id)))
                part.ReportKey($"says nothing of arm '{missing}'", $"write {missing}: and what happens there");
        return arms;
    }

    static ArmScenario Arm(YamlFields fields, TrialProtocol protocol) =>
        new(
            fields.Required("progression or death", "[ { from: 0 months, median: 29 months } ]").Hazard(),
            fields.Required("death first", "4%").Portion(),
            PerMonth(fields.Required("death after progression", "0.02")),
            fields.Required("never treated", "0%").Portion(),
            PerMonth(fields.Required("withdrawal", "0.0016")),
            PerMonth(fields.Required("new therapy", "0.0012")),
            Dosing(fields.Optional("dosing"), protocol)
        );

    static double PerMonth(YamlCursor at) => at.Number(Rate, value => value >= 0) ?? 0;

    static DosingScenario? Dosing(YamlCursor at, TrialProtocol protocol) =>
        !at.IsPresent
            ? null
            : at.Fields(fields =>
            {
                var treatmentAt = fields.Required("treatment", "palbociclib");
                var treatment = treatmentAt.Text() ?? "";
                var modifiable = protocol.Treatments.Where(known => known.Doses.Count > 0).Select(known => known.Id).ToList();
                if (treatment.Length > 0 && !modifiable.Contains(treatment))
                    treatmentAt.Report("is no treatment with dose levels", NearestWord.Suggest(treatment, modifiable));
                var dosing = new DosingScenario(
                    treatment,
                    fields.Required("interrupt", "60%").Portion(),
                    fields.Required("reduce", "22%").Portion(),
                    fields.Required("stop", "3%").Portion()
                );
                var sum = dosing.Interrupt + dosing.Reduce + dosing.Stop;
                if (sum > 1 + 1e-9)
                    fields.Here.Report(
                        $"has shares that sum to {sum:0.0%}",
                        "write shares that sum to at most 100%; for the rest nothing is done"
                    );
                return dosing;
            });
}
