using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>trial:</c> who and what the trial is.</summary>
static class ReadTrial
{
    const int LongestId = 20;

    public static TrialIdentity? From(YamlCursor part) =>
        part.Fields(fields => new TrialIdentity(
            Id(fields.Required("id", "the short name of the trial, such as PATINA")),
            Registry(fields.Optional("registry")),
            fields.Required("title", "the scientific title").Text() ?? "",
            fields.Optional("phase").Text(),
            ReadMasking.From(fields.Optional("masking")),
            fields.Required("protocol version", "the version of the protocol document, such as \"3.0\"").Text() ?? "",
            fields.Optional("funding").Text(),
            fields.Optional("disclosures") is { IsPresent: true } disclosures ? disclosures.Texts() : [],
            fields.Optional("calendar") is { IsPresent: true } calendar ? Calendar(calendar) : null
        )
        {
            Summary = fields.Optional("summary") is { IsPresent: true } summary ? Summary(summary) : [],
        });

    /// <summary>Parameters of TS by their short names, each with a value or a list of them.</summary>
    static List<SummaryValue> Summary(YamlCursor part) =>
        [
            .. part
                .Each(
                    (code, at) =>
                    {
                        var values = at.Node is YamlNode.List ? at.Texts() : at.Text() is { } one ? [one] : [];
                        if (TrialParameter.Find(code) is { } parameter)
                            return values.Select(value => new SummaryValue(parameter, value)).ToList();
                        at.ReportKey(
                            $"{ProblemList.Quote(code)} is no parameter of a trial's summary (TSPARMCD)",
                            NearestWord.Suggest(code, [.. TrialParameter.Codes])
                        );
                        return null;
                    }
                )
                .SelectMany(values => values),
        ];

    static string Id(YamlCursor at)
    {
        if (at.Text() is not { } id)
            return "";
        if (
            id.Length > LongestId
            || !char.IsAsciiLetterOrDigit(id[0])
            || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        )
            at.Report(
                $"{ProblemList.Quote(id)} cannot be exported as STUDYID",
                $"write at most {LongestId} letters, digits, hyphens, underscores or dots"
            );
        return id;
    }

    static string? Registry(YamlCursor at)
    {
        var number = at.Text();
        if (
            number is not null
            && number.StartsWith("NCT", StringComparison.OrdinalIgnoreCase)
            && !(number.Length == 11 && number.StartsWith("NCT") && number[3..].All(char.IsAsciiDigit))
        )
            at.Report($"{ProblemList.Quote(number)} is no ClinicalTrials.gov number", "write NCT and eight digits");
        return number;
    }

    static TrialCalendar? Calendar(YamlCursor part) =>
        part.Fields(fields =>
        {
            var opensAt = fields.Required("opens", "the first day of screening, such as 2017-06-21");
            var closesAt = fields.Required("closes to accrual", "the last day of randomization, such as 2021-07-20");
            var endsAt = fields.Optional("ends");
            var (opens, closes, ends) = (opensAt.Date(), closesAt.Date(), endsAt.Date());
            if (closes < opens)
                closesAt.Report($"{closes:yyyy-MM-dd} is before the trial opens on {opens:yyyy-MM-dd}", "write a later day");
            if (ends < closes)
                endsAt.Report($"{ends:yyyy-MM-dd} is before accrual closes on {closes:yyyy-MM-dd}", "write a later day");
            else if (ends < opens)
                endsAt.Report($"{ends:yyyy-MM-dd} is before the trial opens on {opens:yyyy-MM-dd}", "write a later day");
            return new TrialCalendar(opens ?? default, closes ?? default, ends);
        });
}
