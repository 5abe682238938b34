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
            part.Each(
                (system, terms) =>
                    terms.Each((term, at) => at.Fields(fields => Add(events, Event(fields, system, term, protocol))))
            );
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
        var laboratory = Sign(fields.Optional("seen in"), fields.Optional("values"), protocol);
        var worst = protocol.Arms.ToDictionary(
            arm => arm.Id,
            IReadOnlyList<double> (arm) => WorstGrade(fields.Required(arm.Id, "[30%, 20%, 5%, 1%, 0%]"))
        );
        return new(term, system, worst, onset, lasts, laboratory);
    }

    static LaboratorySign? Sign(YamlCursor seenIn, YamlCursor values, TrialProtocol protocol)
    {
        if (!seenIn.IsPresent)
        {
            if (values.IsPresent)
                values.ReportKey("belongs to no laboratory test", "write seen in: and the test");
            return null;
        }
        var tests = protocol.FollowUp?.Laboratory.Select(test => test.Id).ToList() ?? [];
        if (seenIn.Text() is { } test && !tests.Contains(test))
            seenIn.Report("is no laboratory test of the protocol", NearestWord.Suggest(test, tests));
        if (!values.IsPresent)
            seenIn.ReportKey(
                "does not say how",
                "write values: [2.0, 1.5, 1.0, 0.5, 0.1, 0] beside it, the limits of the grades"
            );
        double[] limits = values.IsPresent
            ? [.. values.Items().Select(item => item.Number("a number, 0 or more", value => value >= 0) ?? 0)]
            : [];
        if (values.IsPresent && (limits.Length != Grades + 1 || limits.Zip(limits.Skip(1)).Any(pair => pair.First < pair.Second)))
            values.Report(
                "are not six falling values",
                "write the upper limit of grade 1, then the lower limit of each grade from 1 to 5"
            );
        return new LaboratorySign(seenIn.Text() ?? "", limits);
    }

    static double[] WorstGrade(YamlCursor at)
    {
        double[] shares = at.Portions();
        if (shares.Sum() > 1 + 1e-9)
            at.Report(
                $"has shares that sum to {shares.Sum():0.0%}",
                "write shares that sum to at most 100%; the rest never has it"
            );
        return shares;
    }

    /// <summary>Five shares, one a grade.</summary>
    public static double[] Portions(this YamlCursor at)
    {
        if (!at.IsPresent)
            return new double[Grades];
        double[] shares = [.. at.Items().Select(item => item.Portion())];
        if (shares.Length != Grades)
            at.Report($"has {shares.Length} shares", "write five: for grade 1, 2, 3, 4 and 5");
        return shares.Length == Grades ? shares : new double[Grades];
    }
}
