using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>The adverse events of a scenario, by system organ class and term.</summary>
static class ReadAdverseEvents
{
    const int Grades = 5;

    public static IReadOnlyList<AdverseEventScenario> From(YamlCursor part, TrialProtocol protocol)
    {
        var events = new List<AdverseEventScenario>();
        if (part.IsPresent)
            part.Each((system, terms) => terms.Each((term, at) => at.Fields(fields => Add(events, Event(fields, system, term, protocol)))));
        return events;
    }

    static AdverseEventScenario Add(List<AdverseEventScenario> events, AdverseEventScenario one)
    {
        events.Add(one);
        return one;
    }

    static AdverseEventScenario Event(YamlFields fields, string system, string term, TrialProtocol protocol)
    {
        var onset = fields.Required("onset", "15 days").Duration("15 days")?.Days ?? 1;
        var lasts = fields.Required("lasts", "7 days").Duration("7 days")?.Days ?? 1;
        var seenIn = fields.Optional("seen in");
        var tests = protocol.FollowUp?.Laboratory.Select(test => test.Id).ToList() ?? [];
        var laboratory = seenIn.IsPresent ? seenIn.Text() : null;
        if (laboratory is not null && !tests.Contains(laboratory))
            seenIn.Report("is no laboratory test of the protocol", NearestWord.Suggest(laboratory, tests));
        var worst = protocol.Arms.ToDictionary(
            arm => arm.Id,
            IReadOnlyList<double> (arm) => WorstGrade(fields.Required(arm.Id, "[30%, 20%, 5%, 1%, 0%]"))
        );
        return new(term, system, worst, onset, lasts, laboratory);
    }

    static double[] WorstGrade(YamlCursor at)
    {
        if (!at.IsPresent)
            return new double[Grades];
        double[] shares = [.. at.Items().Select(item => item.Portion())];
        if (shares.Length != Grades)
            at.Report($"has {shares.Length} shares", "write five: for a worst grade of 1, 2, 3, 4 and 5");
        else if (shares.Sum() > 1 + 1e-9)
            at.Report($"has shares that sum to {shares.Sum():P1}", "write shares that sum to at most 100%; the rest never has it");
        return shares;
    }
}
