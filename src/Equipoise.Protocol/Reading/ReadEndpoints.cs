using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>endpoints:</c> from where, until what, and what is done when that is not seen.</summary>
static class ReadEndpoints
{
    const string Wanted = "progression, death, 'progression or death', or 'named …' for an event that the data name";

    static readonly Meanings<TimeOrigin> origins = new()
    {
        ["randomization"] = TimeOrigin.Randomization,
        ["first dose"] = TimeOrigin.FirstDose,
    };

    static readonly Meanings<CensoringDate> dates = new()
    {
        ["last adequate assessment"] = CensoringDate.LastAdequateAssessment,
        ["last known alive"] = CensoringDate.LastKnownAlive,
    };

    static readonly (string Key, CensoringReason Reason)[] reasons =
    [
        ("new anticancer therapy", CensoringReason.NewAnticancerTherapy),
        ("two missed assessments", CensoringReason.TwoMissedAssessments),
        ("no event", CensoringReason.NoEvent),
    ];

    public static IReadOnlyList<Endpoint> From(YamlCursor part)
    {
        part.RefuseSameIgnoringCase();
        return part.Each(
            (id, at) =>
            {
                if (!Quantities.IsShortCode(id))
                    at.ReportKey(
                        $"{ProblemList.Quote(id)} cannot be exported as PARAMCD",
                        "write at most 8 upper-case letters and digits, a letter first"
                    );
                return at.Fields(fields =>
                {
                    var label = fields.Required("label", "the printed name of the endpoint").Text() ?? "";
                    var from = fields.Required("from", "randomization or first dose").OneOf(origins);
                    var events = Events(fields.Required("event", "progression or death"));
                    var censoring = Censoring(fields);
                    var unit = fields.Required("unit", "months").OneOf(Quantities.Units);
                    return new Endpoint(id, label, from ?? default, events, censoring, unit ?? default);
                });
            }
        );
    }

    static List<EndpointEvent> Events(YamlCursor at)
    {
        var events = new List<EndpointEvent>();
        if (at.Text(Wanted) is not { } text)
            return events;
        foreach (var name in text.Split(" or ", StringSplitOptions.TrimEntries))
        {
            EndpointEvent? read = name switch
            {
                "progression" => new EndpointEvent.Progression(),
                "death" => new EndpointEvent.Death(),
                _ when name.StartsWith("named ") && name[6..].Trim() is { Length: > 0 } rest => new EndpointEvent.Named(rest),
                _ => null,
            };
            if (read is null)
                at.Report(
                    $"{ProblemList.Quote(name)} is an unknown event",
                    NearestWord.Find(name, ["progression", "death"]) is { } near ? $"did you mean '{near}'?" : $"write {Wanted}"
                );
            else if (events.Contains(read))
                at.Report($"'{read}' occurs twice", "keep one of the two");
            else
                events.Add(read);
        }
        return events;
    }

    /// <summary>The rules in the order in which they are tried: what cuts follow-up short before its plain end.</summary>
    /// <remarks>None is needed where ADTTE is analyzed as given: its censoring is done.</remarks>
    static List<CensoringRule> Censoring(YamlFields endpoint)
    {
        var at = endpoint.Optional("censor");
        var rules = new List<CensoringRule>();
        if (!at.IsPresent)
            return rules;
        at.Fields(fields =>
        {
            foreach (var (key, reason) in reasons)
            {
                var rule =
                    reason == CensoringReason.NoEvent
                        ? fields.Required(key, "last adequate assessment, or last known alive")
                        : fields.Optional(key);
                if (rule.OneOf(dates) is { } date)
                    rules.Add(new CensoringRule(reason, date));
            }
            return rules;
        });
        return rules;
    }
}
