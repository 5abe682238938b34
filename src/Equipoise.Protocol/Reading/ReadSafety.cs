using Equipoise.Protocol.Yaml;
using Equipoise.Statistics.Rates;

namespace Equipoise.Protocol.Reading;

/// <summary><c>analysis: safety:</c> how adverse events are counted, compared and shown.</summary>
static class ReadSafety
{
    const string FlagWanted = "a variable of ADAE such as CQ01NAM, or a value of one such as SMQ01NAM = Hemorrhage";

    static readonly Meanings<bool> grading = new()
    {
        ["worst grade per participant"] = true,
        ["any event per participant"] = false,
    };

    static readonly Meanings<(bool Wanted, RiskDifferenceInterval Limits)> differences = new()
    {
        ["Newcombe"] = (true, RiskDifferenceInterval.Newcombe),
        ["Miettinen-Nurminen"] = (true, RiskDifferenceInterval.MiettinenNurminen),
        ["Wald"] = (true, RiskDifferenceInterval.Wald),
        ["none"] = default,
    };

    static readonly Meanings<(bool Wanted, RateInterval Limits)> rates = new()
    {
        ["exact"] = (true, RateInterval.Exact),
        ["normal"] = (true, RateInterval.Normal),
        ["Byar"] = (true, RateInterval.Byar),
        ["none"] = default,
    };

    static readonly Meanings<bool> pValues = new() { ["none"] = false, ["Fisher"] = true };

    static readonly Meanings<bool> columns = new() { ["arms"] = false, ["arms and total"] = true };

    public static SafetyPlan? From(YamlCursor part) =>
        part.Fields(fields =>
        {
            var graded = fields.Required("count", "worst grade per participant, or any event per participant").OneOf(grading);
            var plan = new SafetyPlan(graded ?? false, Threshold(fields.Required("show terms in", "5% of either arm")));
            var (difference, rate) = (fields.Optional("risk difference"), fields.Optional("rates"));
            var (confidence, ofInterest) = (fields.Optional("confidence"), fields.Optional("of interest"));
            if (difference.IsPresent && difference.OneOf(differences) is { } wanted)
                plan = plan with { Difference = wanted.Wanted ? wanted.Limits : null };
            if (rate.IsPresent && rate.OneOf(rates) is { } rated)
                plan = plan with { Rates = rated.Wanted ? rated.Limits : null };
            if (confidence.IsPresent && confidence.Share("a level above 0 and below 1, such as 95%") is { } level)
                plan = plan with { Confidence = level };
            return plan with
            {
                RateParameters = fields.Optional("rate parameters") is { IsPresent: true } named ? named.Texts() : [],
                FisherPValues = fields.Optional("p values") is { IsPresent: true } asked && asked.OneOf(pValues) is true,
                Total = fields.Optional("columns") is { IsPresent: true } shown && shown.OneOf(columns) is true,
                OfInterest = ofInterest.IsPresent ? OfInterest(ofInterest) : [],
            };
        });

    static IReadOnlyList<EventsOfInterest> OfInterest(YamlCursor part)
    {
        part.RefuseSameIgnoringCase();
        return part.Each(
            (id, at) =>
                at.Fields(fields =>
                {
                    var label = fields.Required("label", "the printed name, such as Cardiac events").Text();
                    var (terms, classes) = (fields.Optional("terms"), fields.Optional("classes"));
                    var flagAt = fields.Optional("flag");
                    if (!terms.IsPresent && !classes.IsPresent && !flagAt.IsPresent)
                        at.ReportKey(
                            "says of no event that it is meant",
                            "write terms: [preferred terms], classes: [system organ classes], or flag: a variable of ADAE"
                        );
                    var (flag, value) = flagAt.IsPresent ? Flag(flagAt) : default;
                    return new EventsOfInterest(
                        id,
                        label ?? id,
                        terms.IsPresent ? terms.Texts() : [],
                        classes.IsPresent ? classes.Texts() : [],
                        flag,
                        value
                    );
                })
        );
    }

    /// <summary>A variable, or one of its values: CQ01NAM; SMQ01NAM = Hemorrhage.</summary>
    static (string? Variable, string? Value) Flag(YamlCursor at)
    {
        if (at.Text(FlagWanted) is not { } text)
            return default;
        var sides = text.Split('=', 2, StringSplitOptions.TrimEntries);
        if (ReadData.IsVariable(sides[0]) && sides is not [_, ""])
            return (sides[0].ToUpperInvariant(), sides is [_, var value] ? value : null);
        at.Reject(text, FlagWanted);
        return default;
    }

    static double Threshold(YamlCursor at)
    {
        const string wanted = "a share of the participants, such as 5% of either arm";
        if (at.Words(wanted) is not { } words)
            return 0;
        if (words is [var share, "of", "either" or "any", "arm"] && Scalars.ParseShare(share) is >= 0 and < 1 and var threshold)
            return threshold;
        at.Reject(string.Join(' ', words), wanted);
        return 0;
    }
}
